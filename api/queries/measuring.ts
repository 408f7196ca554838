/** The questionnaires of a course: what is asked now, what is half-written, and every score. */
import type { CourseRow } from '../../db/courses';
import { scoresOf, type Score } from '../../db/measures';
import { questionnaireValues } from '../../db/questionnaires';
import { inTransaction, type Tx } from '../../db/transaction';
import type { FollowUpValues } from '../../domain/followUp';
import { plusMillis, type Instant } from '../../domain/ids';
import type { MeasureId } from '../../domain/measures';
import {
  askedNow,
  endOf,
  weeklyMeasures,
  type Asking,
  type Occasion,
} from '../../domain/measuring';
import type { Ctx } from '../app';
import { stateOf } from './courseState';

export interface Measuring {
  /** Null: nothing is asked of the patient now. */
  readonly asking: Asking | null;
  /** What the module to work on asks for each week. */
  readonly weekly: readonly MeasureId[];
  /** What is kept so far of what is asked. */
  readonly values: FollowUpValues;
  /** All scores of the course, the oldest first. */
  readonly scores: readonly Score[];
}

/** The questions are about the last two weeks: answers left half-way for longer are asked anew. */
const KEPT_MS = 7 * 86_400_000;
/** Half-written answers belong to no week. */
const ANY_WEEK: Occasion = 'week-1';

export function measuring(ctx: Ctx, course: CourseRow): Promise<Measuring> {
  return inTransaction(ctx.app.db, ctx.actor, (tx) => measuringIn(tx, ctx, course));
}

/** The same within a transaction that is open already. */
export async function measuringIn(
  tx: Tx,
  { app, now }: Pick<Ctx, 'app' | 'now'>,
  course: CourseRow,
): Promise<Measuring> {
  const state = stateOf(course);
  const scores = await scoresOf(tx, course.courseId);
  const weekly = weeklyMeasures(state, app.programmes.followed(state.programme)?.modules ?? []);
  const asking = askedNow(state, scores, weekly, now);
  return { asking, weekly, scores, values: asking ? await kept(tx, course, asking, now) : {} };
}

/** What was begun in the last week of treatment is not asked anew at its end. */
function kept(
  tx: Tx,
  course: CourseRow,
  { occasion, measures }: Asking,
  now: Instant,
): Promise<FollowUpValues> {
  const { courseId, personId } = course;
  const weekly = { occasion: ANY_WEEK, from: plusMillis(now, -KEPT_MS) };
  const { treatmentEnded: from } = stateOf(course).since;
  // What an earlier end left half-written is older than this one.
  const end = endOf(occasion) === null ? [] : [{ occasion, ...(from && { from }) }];
  return questionnaireValues(tx, { courseId, personId, measures, kept: [weekly, ...end] });
}
