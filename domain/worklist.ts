/** Orders a list of tasks as one works through it: risk now, then by when each falls due. */
import { copenhagenDate, dayOfDue, daysBetween, weekday } from './calendar';
import type { CivilDate, Instant } from './ids';
import { FLAG_TASKS, type TaskKind } from './taskTable';

export const WORKLIST_GROUPS = ['risk', 'today', 'week', 'patient', 'later'] as const;
export type WorklistGroup = (typeof WORKLIST_GROUPS)[number];

export const WORKLIST_HEADINGS = {
  risk: 'Bekymringsmarkeringer',
  today: 'Skal ses i dag',
  week: 'Frist denne uge',
  patient: 'Venter på patienten',
  later: 'Senere',
} as const satisfies Record<WorklistGroup, string>;

/** What ordering needs to know of a task; rows of a list carry more. */
export interface WorklistEntry {
  readonly kind: TaskKind;
  readonly openedAt: Instant;
  /** Null: nothing runs for it. */
  readonly dueAt: Instant | null;
  readonly overdue: boolean;
  /** Answered by a decision that can still be undone: nobody has to act. */
  readonly waiting: boolean;
  /** The next step is the patient's: a time not chosen, an appointment that lies ahead. */
  readonly waitsForPatient: boolean;
  /** The talk that is agreed in its course; null: none. */
  readonly appointmentAt: Instant | null;
}
export interface WorklistSection<Entry extends WorklistEntry> {
  readonly group: WorklistGroup;
  readonly heading: string;
  readonly entries: readonly Entry[];
}

const RISK: readonly TaskKind[] = Object.values(FLAG_TASKS);
const SUNDAY = 7;

/** Where a task stands at `now`: overdue, and a talk held today, count as today; a week ends on Sunday. */
export function groupOf(entry: WorklistEntry, now: Instant): WorklistGroup {
  if (RISK.includes(entry.kind)) return 'risk';
  if (entry.waiting) return 'later';
  const days = daysLeft(entry, now);
  if (days <= 0 || isTalkOf(copenhagenDate(now), entry)) return 'today';
  if (entry.waitsForPatient) return 'patient';
  return days <= SUNDAY - weekday(copenhagenDate(now)) ? 'week' : 'later';
}

/** What came of a talk is due the day after; the talk itself is what that day is for. */
function isTalkOf(today: CivilDate, { kind, appointmentAt }: WorklistEntry): boolean {
  const isTalk = kind === 'holdAssessment' || kind === 'closingCall';
  return isTalk && appointmentAt !== null && copenhagenDate(appointmentAt) === today;
}

function daysLeft(entry: WorklistEntry, now: Instant): number {
  if (entry.overdue) return 0;
  return entry.dueAt === null ? Infinity : daysBetween(copenhagenDate(now), dayOfDue(entry.dueAt));
}

/** Earliest due first; a red flag before an amber one; then who has waited longest. */
export function compareEntries(a: WorklistEntry, b: WorklistEntry): number {
  const red = Number(b.kind === FLAG_TASKS.red) - Number(a.kind === FLAG_TASKS.red);
  if (red !== 0) return red;
  return compare(a.dueAt ?? '~', b.dueAt ?? '~') || compare(a.openedAt, b.openedAt);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The list in its sections, top to bottom; empty sections are left out. */
export function orderWorklist<Entry extends WorklistEntry>(
  entries: readonly Entry[],
  now: Instant,
): WorklistSection<Entry>[] {
  return WORKLIST_GROUPS.map((group) => ({
    group,
    heading: WORKLIST_HEADINGS[group],
    entries: entries.filter((one) => groupOf(one, now) === group).toSorted(compareEntries),
  })).filter((section) => section.entries.length > 0);
}
