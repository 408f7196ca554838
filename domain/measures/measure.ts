/** Answers for what a questionnaire is: its items, how it is scored, and what a score means. */

export const MEASURE_IDS = [
  'phq9',
  'gad7',
  'who5',
  'audit',
  'pdssSr',
  'spin',
  'mobility',
  'phobia',
] as const;
export type MeasureId = (typeof MEASURE_IDS)[number];

export interface Option {
  readonly value: number;
  readonly label: string;
}
export interface Item {
  /** 1 for the first. */
  readonly number: number;
  /** The official Danish wording; null where the region does not hold the licence yet. */
  readonly text: string | null;
  readonly options: readonly Option[];
}
export interface Band {
  /** The lowest score of the band. */
  readonly from: number;
  readonly key: string;
  /** What the clinician reads. */
  readonly label: string;
  /** What the patient reads; null where the patient is not shown a meaning. */
  readonly forPatient: string | null;
}
/** Raw answers in the order of the items; null is left out. */
export type Answers = readonly (number | null)[];

export interface Score {
  /** Null when too much is left out to be scored. */
  readonly score: number | null;
  /** The key of the band. */
  readonly band: string | null;
  /** True at or above the cut-off; WHO-5: below it. Null when not scored. */
  readonly case: boolean | null;
  readonly scorerVersion: string;
}
export interface Measure {
  readonly id: MeasureId;
  readonly name: string;
  /** The version of the wording. */
  readonly version: string;
  readonly language: 'da';
  readonly instruction: string | null;
  readonly items: readonly Item[];
  /** With fewer of its items answered it is not scored; with fewer than all it is reckoned. */
  readonly leastAnswers: number;
  readonly bands: readonly Band[];
  readonly max: number;
  /** Null where no cut-off makes a case. */
  readonly cutOff: number | null;
  /** Points that count as real change, null where none is set. */
  readonly reliableChange: number | null;
  /** True when a rising score means that the person is better (WHO-5). */
  readonly risesWhenBetter: boolean;
  /** False while the wording may not be shown: structure and scoring only. */
  readonly isShipped: boolean;
  /** Who made it, as it must be named where it is shown. */
  readonly source: string;
  /**
   * Scores raw answers (DOMAIN §4). Throws RangeError when there are too many or too few, or one
   * is no option of its item: the edge parses before it asks.
   */
  readonly score: (answers: Answers) => Score;
}

export interface Blueprint extends Omit<Measure, 'score' | 'language' | 'leastAnswers'> {
  readonly scorerVersion: string;
  /** How many items may be left out before it is not scored; none where nothing is said. */
  readonly mayMiss?: number;
  /** The total of what was answered, which is enough, to so many items. */
  readonly total: (given: readonly number[], items: number) => number;
}

/** A measure from its parts: the checks, the band and the case are the same for all. */
export function defineMeasure(parts: Blueprint): Measure {
  const { scorerVersion, mayMiss = 0, total, ...rest } = parts;
  const leastAnswers = rest.items.length - mayMiss;
  const score = (answers: Answers): Score => {
    checkAnswers(rest.items, answers);
    const given = answers.filter((answer) => answer !== null);
    if (given.length < leastAnswers) {
      return { score: null, band: null, case: null, scorerVersion };
    }
    const value = total(given, answers.length);
    const band = rest.bands.findLast((one) => one.from <= value)?.key ?? null;
    return { score: value, band, case: isCase(rest, value), scorerVersion };
  };
  return { ...rest, language: 'da', leastAnswers, score };
}

/** Whether a score makes a case: at or above the cut-off, or below it where rising is better. */
export function isCase(
  measure: Pick<Measure, 'cutOff' | 'risesWhenBetter'>,
  score: number,
): boolean | null {
  if (measure.cutOff === null) return null;
  return measure.risesWhenBetter ? score < measure.cutOff : score >= measure.cutOff;
}

function checkAnswers(items: readonly Item[], answers: Answers): void {
  if (answers.length !== items.length) {
    throw new RangeError(`${answers.length} answers to ${items.length} items`);
  }
  items.forEach((item, at) => {
    const answer = answers[at] ?? null;
    if (answer === null || item.options.some((option) => option.value === answer)) return;
    throw new RangeError(`Item ${item.number} has no option of that value`);
  });
}

/** Items that share their options, numbered from 1. */
export function itemsOf(
  texts: readonly (string | null)[],
  options: readonly Option[],
): readonly Item[] {
  return texts.map((text, at) => ({ number: at + 1, text, options }));
}

/** Items without wording: only how many and which values. */
export function bareItems(count: number, from: number, to: number): readonly Item[] {
  const options = Array.from({ length: to - from + 1 }, (_, n) => ({
    value: from + n,
    label: String(from + n),
  }));
  return itemsOf(
    Array.from({ length: count }, () => null),
    options,
  );
}

/** The numbers of the items that were left out, the first first. */
export function itemsLeftOut(answers: Answers): readonly number[] {
  return answers.flatMap((answer, at) => (answer === null ? [at + 1] : []));
}

/** The sum as it would be with every item answered: prorated and rounded half up. */
export function proratedSum(given: readonly number[], items: number): number {
  const doubled = 2 * sum(given) * items;
  return Math.floor((doubled + given.length) / (2 * given.length));
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
