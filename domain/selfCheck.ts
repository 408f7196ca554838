/**
 * Answers for the self-check before an application: its questions, and what is said to each answer.
 * The criteria and the answers that deserve a second look stand in domain/targetGroup; here are the
 * words for somebody who has written nothing yet and of whom nothing is kept. It decides nothing.
 */
import { criterion, lookHere } from './eligibility';
import { flagsFrom, SAFETY_QUESTIONS, type RiskThresholds } from './risk';
import type { RecommendationKey } from './signposting';
import { CRITERIA, CRITERION_IDS, UNDER_AGE } from './targetGroup';
import type { AnswerOption, AtOnce, CriterionId } from './targetGroup';

/** The criteria of the application, and the age, which there comes from the identity number. */
export type CheckId = 'adult' | CriterionId;

export interface CheckQuestion {
  readonly id: CheckId;
  readonly question: string;
  readonly hint: string | null;
  readonly options: readonly AnswerOption[];
}
export interface CheckGroup {
  readonly heading: string;
  readonly questions: readonly CheckQuestion[];
}

const ADULT: CheckQuestion = {
  id: 'adult',
  question: 'Er du fyldt 18 år?',
  hint: null,
  options: [
    { value: 'yes', label: 'Ja' },
    { value: 'no', label: 'Nej' },
  ],
};

/** Hints of the application that speak of what only comes there. */
const HINTS: Partial<Readonly<Record<CriterionId, string>>> = {
  suicideRisk: 'Er du i tvivl, så svar ja.',
  alcohol: 'Svar, som det er. Det er der plads til.',
};

function asked(id: CriterionId): CheckQuestion {
  const { question, hint, options } = criterion(id);
  return { id, question, options, hint: HINTS[id] ?? hint ?? null };
}
function all(kind: 'inclusion' | 'exclusion' | 'speaksAgainst'): readonly CheckQuestion[] {
  return CRITERION_IDS.filter((id) => criterion(id).kind === kind).map(asked);
}

const exclusions = all('exclusion');
const isSafety = ({ id }: CheckQuestion): boolean => SAFETY_QUESTIONS.some((one) => one === id);

export const CHECK_GROUPS: readonly CheckGroup[] = [
  { heading: 'Dig og din hverdag', questions: [ADULT, ...all('inclusion')] },
  {
    heading: 'Det, der fylder for dig',
    questions: exclusions.filter((one) => !isSafety(one)),
  },
  { heading: 'Medicin', questions: all('speaksAgainst') },
  { heading: 'Din sikkerhed', questions: exclusions.filter(isSafety) },
];
const CHECK_QUESTIONS = CHECK_GROUPS.flatMap(({ questions }) => questions);

/** What is said to the answers of a criterion that deserve a second look. */
export const CHECK_WORDS: Readonly<Record<CriterionId, readonly AtOnce[]>> = {
  problem: [
    {
      answers: ['other'],
      text:
        'Vores behandling er lavet til depression, panikangst, socialfobi, agorafobi og bestemte ' +
        'fobier. Er det noget andet, kan din læge hjælpe dig med at finde ud af, hvad du har brug ' +
        'for. Er du i tvivl om, hvad det er, så søg.',
      recommends: ['ownGp', 'psychologistWithSubsidy'],
    },
  ],
  livesInDenmark: [
    {
      answers: ['no'],
      text:
        'Vi kan kun behandle dig, mens du bor og er i Danmark. Er du væk i en periode, kan du ' +
        'søge, når du er hjemme igen.',
      recommends: ['ownGp'],
    },
    {
      answers: ['unsure'],
      text: 'Det er nok, at du er her det meste af tiden. Skriv i din ansøgning, hvis du skal rejse.',
      recommends: [],
    },
  ],
  equipment: [CRITERIA.equipment.atOnce],
  digitalPost: [
    {
      answers: ['no', 'unsure'],
      text:
        'Vi sender svar og tider med Digital Post. Du kan se, om du har det, på borger.dk, og du ' +
        'kan melde dig til, før du søger.',
      recommends: ['digitalHelp'],
    },
  ],
  danish: [{ ...CRITERIA.danish.atOnce, answers: ['no', 'difficult'] }],
  suicideRisk: [
    {
      answers: ['yes'],
      text:
        'Tak, fordi du svarer, som det er. Ingen læser svarene her, så vent ikke på os. Ring nu ' +
        'til et af numrene øverst på siden. Du har brug for nogen, der kan være tæt på dig lige nu, ' +
        'og det kan vi ikke over nettet.',
      recommends: ['ownGp'],
    },
  ],
  psychosisOrBipolar: [
    {
      answers: ['yes', 'unsure'],
      text:
        'Har du sådan en sygdom, er du bedst hjulpet af nogen, der kan følge dig tættere, end vi ' +
        'kan. Går du allerede til behandling, så tal med dem.',
      recommends: ['ownGp', 'psychiatryByGp'],
    },
  ],
  ptsdOrOcd: [
    {
      answers: ['yes', 'unsure'],
      text: 'PTSD og OCD skal behandles på en anden måde, end vi kan. Der findes hjælp til det.',
      recommends: ['ptsdOcdPackage'],
    },
  ],
  otherMainProblem: [
    {
      answers: ['ptsd', 'ocd'],
      text:
        'Er det dét, der fylder mest, er der behandling, som er lavet til det. Har du også en ' +
        'depression, så start med det, der fylder mest.',
      recommends: ['ptsdOcdPackage'],
    },
    {
      answers: ['healthAnxiety', 'generalisedAnxiety'],
      text:
        'Vores behandling er lavet til andre slags angst. Din læge kan henvise dig til en, der ' +
        'behandler det, der fylder for dig.',
      recommends: ['ownGp', 'psychologistWithSubsidy'],
    },
  ],
  personalityDisorder: [
    {
      answers: ['yes', 'unsure'],
      text: 'Det kræver ofte en længere behandling, hvor I mødes. Den kan vi ikke give.',
      recommends: ['ownGp', 'psychiatryByGp'],
    },
  ],
  stressReaction: [
    {
      answers: ['yes', 'unsure'],
      text:
        'Stress og svære hændelser kræver en anden hjælp end vores. Har du også en depression, ' +
        'så skriv om den i din ansøgning.',
      recommends: ['ownGp', 'municipality'],
    },
  ],
  alcohol: [
    {
      answers: ['yes', 'unsure'],
      text:
        'Drikker du meget, har vores behandling svært ved at virke. Du kan få hjælp til det først ' +
        'og søge hos os bagefter.',
      recommends: ['addictionCentre', 'ownGp'],
    },
  ],
  drugs: [
    {
      answers: ['seldom', 'weekly'],
      text:
        'Fylder stoffer meget, har vores behandling svært ved at virke. Er det sjældent, så skriv ' +
        'det i din ansøgning. En psykolog ser på det sammen med resten.',
      recommends: ['addictionCentre', 'ownGp'],
    },
  ],
  otherTreatment: [{ ...CRITERIA.otherTreatment.atOnce, recommends: ['presentTherapist'] }],
  medication: [
    {
      answers: ['recent'],
      text: 'Du kan godt få behandling hos os, selv om du tager medicin. Du skal ikke stoppe med den.',
      recommends: [],
    },
    {
      answers: ['long'],
      text:
        'Du kan godt få behandling hos os, selv om du tager medicin, og du skal ikke stoppe med den. ' +
        'Har du haft det svært længe og fået medicin i mange år, er der måske en anden hjælp, der ' +
        'er bedre.',
      recommends: ['ownGp'],
    },
  ],
  medicationOnly: [{ ...CRITERIA.medicationOnly.atOnce, answers: ['yes', 'unsure'] }],
};

export type CheckAnswers = Readonly<Partial<Record<CheckId, string>>>;

/** One question that was answered, with what is said to it; `said` null: the answer fits. */
export interface CheckedAnswer {
  readonly id: CheckId;
  readonly question: string;
  readonly answer: string;
  readonly said: AtOnce | null;
}
export interface SelfChecked {
  /** The crisis numbers come first, and what is said about it right after them. */
  readonly isInDanger: boolean;
  readonly answers: readonly CheckedAnswer[];
  /** Other help that fits, each once. */
  readonly recommends: readonly RecommendationKey[];
}

/** What the answers give reason to say, in the order of the questions; what is no option is left out. */
export function selfChecked(given: CheckAnswers, thresholds: RiskThresholds): SelfChecked {
  const { suicideRisk } = given;
  const safety = suicideRisk === undefined ? {} : { suicideRisk };
  const isInDanger = flagsFrom({ safety }, thresholds).length > 0;
  const answers = inOrder(isInDanger).flatMap((one): readonly CheckedAnswer[] => {
    const answer = one.options.find(({ value }) => value === given[one.id]);
    if (!answer) return [];
    const said = saidTo(one.id, answer.value);
    return [{ id: one.id, question: one.question, answer: answer.label, said }];
  });
  const recommends = new Set(answers.flatMap(({ said: one }) => [...(one?.recommends ?? [])]));
  return { isInDanger, answers, recommends: [...recommends] };
}

function inOrder(isInDanger: boolean): readonly CheckQuestion[] {
  if (!isInDanger) return CHECK_QUESTIONS;
  return CHECK_QUESTIONS.toSorted((one, other) => Number(isSafety(other)) - Number(isSafety(one)));
}

function saidTo(id: CheckId, answer: string): AtOnce | null {
  if (id === 'adult') return answer === 'no' ? UNDER_AGE : null;
  const isMarked = lookHere({ [id]: answer }).some(
    (look) => look.id === id && look.because === 'answer',
  );
  return isMarked ? (CHECK_WORDS[id].find((one) => one.answers.includes(answer)) ?? null) : null;
}
