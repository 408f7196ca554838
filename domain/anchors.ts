/** Starting and stopping the clocks of a state; a clock that starts anew may fire anew. */
import { DEADLINE_ROWS } from './course';
import type { Instant } from './ids';
import type { CourseState } from './state';
import { TASK_KINDS, taskRow, type Anchor } from './taskTable';

/** One deadline's name within a course, as `fired` and `extended` keep it. */
export function dueKey(due: { name: string; subject: string }): string {
  return `${due.name}:${due.subject}`;
}

/** Sets the anchor; every deadline that counts from it may fire again, and has its own length. */
export function startClock(state: CourseState, anchor: Anchor, at: Instant): CourseState {
  const again = new Set([
    ...DEADLINE_ROWS.filter((row) => row.from === anchor || row.orFrom === anchor).map(
      (row) => `${row.name}:`,
    ),
    ...TASK_KINDS.filter((kind) => taskRow(kind).from === anchor).map((kind) =>
      dueKey({ name: taskRow(kind).due, subject: kind }),
    ),
  ]);
  const extended = Object.entries(state.extended).filter(([key]) => !again.has(key));
  return {
    ...state,
    since: { ...state.since, [anchor]: at },
    fired: state.fired.filter((key) => !again.has(key)),
    extended: Object.fromEntries(extended),
  };
}

/** Drops the anchors: deadlines that count from them are off. */
export function stopClocks(state: CourseState, ...anchors: readonly Anchor[]): CourseState {
  const since = { ...state.since };
  for (const anchor of anchors) delete since[anchor];
  return { ...state, since };
}
