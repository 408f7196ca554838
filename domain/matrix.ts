/** The matrix stage × event: where the table sends an event, or under which name it is refused. */
import { moveOf, rowOf, type EventName, type Move, type Stage } from './course';
import type { RefusalName } from './refusals';

export type Cell =
  | { readonly kind: 'goes'; readonly move: Move }
  | { readonly kind: 'stays' }
  | { readonly kind: 'refused'; readonly name: RefusalName };

/** One cell. What the course remembers may still refuse an event that the stage accepts. */
export function cellOf(stage: Stage, event: EventName): Cell {
  const row = rowOf(stage);
  const move = moveOf(stage, event);
  if (move) return { kind: 'goes', move };
  if (row.stays.some((name) => name === event)) return { kind: 'stays' };
  return { kind: 'refused', name: row.open ? 'notNow' : 'ended' };
}
