/** A patient's diaries: which there are, what stands in one, and one entry of it. */
import { z } from 'zod';
import type { CourseRow } from '../../db/courses';
import { entryById, entryCounts, latestEntries, type DiaryEntry } from '../../db/diary';
import { inTransaction } from '../../db/transaction';
import { isLegal } from '../../domain/course';
import type { AnswerRow, Exercise } from '../../domain/exercises/exercise';
import { asId, isUuid, type DiaryEntryId } from '../../domain/ids';
import type { CourseState, ModuleState } from '../../domain/state';
import type { LoadedModule } from '../../programmes/load';
import type { App, Ctx } from '../app';
import { stateOf } from './courseState';

/** An exercise of a module that is open. */
export interface OpenExercise {
  readonly exercise: Exercise;
  readonly text: LoadedModule;
  readonly at: ModuleState;
}
export interface OwnEntry extends Pick<DiaryEntry, 'entryId' | 'day' | 'version'> {
  readonly isHandedIn: boolean;
  readonly row: AnswerRow;
}

/** The exercises of the modules that are open, in the programme's order. */
export function openExercises(
  app: Pick<App, 'programmes'>,
  { programme }: CourseState,
): readonly OpenExercise[] {
  const texts = app.programmes.followed(programme)?.modules ?? [];
  return texts.flatMap((text) => {
    const at = programme?.modules.find(({ moduleId }) => moduleId === text.id);
    return at?.open ? text.exercises.map((exercise) => ({ exercise, text, at })) : [];
  });
}

/** The diary of that id; undefined when there is none, or its module is closed. */
export function openDiary(
  app: Pick<App, 'programmes'>,
  state: CourseState,
  exerciseId: string,
): OpenExercise | undefined {
  return openExercises(app, state).find(
    ({ exercise }) => exercise.isDiary && exercise.id === exerciseId,
  );
}

/**
 * Diaries are written in for as long as treatment runs, also after their module is handed in; never
 * in a module that is skipped. Null: one may write.
 */
export function whyClosed(
  { stage }: CourseState,
  { at }: Pick<OpenExercise, 'at'>,
): 'notNow' | 'moduleSkipped' | null {
  if (!isLegal(stage, 'handIn')) return 'notNow';
  return at.skipped ? 'moduleSkipped' : null;
}

const zRow = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** A stored entry as the row it was; an unreadable one is empty. */
export function ownEntry({ answer, ...entry }: DiaryEntry): OwnEntry {
  const { entryId, day, version, handedInAt } = entry;
  const row = zRow.safeParse(answer);
  return {
    entryId,
    day,
    version,
    isHandedIn: handedInAt !== null,
    row: row.success ? row.data : {},
  };
}

/** How much stands in one diary, and its last `limit` entries, the latest day first. */
export async function lastInDiary(
  ctx: Ctx,
  { courseId }: CourseRow,
  { text, exercise }: OpenExercise,
  limit: number,
): Promise<{ readonly count: number; readonly last: readonly OwnEntry[] }> {
  const which = { module: text.id, exercise: exercise.id, limit };
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => ({
    count: (await entryCounts(tx, courseId, text.id)).get(exercise.id) ?? 0,
    last: (await latestEntries(tx, courseId, which)).map(ownEntry),
  }));
}

/** The entry and its diary; null when there is none such. */
export async function diaryEntry(
  ctx: Ctx,
  course: CourseRow,
  exerciseId: string,
  entry: string,
): Promise<{ readonly diary: OpenExercise; readonly entry: OwnEntry } | null> {
  const diary = openDiary(ctx.app, stateOf(course), exerciseId);
  if (!diary || !isUuid(entry)) return null;
  const which = {
    courseId: course.courseId,
    exercise: exerciseId,
    entryId: asId<DiaryEntryId>(entry),
  };
  const found = await inTransaction(ctx.app.db, ctx.actor, (tx) => entryById(tx, which));
  return found ? { diary, entry: ownEntry(found) } : null;
}
