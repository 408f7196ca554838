/** Answers for what treatment did: reliable change, caseness, recovery (NHS Talking Therapies). */
import type { Programme } from '../diagnoses';
import { MEASURES, ownMeasureOf } from './index';
import { isCase } from './measure';
import type { MeasureId } from './measure';

/** The first and the last score of one measure; null where there is none. */
export interface Ends {
  readonly first: number | null;
  readonly last: number | null;
}
export type EndsByMeasure = Readonly<Partial<Record<MeasureId, Ends>>>;
export type Change = 'improved' | 'worsened' | 'none';

/** Means of tenths and hundredths are compared with this much grace, or 0.73 would be less than. */
const GRACE = 1e-9;

/** Points of improvement: positive is better in every measure, WHO-5 included. */
export function improvement(id: MeasureId, first: number, last: number): number {
  const fall = first - last;
  return MEASURES[id].risesWhenBetter ? -fall : fall;
}

/** Whether a change is more than the measure's own noise; null without both scores or a limit. */
export function reliableChangeOf(id: MeasureId, ends: Ends): Change | null {
  const limit = MEASURES[id].reliableChange;
  if (limit === null || ends.first === null || ends.last === null) return null;
  const points = improvement(id, ends.first, ends.last);
  if (points + GRACE >= limit) return 'improved';
  return points - GRACE <= -limit ? 'worsened' : 'none';
}

/**
 * The anxiety half of the pair: GAD-7, or the disorder's own where it is scored at both ends.
 * Specific phobia keeps GAD-7: its own items stand outside these classes (DOMAIN §4).
 */
export function anxietyMeasureOf(programme: Programme | null, ends: EndsByMeasure): MeasureId {
  const own = programme === null ? null : ownMeasureOf(programme);
  if (own === null || MEASURES[own].reliableChange === null) return 'gad7';
  return hasBoth(ends[own]) ? own : 'gad7';
}

export interface Outcome {
  readonly anxietyMeasure: MeasureId;
  /** At or above the cut-off on at least one of the pair at the start. */
  readonly wasCase: boolean;
  /** A case at the start, below both cut-offs at the end. */
  readonly recovered: boolean;
  /** At least one fell by its reliable change and the other did not rise by its own. */
  readonly reliablyImproved: boolean;
  readonly reliablyRecovered: boolean;
  /** At least one rose by its reliable change and the other did not fall by its own. */
  readonly reliablyDeteriorated: boolean;
}

/** The outcome of one course from PHQ-9 and one anxiety measure; null when a score is missing. */
export function outcomeOf(programme: Programme | null, ends: EndsByMeasure): Outcome | null {
  const anxietyMeasure = anxietyMeasureOf(programme, ends);
  const pair = (['phq9', anxietyMeasure] as const).map((id) => judge(id, ends[id]));
  const [one, other] = pair;
  if (one === undefined || one === null || other === undefined || other === null) return null;
  const changes = [one.change, other.change];
  const wasCase = one.wasCase || other.wasCase;
  const recovered = wasCase && !one.isCaseNow && !other.isCaseNow;
  const reliablyImproved = changes.includes('improved') && !changes.includes('worsened');
  return {
    anxietyMeasure,
    wasCase,
    recovered,
    reliablyImproved,
    reliablyRecovered: recovered && reliablyImproved,
    reliablyDeteriorated: changes.includes('worsened') && !changes.includes('improved'),
  };
}

interface Judged {
  readonly wasCase: boolean;
  readonly isCaseNow: boolean;
  readonly change: Change;
}

function judge(id: MeasureId, ends: Ends | undefined): Judged | null {
  if (!hasBoth(ends)) return null;
  const change = reliableChangeOf(id, ends);
  if (change === null) return null;
  const atOrOver = (score: number): boolean => isCase(MEASURES[id], score) === true;
  return { wasCase: atOrOver(ends.first), isCaseNow: atOrOver(ends.last), change };
}

function hasBoth(ends: Ends | undefined): ends is { first: number; last: number } {
  return ends !== undefined && ends.first !== null && ends.last !== null;
}
