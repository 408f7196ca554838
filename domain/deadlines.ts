/** When each open clock of a course falls due, in instants; only recording asks, it knows the calendar. */
import { dueKey } from './anchors';
import {
  addDays,
  addWorkingHours,
  atTime,
  calendarDaysDue,
  contactBy,
  copenhagenDate,
  daysAfterAt9,
  daysBeforeAt9,
  monthsAfterAt9,
  sameWorkingDayDue,
  workingDaysDue,
} from './calendar';
import { COURSE, type DeadlineName, type DeadlineRow } from './course';
import { plusMillis, type Instant } from './ids';
import { SHIPPED_RULES, type ChosenRule } from './rules';
import type { CourseState, Due } from './state';
import { taskRef } from './tasks';
import { taskRow, UNTAKEN_CLOCKS, type TaskKind } from './taskTable';
import { restsIn } from './turn';

const HOUR = 3_600_000;
const WEEK_DAYS = 7;

/** The due instant of a rule whose clock started at `start` (DOMAIN: "When a thing falls due"). */
export function dueInstant(rule: ChosenRule, start: Instant, on: 'patient' | 'staff'): Instant {
  const forStaff = on === 'staff';
  switch (rule.unit) {
    case 'calendarDays':
      return calendarDaysDue(start, rule.length);
    case 'workingDays':
      return workingDaysDue(start, rule.length);
    case 'daysAfter':
      return daysAfterAt9(start, rule.length, { forStaff });
    case 'daysBefore':
      return daysBeforeAt9(start, rule.length, { forStaff });
    case 'elapsedHours':
      return plusMillis(start, rule.length * HOUR);
    case 'workingHours':
      return addWorkingHours(start, rule.length);
    case 'sameWorkingDay':
      return sameWorkingDayDue(start);
    case 'contactBy':
      return contactBy(start);
    case 'onTheDay':
      return atTime(copenhagenDate(start), '09:00');
    case 'monthsAfter':
      return monthsAfterAt9(start, rule.length);
    case 'programmeWeeks':
      return daysAfterAt9(start, rule.length * WEEK_DAYS, { forStaff });
  }
}

/** Every clock that runs in this state, earliest first; nothing that has fired already. */
export function duesOf(state: CourseState): Due[] {
  const rows: readonly DeadlineRow[] = COURSE[state.stage].deadlines;
  const all = [
    ...rows.flatMap((row) => rowDue(state, row)),
    ...taskDues(state),
    ...flagDues(state),
    ...moduleDues(state),
  ];
  return all.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));
}

/** The course's own rule; a name that is younger than the course takes the length it shipped with. */
export function ruleOf(state: Pick<CourseState, 'rules'>, name: DeadlineName): ChosenRule {
  const own: ChosenRule | undefined = state.rules[name];
  const shipped = own ?? SHIPPED_RULES.find((rule) => rule.name === name);
  if (!shipped) throw new Error(`no rule of the name ${name}`);
  return shipped;
}

function extended(state: CourseState, name: DeadlineName, subject: string, dueAt: Instant): Due {
  return { name, subject, dueAt: state.extended[dueKey({ name, subject })] ?? dueAt };
}

function rowDue(state: CourseState, row: DeadlineRow): Due[] {
  const name = row.name as DeadlineName;
  const anchor = startOf(state, row);
  const rests = (row.pauses && state.pausedAt !== null) || restsIn(state, row);
  if (!anchor || rests || (row.needs && !state.since[row.needs])) return [];
  if (state.fired.includes(dueKey({ name, subject: '' }))) return [];
  // The answer is pressed: nobody needs reminding of a decision that is on its way out.
  // And an escalation waits with it: taken back, the decision is late from that moment.
  const escalates = row.then.some((then) => 'escalate' in then);
  if (state.revocable && (row.before || escalates)) return [];
  const rule = ruleOf(state, name);
  const grows = row.pauses && row.from === 'treatmentStarted';
  const length = rule.length + (grows ? state.pausedDays : 0);
  const counted = dueInstant({ ...rule, length }, base(state, row, anchor), row.on);
  const given = extended(state, name, '', counted);
  const due = grows ? pausedSince(state, given) : given;
  // A reminder from before the booking was made reminds of nothing.
  const since = row.notBefore ? state.since[row.notBefore] : undefined;
  return since && due.dueAt <= since ? [] : [due];
}

/** The day on which it becomes the patient's turn is not counted: it may come late in the day. */
function startOf(state: CourseState, row: DeadlineRow): Instant | undefined {
  const from = state.since[row.from];
  const turn = row.orFrom && state.since[row.orFrom];
  if (!from || !turn) return from;
  const next = atTime(addDays(copenhagenDate(turn), 1), '00:00');
  return next > from ? next : from;
}

/** An end that a supervisor gave moves on, too, by the pauses held since it was given. */
function pausedSince(state: CourseState, due: Due): Due {
  if (!state.extended[dueKey(due)]) return due;
  // A course from before this was counted keeps the end it was given.
  const days = state.pausedDays - (state.pausedBefore ?? state.pausedDays);
  return { ...due, dueAt: calendarDaysDue(plusMillis(due.dueAt, -1), days) };
}

/** Where a row counts from: its anchor, or the due instant of the rule it comes before. */
function base(state: CourseState, row: DeadlineRow, anchor: Instant): Instant {
  if (!row.before) return anchor;
  const name = row.before as DeadlineName;
  const task = state.tasks.find((one) => taskRow(one.kind).due === name);
  const subject = task ? taskRef(task) : '';
  return extended(state, name, subject, dueInstant(ruleOf(state, name), anchor, row.on)).dueAt;
}

/** The due instant of every task that is open, awake and not overdue yet. */
function taskDues(state: CourseState): Due[] {
  return state.tasks.flatMap((task) => {
    const row = taskRow(task.kind);
    const name = row.due as DeadlineName;
    const start = row.from === 'opened' ? task.openedAt : state.since[row.from];
    if (task.waiting || task.overdue || !start) return [];
    return [extended(state, name, taskRef(task), dueInstant(ruleOf(state, name), start, 'staff'))];
  });
}

function flagDues(state: CourseState): Due[] {
  return state.flags.flatMap((flag) => {
    if (flag.tier !== 'red' || flag.takenBy !== null) return [];
    return UNTAKEN_CLOCKS.red
      .filter((name) => !state.fired.includes(dueKey({ name, subject: flag.flagId })))
      .map((name) => ({
        name,
        subject: flag.flagId,
        dueAt: dueInstant(ruleOf(state, name), flag.raisedAt, 'staff'),
      }));
  });
}

function moduleDues(state: CourseState): Due[] {
  const started = state.since.treatmentStarted;
  if (!started || state.pausedAt || state.since.treatmentEnded) return [];
  const rule = ruleOf(state, 'moduleOpens');
  return (state.programme?.modules ?? [])
    .filter((one) => !one.open && one.gate === 'week' && !one.skipped && !one.together)
    .map((module) => {
      const days = (module.week - 1) * WEEK_DAYS * rule.length + state.pausedDays;
      const dueAt = daysAfterAt9(started, days, { forStaff: false });
      return { name: 'moduleOpens', subject: module.moduleId, dueAt };
    });
}

/** The due instant of one open task: also when it is overdue or rests; undefined without a clock. */
export function taskDueAt(
  state: CourseState,
  task: CourseState['tasks'][number],
): Instant | undefined {
  const row = taskRow(task.kind);
  const name = row.due as DeadlineName;
  const start = row.from === 'opened' ? task.openedAt : state.since[row.from];
  if (!start) return undefined;
  return extended(state, name, taskRef(task), dueInstant(ruleOf(state, name), start, 'staff'))
    .dueAt;
}

/** When a task falls due that would be opened at `at`: what can be promised before it is there. */
export function dueIfOpened(state: CourseState, kind: TaskKind, at: Instant): Instant {
  return dueInstant(ruleOf(state, taskRow(kind).due as DeadlineName), at, 'staff');
}
