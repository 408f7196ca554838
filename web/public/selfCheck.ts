/**
 * "Er det noget for mig?": the target group's questions and kind words to each answer. The result is
 * made from the form's own body: nothing is kept, and nobody is turned away.
 */
import type { Answer, Asked, Ctx, Form, Route } from '../../api/app';
import { NOTHING_PERSONAL } from '../../api/guard';
import { copenhagenDate } from '../../domain/calendar';
import { thresholdsOn } from '../../domain/risk';
import {
  CHECK_GROUPS,
  selfChecked,
  type CheckAnswers,
  type SelfChecked,
} from '../../domain/selfCheck';
import { toldWords, type Told } from '../application/otherHelp';
import { paths } from '../paths';
import { fieldsOf, type Field } from '../shared/fields';
import type { Form as FormPart } from '../shared/parts';
import { show } from '../shared/show';

const HERE = paths.selfCheck;
/** The button of the result that leads back to the questions. */
const CHANGE = 'ret';

interface QuestionsMain {
  readonly form: FormPart & {
    readonly groups: readonly { readonly heading: string; readonly fields: readonly Field[] }[];
  };
}
interface ResultMain {
  readonly isInDanger: boolean;
  /** Somebody who cannot send an application yet is not asked to apply. */
  readonly isUnderAge: boolean;
  readonly looks: readonly {
    readonly question: string;
    readonly answer: string;
    readonly text: string;
  }[];
  readonly help: Told['help'];
  readonly fits: readonly { readonly question: string; readonly answer: string }[];
  readonly summary: string;
  readonly form: FormPart & { readonly change: string };
}

async function questionsPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  const make = fieldsOf(answersIn(asked.form), {});
  const main: QuestionsMain = {
    form: {
      action: HERE.to(),
      hidden: {},
      groups: CHECK_GROUPS.map(({ heading, questions }) => ({
        heading,
        fields: questions.map(({ id, question, hint, options }) =>
          make.radio({
            name: id,
            label: question,
            ...(hint !== null && { hint }),
            options: options.map(({ value, label }) => ({ value, text: label })),
          }),
        ),
      })),
    },
  };
  return show(ctx, asked, 'public/selfCheck', {
    title: 'Er det noget for mig?',
    audience: 'public',
    back: { text: 'Til forsiden', href: paths.front.to() },
    main,
  });
}

async function answered(ctx: Ctx, asked: Asked): Promise<Answer> {
  if (asked.form[CHANGE] !== undefined) return questionsPage(ctx, asked);
  const given = answersIn(asked.form);
  const checked = selfChecked(given, thresholdsOn(copenhagenDate(ctx.now)));
  return show(ctx, asked, 'public/selfChecked', {
    title: checked.isInDanger ? 'Ring, hvis du har brug for hjælp nu' : titleOf(checked),
    ...(checked.isInDanger && { showCrisis: false }),
    audience: 'public',
    back: { text: 'Til forsiden', href: paths.front.to() },
    main: resultMain(checked, given),
  });
}

function resultMain(checked: SelfChecked, given: CheckAnswers): ResultMain {
  const { isInDanger, answers, recommends } = checked;
  const looks = answers.flatMap(({ said, question, answer }) =>
    said ? [{ text: said.text, question, answer }] : [],
  );
  const isUnderAge = isYoung(checked);
  // In danger nobody reads that the rest fits: what counts then is to ring.
  const fits = isInDanger ? [] : answers.filter(({ said }) => said === null);
  return {
    isInDanger,
    isUnderAge,
    looks,
    help: toldWords({ text: '', recommends }).help,
    fits,
    summary: isUnderAge ? UNDER_AGE_SUMMARY : summaryOf(answers.length, looks.length),
    form: { action: HERE.to(), hidden: { ...given }, change: CHANGE },
  };
}

const UNDER_AGE_SUMMARY =
  'Vores behandling er for voksne. Herunder kan du se, hvem der kan hjælpe dig nu.';

function isYoung({ answers }: SelfChecked): boolean {
  return answers.some(({ id, said }) => id === 'adult' && said !== null);
}

function titleOf(checked: SelfChecked): string {
  if (checked.answers.length === 0) return 'Du har ikke svaret på noget';
  return isYoung(checked) ? 'Du kan søge, når du er fyldt 18' : 'Det siger dine svar';
}

function summaryOf(answers: number, looks: number): string {
  if (answers === 0) {
    return 'Det gør ikke noget. Du kan gå tilbage og svare, eller du kan søge med det samme.';
  }
  if (looks === 0) return 'Det, du har svaret, passer godt til vores behandling.';
  return (
    'Noget af det, du har svaret, skal en psykolog se på. Måske er der en anden hjælp, der er ' +
    'bedre for dig. Du må gerne søge alligevel.'
  );
}

/** Only answers to our own questions, and only what they offer. */
function answersIn(form: Form): CheckAnswers {
  const answers = CHECK_GROUPS.flatMap(({ questions }) => questions).flatMap(({ id, options }) => {
    const typed = form[id];
    const isOffered = typeof typed === 'string' && options.some(({ value }) => value === typed);
    return isOffered ? [[id, typed] as const] : [];
  });
  return Object.fromEntries(answers);
}

export const selfCheckRoutes: readonly Route[] = [
  {
    method: 'get',
    path: HERE.pattern,
    permission: 'public',
    audit: NOTHING_PERSONAL,
    handle: questionsPage,
  },
  {
    method: 'post',
    path: HERE.pattern,
    permission: 'public',
    audit: NOTHING_PERSONAL,
    handle: answered,
  },
];
