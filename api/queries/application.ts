/** The application as its applicant sees it: answers, versions, what is half-written, who asks. */
import { readApplication } from '../../db/applications';
import type { CourseRow } from '../../db/courses';
import { gpByNumber, gpsMatching, type Gp as Practice, type GpWish } from '../../db/gps';
import { inTransaction, type Tx } from '../../db/transaction';
import { NO_GP, valueOf, type ApplicationAnswers } from '../../domain/application';
import { copenhagenDate } from '../../domain/calendar';
import type { CivilDate } from '../../domain/ids';
import { MUNICIPALITIES } from '../../domain/municipalities';
import type { Ctx } from '../app';
import { adultLater } from './underAge';

export type { Practice };

export interface Application {
  readonly answers: ApplicationAnswers;
  readonly versions: Readonly<Record<string, number>>;
  /** Sent, or on its way: nothing in it changes any more. */
  readonly isLocked: boolean;
  /** The day the applicant turns 18, by the identity number; null: 18 or older today. */
  readonly adultFrom: CivilDate | null;
  readonly gp: Practice | null;
}

export async function application(ctx: Ctx, course: CourseRow): Promise<Application> {
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const found = await readApplication(tx, course.courseId);
    const answers = found?.answers ?? {};
    return {
      answers,
      versions: found?.versions ?? {},
      isLocked: (found?.submittedAt ?? null) !== null,
      adultFrom: await adultLater(tx, course.personId, ctx.now),
      gp: (await chosenGp(tx, ctx, valueOf(answers['gp'], 'gp'))) ?? null,
    };
  });
}

async function chosenGp(tx: Tx, ctx: Ctx, number: string): Promise<Practice | undefined> {
  if (number === '' || number === NO_GP) return undefined;
  return gpByNumber(tx, number, copenhagenDate(ctx.now));
}

const SHOWN_AT_MOST = 12;
/** Nobody's name is longer; what is typed beyond it finds nothing more. */
const LONGEST_SEARCH = 80;

export interface GpsFound {
  readonly practices: readonly Practice[];
  /** What was searched for is nowhere; the practices are others. */
  readonly isNowhere: boolean;
  /** There are more than are shown. */
  readonly isMore: boolean;
}

/**
 * Practices to choose from: what was searched for, else those of the applicant's municipality, else
 * the first by name. `chosen` (a number) always stands among them.
 */
export async function gpChoices(
  ctx: Ctx,
  wish: { search: string; municipality: string; chosen: string },
): Promise<GpsFound> {
  const today = copenhagenDate(ctx.now);
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const near = { ...NOTHING, municipalities: [wish.municipality].filter(Boolean) };
    const wishes = [wishOf(wish.search), near, NOTHING].filter((one) => one !== null);
    let found: readonly Practice[] = [];
    for (const one of wishes) {
      found = await gpsMatching(tx, one, today);
      if (found.length > 0 || wish.search.trim() !== '') break;
    }
    const practices = found.slice(0, SHOWN_AT_MOST);
    const own = await chosenGp(tx, ctx, wish.chosen);
    const isShown = practices.some(({ ydernummer }) => ydernummer === own?.ydernummer);
    return {
      practices: own && !isShown ? [own, ...practices] : practices,
      isNowhere: found.length === 0,
      isMore: found.length > SHOWN_AT_MOST,
    };
  });
}

const NOTHING: GpWish = { words: [], number: '', municipalities: [], limit: SHOWN_AT_MOST + 1 };

/** A number however it is grouped, else words of a name or of a place; null: nothing was typed. */
function wishOf(search: string): GpWish | null {
  const typed = search.slice(0, LONGEST_SEARCH).trim().toLocaleLowerCase('da');
  if (typed === '') return null;
  const digits = typed.replace(/[\s.-]/g, '');
  if (/^\d+$/.test(digits)) return { ...NOTHING, number: digits };
  const there = MUNICIPALITIES.filter(({ name }) => name.toLocaleLowerCase('da') === typed);
  return {
    ...NOTHING,
    words: typed.split(/\s+/),
    municipalities: there.map(({ code }) => code),
  };
}
