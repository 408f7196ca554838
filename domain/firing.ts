/** What a deadline does when it comes: the table's `then`, an escalation, or a flag handed on. */
import { dueKey, startClock, stopClocks } from './anchors';
import { breachAtClock, liesWithin } from './breach';
import type { Change } from './change';
import { DEADLINE_ROWS, rowOf, type DeadlineRow } from './course';
import { asId, type FlagId, type Instant } from './ids';
import { requiredMissing } from './programmeState';
import { refused, type Refusal } from './refusals';
import type { CourseEvent, CourseState, EventNamed } from './state';
import { escalateTask, openTask } from './tasks';
import { TASK_KINDS, taskRow, type TaskKind } from './taskTable';
import { restsIn } from './turn';

/** Lets the reserved time go: the offer stands as "choose a time". */
export function freeReserved(state: CourseState): CourseState {
  if (!state.reserved) return state;
  const off = stopClocks(state, 'reserved', 'reservedStart');
  return { ...off, reserved: null, offerVersion: state.offerVersion + 1 };
}

/** The table's row of a deadline, or undefined for a task's own deadline or a flag's clock. */
export function deadlineRow(state: CourseState, name: string): DeadlineRow | undefined {
  const here = rowOf(state.stage).deadlines.find((row) => row.name === name);
  return here ?? DEADLINE_ROWS.find((row) => row.name === name);
}

/** The subject of a mail about a flag that nobody took: the clock that rang, and the flag. */
function flagStep(clock: string, flagId: string): string {
  return `${clock}:${flagId}`;
}

/** Reads the subject of a mail about a red flag; raised just now, it is the flag alone. */
export function readFlagStep(subject: string): {
  readonly clock: 'redToDuty' | 'redToSupervisor' | null;
  readonly flagId: FlagId;
} {
  const [clock, flagId] = [subject.slice(0, subject.indexOf(':')), subject.split(':').at(-1) ?? ''];
  const known = clock === 'redToDuty' || clock === 'redToSupervisor' ? clock : null;
  return { clock: known, flagId: asId<FlagId>(flagId) };
}

/** The effect of the `deadline` event; one that is not due is refused. */
export function fire(
  state: CourseState,
  event: EventNamed<'deadline'>,
  at: Instant,
): Change | Refusal {
  const key = dueKey({ name: event.deadline, subject: event.subject });
  const due = state.dues.find((one) => dueKey(one) === key);
  if (!due || due.dueAt > at) return refused('notDue');
  const row = deadlineRow(state, event.deadline);
  const last = state.since.lastActivity;
  if (row?.lazy && event.lastActivityAt && last && event.lastActivityAt > last) {
    return { state: startClock(state, 'lastActivity', event.lastActivityAt), send: [] };
  }
  // Counted before it was to rest, as in a course from an earlier release: recording counts it anew.
  if (row && restsIn(state, row)) return { state, send: [] };
  // It stands for an event of its own, which must come instead: the clock would be spent in vain.
  if (row?.then.some((then) => 'event' in then)) return refused('notNow');
  const done = { ...state, fired: [...state.fired, key] };
  if (row)
    return row.then.reduce<Change>((now, then) => step(now, then, { ...due, at }), {
      state: done,
      send: [],
    });
  if (event.deadline === 'redToDuty' || event.deadline === 'redToSupervisor') {
    const subject = flagStep(event.deadline, event.subject);
    return { state: done, send: [{ kind: 'staffRedFlag', subject }] };
  }
  return escalateDue(done, event, at);
}

function step(
  change: Change,
  then: DeadlineRow['then'][number],
  { name, dueAt, at }: { name: string; dueAt: Instant; at: Instant },
): Change {
  const { state, send } = change;
  if ('send' in then) return { state, send: [...send, { kind: then.send, subject: name }] };
  if ('ask' in then) return { state: { ...state, followUp: 'asked' }, send };
  if ('closeAfterwards' in then) return { state: { ...state, afterwardsClosed: true }, send };
  if ('freeReserved' in then) return { state: freeReserved(state), send };
  if ('breach' in then) return { state: breachAtClock(state, dueAt), send };
  if ('open' in then)
    return { state: { ...state, tasks: openTask(state.tasks, then.open, '', at) }, send };
  if (!('escalate' in then) || (then.unlessWithin && liesWithin(state, dueAt))) return change;
  return escalated(change, then.escalate, '', at);
}

function escalated(change: Change, kind: TaskKind, subject: string, at: Instant): Change {
  const tasks = escalateTask(change.state.tasks, kind, subject, at);
  if (tasks === change.state.tasks) return change;
  const mail = taskRow(kind).escalatesNoFurther
    ? []
    : [{ kind: 'staffEscalation' as const, subject: kind }];
  return { state: { ...change.state, tasks }, send: [...change.send, ...mail] };
}

/** A task's own deadline: every open task that counts by this rule and has this subject. */
function escalateDue(state: CourseState, event: EventNamed<'deadline'>, at: Instant): Change {
  const [kind, subject] = splitRef(event.subject);
  const change = { state, send: [] };
  return kind === null ? change : escalated(change, kind, subject, at);
}

/** The task that a due's subject names; `taskRef` wrote it. */
export function splitRef(ref: string): [TaskKind | null, string] {
  const cut = ref.indexOf(':');
  const name = cut < 0 ? ref : ref.slice(0, cut);
  const kind = TASK_KINDS.find((one) => one === name);
  return [kind ?? null, cut < 0 ? '' : ref.slice(cut + 1)];
}

/** The event with which a due clock speaks: its own in the table, or the plain `deadline`. */
export function whenDue(
  state: CourseState,
  due: CourseState['dues'][number],
  lastActivityAt: Instant | null,
): CourseEvent {
  const row = deadlineRow(state, due.name);
  const active =
    lastActivityAt !== null && lastActivityAt > (state.since.lastActivity ?? lastActivityAt);
  const plain: CourseEvent = {
    name: 'deadline',
    deadline: due.name,
    subject: due.subject,
    ...(lastActivityAt === null ? {} : { lastActivityAt }),
    ...(row && ((row.lazy && active) || restsIn(state, row)) ? { looked: true as const } : {}),
  };
  if (due.name === 'moduleOpens') return { name: 'openModule', moduleId: due.subject };
  const then = row?.then.find((one) => 'event' in one);
  if (!then || !('event' in then) || (row?.lazy && active)) return plain;
  const missing = requiredMissing(state.programme) > 0;
  const name = missing && then.ifModulesMissing ? then.ifModulesMissing : then.event;
  return name === 'openModule' ? plain : { name };
}
