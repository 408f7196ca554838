/**
 * THE TARGET GROUP: each criterion, its question, and the answers that deserve a second look. What is
 * said to those answers stands in explanations.ts.
 */
import type { RecommendationKey } from './signposting';

export interface AnswerOption {
  readonly value: string;
  readonly label: string;
}
const YES_NO: readonly AnswerOption[] = [
  { value: 'yes', label: 'Ja' },
  { value: 'no', label: 'Nej' },
];
const YES_NO_UNSURE: readonly AnswerOption[] = [...YES_NO, { value: 'unsure', label: 'Ved ikke' }];

/** Told kindly the moment it is answered; the applicant may still go on and send. */
export interface AtOnce {
  readonly answers: readonly string[];
  readonly text: string;
  readonly recommends: readonly RecommendationKey[];
}
export interface Criterion {
  readonly kind: 'inclusion' | 'exclusion' | 'speaksAgainst';
  /** What the applicant is asked. */
  readonly question: string;
  readonly hint?: string;
  readonly options: readonly AnswerOption[];
  /** What the clinician reads beside the answer. */
  readonly label: string;
  /** The answers that deserve a second look. Nothing stronger: a psychologist decides. */
  readonly lookHere: readonly string[];
}

/** "Target group" of the agreement and the service's page for professionals (DOMAIN §1). */
export const CRITERIA = {
  problem: {
    kind: 'inclusion',
    question: 'Hvad vil du helst have hjælp til?',
    options: [
      { value: 'depression', label: 'Jeg er trist og har mistet lysten til det meste' },
      { value: 'panic', label: 'Jeg får anfald af stærk angst' },
      { value: 'agoraphobia', label: 'Jeg er bange for steder, jeg ikke let kan komme væk fra' },
      { value: 'socialPhobia', label: 'Jeg er bange for, hvad andre tænker om mig' },
      {
        value: 'specificPhobia',
        label: 'Jeg er bange for noget bestemt, fx edderkopper eller fly',
      },
      { value: 'other', label: 'Noget andet' },
    ],
    label: 'Let til moderat depression eller angst',
    lookHere: ['other'],
  },
  livesInDenmark: {
    kind: 'inclusion',
    question: 'Bor du i Danmark, og er du her de næste fire måneder?',
    hint: 'En ferie på et par uger gør ikke noget.',
    options: YES_NO_UNSURE,
    label: 'Bor og opholder sig i Danmark',
    lookHere: ['no', 'unsure'],
  },
  equipment: {
    kind: 'inclusion',
    question: 'Har du en computer eller tablet med webkamera?',
    options: YES_NO,
    label: 'Computer eller tablet med webkamera',
    lookHere: ['no'],
  },
  digitalPost: {
    kind: 'inclusion',
    question: 'Er du tilmeldt Digital Post?',
    hint: 'Det er her, du får breve fra det offentlige, fx i e-Boks eller mit.dk.',
    options: YES_NO_UNSURE,
    label: 'Tilmeldt Digital Post og har MitID',
    lookHere: ['no', 'unsure'],
  },
  danish: {
    kind: 'inclusion',
    question: 'Kan du læse og skrive dansk uden hjælp?',
    hint: 'Det gør ikke noget, hvis du staver forkert.',
    options: [
      { value: 'yes', label: 'Ja' },
      { value: 'difficult', label: 'Det er svært for mig' },
      { value: 'no', label: 'Nej' },
    ],
    label: 'Læser og skriver dansk',
    lookHere: ['difficult', 'no'],
  },
  suicideRisk: {
    kind: 'exclusion',
    question: 'Har du planer om at tage dit eget liv, eller er du bange for, at du kommer til det?',
    hint: 'Er du i tvivl, så svar ja. Du kan gøre ansøgningen færdig uanset hvad.',
    options: YES_NO,
    label: 'Høj risiko for selvmord',
    lookHere: ['yes'],
  },
  psychosisOrBipolar: {
    kind: 'exclusion',
    question: 'Har en læge sagt, at du har skizofreni, bipolar lidelse eller noget, der ligner?',
    options: YES_NO_UNSURE,
    label: 'Skizofreni, bipolar eller beslægtet lidelse',
    lookHere: ['yes', 'unsure'],
  },
  ptsdOrOcd: {
    kind: 'exclusion',
    question: 'Har du PTSD eller OCD, som du ikke er blevet behandlet for?',
    hint: 'PTSD kan komme efter meget voldsomme oplevelser. OCD er tvangstanker og -handlinger.',
    options: YES_NO_UNSURE,
    label: 'Ubehandlet PTSD eller OCD',
    lookHere: ['yes', 'unsure'],
  },
  otherMainProblem: {
    kind: 'exclusion',
    question: 'Hvad af dette fylder mest for dig, hvis noget?',
    options: [
      { value: 'none', label: 'Intet af det' },
      { value: 'ptsd', label: 'Minder om voldsomme oplevelser (PTSD)' },
      { value: 'ocd', label: 'Tvangstanker eller tvangshandlinger (OCD)' },
      { value: 'healthAnxiety', label: 'Frygt for at være alvorligt syg (helbredsangst)' },
      { value: 'generalisedAnxiety', label: 'Bekymringer om næsten alt (generaliseret angst)' },
    ],
    label: 'PTSD, OCD, helbredsangst eller generaliseret angst som hovedproblem',
    lookHere: ['ptsd', 'ocd', 'healthAnxiety', 'generalisedAnxiety'],
  },
  personalityDisorder: {
    kind: 'exclusion',
    question: 'Har en læge eller psykolog sagt, at du har en personlighedsforstyrrelse?',
    options: YES_NO_UNSURE,
    label: 'Personlighedsforstyrrelse',
    lookHere: ['yes', 'unsure'],
  },
  stressReaction: {
    kind: 'exclusion',
    question: 'Er det, du oplever, først og fremmest en reaktion på stress eller en svær hændelse?',
    options: YES_NO_UNSURE,
    label: 'Belastningsreaktion (stress)',
    lookHere: ['yes', 'unsure'],
  },
  alcohol: {
    kind: 'exclusion',
    question: 'Synes du selv, at du drikker for meget?',
    hint: 'Bagefter spørger vi lidt mere om alkohol. Svar, som det er. Det er der plads til.',
    options: YES_NO_UNSURE,
    label: 'Alkohol (se også AUDIT)',
    lookHere: ['yes', 'unsure'],
  },
  drugs: {
    kind: 'exclusion',
    question: 'Har du brugt hash eller andre stoffer inden for de sidste tre måneder?',
    options: [
      { value: 'no', label: 'Nej' },
      { value: 'seldom', label: 'Ja, en gang imellem' },
      { value: 'weekly', label: 'Ja, hver uge eller oftere' },
    ],
    label: 'Stoffer',
    lookHere: ['seldom', 'weekly'],
  },
  otherTreatment: {
    kind: 'exclusion',
    question: 'Går du til psykolog eller i anden samtalebehandling nu?',
    options: YES_NO,
    label: 'Anden psykologisk behandling',
    lookHere: ['yes'],
  },
  medication: {
    kind: 'speaksAgainst',
    question: 'Tager du medicin mod depression eller angst?',
    hint: 'Du kan godt få behandling hos os, selv om du tager medicin.',
    options: [
      { value: 'no', label: 'Nej' },
      { value: 'recent', label: 'Ja, i under et år' },
      { value: 'long', label: 'Ja, i et år eller mere' },
    ],
    label: 'Medicin',
    lookHere: ['recent', 'long'],
  },
  medicationOnly: {
    kind: 'speaksAgainst',
    question: 'Ønsker du kun hjælp med medicin?',
    options: YES_NO_UNSURE,
    label: 'Ønsker alene lindring med medicin',
    lookHere: ['yes', 'unsure'],
  },
} as const satisfies Record<string, Criterion>;
export type CriterionId = keyof typeof CRITERIA;
export const CRITERION_IDS = Object.keys(CRITERIA) as readonly CriterionId[];

export const ADULT_AGE = 18;

/** What a person under 18 is told, at once and on the day of sending. */
export const UNDER_AGE: AtOnce = {
  answers: [],
  text:
    'Vores behandling er lavet til voksne, og du er ikke fyldt 18 endnu. Du skal ikke vente ' +
    'på hjælp af den grund: der findes behandling for unge.',
  recommends: ['youngPeople', 'ownGp'],
};
