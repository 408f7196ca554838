/** A patient rates goals again: how far they are with each today. */
import { addEntry, hasRoom } from '../../db/diary';
import type { CourseRow } from '../../db/courses';
import { inTransaction } from '../../db/transaction';
import { asId, type DiaryEntryId } from '../../domain/ids';
import { parseEntry } from '../../programmes/entries';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { ratedGoals, whyNotRated } from '../queries/goalRatings';
import { pressingOf, updateIdOf, type Outcome } from './press';

/**
 * Kept as an entry about today beside the goals, sealed like one of a diary. No event, but the
 * patient counts as active. The same form again is the same rating; another one on the same day
 * stands in the series instead of it, and neither is lost.
 */
export async function rateGoals(
  ctx: Ctx,
  course: CourseRow,
  exerciseId: string,
  form: Form,
): Promise<Outcome> {
  const id = updateIdOf(form);
  if (!id) return { kind: 'refused', name: 'invalid' };
  const found = await ratedGoals(ctx, course, exerciseId);
  if (!found) return { kind: 'refused', name: 'moduleClosed' };
  const closed = whyNotRated(stateOf(course), found);
  if (closed) return { kind: 'refused', name: closed };
  const parsed = parseEntry(found.rating, form, ctx.now);
  if (parsed.kind === 'invalid') return parsed;
  const { row, day } = parsed;
  const entry = {
    entryId: asId<DiaryEntryId>(pressingOf(id, JSON.stringify(row))),
    courseId: course.courseId,
    personId: course.personId,
    module: found.text.id,
    exercise: exerciseId,
    kind: found.exercise.kind,
    day,
    answer: row,
    at: ctx.now,
  };
  const isKept = await inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const isRoom = await hasRoom(tx, entry, found.rating.maxRows);
    if (isRoom) await addEntry(tx, entry);
    return isRoom;
  });
  return isKept ? { kind: 'done' } : { kind: 'refused', name: 'diaryFull' };
}
