/** The application as its applicant sees it: answers, versions, what is half-written, who asks. */
import { z } from 'zod';
import { readApplication } from '../../db/applications';
import type { CourseRow } from '../../db/courses';
import { readDraft } from '../../db/drafts';
import { gpByNumber, gpsMatching, type Gp as Practice } from '../../db/gps';
import { personIdentity } from '../../db/persons';
import { inTransaction, type Tx } from '../../db/transaction';
import { NO_GP, valueOf, type ApplicationAnswers, type SectionId } from '../../domain/application';
import { copenhagenDate } from '../../domain/calendar';
import { parseCpr } from '../../domain/cpr';
import { isOldEnough } from '../../domain/eligibility';
import type { Instant } from '../../domain/ids';
import type { Ctx } from '../app';

export type { Practice };

export interface Application {
  readonly answers: ApplicationAnswers;
  readonly versions: Readonly<Record<string, number>>;
  /** Sent, or on its way: nothing in it changes any more. */
  readonly isLocked: boolean;
  /** 18 or older today, by the identity number. */
  readonly isAdult: boolean;
  readonly gp: Practice | null;
}

export async function application(ctx: Ctx, course: CourseRow): Promise<Application> {
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const today = copenhagenDate(ctx.now);
    const found = await readApplication(tx, course.courseId);
    const { cpr } = await personIdentity(tx, course.personId);
    const birth = parseCpr(cpr)?.birth;
    const answers = found?.answers ?? {};
    return {
      answers,
      versions: found?.versions ?? {},
      isLocked: (found?.submittedAt ?? null) !== null,
      isAdult: birth !== undefined && isOldEnough(birth, today),
      gp: (await chosenGp(tx, ctx, valueOf(answers['gp'], 'gp'))) ?? null,
    };
  });
}

async function chosenGp(tx: Tx, ctx: Ctx, number: string): Promise<Practice | undefined> {
  if (number === '' || number === NO_GP) return undefined;
  return gpByNumber(tx, number, copenhagenDate(ctx.now));
}

const SHOWN_AT_MOST = 12;

/**
 * Practices to choose from: what was searched for, else those of the applicant's municipality, else
 * the first by name. `chosen` (a number) always stands among them.
 */
export async function gpChoices(
  ctx: Ctx,
  wish: { search: string; municipality: string; chosen: string },
): Promise<readonly Practice[]> {
  const today = copenhagenDate(ctx.now);
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const text = wish.search || wish.municipality;
    const matching = await gpsMatching(tx, text, today, SHOWN_AT_MOST);
    const shown =
      matching.length > 0 || wish.search !== ''
        ? matching
        : await gpsMatching(tx, '', today, SHOWN_AT_MOST);
    const own = await chosenGp(tx, ctx, wish.chosen);
    const isShown = shown.some(({ ydernummer }) => ydernummer === own?.ydernummer);
    return own && !isShown ? [own, ...shown] : shown;
  });
}

/** The name under which a half-written section is kept. */
export function draftName(id: SectionId): string {
  return `application:${id}`;
}
const zTyped = z.record(z.string(), z.string());
export interface SectionDraft {
  readonly typed: Readonly<Record<string, string>>;
  readonly savedAt: Instant;
  /** The version that was on the screen. */
  readonly version: string;
}

/** What was typed in a section and not yet saved; null when there is none. */
export async function sectionDraft(
  ctx: Ctx,
  course: CourseRow,
  id: SectionId,
): Promise<SectionDraft | null> {
  const { courseId, personId } = course;
  const found = await inTransaction(ctx.app.db, ctx.actor, (tx) =>
    readDraft(tx, { courseId, authorId: personId, form: draftName(id) }, zTyped),
  );
  if (!found) return null;
  const { version = '0', ...typed } = found.body;
  return { typed, savedAt: found.savedAt, version };
}
