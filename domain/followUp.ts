/** Answers for the questionnaires half a year after the end: which they are, and what they raise. */
import { APPLICATION, SECTION_IDS, type Question } from './applicationForm';
import { itemsOf, type SectionValues } from './application';
import { MEASURES, type Answers, type MeasureId } from './measures';
import { flagsFrom, type RaisedFlag, type RiskThresholds } from './risk';

/** The occasion under which the answers are kept. */
export const FOLLOW_UP = 'followUp';

export interface FollowUpPart {
  readonly measure: MeasureId;
  readonly title: string;
  readonly intro: string;
  readonly questions: readonly Question[];
  /** About how long it takes. */
  readonly minutes: number;
}
/** Here the section asks about drugs too, which is no questionnaire and has no score. */
const TITLES: Partial<Record<MeasureId, string>> = { audit: 'Alkohol' };

/** The questionnaires of the application, in its order and words (DOMAIN section 4). */
export const FOLLOW_UP_PARTS: readonly FollowUpPart[] = SECTION_IDS.flatMap((id) => {
  const { measure, title, minutes, questions } = APPLICATION[id];
  if (measure === null) return [];
  const items = questions.filter(({ name }) => name.startsWith('item'));
  const intro = MEASURES[measure].instruction ?? '';
  return [{ measure, title: TITLES[measure] ?? title, intro, questions: items, minutes }];
});

export const FOLLOW_UP_MEASURES: readonly MeasureId[] = FOLLOW_UP_PARTS.map(
  ({ measure }) => measure,
);

/** About how long all of them take. */
export const FOLLOW_UP_MINUTES = FOLLOW_UP_PARTS.reduce((sum, part) => sum + part.minutes, 0);

/** What was chosen for each item of each questionnaire; one that was never opened is left out. */
export type FollowUpValues = Readonly<Partial<Record<MeasureId, SectionValues>>>;

/** Raw answers of one questionnaire, null where one was left out. */
export function itemsIn(values: FollowUpValues, measure: MeasureId): Answers {
  return itemsOf(measure, values[measure]);
}

/** How many items of a questionnaire have no answer. */
export function leftOut(values: FollowUpValues, measure: MeasureId): number {
  return itemsIn(values, measure).filter((item) => item === null).length;
}

/** What PHQ-9 raises while it is being answered: an item 9 left out is asked about at the sending. */
export function worriesWhileAnswering(
  values: FollowUpValues,
  thresholds: RiskThresholds,
): readonly RaisedFlag[] {
  const phq9Items = itemsIn(values, 'phq9');
  return (phq9Items[8] ?? null) === null ? [] : flagsFrom({ phq9Items }, thresholds);
}

/** What the answers raise when they are sent, with the scores of the application beside them. */
export function worriesAtSending(
  values: FollowUpValues,
  start: Readonly<{ phq9: number | null; gad7: number | null }>,
  thresholds: RiskThresholds,
): readonly RaisedFlag[] {
  const now = (measure: 'phq9' | 'gad7') => MEASURES[measure].score(itemsIn(values, measure)).score;
  return flagsFrom(
    {
      phq9Items: itemsIn(values, 'phq9'),
      phq9: { start: start.phq9, now: now('phq9') },
      gad7: { start: start.gad7, now: now('gad7') },
    },
    thresholds,
  );
}
