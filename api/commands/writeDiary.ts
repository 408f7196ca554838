/** A patient writes an entry of a diary, mends it, or takes it away. */
import { addEntry, changeEntry, hasRoom, removeEntry, type EntrySaved } from '../../db/diary';
import type { CourseRow } from '../../db/courses';
import { inTransaction } from '../../db/transaction';
import type { Exercise } from '../../domain/exercises/exercise';
import { asId, type DiaryEntryId, type UpdateId } from '../../domain/ids';
import { parseEntry } from '../../programmes/entries';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { openDiary, whyClosed, type OwnEntry } from '../queries/ownDiary';
import { pressingOf, textOf, updateIdOf, type Outcome } from './press';

/**
 * A new entry; no event, but the patient counts as active. The same form again is the same entry:
 * one that comes back with other words is another one, so that neither is lost.
 */
export async function writeEntry(
  ctx: Ctx,
  course: CourseRow,
  exerciseId: string,
  form: Form,
): Promise<Outcome> {
  const id = updateIdOf(form);
  if (!id) return { kind: 'refused', name: 'invalid' };
  const state = stateOf(course);
  const diary = openDiary(ctx.app, state, exerciseId);
  if (!diary) return { kind: 'refused', name: 'moduleClosed' };
  const closed = whyClosed(state, diary);
  if (closed) return { kind: 'refused', name: closed };
  return keepEntry(ctx, course, { id, exercise: diary.exercise, module: diary.text.id, form });
}

/** Keeps a new entry of `exercise`, whose fields the form has. */
export async function keepEntry(
  ctx: Ctx,
  { courseId, personId }: CourseRow,
  of: { id: UpdateId; exercise: Exercise; module: string; form: Form },
): Promise<Outcome> {
  const { exercise, module } = of;
  const parsed = parseEntry(exercise, of.form, ctx.now);
  if (parsed.kind === 'invalid') return parsed;
  const { row, day } = parsed;
  const entry = {
    entryId: asId<DiaryEntryId>(pressingOf(of.id, JSON.stringify(row))),
    courseId,
    personId,
    module,
    exercise: exercise.id,
    kind: exercise.kind,
    day,
    answer: row,
    at: ctx.now,
  };
  const isKept = await inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const isRoom = await hasRoom(tx, entry, exercise.maxRows);
    if (isRoom) await addEntry(tx, entry);
    return isRoom;
  });
  return isKept ? { kind: 'done' } : { kind: 'refused', name: 'diaryFull' };
}

/** 'gone': the entry was taken away meanwhile. */
type Changed = Outcome | { readonly kind: 'gone' };

/** Mends an entry or, with `do` = delete, takes it away; `version` in the form is what it showed. */
export async function rewriteEntry(
  ctx: Ctx,
  course: CourseRow,
  { exerciseId, entry, form }: { exerciseId: string; entry: OwnEntry; form: Form },
): Promise<Changed> {
  const state = stateOf(course);
  const diary = openDiary(ctx.app, state, exerciseId);
  if (!diary) return { kind: 'refused', name: 'moduleClosed' };
  const closed = whyClosed(state, diary);
  if (closed) return { kind: 'refused', name: closed };
  const which = {
    courseId: course.courseId,
    exercise: exerciseId,
    entryId: entry.entryId,
    basedOn: Number.parseInt(textOf(form, 'version'), 10) || 0,
  };
  if (form['do'] === 'delete') {
    return told(await inTransaction(ctx.app.db, ctx.actor, (tx) => removeEntry(tx, which)));
  }
  const parsed = parseEntry(diary.exercise, form, ctx.now);
  if (parsed.kind === 'invalid') return parsed;
  const change = { ...which, day: parsed.day, answer: parsed.row, at: ctx.now };
  return told(await inTransaction(ctx.app.db, ctx.actor, (tx) => changeEntry(tx, change)));
}

function told({ kind }: EntrySaved): Changed {
  switch (kind) {
    case 'saved':
      return { kind: 'done' };
    case 'handedIn':
      return { kind: 'refused', name: 'alreadyHandedIn' };
    case 'changedElsewhere':
      return { kind: 'refused', name: kind };
    case 'gone':
      return { kind };
  }
}
