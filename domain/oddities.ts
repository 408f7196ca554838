/** What is odd about a programme after it was adjusted, to be read before it is saved. Decision 41. */
import type { Instant } from './ids';
import { isToOpen, isWorkedOn } from './programmeState';
import type { CourseState, ModuleState } from './state';

export type Oddity =
  /** Opened while one that stands before it is still closed. */
  | { readonly kind: 'ahead'; readonly moduleId: string; readonly closed: string }
  /** The patient has nothing to work on until then; null: until a module is opened by hand. */
  | { readonly kind: 'nothingOpen'; readonly until: Instant | null }
  /** More than a week between two openings, with nothing new. */
  | { readonly kind: 'gap'; readonly from: Instant; readonly until: Instant }
  /** Its week comes after the last day of treatment. */
  | { readonly kind: 'afterEnd'; readonly moduleId: string };

/** A week, and the hour by which the clock may change in it. */
const LONGEST = 7 * 86_400_000 + 3_600_000;

/** `before` and `after` with their running clocks; what was odd already is not said again. */
export function odditiesOf(before: CourseState, after: CourseState): readonly Oddity[] {
  const known = new Set(all(before).map(nameOf));
  const opened = new Set(
    modulesOf(before)
      .filter(isToOpen)
      .map(({ moduleId }) => moduleId),
  );
  return all(after).filter((one) =>
    one.kind === 'ahead' ? opened.has(one.moduleId) : !known.has(nameOf(one)),
  );
}

const nameOf = (one: Oddity): string => JSON.stringify(one);
const modulesOf = ({ programme }: CourseState): readonly ModuleState[] => programme?.modules ?? [];

function all(state: CourseState): readonly Oddity[] {
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
    ...nothingOpen(modules, days),
    ...days.flatMap((from, at): Oddity[] => {
      const until = days[at + 1];
      const isLong = until !== undefined && Date.parse(until) - Date.parse(from) > LONGEST;
      return isLong ? [{ kind: 'gap', from, until }] : [];
    }),
    ...dues.flatMap(({ subject, dueAt }): Oddity[] =>
      ends !== undefined && dueAt >= ends ? [{ kind: 'afterEnd', moduleId: subject }] : [],
    ),
  ];
}

function nothingOpen(modules: readonly ModuleState[], days: readonly Instant[]): Oddity[] {
  const works = modules.some((one) => isWorkedOn(one) && one.required);
  if (works || !modules.some(isToOpen)) return [];
  return [{ kind: 'nothingOpen', until: days[0] ?? null }];
}
