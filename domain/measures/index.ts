/** Answers for which questionnaires there are, and which belong to whom and when. */
import type { Programme } from '../diagnoses';
import { audit } from './audit';
import { gad7 } from './gad7';
import type { Band, Measure, MeasureId } from './measure';
import { mobility } from './mobility';
import { pdssSr } from './pdssSr';
import { phobia } from './phobia';
import { phq9 } from './phq9';
import { spin } from './spin';
import { who5 } from './who5';

export { itemsLeftOut, MEASURE_IDS } from './measure';
export type { Answers, Band, Measure, MeasureId } from './measure';

export const MEASURES: Readonly<Record<MeasureId, Measure>> = {
  phq9,
  gad7,
  who5,
  audit,
  pdssSr,
  spin,
  mobility,
  phobia,
};

/** Filled in weekly in treatment. */
export const WEEKLY: readonly MeasureId[] = ['phq9', 'gad7'];

const OWN: Readonly<Record<Programme, MeasureId | null>> = {
  depression: null,
  panic: 'pdssSr',
  agoraphobia: 'mobility',
  socialPhobia: 'spin',
  specificPhobia: 'phobia',
};

/** The measure that belongs to a disorder alone; null for depression. */
export function ownMeasureOf(programme: Programme): MeasureId | null {
  return OWN[programme];
}

/**
 * What is filled in at the application, at closing and six months later: the four for all, then
 * the disorder's own where its wording may be shown. Without a programme: the four.
 */
export function measuresFor(programme: Programme | null): readonly MeasureId[] {
  const own = programme === null ? null : ownMeasureOf(programme);
  const all: readonly MeasureId[] = ['phq9', 'gad7', 'who5', 'audit'];
  return own !== null && MEASURES[own].isShipped ? [...all, own] : all;
}

/** The band of a stored key, null when the score had none. */
export function bandOf(id: MeasureId, key: string | null): Band | null {
  return MEASURES[id].bands.find((band) => band.key === key) ?? null;
}
