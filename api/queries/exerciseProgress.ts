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
import { openExercises, ownEntry, whyClosed, type OpenExercise } from './ownDiary';
import { answerIn } from './ownModule';

/** One row, and the exercise whose fields it has. */
export interface WrittenRow {
  readonly exercise: Exercise;
  readonly day: CivilDate | null;
  readonly row: AnswerRow;
  /** An entry of a diary that can still be mended; null for any other, and for a form's row. */
  readonly entryId: DiaryEntryId | null;
  readonly handIn: HandIn;
}
/** 'after': in a diary, once its module was handed in. 'never': nor can it be any more. */
export type HandIn = 'handedIn' | 'notYet' | 'after' | 'never';
export interface ExerciseProgress {
  /** The first exercise of the kind: the page has its name. */
  readonly exercise: Exercise;
  /** The diary to go on in: the one asked for, or another of the kind; null when none is open. */
  readonly diary: Exercise | null;
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
  const state = stateOf(course);
  const open = openExercises(ctx.app, state);
  const asked = open.find(({ exercise }) => exercise.id === exerciseId)?.exercise;
  const kind = asked && kindOf(asked);
  if (!asked || !kind) return null;
  const alike = open
    .filter(({ exercise }) => exercise.kind === asked.kind)
    .map((one) => ({ ...one, isOpen: whyClosed(state, one) === null }));
  const diaries = alike.flatMap(({ exercise, isOpen }) =>
    exercise.isDiary && isOpen ? [exercise] : [],
  );
  const written = await inTransaction(ctx.app.db, ctx.actor, (tx) =>
    asked.isDiary ? fromDiaries(tx, course, alike) : fromForms(tx, ctx, course, alike),
  );
  return {
    exercise: alike[0]?.exercise ?? asked,
    diary: diaries.find(({ id }) => id === exerciseId) ?? diaries[0] ?? null,
    kind,
    written,
    progress: progressOf(kind, written),
  };
}

/** `isOpen`: it can still be written in. */
type Alike = OpenExercise & { readonly isOpen: boolean };

function handInOf({ at, isOpen }: Alike, isHandedIn: boolean): HandIn {
  if (isHandedIn) return 'handedIn';
  if (at.handedIn) return 'after';
  return isOpen ? 'notYet' : 'never';
}

async function fromDiaries(
  tx: Tx,
  { courseId }: CourseRow,
  alike: readonly Alike[],
): Promise<WrittenRow[]> {
  const entries = await entriesOf(tx, courseId, { kind: alike[0]?.exercise.kind ?? '' });
  return entries.flatMap((entry) => {
    const one = alike.find(({ exercise }) => exercise.id === entry.exercise);
    if (!one) return [];
    const { day, row, entryId, isHandedIn } = ownEntry(entry);
    return [
      {
        exercise: one.exercise,
        day,
        row,
        entryId: one.isOpen && !isHandedIn ? entryId : null,
        handIn: handInOf(one, isHandedIn),
      },
    ];
  });
}

async function fromForms(
  tx: Tx,
  ctx: Ctx,
  { courseId }: CourseRow,
  alike: readonly Alike[],
): Promise<WrittenRow[]> {
  const answers = await answersTo(
    tx,
    courseId,
    alike.map(({ exercise }) => exercise.id),
  );
  return alike.flatMap((one) => {
    const { exercise } = one;
    const handIn = handInOf(one, one.at.handedIn);
    const answer = answerIn(answers.find((saved) => saved.exercise === exercise.id));
    return answer.rows.map((typed) => {
      const row = meantRow(exercise, typed, ctx.now);
      return { exercise, day: dayOf(exercise, row), row, entryId: null, handIn };
    });
  });
}
