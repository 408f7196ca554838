/** `apply`: what one event makes of a course, or a named refusal. Pure; the table decides. */
import { moveOf, rowOf, type Move, type MoveEvent } from './course';
import { startClock } from './anchors';
import { cancelled, type Change } from './change';
import { afterClosing } from './closingTime';
import { effects } from './effects';
import type { CivilDate, Instant, UpdateId } from './ids';
import { cellOf } from './matrix';
import type { CourseEvent, CourseState, Sending } from './state';
import { refused, type Refusal } from './refusals';
import { splitRef } from './firing';
import { taskRow } from './taskTable';
import { turned } from './turn';
import { findTask, isStale, restTasks, taskRef, tasksOnEntry, type Answers } from './tasks';

export interface Applied {
  readonly kind: 'applied';
  readonly state: CourseState;
  readonly sends: readonly Sending[];
}
/** When it happened (domain time), and until when (real time) it could be undone. */
export interface Moment {
  readonly at: Instant;
  /** The Copenhagen date of `at`, said by the edge: a workflow has no calendar. A clock has none. */
  readonly on?: CivilDate;
  readonly realAt: Instant;
  readonly releaseAt: Instant;
}
const HANDLED_KEPT = 50;

/**
 * The state after `event`, or why it is refused; a refusal changes nothing.
 * `answers` is what the form was rendered from; `id` names the pressing, and is remembered.
 */
export function apply(
  state: CourseState,
  event: CourseEvent,
  moment: Moment,
  how: { id?: UpdateId; answers?: Answers } = {},
): Applied | Refusal {
  const at = moment.at > state.lastAt ? moment.at : state.lastAt;
  const no = whyNot(state, event, moment, how.answers);
  if (no) return no;
  const change = changeOf(state, event, { ...moment, at });
  if ('kind' in change) return change;
  const revision = state.revision + 1;
  const handled =
    how.id === undefined
      ? state.handled
      : [...state.handled, { id: how.id, revision }].slice(-HANDLED_KEPT);
  const { sent, sends } = numbered(change);
  return {
    kind: 'applied',
    sends,
    state: {
      ...stamped(turned(change.state, state, at), state, revision),
      revision,
      lastAt: at,
      handled,
      sent,
    },
  };
}

/**
 * What changed carries the revision as its version, so a form from before never fits again, not
 * even when a task has been closed and opened anew.
 */
function stamped(state: CourseState, before: CourseState, revision: number): CourseState {
  const tasks = state.tasks.map((task) => {
    const known = findTask(before.tasks, task.kind, task.subject);
    return known?.version === task.version ? task : { ...task, version: revision };
  });
  // By its id: the order may have changed with this very event.
  const old = new Map(before.programme?.modules.map((one) => [one.moduleId, one.version]));
  const modules = state.programme?.modules.map((module) =>
    old.get(module.moduleId) === module.version ? module : { ...module, version: revision },
  );
  return {
    ...state,
    tasks,
    extended: stillExtended(state),
    offerVersion: state.offerVersion === before.offerVersion ? state.offerVersion : revision,
    programme: state.programme && modules ? { ...state.programme, modules } : state.programme,
  };
}

/** More time was given to a task, not to the next one of its kind. */
function stillExtended(state: CourseState): CourseState['extended'] {
  const kept = Object.entries(state.extended).filter(([key]) => {
    const subject = key.slice(key.indexOf(':') + 1);
    return subject === '' || state.tasks.some((task) => taskRef(task) === subject);
  });
  return Object.fromEntries(kept);
}

function whyNot(
  state: CourseState,
  event: CourseEvent,
  moment: Moment,
  answers: Answers | undefined,
): Refusal | null {
  // Before legality: "someone has answered meanwhile" says more than "not possible now".
  if (answers && isStale(state, answers)) return refused('stale');
  const cell = cellOf(state.stage, event.name);
  if (cell.kind === 'refused') return refused(cell.name);
  const move = moveOf(state.stage, event.name);
  if (state.revocable && move && !move.cancels) return refused('decisionWaits');
  if (event.name === 'release' || event.name === 'undo') {
    if (!state.revocable) return refused('nothingToUndo');
    const passed = moment.realAt >= state.revocable.releaseAt;
    if (event.name === 'release' && !passed) return refused('notYetReleased');
  }
  return null;
}

function changeOf(state: CourseState, event: CourseEvent, moment: Moment): Change | Refusal {
  const move = moveOf(state.stage, event.name);
  if (move?.revocable) return press(state, event, moment);
  if (event.name === 'undo') return { state: cancelled(state), send: [] };
  if (event.name === 'release') {
    const waiting = state.revocable;
    if (!waiting) return refused('nothingToUndo');
    const released = { ...cancelled(state), revocable: null };
    const inner = moveOf(state.stage, waiting.event.name);
    if (!inner) return refused('notNow');
    return through(released, waiting.event, inner, moment, waiting.pressedAt);
  }
  if (move) return through(move.cancels ? cancelled(state) : state, event, move, moment, moment.at);
  return effects(state, event, moment, moment.at);
}

/** A revocable decision is only written down: its task rests, and nothing else moves. */
function press(state: CourseState, event: CourseEvent, moment: Moment): Change {
  const revocable = {
    event: event as CourseEvent & { name: MoveEvent },
    pressedAt: moment.at,
    releaseAt: moment.releaseAt,
  };
  return { state: { ...state, revocable, tasks: restTasks(state, true) }, send: [] };
}

/** Takes the course through a move: the event's own effect, then the new stage's clock and tasks. */
function through(
  state: CourseState,
  event: CourseEvent,
  move: Move,
  moment: Moment,
  decidedAt: Instant,
): Change | Refusal {
  const done = effects(state, event, moment, decidedAt);
  if ('kind' in done) return done;
  const change =
    move.to === state.stage ? done : afterClosing(done, event.name === 'closingHeld', moment.at);
  const moved = entered(change.state, state, event, move, moment.at);
  const send = (move.sends ?? []).map((kind) => ({ kind, subject: '' }));
  return { state: moved, send: [...change.send, ...send] };
}

function entered(
  changed: CourseState,
  before: CourseState,
  event: CourseEvent,
  move: Move,
  at: Instant,
): CourseState {
  const stays = move.to === before.stage;
  const outcome = changed.outcome ?? move.outcome ?? null;
  let next: CourseState = { ...changed, stage: move.to, outcome };
  if (event.name === 'moveBack') {
    const left = rowOf(before.stage).entered;
    const { [left ?? 'began']: _dropped, ...since } = next.since;
    next = { ...next, since: left ? since : next.since, outcome: null };
    if (rowOf(move.to).entered === 'treatmentEnded') next = { ...next, outcome: before.outcome };
  } else if (!stays) {
    const anchor = rowOf(move.to).entered;
    if (anchor) next = startClock(next, anchor, at);
  }
  if (stays) return next;
  if (!rowOf(move.to).open) {
    // An ended course has no conversation ahead: its time goes to somebody else.
    return { ...next, reserved: null, appointment: null, tasks: livingOn(next) };
  }
  return { ...next, tasks: tasksOnEntry(next, at, before.tasks) };
}

/** After the end only what the table says lives on: flags, and a promised call. */
function livingOn(state: CourseState): CourseState['tasks'] {
  return state.tasks.filter(({ kind, subject }) => {
    const [late] = kind === 'overdue' ? splitRef(subject) : [null];
    return taskRow(late ?? kind).afterEnd === true;
  });
}

function numbered(change: Change): { sent: CourseState['sent']; sends: Sending[] } {
  const sent = { ...change.state.sent };
  const sends = change.send.map(({ kind, subject }) => {
    const sequence = (sent[kind] ?? 0) + 1;
    sent[kind] = sequence;
    return { kind, subject, sequence };
  });
  return { sent, sends };
}

/** True until the course ends. */
export function isOpen(state: CourseState): boolean {
  return rowOf(state.stage).open;
}

/** True while an ended course may still be written to, or somebody waits for an answer in it. */
export function livesOn(state: CourseState): boolean {
  return !isOpen(state) && (!state.afterwardsClosed || state.tasks.length > 0);
}

/** True until the course has closed for good: somebody hears what is pressed in it. */
export function isHeard(state: CourseState): boolean {
  return isOpen(state) || livesOn(state);
}
