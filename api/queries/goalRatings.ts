/** A patient's goals after they were handed in: what they are, and how far they were each time. */
import { entriesOf } from '../../db/diary';
import { answersTo } from '../../db/exercises';
import type { CourseRow } from '../../db/courses';
import { inTransaction, type Tx } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import {
  goalsOverTime,
  noteOf,
  ratingOf,
  type GoalOverTime,
  type Rating,
} from '../../domain/exercises/goalRating';
import type { Exercise } from '../../domain/exercises/exercise';
import type { CourseId } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { meantRow } from '../../programmes/entries';
import type { App, Ctx } from '../app';
import { stateOf } from './courseState';
import { openExercises, ownEntry, whyClosed, type OpenExercise } from './ownDiary';
import { answerIn } from './ownModule';

export type { GoalOverTime };
export { noteOf };
export interface RatedGoals extends OpenExercise {
  /** One rating as an exercise whose entries are kept. */
  readonly rating: Exercise;
  readonly goals: readonly GoalOverTime[];
  /** In the order in which they were given. */
  readonly ratings: readonly Rating[];
}

/** The goals of that id in an open module; undefined when there are none such. */
export function openGoals(
  app: Pick<App, 'programmes'>,
  state: CourseState,
  exerciseId: string,
): OpenExercise | undefined {
  return openExercises(app, state).find(
    ({ exercise }) => exercise.kind === 'goals' && exercise.id === exerciseId,
  );
}

/**
 * Null: the goals can be rated again. Until they are handed in their number is changed in the
 * module.
 */
export function whyNotRated(
  state: CourseState,
  { at }: Pick<OpenExercise, 'at'>,
): 'notNow' | 'moduleSkipped' | 'goalsNotHandedIn' | null {
  const closed = whyClosed(state, { at });
  if (closed) return closed;
  return at.handedIn ? null : 'goalsNotHandedIn';
}

export async function ratedGoals(
  ctx: Ctx,
  course: CourseRow,
  exerciseId: string,
): Promise<RatedGoals | null> {
  const open = openGoals(ctx.app, stateOf(course), exerciseId);
  if (!open) return null;
  return inTransaction(ctx.app.db, ctx.actor, (tx) => ratingsIn(tx, ctx, course.courseId, open));
}

/** Without goals while they are not handed in: what can still be changed is no series. */
export async function ratingsIn(
  tx: Tx,
  { now }: Pick<Ctx, 'now'>,
  courseId: CourseId,
  open: OpenExercise,
): Promise<RatedGoals> {
  const { exercise, text } = open;
  const [saved] = await answersTo(tx, courseId, [exercise.id]);
  const rows = saved?.handedInAt
    ? answerIn(saved).rows.map((row) => meantRow(exercise, row, now))
    : [];
  const rating = ratingOf(exercise, rows);
  const entries = saved?.handedInAt ? await entriesOf(tx, courseId, { module: text.id }) : [];
  const ratings = entries
    .filter((entry) => entry.exercise === exercise.id)
    .map((entry) => ({ day: entry.day, row: ownEntry(entry).row }));
  const from = copenhagenDate(saved?.handedInAt ?? now);
  return { ...open, rating, ratings, goals: goalsOverTime(exercise, rows, from, ratings) };
}
