/** A running programme as a psychologist adjusts it, and what was written about it. */
import { z } from 'zod';
import { adjustmentsOf } from '../../db/decisions';
import type { CourseRow } from '../../db/courses';
import { staffById, staffNames } from '../../db/staff';
import { inTransaction, type Tx } from '../../db/transaction';
import type { CourseId, Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import type { App, Ctx } from '../app';
import { answeredBy, type AnsweredBy } from './answeredBy';
import { stateOf } from './courseState';
import { draftOf, type Draft } from './draft';

export const ADJUST_DRAFT = 'adjustProgramme';

/** Who adjusted the programme, and what was written to the patient; '': nothing. */
export interface ProgrammeWords {
  readonly at: Instant;
  readonly name: string | null;
  readonly text: string;
  /** The modules it is about; none: about the order of all. */
  readonly modules: readonly string[];
}
export interface ProgrammeNow {
  readonly titles: ReadonlyMap<string, string>;
  readonly psychologistName: string | null;
  /** Who has the form open. */
  readonly writer: string | null;
  readonly told: readonly ProgrammeWords[];
  readonly answered: ReadonlyMap<string, AnsweredBy>;
  readonly draft: Draft | undefined;
}

const zBody = z.object({ toPatient: z.string() });
const zCodes = z.object({ modules: z.array(z.string()) });

/** More than a treatment has; who left a module out is read from them. */
const MOST = 50;

/** The newest first, those with nothing written to the patient as well: they say who it was. */
export async function programmeWords(tx: Tx, courseId: CourseId): Promise<ProgrammeWords[]> {
  const made = await adjustmentsOf(tx, courseId, zBody, MOST);
  const ids = made.map(({ staffId }) => staffId);
  const names = ids.length > 0 ? await staffNames(tx, ids) : new Map<string, string>();
  return made.map(({ staffId, pressedAt, codes, body }) => {
    const about = zCodes.safeParse(codes);
    return {
      at: pressedAt,
      name: names.get(staffId) ?? null,
      text: body.toPatient,
      modules: about.success ? about.data.modules : [],
    };
  });
}

/** The titles of the modules a course follows, by id; empty before treatment. */
export function moduleTitles(app: Pick<App, 'programmes'>, { programme }: CourseState) {
  const texts = app.programmes.followed(programme);
  return new Map(texts?.modules.map(({ id, title }) => [id, title]));
}

export async function programmeNow(ctx: Ctx, course: CourseRow): Promise<ProgrammeNow> {
  const { courseId, psychologistId } = course;
  const { actor } = ctx;
  return inTransaction(ctx.app.db, actor, async (tx) => {
    const psychologist = psychologistId && (await staffById(tx, psychologistId));
    const writer = actor.kind === 'staff' ? await staffById(tx, actor.id) : undefined;
    return {
      titles: moduleTitles(ctx.app, stateOf(course)),
      psychologistName: psychologist ? psychologist.name : null,
      writer: writer?.name ?? null,
      told: await programmeWords(tx, courseId),
      answered: await answeredBy(tx, courseId),
      draft: await draftOf(tx, ctx, courseId, ADJUST_DRAFT),
    };
  });
}
