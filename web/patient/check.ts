/** "Har du forstået det?": an answer is chosen first, and then told kindly what is right and why. */
import type { Asked } from '../../api/app';
import type { LoadedModule } from '../../api/queries/ownModule';
import { countWords } from '../../domain/danish';
import { paths } from '../paths';
import { fieldsOf, type ChoiceField } from '../shared/fields';

type Query = Asked['query'];

export interface CheckQuestions {
  /** A form that is read, and keeps nothing: what was chosen stands in its address alone. */
  readonly action: string;
  readonly step: string;
  /** How many are answered; null before the first press. */
  readonly said: string | null;
  readonly isAnswered: boolean;
  readonly questions: readonly {
    readonly field: ChoiceField;
    /** Null while no answer is chosen. */
    readonly told: {
      readonly heading: string;
      readonly right: string | null;
      readonly why: string;
    } | null;
  }[];
}

/** The name of a question's choice: "svar-1"; its values count the options from 1. */
function nameOf(at: number): string {
  return `svar-${at + 1}`;
}

/**
 * Nobody is counted right or wrong anywhere: the choices come with the address, are told about on
 * the page, and are gone with it (decision 40). `step`: the step's own number in its module.
 */
export function checkQuestions(
  { id, check }: LoadedModule,
  step: number,
  query: Query,
): CheckQuestions {
  const fields = fieldsOf(query, {});
  const questions = check.map(({ question, options, explanation }, at) => {
    const field = fields.radio({
      name: nameOf(at),
      label: question,
      options: options.map(({ text }, index) => ({ value: String(index + 1), text })),
    });
    const chosen = options[Number(query[nameOf(at)]) - 1];
    const right = options.find(({ correct }) => correct)?.text ?? '';
    return { field, told: chosen ? toldOf(chosen.correct, right, explanation) : null };
  });
  const answered = questions.filter(({ told }) => told !== null).length;
  return {
    action: `${paths.myModule.to({ module: id })}#svar`,
    step: String(step),
    said: Object.keys(query).some((name) => name !== 'trin')
      ? saidOf(answered, check.length)
      : null,
    isAnswered: answered === check.length,
    questions,
  };
}

function toldOf(isRight: boolean, right: string, why: string) {
  return isRight
    ? { heading: 'Ja, det passer.', right: null, why }
    : { heading: 'Ikke helt, og det er i orden. Det her passer bedst:', right, why };
}

function saidOf(answered: number, all: number): string {
  if (answered === 0) return 'Vælg et svar først. Så kan du se, hvad der passer, og hvorfor.';
  const rest = all - answered;
  const told = `Du har svaret på ${answered} af ${countWords(all, 'spørgsmål', 'spørgsmål')}.`;
  return rest === 0 ? told : `${told} Du behøver ikke at svare på resten.`;
}
