/** An applicant's answers in words: criteria with "Se her", questionnaires with their bands. */
import type { ApplicationAnswers } from '../../api/queries/applicationAnswers';
import {
  answeredWords,
  dateTimeWords,
  dateWords,
  FLAG_NAMES,
  numberWords,
  occasionWords,
  reckonedWords,
} from '../../domain/danish';
import { answerLabel, criterion, lookHere } from '../../domain/eligibility';
import { FOLLOW_UP } from '../../domain/followUp';
import type { Instant } from '../../domain/ids';
import { bandOf, MEASURE_IDS, MEASURES, type MeasureId } from '../../domain/measures';
import { TRIGGERS, type Trigger } from '../../domain/risk';
import { CRITERION_IDS } from '../../domain/targetGroup';
import type { Facts } from '../shared/parts';
import { suicideRiskSigns } from './safetyView';

type Response = ApplicationAnswers['responses'][number];
type Score = Omit<Response, 'items'>;
type Points = Pick<Score, 'measure' | 'score' | 'band' | 'asked' | 'leftOut'>;

export function measureOf(name: string): MeasureId | undefined {
  return MEASURE_IDS.find((id) => id === name);
}

/** "14 (moderat), beregnet af 8 af 9 svar", or that too much was left out, and how much. */
export function scoreWords(of: Points): string {
  return [levelWords(of), reckonedWords(of)].filter(Boolean).join(', ');
}

function levelWords(of: Points): string {
  const id = measureOf(of.measure);
  if (of.score === null || !id) return `for få svar til en score (${answeredWords(of)})`;
  const band = bandOf(id, of.band);
  return `${numberWords(of.score)}${band ? ` (${band.label.toLowerCase()})` : ''}`;
}

/** "PHQ-9: 14 (moderat), uge 3, lørdag 5. december": never without when, but for the application's. */
export function scoreHeading(
  of: Points & Pick<Score, 'occasion' | 'answeredAt'>,
  now?: Instant,
): string {
  const id = measureOf(of.measure);
  const score = [levelWords(of), laterWords(of, now), reckonedWords(of)].filter(Boolean);
  return `${id ? MEASURES[id].name : of.measure}: ${score.join(', ')}`;
}

/** PHQ-9 and GAD-7 first; the order given stays within each. */
function inOrder<Of extends { readonly measure: string }>(responses: readonly Of[]): readonly Of[] {
  return MEASURE_IDS.flatMap((id) => responses.filter((one) => one.measure === id));
}

/** Each criterion beside the answer; the software points, a psychologist decides. */
export function criteriaFacts(answers: ApplicationAnswers): Facts {
  const signs = suicideRiskSigns(answers);
  const also = signs.length > 0 ? (['suicideRisk'] as const) : [];
  const look = new Set(lookHere(answers.eligibility, also).map(({ id }) => id));
  const scores = answers.responses.filter(
    (one) => one.measure === 'phq9' || one.measure === 'gad7',
  );
  const scoreLine = inOrder(scores)
    .map((one) => `${MEASURES[one.measure as MeasureId].name}: ${scoreWords(one)}.`)
    .join(' ');
  return {
    caption: 'Kriterier og ansøgerens svar',
    rows: CRITERION_IDS.map((id, index) => {
      const label = answerLabel(id, answers.eligibility[id]);
      const text = label === null ? 'Ikke besvaret.' : `${label}.`;
      const more = id === 'suicideRisk' ? signs.join(' ') : index === 0 ? scoreLine : '';
      return {
        term: criterion(id).label,
        look: look.has(id),
        text: more === '' ? text : `${text} ${more}`,
      };
    }),
  };
}

export interface MeasureView {
  /** "PHQ-9: 14 (moderat)" */
  readonly heading: string;
  readonly facts: Facts;
}

/** Every answer of every questionnaire of one occasion; PHQ-9's ninth is pointed at. */
export function measureViews(responses: readonly Response[]): readonly MeasureView[] {
  return inOrder(responses).flatMap((one) => {
    const id = measureOf(one.measure);
    if (!id) return [];
    const measure = MEASURES[id];
    return [
      {
        heading: scoreHeading(one),
        facts: {
          caption: `Alle svar på ${measure.name}`,
          rows: measure.items.map((item, at) => {
            const value = one.items[at] ?? null;
            const option = item.options.find((known) => known.value === value);
            const risk = id === 'phq9' && item.number === measure.items.length && value !== 0;
            return {
              term: `${item.number}. ${item.text ?? ''}`.trim(),
              text: option?.label ?? 'Sprunget over',
              look: risk,
            };
          }),
        },
      },
    ];
  });
}

/** The words the clinician reads for what raised a flag. */
export function triggerWords(trigger: string): string {
  return Object.hasOwn(TRIGGERS, trigger) ? TRIGGERS[trigger as Trigger].words : trigger;
}

export interface FlagView {
  readonly urgent: boolean;
  readonly name: string;
  readonly text: string;
}

/** Flags first on the page: what raised them, when, and what became of them. */
export function flagViews(flags: ApplicationAnswers['flags'], now: Instant): readonly FlagView[] {
  return flags.map((flag) => {
    const raised = `${triggerWords(flag.trigger)}, ${dateTimeWords(flag.raisedAt, now)}.`;
    const became = flag.releasedAt
      ? ` Afsluttet ${dateTimeWords(flag.releasedAt, now)}: ${flag.action ?? ''}`
      : '';
    return {
      urgent: flag.releasedAt === null && flag.tier === 'red',
      name: FLAG_NAMES[flag.tier],
      text: `${raised}${became}`,
    };
  });
}

/** Where two of a kind stand together: the application's own needs no word. */
function laterWords(
  { occasion, answeredAt }: Pick<Score, 'occasion' | 'answeredAt'>,
  now: Instant | undefined,
): string {
  if (occasion === 'application') return '';
  return `${occasionWords(occasion).toLowerCase()}, ${dateWords(answeredAt, now)}`;
}

/** The first and the last score of each questionnaire; half a year later is no part of treatment. */
export function endsFacts(all: readonly Score[], now: Instant): Facts {
  const scores = all.filter((one) => one.occasion !== FOLLOW_UP);
  return {
    caption: 'Den første og den seneste score',
    rows: MEASURE_IDS.flatMap((id) => {
      const own = scores.filter((one) => one.measure === id);
      const [first] = own;
      const last = own.length > 1 ? own.at(-1) : undefined;
      if (!first) return [];
      const when = last && laterWords(last, now);
      const end = last ? [scoreWords(last), when].filter(Boolean).join(', ') : 'ikke besvaret';
      return [{ term: MEASURES[id].name, text: `Start: ${scoreWords(first)}\nSeneste: ${end}` }];
    }),
  };
}
