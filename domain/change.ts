/** A change under way: the state so far and what it sends; and taking a decision back. */
import type { CourseState } from './state';
import { restTasks } from './tasks';
import type { DeliveryKind } from './taskTable';

/** A change to a state, with what it sends; built up by `effects`. */
export interface Change {
  readonly state: CourseState;
  readonly send: readonly { readonly kind: DeliveryKind; readonly subject: string }[];
}

/** The state with its waiting decision taken back and the task awake, first due date unchanged. */
export function cancelled(state: CourseState): CourseState {
  if (!state.revocable) return state;
  return { ...state, revocable: null, tasks: restTasks(state, false) };
}
