/** Answers for an application: what is still missing, and its answers as numbers and in words. */
import { APPLICATION, SECTION_IDS, type Question, type SectionId } from './applicationForm';
import type { EligibilityAnswers } from './eligibility';
import { MEASURES, type MeasureId } from './measures';
import { SAFETY_QUESTIONS, type SafetyAnswers } from './risk';
import { CRITERION_IDS } from './targetGroup';

export { APPLICATION, SECTION_IDS } from './applicationForm';
export type { Question, SectionId } from './applicationForm';

/** As stored: the value of each field by its name; what was not answered is '' or left out. */
export type SectionValues = Readonly<Record<string, unknown>>;
export type ApplicationAnswers = Readonly<Record<string, SectionValues>>;

/** Asked one by one on the page of consents, in words from danish.ts; contact stands in aboutYou. */
export const CONSENT_FIELDS = ['gpStart', 'gpEnd', 'research'] as const;
/** The value of a ticked box, and of "I have no doctor" where a practice is chosen. */
export const TICKED = 'yes';
export const NO_GP = 'none';

/** One stored value as text; '' when it was not answered. */
export function valueOf(values: SectionValues | undefined, name: string): string {
  const value = values?.[name];
  return typeof value === 'string' ? value : '';
}

/** The raw answers of a section's questionnaire, null where one was left out. */
export function itemsOf(measure: MeasureId, values: SectionValues | undefined): (number | null)[] {
  return MEASURES[measure].items.map((item) => {
    const value = valueOf(values, `item${item.number}`);
    const chosen = item.options.find((option) => String(option.value) === value);
    return chosen ? chosen.value : null;
  });
}

/** The answers to the criteria of the target group, gathered from every section. */
export function eligibilityOf(answers: ApplicationAnswers): EligibilityAnswers {
  const found = CRITERION_IDS.flatMap((id) => {
    const section = SECTION_IDS.find((one) =>
      APPLICATION[one].questions.some((question) => question.name === id),
    );
    const value = section ? valueOf(answers[section], id) : '';
    return value === '' ? [] : [[id, value] as const];
  });
  return Object.fromEntries(found);
}

/** The answers about safety, as domain/risk reads them. */
export function safetyOf({ safety }: ApplicationAnswers): SafetyAnswers {
  return Object.fromEntries(SAFETY_QUESTIONS.map((name) => [name, valueOf(safety, name)]));
}

/**
 * The names of the questions of a section that must be answered before sending and are not. A
 * questionnaire is complete once it can be scored: some items may be left out (DOMAIN section 4).
 */
export function missingIn(id: SectionId, answers: ApplicationAnswers): readonly string[] {
  const { questions, measure } = APPLICATION[id];
  const values = answers[id];
  const wantsGp = (['gpStart', 'gpEnd'] as const).some(
    (name) => valueOf(answers['consents'], name) === TICKED,
  );
  if (id === 'gp') return wantsGp && ['', NO_GP].includes(valueOf(values, 'gp')) ? ['gp'] : [];
  const left = questions.filter(({ optional, name }) => !optional && valueOf(values, name) === '');
  const isScored =
    measure !== null && MEASURES[measure].score(itemsOf(measure, values)).score !== null;
  return left.map(({ name }) => name).filter((name) => !(isScored && name.startsWith('item')));
}

/** Every section that something is missing in, in the order of the form. */
export function missingSections(answers: ApplicationAnswers): readonly SectionId[] {
  return SECTION_IDS.filter((id) => missingIn(id, answers).length > 0);
}

/** Saved, and nothing missing in it. */
export function isDone(
  id: SectionId,
  {
    answers,
    versions,
  }: { answers: ApplicationAnswers; versions: Readonly<Record<string, number>> },
): boolean {
  return (versions[id] ?? 0) > 0 && missingIn(id, answers).length === 0;
}

/** About how many minutes the sections take that are not done. */
export function minutesLeft(progress: Parameters<typeof isDone>[1]): number {
  return SECTION_IDS.filter((id) => !isDone(id, progress)).reduce(
    (sum, id) => sum + APPLICATION[id].minutes,
    0,
  );
}

/** A question with what was answered, in words; null: left out. */
export interface AnswerInWords {
  readonly name: string;
  readonly question: string;
  readonly answer: string | null;
}

/**
 * Every question of a section with its answer in words, for reading through and for the
 * psychologist. A practice is shown by its number: its name stands in the table of practices.
 */
export function answersInWords(
  id: SectionId,
  answers: ApplicationAnswers,
): readonly AnswerInWords[] {
  return APPLICATION[id].questions.map((question) => {
    const value = valueOf(answers[id], question.name);
    return { name: question.name, question: question.question, answer: inWords(question, value) };
  });
}

function inWords(question: Question, value: string): string | null {
  if (question.kind === 'tick') return value === TICKED ? 'Ja' : 'Nej';
  if (value === '') return null;
  if (question.kind !== 'choice' && question.kind !== 'list') return value;
  return question.options.find((option) => option.value === value)?.label ?? null;
}
