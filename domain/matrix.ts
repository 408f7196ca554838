/** The matrix stage × event: where the table sends an event, or under which name it is refused. */
import { isLegal, moveOf, rowOf, type EventName, type Move, type Stage } from './course';
import type { RefusalName } from './refusals';

export type Cell =
  | { readonly kind: 'goes'; readonly move: Move }
  | { readonly kind: 'stays' }
  | { readonly kind: 'refused'; readonly name: RefusalName };

/** One cell. What the course remembers may still refuse an event that the stage accepts. */
export function cellOf(stage: Stage, event: EventName): Cell {
  if (!isLegal(stage, event)) {
    return { kind: 'refused', name: rowOf(stage).open ? 'notNow' : 'ended' };
  }
  const move = moveOf(stage, event);
  return move ? { kind: 'goes', move } : { kind: 'stays' };
}
