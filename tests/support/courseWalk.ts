/** Walks a course in memory: steps that must be accepted, every event it could meet, random walks. */
import { v5 } from 'uuid';
import { apply, type Moment } from '../../domain/apply';
import { addDays, atTime, copenhagenDate } from '../../domain/calendar';
import { EVENTS, moveOf, STAGES, type EventName, type Stage } from '../../domain/course';
import { duesOf } from '../../domain/deadlines';
import { whenDue } from '../../domain/firing';
import {
  asId,
  instant,
  plusMillis,
  type AppointmentId,
  type CivilDate,
  type CourseId,
  type FlagId,
  type Instant,
  type SlotId,
  type StaffId,
} from '../../domain/ids';
import { chooseRules, SHIPPED_RULES } from '../../domain/rules';
import { freshState, type CourseEvent, type CourseState, type Programme } from '../../domain/state';
import { CORRECTABLE, TASKS, type TaskKind } from '../../domain/taskTable';
import { plansOf } from './anyPlan';
import { callPayloads } from './closingCalls';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const RULES = chooseRules(SHIPPED_RULES, '2026-11-02' as CivilDate, 34);
export const KAREN = asId<StaffId>('00000000-0000-4000-8000-00000000000a');
export const FLAG = asId<FlagId>('00000000-0000-4000-8000-0000000000f1');
const SLOT = asId<SlotId>('00000000-0000-4000-8000-000000000051');
const APPOINTMENT = asId<AppointmentId>('00000000-0000-4000-8000-0000000000a1');

const UNOPENED = { open: false, handedIn: false, version: 0 } as const;

export const PROGRAMME: Programme = {
  programmeId: 'depression',
  version: 1,
  modules: [
    { moduleId: 'm1', required: true, gate: 'week', week: 1, ...UNOPENED },
    { moduleId: 'm2', required: true, gate: 'handIn', week: 2, ...UNOPENED },
    { moduleId: 'm3', required: false, gate: 'week', week: 3, ...UNOPENED },
  ],
};

/** The moment of an instant: real time runs along, and ten minutes can be undone. */
export function moment(at: Instant): Moment {
  return { at, on: copenhagenDate(at), realAt: at, releaseAt: plusMillis(at, 10 * MINUTE) };
}

/** A Monday at 10 in Copenhagen, before the winter. */
export const MONDAY = instant('2026-11-02T09:00:00Z');

export function withDues(state: CourseState): CourseState {
  return { ...state, dues: duesOf(state) };
}

export function begin(at: Instant = MONDAY): CourseState {
  const courseId = asId<CourseId>('00000000-0000-7000-8000-0000000000c1');
  return step(
    withDues(freshState({ courseId, epoch: 0, at, rules: RULES })),
    { name: 'activate' },
    at,
  );
}

/** The state after an event that must be accepted; frozen, so that nobody can change the past. */
export function step(state: CourseState, event: CourseEvent, at: Instant): CourseState {
  const result = apply(frozen(state), event, moment(at));
  if (result.kind === 'refused')
    throw new Error(`${state.stage} refused ${event.name}: ${result.name}`);
  return withDues(result.state);
}

/** Several events, an hour apart. */
export function steps(state: CourseState, ...events: readonly CourseEvent[]): CourseState {
  return events.reduce((now, event) => step(now, event, plusMillis(now.lastAt, HOUR)), state);
}

/** The earliest clock speaks, on time. */
export function nextDue(state: CourseState, lastActivityAt: Instant | null = null): CourseState {
  const due = state.dues[0];
  if (!due) throw new Error('nothing is due');
  const at = due.dueAt > state.lastAt ? due.dueAt : state.lastAt;
  return step(state, whenDue(state, due, lastActivityAt), at);
}

/** Clocks speak in order until the one of that name has spoken. */
export function untilFired(state: CourseState, name: string): CourseState {
  let now = state;
  for (let turn = 0; turn < 100; turn += 1) {
    const first = now.dues[0]?.name;
    now = nextDue(now);
    if (first === name) return now;
  }
  throw new Error(`${name} never came`);
}

export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}

// ── Events with everything they carry ────────────────────────────────────────────────────────

export function offerOf(at: Instant): CourseEvent {
  return { name: 'offer', slotId: SLOT, startsAt: plusMillis(at, 10 * DAY), psychologistId: KAREN };
}

export function bookOf(at: Instant, days = 10, withinClock = true): CourseEvent {
  const startsAt = plusMillis(at, days * DAY);
  return {
    name: 'book',
    slotId: SLOT,
    appointmentId: APPOINTMENT,
    startsAt,
    endsAt: plusMillis(startsAt, HOUR),
    withinClock,
  };
}
/** As the page asks for it: until 9 in the morning, so many whole days from today. */
export function pauseOf(at: Instant, days: number): CourseEvent {
  return { name: 'pause', until: atTime(addDays(copenhagenDate(at), days), '09:00'), days };
}
/** Back by one stage; into treatment, so many days from today. */
export function moveBackOf(at: Instant, days = 28): CourseEvent {
  return { name: 'moveBack', until: atTime(addDays(copenhagenDate(at), days), '24:00') };
}
export const SUBMIT: CourseEvent = { name: 'submit', region: '1083', rules: RULES, consents: [] };
export const ACCEPT: CourseEvent = { name: 'accept', programme: PROGRAMME, diagnosis: 'DF320' };

/** Every event of the table with payloads that could come in this state; not all are accepted. */
export function candidates(state: CourseState): CourseEvent[] {
  return EVENTS.flatMap((name) => payloadsOf(state, name));
}

function payloadsOf(state: CourseState, name: EventName): CourseEvent[] {
  const at = state.lastAt;
  const flags = [...state.flags.map((flag) => flag.flagId), FLAG];
  switch (name) {
    case 'submit':
      return [SUBMIT];
    case 'reject':
      return [{ name }, { name, adviceCall: true }];
    case 'correctLetter':
      return CORRECTABLE.map((letter) => ({ name, letter }));
    case 'offer':
      return [offerOf(at)];
    case 'book':
      return [bookOf(at), bookOf(at, 40, false)];
    case 'accept':
      return [ACCEPT];
    case 'deadline':
      return state.dues.map((due) => ({
        name,
        deadline: due.name,
        subject: due.subject,
      }));
    case 'raiseFlag': {
      const flagId = asId<FlagId>(v5(`flag-${state.revision}`, state.courseId));
      return (['amber', 'worse', 'red'] as const).map((tier) => ({ name, flagId, tier }));
    }
    case 'takeFlag':
      return flags.map((flagId) => ({ name, flagId, staffId: KAREN }));
    case 'releaseFlag':
      return flags.map((flagId) => ({ name, flagId }));
    case 'closeTask':
      return [
        ...state.tasks.map((task) => ({ name, task: task.kind, subject: task.subject })),
        ...(Object.keys(TASKS) as TaskKind[]).map((task) => ({ name, task, subject: '' })),
      ];
    case 'giveConsent':
    case 'withdrawConsent':
      return [
        { name, consent: 'gpEnd' },
        { name, consent: 'gpStart' },
      ];
    case 'assign':
      return [{ name, psychologistId: KAREN }];
    case 'extendDeadline':
      return state.dues.map((due) => ({
        name,
        deadline: due.name,
        subject: due.subject,
        until: plusMillis(due.dueAt, 7 * DAY),
      }));
    case 'openModule':
    case 'handIn':
    case 'giveFeedback':
      return PROGRAMME.modules.map(({ moduleId }) => ({ name, moduleId }));
    case 'activeAgain':
      return [{ name, activeAt: at }];
    case 'adjustProgramme':
      return plansOf(state);
    case 'pause':
      return [pauseOf(at, 7), pauseOf(at, 14), { name, until: plusMillis(at, 7 * DAY) }];
    case 'moveBack':
      return [moveBackOf(at), { name }];
    case 'wishClosing':
    case 'bookClosing':
    case 'cancelClosing':
      return callPayloads(name, at);
    default:
      return [{ name } as CourseEvent];
  }
}

/** One choice of a random walk: what sort of thing happens, which of them, after how many hours. */
export interface Choice {
  readonly sort: 'clock' | 'onward' | 'aside' | 'back' | 'out';
  readonly pick: number;
  readonly hours: number;
}

/** Walks by what the course accepts; `seen` meets every state on the way, also the last. */
export function walk(choices: readonly Choice[], seen: (state: CourseState) => void): CourseState {
  let state = begin();
  seen(state);
  for (const choice of choices) {
    const at = clockFirst(state, plusMillis(state.lastAt, choice.hours * HOUR));
    const event = choice.sort === 'clock' ? undefined : chosen(state, choice, at);
    if (event) state = step(state, event, at);
    else if (state.dues.length > 0) state = nextDue(state);
    else break;
    seen(frozen(state));
  }
  return state;
}

/** By name first: many payloads make no event likelier. */
function chosen(state: CourseState, choice: Choice, at: Instant): CourseEvent | undefined {
  const open = candidates(state).filter(
    (event) =>
      sortOf(state, event) === choice.sort && apply(state, event, moment(at)).kind === 'applied',
  );
  const names = [...new Set(open.map((event) => event.name))];
  const name = names[choice.pick % Math.max(names.length, 1)];
  const named = open.filter((event) => event.name === name);
  return named[Math.floor(choice.pick / 128) % Math.max(named.length, 1)];
}

function sortOf(state: CourseState, event: CourseEvent): Choice['sort'] {
  const move = moveOf(state.stage, event.name);
  if (event.name === 'release') return 'onward';
  if (!move) return 'aside';
  const rank = (stage: Stage): number => STAGES.indexOf(stage);
  const last = rank(move.to) === STAGES.length - 1;
  if (last && move.revocable && rank(state.stage) < STAGES.length - 2) return 'back';
  if (last && rank(state.stage) < STAGES.length - 2) return 'out';
  return rank(move.to) > rank(state.stage) ? 'onward' : 'back';
}

/** Nobody walks past a clock: what is due comes first, as it does in the workflow. */
function clockFirst(state: CourseState, at: Instant): Instant {
  const first = state.dues[0];
  if (!first || at <= first.dueAt) return at;
  return first.dueAt > state.lastAt ? first.dueAt : state.lastAt;
}

/** A way out: forward moves of the table, and the release of what waits, until the end. */
export function wayOut(state: CourseState): CourseState {
  let now = state;
  for (let turn = 0; turn < 12 && now.stage !== STAGES.at(-1); turn += 1) {
    const at = plusMillis(now.lastAt, HOUR);
    const event = now.revocable ? ({ name: 'release' } as const) : forward(now, at);
    if (!event) return now;
    now = step(now, event, at);
  }
  return now;
}

function forward(state: CourseState, at: Instant): CourseEvent | undefined {
  const rank = (stage: Stage): number => STAGES.indexOf(stage);
  return candidates(state).find((event) => {
    const move = moveOf(state.stage, event.name);
    return (
      move !== undefined &&
      rank(move.to) > rank(state.stage) &&
      apply(state, event, moment(at)).kind === 'applied'
    );
  });
}
