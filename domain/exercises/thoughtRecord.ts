/** The thought record: a thought weighed from both sides, a balanced one, and the feeling before and after. */
import type { ExerciseKind } from './exercise';
import { beforeAfter, choice, FEELINGS, lineOf, scale, text } from './fields';

const MIDDLE = 500;
const LONG = 1000;

export const thoughtRecord: ExerciseKind = {
  useFor: 'En tanke, du vil undersøge fra to sider.',
  isDiary: false,
  rowName: 'Skema',
  rowsName: 'skemaer',
  startRows: 2,
  maxRows: 20,
  parts: [],
  fields: [
    text(
      MIDDLE,
      'situation',
      'Hvad skete der?',
      'Skriv kort, hvad der skete. Tag kun det med, der kunne ses og høres.',
    ),
    text(MIDDLE, 'thought', 'Hvad tænkte du?', 'Skriv den tanke, du vil undersøge.'),
    scale(
      'beliefBefore',
      'Hvor meget tror du på tanken? (0–10)',
      'Giv et tal fra 0 til 10 for, hvor meget du tror på tanken.',
    ),
    choice(
      FEELINGS,
      'feeling',
      'Hvad følte du mest?',
      'Vælg den følelse, der ligner mest. Er du i tvivl, så vælg »Andet«.',
    ),
    scale(
      'strengthBefore',
      'Hvor stærk er følelsen? (0–10)',
      'Giv følelsen et tal fra 0 til 10, før du undersøger tanken.',
    ),
    text(
      LONG,
      'for',
      'Hvad taler for tanken?',
      'Skriv mindst én ting, der taler for. Finder du ingen, så skriv det.',
    ),
    text(
      LONG,
      'against',
      'Hvad taler imod tanken?',
      'Skriv mindst én ting, der taler imod. En lille ting er nok.',
    ),
    text(
      LONG,
      'balanced',
      'Din afbalancerede tanke',
      'Skriv en tanke, der har begge sider med. Den må gerne være klodset.',
    ),
    scale(
      'beliefInBalanced',
      'Hvor meget tror du på den nye tanke? (0–10)',
      'Giv den nye tanke et tal fra 0 til 10.',
    ),
    scale(
      'strengthAfter',
      'Hvor stærk er følelsen nu? (0–10)',
      'Giv følelsen et nyt tal. Det må gerne være det samme som før.',
    ),
  ],
  faults: () => [],
  lines: [lineOf('strengthBefore', 'Følelsen før'), lineOf('strengthAfter', 'Følelsen efter')],
  inWords: ({ strengthBefore, strengthAfter }) =>
    beforeAfter('Følelsen', strengthBefore, strengthAfter),
  begins: () => ({}),
};
