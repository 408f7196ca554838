/** Answers for the questionnaires in treatment and at its end: when they are asked, and what they raise. */
import type { Question } from './applicationForm';
import { itemsOf } from './application';
import { addDays, copenhagenDate, dayOfDue, daysBetween } from './calendar';
import { isLegal } from './course';
import {
  FOLLOW_UP_MEASURES,
  FOLLOW_UP_PARTS,
  type FollowUpPart,
  type FollowUpValues,
} from './followUp';
import type { CivilDate, Instant } from './ids';
import { MEASURES, WEEKLY, type MeasureId } from './measures';
import type { ModulePlan } from './programme';
import { isWorkedOn } from './programmeState';
import { flagsFrom, type RaisedFlag, type RiskThresholds } from './risk';
import type { CourseState } from './state';

/** The occasion that the answers are kept under; a score of one is never overwritten. */
export type Occasion = 'closing' | `closing-${number}` | `week-${number}`;
/** The first end; a course that was moved back and ends again has 'closing-2'. */
const CLOSING: Occasion = 'closing';

const WEEK_DAYS = 7;
/** Answers of the application that are no older at the start of treatment stand for the first week. */
export const FRESH_DAYS = 14;
/** About six questions are answered in a minute by somebody who has met them before. */
const ITEMS_A_MINUTE = 6;

/** As much of a kept score as tells what was asked when. */
export interface KnownScore {
  readonly measure: string;
  readonly occasion: string;
  readonly score: number | null;
  readonly answeredAt: Instant;
}
/** A kept score as it is told: its level, and how much of the questionnaire it is reckoned from. */
export interface ToldScore extends KnownScore {
  readonly band: string | null;
  /** How many items there were. */
  readonly asked: number;
  /** The numbers of those without an answer, the first first. */
  readonly leftOut: readonly number[];
}
export interface Asking {
  readonly occasion: Occasion;
  /** At least one, in the order they are asked. */
  readonly measures: readonly MeasureId[];
}
type Weeks = Pick<CourseState, 'since' | 'pausedAt' | 'pausedOn' | 'pausedDays'>;

/** Whole days of treatment that have begun before today's; days of pause are none. Null: no treatment. */
function treatmentDays(state: Weeks, now: Instant): number | null {
  const { treatmentStarted, treatmentEnded } = state.since;
  if (!treatmentStarted || treatmentEnded) return null;
  const pausedOn: CivilDate | null =
    state.pausedOn ?? (state.pausedAt ? copenhagenDate(state.pausedAt) : null);
  const today = pausedOn ?? copenhagenDate(now);
  return Math.max(0, daysBetween(copenhagenDate(treatmentStarted), today) - state.pausedDays);
}

/**
 * The week of treatment at an instant, counted from 1 in Copenhagen days since its start. Days of
 * pause are left out, so that it stands still in one. Null before treatment and after it.
 */
export function treatmentWeek(state: Weeks, now: Instant): number | null {
  const days = treatmentDays(state, now);
  return days === null ? null : Math.floor(days / WEEK_DAYS) + 1;
}

/** The week of a weekly occasion; null for any other. */
export function weekOf(occasion: string): number | null {
  const [, week] = /^week-(\d+)$/.exec(occasion) ?? [];
  return week === undefined ? null : Number(week);
}

/** Which end of treatment an occasion is, counted from 1; null: it is none. */
export function endOf(occasion: string): number | null {
  if (occasion === CLOSING) return 1;
  const [, end] = /^closing-(\d+)$/.exec(occasion) ?? [];
  return end === undefined ? null : Number(end);
}

/** Null for what is no week and no end of a treatment. */
export function readOccasion(text: string): Occasion | null {
  const [week, end] = [weekOf(text), endOf(text)];
  if (week !== null) return `week-${week}`;
  if (end === null) return null;
  return end === 1 ? CLOSING : `closing-${end}`;
}

/**
 * What the present end of treatment is asked under. One that was answered before treatment ended
 * this time belongs to an earlier end, and this one has the next number.
 */
export function endOccasion(
  { since }: Pick<CourseState, 'since'>,
  scores: readonly Pick<KnownScore, 'occasion' | 'answeredAt'>[],
): Occasion {
  const ends = scores.filter((one) => endOf(one.occasion) !== null);
  const newest = Math.max(1, ...ends.map((one) => endOf(one.occasion) ?? 0));
  const isOver = ends.some(
    (one) =>
      endOf(one.occasion) === newest &&
      since.treatmentEnded !== undefined &&
      one.answeredAt < since.treatmentEnded,
  );
  const end = isOver ? newest + 1 : newest;
  return end === 1 ? CLOSING : `closing-${end}`;
}

/** What the module to work on asks for: the first one, else the last that was; none: the usual. */
export function weeklyMeasures(
  { programme }: Pick<CourseState, 'programme'>,
  plans: readonly Pick<ModulePlan, 'id' | 'measures'>[],
): readonly MeasureId[] {
  const open = programme?.modules.filter((module) => module.open && !module.skipped) ?? [];
  const at = open.find(isWorkedOn) ?? open.at(-1);
  return plans.find((plan) => plan.id === at?.moduleId)?.measures ?? WEEKLY;
}

/** What is asked of the patient now, and not answered yet; null: nothing. */
export function askedNow(
  state: CourseState,
  scores: readonly KnownScore[],
  weekly: readonly MeasureId[],
  now: Instant,
): Asking | null {
  if (!isLegal(state.stage, 'answerMeasure') || !state.since.treatmentStarted) return null;
  if (state.since.ended) return null;
  if (state.since.treatmentEnded) {
    // The same as at the application (DOMAIN section 4).
    return left(endOccasion(state, scores), FOLLOW_UP_MEASURES, scores);
  }
  const week = treatmentWeek(state, now);
  if (week === null || state.pausedAt || beginsOnLastDay(state, now)) return null;
  const asked = week === 1 ? weekly.filter((id) => !isFresh(state, scores, id)) : weekly;
  return left(`week-${week}`, asked, scores);
}

function left(
  occasion: Occasion,
  measures: readonly MeasureId[],
  scores: readonly KnownScore[],
): Asking | null {
  const open = measures.filter(
    (id) => !scores.some((one) => one.occasion === occasion && one.measure === id),
  );
  return open.length > 0 ? { occasion, measures: open } : null;
}

/** A week that begins on the last day is not asked about: the day after, the end is. */
function beginsOnLastDay(state: CourseState, now: Instant): boolean {
  const days = treatmentDays(state, now);
  if (days === null || days % WEEK_DAYS !== 0) return false;
  return days > 0 && lastDayOf(state) === copenhagenDate(now);
}

function lastDayOf({ dues }: CourseState): CivilDate | null {
  const end = dues.find((due) => due.name === 'treatmentLength');
  return end ? dayOfDue(end.dueAt) : null;
}

/**
 * The day on which the next week of treatment begins and asks `weekly`. Null: no week asks any more
 * before the end, or it cannot be said, because treatment is paused or the module asks nothing.
 */
export function nextAskedOn(
  state: CourseState,
  weekly: readonly MeasureId[],
  now: Instant,
): CivilDate | null {
  const days = treatmentDays(state, now);
  if (days === null || state.pausedAt || weekly.length === 0) return null;
  const next = addDays(copenhagenDate(now), WEEK_DAYS - (days % WEEK_DAYS));
  const last = lastDayOf(state);
  return last !== null && next >= last ? null : next;
}

/** True when the first week asks nothing, because the application has just asked the same. */
export function isJustApplied(
  state: CourseState,
  scores: readonly KnownScore[],
  weekly: readonly MeasureId[],
): boolean {
  return weekly.length > 0 && weekly.every((id) => isFresh(state, scores, id));
}

function isFresh(state: CourseState, scores: readonly KnownScore[], id: MeasureId): boolean {
  const applied = scores.find((one) => one.measure === id && one.occasion === 'application');
  const start = state.since.treatmentStarted;
  if (!applied || applied.score === null || !start) return false;
  return daysBetween(copenhagenDate(applied.answeredAt), copenhagenDate(start)) <= FRESH_DAYS;
}

/** The score that later ones are held against: the application's, else the first in treatment. */
export function startScore(scores: readonly KnownScore[], measure: MeasureId): number | null {
  const own = scores.filter((one) => one.measure === measure && one.score !== null);
  const applied = own.find((one) => one.occasion === 'application');
  const first = own.toSorted((a, b) => (a.answeredAt < b.answeredAt ? -1 : 1)).at(0);
  return (applied ?? first)?.score ?? null;
}

/** One questionnaire as a page asks it, in the words of the application where that has it. */
export function partOf(measure: MeasureId): FollowUpPart {
  const known = FOLLOW_UP_PARTS.find((part) => part.measure === measure);
  if (known) return known;
  const { name, instruction, items } = MEASURES[measure];
  return {
    measure,
    title: OWN_TITLES[measure] ?? name,
    intro: instruction ?? '',
    questions: items.map((item): Question => ({
      kind: 'choice',
      name: `item${item.number}`,
      question: item.text ?? `${item.number}`,
      options: item.options.map(({ value, label }) => ({ value: String(value), label })),
    })),
    minutes: minutesFor([measure]),
  };
}
const OWN_TITLES: Partial<Record<MeasureId, string>> = { who5: 'Din trivsel' };

/** What a questionnaire is about, as the patient reads it: "Dit humør". */
export function measureTitle(measure: MeasureId): string {
  return partOf(measure).title;
}

/** About how many minutes the questionnaires take together, at least one. */
export function minutesFor(measures: readonly MeasureId[]): number {
  const items = measures.reduce((sum, id) => sum + MEASURES[id].items.length, 0);
  return Math.max(1, Math.ceil(items / ITEMS_A_MINUTE));
}

/** True when PHQ-9 is among what was saved and its ninth question has no answer. */
export function isItem9LeftOut(values: FollowUpValues): boolean {
  return values.phq9 !== undefined && (itemsOf('phq9', values.phq9)[8] ?? null) === null;
}

/**
 * What the answers raise when they are sent, held against the scores at the start. A questionnaire
 * that was not asked raises nothing, an item 9 that was asked and left out does (DOMAIN section 4).
 */
export function worriesOf(
  values: FollowUpValues,
  earlier: readonly KnownScore[],
  thresholds: RiskThresholds,
): readonly RaisedFlag[] {
  const against = (measure: 'phq9' | 'gad7') => {
    const own = values[measure];
    if (own === undefined) return {};
    const now = MEASURES[measure].score(itemsOf(measure, own)).score;
    return { [measure]: { start: startScore(earlier, measure), now } };
  };
  return flagsFrom(
    {
      ...(values.phq9 !== undefined && { phq9Items: itemsOf('phq9', values.phq9) }),
      ...against('phq9'),
      ...against('gad7'),
    },
    thresholds,
  );
}
