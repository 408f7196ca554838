/** Which signed note an entry in the journal carries: the one that the entry's own event wrote. */
import { z } from 'zod';
import { rowOf, STAGES } from '../domain/course';
import type { CourseId, UpdateId } from '../domain/ids';
import { zId } from './columns';
import { notesOf, type Note } from './notes';
import type { Tx } from './transaction';

/** The events that send a note to the journal; true: first when their decision is released. */
const WRITES: ReadonlyMap<string, boolean> = new Map(
  STAGES.flatMap((stage) =>
    Object.entries(rowOf(stage).moves)
      .filter(([, move]) => move.sends?.includes('epjNote'))
      .map(([event, move]): [string, boolean] => [event, move.revocable ?? false]),
  ),
);
const zEvent = z.object({ eventId: zId<UpdateId>(), name: z.string() });

/** The note of the course's entry number `sequence`, counted from 1; null: it wrote none. */
export async function entryNote(
  tx: Tx,
  courseId: CourseId,
  sequence: number,
): Promise<Note | null> {
  const events = await tx.rows(
    zEvent,
    `SELECT event_id, name FROM event WHERE course_id = $1 AND name = ANY($2) ORDER BY revision`,
    [courseId, [...WRITES.keys(), 'release', 'undo']],
  );
  const updateId = writers(events)[sequence - 1];
  const notes = await notesOf(tx, courseId);
  return notes.find((note) => note.updateId === updateId && note.signedAt !== null) ?? null;
}

/** The pressings behind the entries, in their order; one taken back sends none. */
function writers(events: readonly z.infer<typeof zEvent>[]): UpdateId[] {
  const done: UpdateId[] = [];
  let pressed: UpdateId | null = null;
  for (const { eventId, name } of events) {
    if (WRITES.get(name) === false) done.push(eventId);
    else if (name === 'release' && pressed) done.push(pressed);
    pressed = WRITES.get(name) === true ? eventId : null;
  }
  return done;
}
