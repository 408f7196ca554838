/** What an epicrise is written from: consent, doctor, scores at both ends, modules, drafts. */
import { consentsOf, type Consent } from '../../db/consents';
import type { CourseRow } from '../../db/courses';
import { gpOfCourse, type Gp } from '../../db/gps';
import { scoresOf, type Score } from '../../db/measures';
import { notesOf, type Note } from '../../db/notes';
import { inTransaction } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import type { Instant } from '../../domain/ids';
import type { Ctx } from '../app';
import { stateOf } from './courseState';
import { draftOf, type Draft } from './draft';

export const EPICRISE_DRAFT = 'writeEpicrise';

export interface EpicriseFacts {
  /** The consent that stands now; undefined: no letter may leave. */
  readonly consent: Consent | undefined;
  readonly gp: Gp | undefined;
  readonly scores: readonly Score[];
  readonly notes: readonly Note[];
  readonly modules: readonly {
    readonly title: string;
    readonly open: boolean;
    /** When its week opens it; undefined: nothing opens it by itself. */
    readonly opensAt: Instant | undefined;
    readonly handedIn: boolean;
    readonly required: boolean;
    /** Left out by agreement: nobody waits for it. */
    readonly skipped: boolean;
  }[];
  readonly draft: Draft | undefined;
}

export async function epicriseFacts(ctx: Ctx, course: CourseRow): Promise<EpicriseFacts> {
  const { courseId } = course;
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => ({
    consent: (await consentsOf(tx, courseId)).find(
      (one) => one.kind === 'gpEnd' && one.withdrawnAt === null,
    ),
    gp: await gpOfCourse(tx, courseId, copenhagenDate(ctx.now)),
    scores: await scoresOf(tx, courseId),
    notes: await notesOf(tx, courseId),
    modules: modulesOf(ctx, course),
    draft: await draftOf(tx, ctx, courseId, EPICRISE_DRAFT),
  }));
}

/** The course's modules with their titles, in reading order. */
export function modulesOf(ctx: Ctx, course: CourseRow): EpicriseFacts['modules'] {
  const { programme, dues } = stateOf(course);
  return (programme?.modules ?? []).map(({ moduleId, open, handedIn, required, skipped }) => ({
    title: ctx.app.programmes.titleOf(programme, moduleId),
    open,
    handedIn,
    required,
    skipped: skipped === true,
    opensAt: dues.find((one) => one.name === 'moduleOpens' && one.subject === moduleId)?.dueAt,
  }));
}
