/** What is odd about a programme after it was adjusted, to be read before it is saved. Decision 41. */
import type { Instant } from './ids';
import { isToOpen, isWorkedOn } from './programmeState';
import type { CourseState, ModuleState } from './state';

export type Oddity =
  /** Opened while one that stands before it is still closed. */
  | { readonly kind: 'ahead'; readonly moduleId: string; readonly closed: string }
  /** The patient has nothing to work on until then; null: until a module is opened by hand. */
  | { readonly kind: 'nothingOpen'; readonly until: Instant | null }
  /** More than a week with nothing new; `from`: an opening, or null for today. */
  | { readonly kind: 'gap'; readonly from: Instant | null; readonly until: Instant }
  /** Its week comes after the last day of treatment. */
  | { readonly kind: 'afterEnd'; readonly moduleId: string };

/** A week, and the hour by which the clock may change in it. */
const LONGEST = 7 * 86_400_000 + 3_600_000;

/** `before` and `after` with their running clocks; what was odd already is not said again. */
export function odditiesOf(
  before: CourseState,
  after: CourseState,
  now: Instant,
): readonly Oddity[] {
  const known = new Set(all(before, now).map(nameOf));
  const opened = new Set(
    modulesOf(before)
      .filter(isToOpen)
      .map(({ moduleId }) => moduleId),
  );
  return all(after, now).filter((one) =>
    one.kind === 'ahead' ? opened.has(one.moduleId) : !known.has(nameOf(one)),
  );
}

const nameOf = (one: Oddity): string => JSON.stringify(one);
const modulesOf = ({ programme }: CourseState): readonly ModuleState[] => programme?.modules ?? [];

function all(state: CourseState, now: Instant): readonly Oddity[] {
  const modules = modulesOf(state);
  const dues = state.dues.filter(({ name }) => name === 'moduleOpens');
  const days = [...new Set(dues.map(({ dueAt }) => dueAt))].toSorted();
  const ends = state.dues.find(({ name }) => name === 'treatmentLength')?.dueAt;
  return [
    ...modules.flatMap((one, at): Oddity[] => {
      const closed = modules.slice(0, at).find(isToOpen);
      const isAhead = closed && one.open && !one.handedIn && !one.skipped;
      return isAhead ? [{ kind: 'ahead', moduleId: one.moduleId, closed: closed.moduleId }] : [];
    }),
    ...(isIdle(modules)
      ? [{ kind: 'nothingOpen' as const, until: days[0] ?? null }]
      : gap(now, days)),
    ...days.flatMap((from, at): Oddity[] => {
      const until = days[at + 1];
      return isLong(from, until) ? [{ kind: 'gap', from, until }] : [];
    }),
    ...dues.flatMap(({ subject, dueAt }): Oddity[] =>
      ends !== undefined && dueAt >= ends ? [{ kind: 'afterEnd', moduleId: subject }] : [],
    ),
  ];
}

function isLong(from: Instant, until: Instant | undefined): until is Instant {
  return until !== undefined && Date.parse(until) - Date.parse(from) > LONGEST;
}

/** From today to the first opening. */
function gap(now: Instant, [until]: readonly Instant[]): readonly Oddity[] {
  return isLong(now, until) ? [{ kind: 'gap', from: null, until }] : [];
}

/** Nothing to work on, though something is still to open. */
function isIdle(modules: readonly ModuleState[]): boolean {
  return !modules.some((one) => isWorkedOn(one) && one.required) && modules.some(isToOpen);
}
