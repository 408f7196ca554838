/** Everything a patient wrote in exercises of one kind, across modules, and what its numbers say. */
import type { CourseRow } from '../../db/courses';
import { entriesOf } from '../../db/diary';
import { answersTo } from '../../db/exercises';
import { inTransaction, type Tx } from '../../db/transaction';
import { kindOf } from '../../domain/exercises';
import type { AnswerRow, Exercise, ExerciseKind } from '../../domain/exercises/exercise';
import { progressOf, type Progress } from '../../domain/exercises/progress';
import type { CivilDate, DiaryEntryId } from '../../domain/ids';
import { dayOf, meantRow } from '../../programmes/entries';
import type { Ctx } from '../app';
import { stateOf } from './courseState';
import { openExercises, ownEntry } from './ownDiary';
import { answerIn } from './ownModule';

/** One row, and the exercise whose fields it has. */
export interface WrittenRow {
  readonly exercise: Exercise;
  readonly day: CivilDate | null;
  readonly row: AnswerRow;
  /** An entry of a diary that can still be mended; null for one handed in, and for a form's row. */
  readonly entryId: DiaryEntryId | null;
}
export interface ExerciseProgress {
  /** The first exercise of the kind: the page has its name. */
  readonly exercise: Exercise;
  readonly kind: ExerciseKind;
  /** By day, or in the order of the programme and the form. */
  readonly written: readonly WrittenRow[];
  readonly progress: Progress;
}

/** Null when no open module has an exercise of that id, or it is of no kind. */
export async function exerciseProgress(
  ctx: Ctx,
  course: CourseRow,
  exerciseId: string,
): Promise<ExerciseProgress | null> {
  const open = openExercises(ctx.app, stateOf(course)).map(({ exercise }) => exercise);
  const asked = open.find(({ id }) => id === exerciseId);
  const kind = asked && kindOf(asked);
  if (!asked || !kind) return null;
  const alike = open.filter((one) => one.kind === asked.kind);
  const written = await inTransaction(ctx.app.db, ctx.actor, (tx) =>
    asked.isDiary ? fromDiaries(tx, course, alike) : fromForms(tx, ctx, course, alike),
  );
  return { exercise: alike[0] ?? asked, kind, written, progress: progressOf(kind, written) };
}

async function fromDiaries(
  tx: Tx,
  { courseId }: CourseRow,
  alike: readonly Exercise[],
): Promise<WrittenRow[]> {
  const entries = await entriesOf(tx, courseId, { kind: alike[0]?.kind ?? '' });
  return entries.flatMap((entry) => {
    const exercise = alike.find(({ id }) => id === entry.exercise);
    const { day, row, entryId, isHandedIn } = ownEntry(entry);
    return exercise ? [{ exercise, day, row, entryId: isHandedIn ? null : entryId }] : [];
  });
}

async function fromForms(
  tx: Tx,
  ctx: Ctx,
  { courseId }: CourseRow,
  alike: readonly Exercise[],
): Promise<WrittenRow[]> {
  const answers = await answersTo(
    tx,
    courseId,
    alike.map(({ id }) => id),
  );
  return alike.flatMap((exercise) => {
    const answer = answerIn(answers.find((one) => one.exercise === exercise.id));
    return answer.rows.map((typed) => {
      const row = meantRow(exercise, typed, ctx.now);
      return { exercise, day: dayOf(exercise, row), row, entryId: null };
    });
  });
}
