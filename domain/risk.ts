/** Answers for risk flags: which answers raise one, how urgent, by dated clinical thresholds. */
import type { CivilDate } from './ids';

export type Tier = 'red' | 'amber';
/** Names the calendar rule that gives the due instant: contactBy, sameWorkingDayDue, … */
export type RiskClock = 'red' | 'sameWorkingDay' | 'nextWorkingDay';

interface TriggerRow {
  readonly tier: Tier;
  readonly clock: RiskClock;
  /** What the clinician reads. */
  readonly words: string;
}
/** DOMAIN §4 "Risk flags"; most urgent first. */
export const TRIGGERS = {
  item9High: {
    tier: 'red',
    clock: 'red',
    words: 'Svarede "mere end halvdelen af dagene" eller "næsten hver dag" på PHQ-9 spørgsmål 9',
  },
  highSuicideRisk: {
    tier: 'red',
    clock: 'red',
    words: 'Svarede ja til planer om at tage sit eget liv eller frygt for at gøre det',
  },
  recentAttempt: {
    tier: 'red',
    clock: 'red',
    words: 'Har forsøgt at tage sit eget liv inden for det seneste år',
  },
  thoughtsOften: {
    tier: 'red',
    clock: 'red',
    words: 'Har tit tanker om ikke at ville leve mere',
  },
  markedByPsychologist: { tier: 'red', clock: 'red', words: 'Markeret af en psykolog' },
  item9Some: {
    tier: 'amber',
    clock: 'sameWorkingDay',
    words: 'Svarede "flere dage" på PHQ-9 spørgsmål 9',
  },
  thoughtsSometimes: {
    tier: 'amber',
    clock: 'sameWorkingDay',
    words: 'Har en gang imellem tanker om ikke at ville leve mere',
  },
  item9LeftOut: {
    tier: 'amber',
    clock: 'sameWorkingDay',
    words: 'Sprang PHQ-9 spørgsmål 9 over',
  },
  phq9Rise: {
    tier: 'amber',
    clock: 'nextWorkingDay',
    words: 'PHQ-9 er steget meget siden starten',
  },
  gad7Rise: {
    tier: 'amber',
    clock: 'nextWorkingDay',
    words: 'GAD-7 er steget meget siden starten',
  },
} as const satisfies Record<string, TriggerRow>;
export type Trigger = keyof typeof TRIGGERS;

/** Human contact after a red flag, Copenhagen wall time `HH:MM`. */
export interface ContactHours {
  readonly sameDayIfBefore: string;
  readonly sameDayBy: string;
  readonly nextDayBy: string;
}
/** The questions about safety in the application. */
export const SAFETY_QUESTIONS = ['thoughts', 'suicideRisk', 'attempts'] as const;
export type SafetyQuestion = (typeof SAFETY_QUESTIONS)[number];
/** The value of the chosen option for each; what was not answered is left out or ''. */
export type SafetyAnswers = Readonly<Partial<Record<SafetyQuestion, string>>>;
/** One answer that raises a flag; the trigger says how urgent. */
export interface SafetyRule {
  readonly question: SafetyQuestion;
  readonly answer: string;
  readonly trigger: Trigger;
}
export interface RiskThresholds {
  readonly version: number;
  readonly validFrom: CivilDate;
  /** Who answers for the numbers. */
  readonly owner: 'clinic';
  /** PHQ-9 item 9 at or above this raises amber, at or above the next red. */
  readonly item9Amber: number;
  readonly item9Red: number;
  /** The answers about safety that raise a flag. */
  readonly safety: readonly SafetyRule[];
  /** Points above the start score that count as getting worse. */
  readonly phq9Rise: number;
  readonly gad7Rise: number;
  readonly contact: ContactHours;
}

export const CONTACT_HOURS: ContactHours = {
  sameDayIfBefore: '13:00',
  sameDayBy: '15:00',
  nextDayBy: '12:00',
};
const FIRST: RiskThresholds = {
  version: 1,
  validFrom: '2023-01-01' as CivilDate,
  owner: 'clinic',
  item9Amber: 1,
  item9Red: 2,
  safety: [
    { question: 'suicideRisk', answer: 'yes', trigger: 'highSuicideRisk' },
    { question: 'attempts', answer: 'lastYear', trigger: 'recentAttempt' },
    { question: 'thoughts', answer: 'often', trigger: 'thoughtsOften' },
    { question: 'thoughts', answer: 'sometimes', trigger: 'thoughtsSometimes' },
  ],
  phq9Rise: 6,
  gad7Rise: 4,
  contact: CONTACT_HOURS,
};
export const RISK_THRESHOLDS: readonly RiskThresholds[] = [FIRST];

/** The thresholds in force on a date: the latest row that has begun, then the higher version. */
export function thresholdsOn(
  on: CivilDate,
  rows: readonly RiskThresholds[] = RISK_THRESHOLDS,
): RiskThresholds {
  const begun = rows.filter((row) => row.validFrom <= on);
  return begun.reduce((best, row) => (isLater(row, best) ? row : best), FIRST);
}

function isLater(row: RiskThresholds, than: RiskThresholds): boolean {
  if (row.validFrom !== than.validFrom) return row.validFrom > than.validFrom;
  return row.version > than.version;
}

/** A score now beside the score at the start; null where it could not be scored. */
export interface AgainstStart {
  readonly start: number | null;
  readonly now: number | null;
}
/** What came in this time; what was not asked is left out. */
export interface RiskAnswers {
  /** The nine raw answers; a missing ninth is never read as 0. */
  readonly phq9Items?: readonly (number | null)[];
  /** The answers about safety in the application. */
  readonly safety?: SafetyAnswers;
  readonly markedByPsychologist?: boolean;
  readonly phq9?: AgainstStart;
  readonly gad7?: AgainstStart;
}
export interface RaisedFlag {
  readonly tier: Tier;
  /** The reason that counts first; `triggers` holds all of them. */
  readonly trigger: Trigger;
  readonly triggers: readonly Trigger[];
  readonly clock: RiskClock;
  readonly thresholdsVersion: number;
}

/**
 * The flags that a set of answers raises, most urgent first, at most one for each clock, none when
 * nothing stands out. A red flag takes in what else must be seen the same day: one reader, once.
 */
export function flagsFrom(
  answers: RiskAnswers,
  thresholds: RiskThresholds = FIRST,
): readonly RaisedFlag[] {
  const raised = triggersOf(answers, thresholds);
  const isRed = raised.some((trigger) => TRIGGERS[trigger].tier === 'red');
  const clockOf = (trigger: Trigger): RiskClock => {
    const own = TRIGGERS[trigger].clock;
    return isRed && own === 'sameWorkingDay' ? 'red' : own;
  };
  return (['red', 'sameWorkingDay', 'nextWorkingDay'] as const).flatMap((clock) => {
    const triggers = raised.filter((trigger) => clockOf(trigger) === clock);
    const [trigger] = triggers;
    if (trigger === undefined) return [];
    const { tier } = TRIGGERS[trigger];
    return [{ tier, trigger, triggers, clock, thresholdsVersion: thresholds.version }];
  });
}

function triggersOf(answers: RiskAnswers, limits: RiskThresholds): readonly Trigger[] {
  const raised = new Set<Trigger>();
  if (answers.phq9Items !== undefined) {
    const item9 = answers.phq9Items[8] ?? null;
    if (item9 === null) raised.add('item9LeftOut');
    else if (item9 >= limits.item9Red) raised.add('item9High');
    else if (item9 >= limits.item9Amber) raised.add('item9Some');
  }
  for (const { question, answer, trigger } of limits.safety) {
    if (answers.safety?.[question] === answer) raised.add(trigger);
  }
  if (answers.markedByPsychologist === true) raised.add('markedByPsychologist');
  if (rise(answers.phq9) >= limits.phq9Rise) raised.add('phq9Rise');
  if (rise(answers.gad7) >= limits.gad7Rise) raised.add('gad7Rise');
  return (Object.keys(TRIGGERS) as Trigger[]).filter((trigger) => raised.has(trigger));
}

function rise(scores: AgainstStart | undefined): number {
  if (scores === undefined || scores.start === null || scores.now === null) return -Infinity;
  return scores.now - scores.start;
}
