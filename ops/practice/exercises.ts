/** Answers for what practice people write in an exercise: the entries of a diary, or the rows of a form. */
import { writeEntry } from '../../api/commands/writeDiary';
import type { Ctx, Form } from '../../api/app';
import { nameIn } from '../../api/queries/exerciseForm';
import { lastInDiary, openExercises, type OpenExercise } from '../../api/queries/ownDiary';
import type { CourseRow } from '../../db/courses';
import { newId } from '../../db/newId';
import type { UpdateId } from '../../domain/ids';
import { stateOf } from './actors';

/** Fields by name, as they are typed; a day is a date. */
export type Rows = readonly Readonly<Record<string, string>>[];

/**
 * The rows as fields of their module's form. Those of a diary are written entry by entry first, and
 * leave nothing for the form. Throws when an entry is not taken in.
 */
export async function writtenRows(
  ctx: Ctx,
  course: CourseRow,
  exerciseId: string,
  rows: Rows,
): Promise<Form> {
  const open = openExercises(ctx.app, stateOf(course)).find(
    ({ exercise }) => exercise.id === exerciseId,
  );
  if (!open) throw new Error(`${exerciseId} is in no open module`);
  if (open.exercise.isDiary) {
    await writeEntries(ctx, course, open, rows);
    return {};
  }
  return Object.fromEntries(
    rows.flatMap((row, at) =>
      Object.entries(row).map(([name, value]) => [nameIn(exerciseId, `${name}-${at + 1}`), value]),
    ),
  );
}

/** Only those that are not there yet: a story that broke off goes on. */
async function writeEntries(
  ctx: Ctx,
  course: CourseRow,
  open: OpenExercise,
  rows: Rows,
): Promise<void> {
  const { count: there } = await lastInDiary(ctx, course, open, 0);
  for (const row of rows.slice(there)) {
    const form = { ...row, updateId: newId<UpdateId>() };
    const outcome = await writeEntry(ctx, course, open.exercise.id, form);
    if (outcome.kind !== 'done') {
      throw new Error(`${open.exercise.id} was not taken in: ${JSON.stringify(outcome)}`);
    }
  }
}
