/** THE APPLICATION: its sections and their questions, as data. */
import { CONSENTS } from './danish/people';
import { MEASURES, type MeasureId } from './measures';
import { MUNICIPALITIES } from './municipalities';
import { CRITERIA, type CriterionId } from './targetGroup';
import { EDUCATION, EARLIER_ATTEMPTS, THOUGHTS, WORK } from './applicationOptions';

export const SECTION_IDS = [
  'aboutYou',
  'eligibility',
  'ownWords',
  'phq9',
  'gad7',
  'safety',
  'earlierHelp',
  'alcohol',
  'gp',
  'consents',
] as const;
export type SectionId = (typeof SECTION_IDS)[number];

export interface AnswerChoice {
  readonly value: string;
  readonly label: string;
}
interface Asked {
  readonly name: string;
  readonly question: string;
  readonly hint?: string;
  /** Nothing is missing when it is left out. */
  readonly optional?: true;
}
export type Question = Asked &
  (
    | { readonly kind: 'choice' | 'list'; readonly options: readonly AnswerChoice[] }
    | { readonly kind: 'phone' | 'email' | 'tick' | 'gp' }
    | { readonly kind: 'text'; readonly longest: number }
  );
export interface Section {
  readonly id: SectionId;
  readonly title: string;
  readonly intro: string;
  /** About how long it takes. */
  readonly minutes: number;
  readonly questions: readonly Question[];
  /** The questionnaire whose items the questions are, in their order (`item1`, `item2`, …). */
  readonly measure: MeasureId | null;
}

/** Longest text of a question with room for a story, in characters. */
const STORY = 4000;
const SHORT = 1000;

function criteria(...ids: readonly CriterionId[]): readonly Question[] {
  return ids.map((id) => {
    const { question, options, ...rest } = CRITERIA[id];
    return {
      kind: 'choice',
      name: id,
      question,
      options,
      ...('hint' in rest && { hint: rest.hint }),
    };
  });
}
function items(measure: MeasureId): readonly Question[] {
  return MEASURES[measure].items.map((item) => ({
    kind: 'choice',
    name: `item${item.number}`,
    question: item.text ?? `${item.number}`,
    options: item.options.map(({ value, label }) => ({ value: String(value), label })),
  }));
}
const LIVES_IN: Question = {
  kind: 'list',
  name: 'municipality',
  question: 'Hvilken kommune bor du i?',
  hint: 'Kommunen afgør, hvilken region du hører til, og hvilken akut hjælp vi viser dig.',
  options: MUNICIPALITIES.map(({ code, name }) => ({ value: code, label: name })).toSorted((a, b) =>
    a.label.localeCompare(b.label, 'da'),
  ),
};

export const APPLICATION: Readonly<Record<SectionId, Section>> = {
  aboutYou: {
    id: 'aboutYou',
    title: 'Om dig',
    minutes: 3,
    measure: null,
    intro: 'Dit navn og CPR-nummer har vi fra MitID. Her skriver du, hvordan vi får fat i dig.',
    questions: [
      {
        kind: 'phone',
        name: 'phone',
        question: 'Dit telefonnummer',
        hint: 'Vi ringer, hvis vi har brug for at tale med dig.',
      },
      {
        kind: 'email',
        name: 'email',
        question: 'Din e-mail',
        hint: 'Skriv den, hvis vi skal minde dig.',
        optional: true,
      },
      {
        kind: 'tick',
        name: 'contact',
        optional: true,
        // The words that are kept as what was agreed to: those of the page of consents.
        question: CONSENTS.contact.title,
        hint: CONSENTS.contact.text,
      },
      LIVES_IN,
      {
        kind: 'list',
        name: 'education',
        optional: true,
        options: EDUCATION,
        question: 'Hvilken uddannelse har du gjort færdig senest?',
      },
      {
        kind: 'list',
        name: 'work',
        optional: true,
        options: WORK,
        question: 'Hvad laver du til daglig?',
      },
    ],
  },
  eligibility: {
    id: 'eligibility',
    title: 'Passer det til dig?',
    minutes: 5,
    measure: null,
    intro:
      'Svarene hjælper os med at se, om vi er de rigtige til at hjælpe dig. En psykolog læser ' +
      'dem alle. Er du i tvivl, så svar det, der passer bedst.',
    questions: criteria(
      'problem',
      'livesInDenmark',
      'equipment',
      'digitalPost',
      'danish',
      'psychosisOrBipolar',
      'ptsdOrOcd',
      'otherMainProblem',
      'personalityDisorder',
      'stressReaction',
    ),
  },
  ownWords: {
    id: 'ownWords',
    title: 'Det, der plager dig',
    minutes: 10,
    measure: null,
    intro: 'Skriv med dine egne ord. Det behøver ikke være langt eller stavet rigtigt.',
    questions: [
      {
        kind: 'text',
        name: 'story',
        longest: STORY,
        question: 'Hvad plager dig, og hvordan mærker du det?',
        hint: 'For eksempel hvornår det er værst, og hvad det gør ved din hverdag.',
      },
      {
        kind: 'text',
        name: 'since',
        longest: SHORT,
        optional: true,
        question: 'Hvor længe har du haft det sådan?',
      },
      {
        kind: 'text',
        name: 'goal',
        longest: SHORT,
        optional: true,
        question: 'Hvad vil du gerne kunne, når du har det bedre?',
      },
    ],
  },
  phq9: {
    id: 'phq9',
    title: 'Dit humør',
    minutes: 4,
    measure: 'phq9',
    intro: MEASURES.phq9.instruction ?? '',
    questions: items('phq9'),
  },
  gad7: {
    id: 'gad7',
    title: 'Uro og bekymring',
    minutes: 3,
    measure: 'gad7',
    intro: MEASURES.gad7.instruction ?? '',
    questions: items('gad7'),
  },
  safety: {
    id: 'safety',
    title: 'Din sikkerhed',
    minutes: 3,
    measure: null,
    intro:
      'Mange, der har det svært, har tanker om ikke at ville leve. Vi spørger alle, og du kan ' +
      'gøre ansøgningen færdig, uanset hvad du svarer.',
    questions: [
      {
        kind: 'choice',
        name: 'thoughts',
        options: THOUGHTS,
        question: 'Har du tanker om, at du ikke vil leve mere?',
      },
      ...criteria('suicideRisk'),
      {
        kind: 'choice',
        name: 'attempts',
        options: EARLIER_ATTEMPTS,
        question: 'Har du nogensinde forsøgt at tage dit eget liv?',
      },
      {
        kind: 'text',
        name: 'more',
        longest: SHORT,
        optional: true,
        question: 'Er der noget om det, du gerne vil have, at vi ved?',
      },
    ],
  },
  earlierHelp: {
    id: 'earlierHelp',
    title: 'Behandling og medicin',
    minutes: 5,
    measure: null,
    intro: 'Fortæl, hvilken hjælp du har fået før, og hvad du får nu.',
    questions: [
      ...criteria('otherTreatment'),
      {
        kind: 'text',
        name: 'earlier',
        longest: SHORT,
        optional: true,
        question: 'Hvilken hjælp har du fået før, og hjalp den?',
        hint: 'For eksempel psykolog, psykiater eller kursus. Skriv gerne hvornår.',
      },
      ...criteria('medication'),
      {
        kind: 'text',
        name: 'medicine',
        longest: SHORT,
        optional: true,
        question: 'Hvilken medicin tager du?',
        hint: 'Skriv navn og dosis, hvis du kender dem.',
      },
      ...criteria('medicationOnly'),
    ],
  },
  alcohol: {
    id: 'alcohol',
    title: 'Alkohol og stoffer',
    minutes: 4,
    measure: 'audit',
    intro: `Vi spørger alle. ${MEASURES.audit.instruction ?? ''}`,
    questions: [...criteria('alcohol'), ...items('audit'), ...criteria('drugs')],
  },
  gp: {
    id: 'gp',
    title: 'Din læge',
    minutes: 1,
    measure: null,
    intro: 'Vi skriver kun til din læge, hvis du siger ja til det under "Dine samtykker".',
    questions: [{ kind: 'gp', name: 'gp', question: 'Hvem er din læge?', optional: true }],
  },
  consents: {
    id: 'consents',
    title: 'Dine samtykker',
    minutes: 2,
    measure: null,
    intro: 'Du bestemmer hver ting for sig. Du får den samme behandling, hvad du end svarer.',
    questions: [],
  },
};
