/** The closing call of some fifteen minutes: offered to everyone, and nobody must. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { wishClosing } from '../../api/commands/wishClosing';
import { stateOf } from '../../api/queries/courseState';
import { isLegal } from '../../domain/course';
import { whatHappensNext } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { formAgain, openedForm, type FormState } from '../shared/formState';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import { fieldsOf, type ChoiceField } from '../shared/fields';
import type { ButtonForm, ErrorSummary, Link } from '../shared/page';
import { show } from '../shared/show';
import { toMyCourse } from './place';

export interface ClosingMain {
  readonly heading: string;
  readonly sentences: readonly string[];
  readonly links: readonly Link[];
  readonly form: (ButtonForm & { readonly field: ChoiceField }) | null;
}

const ABOUT = [
  'I samtalen ser du og psykologen tilbage på behandlingen. Hvad virkede for dig, og hvad vil du ' +
    'blive ved med?',
  'Et halvt år efter, at dit forløb er slut, spørger vi dig igen, hvordan det går. Du bestemmer selv, ' +
    'om du vil svare.',
];

/** What can be looked at before the talk. */
const BEFORE: readonly Link[] = [
  { text: 'Dine spørgeskemaer, og hvordan det går', href: paths.myMeasures.to() },
  { text: 'Din opsummering', href: paths.mySummary.to() },
];

export function closingMain(
  state: CourseState,
  form: FormState,
  now: Instant,
): { main: ClosingMain; errors: ErrorSummary | undefined } {
  const { title, sentences } = whatHappensNext(state, now);
  const fields = fieldsOf(form.typed, form.errors);
  const open = isLegal(state.stage, 'wishClosing');
  const field = fields.radio({
    name: 'wish',
    label: 'Vil du have en afsluttende samtale?',
    options: [
      {
        value: 'wants',
        text: 'Ja tak',
        hint: 'Psykologen kontakter dig og aftaler, hvornår I taler sammen.',
      },
      {
        value: 'declines',
        text: 'Nej tak',
        hint: 'Du kan roligt sige nej. Det ændrer ikke ved dit forløb.',
      },
    ],
  });
  const main: ClosingMain = {
    heading: title,
    sentences: open ? [...sentences, ...ABOUT] : sentences,
    links: state.since.treatmentStarted ? BEFORE : [],
    form: open
      ? {
          field,
          action: paths.myClosing.to(),
          hidden: form.hidden,
          button: state.closingWish === null ? 'Send dit svar' : 'Ret dit svar',
        }
      : null,
  };
  return { main, errors: fields.summary() };
}

async function page(ctx: Ctx, asked: Asked, form: FormState): Promise<Answer> {
  const { main, errors } = closingMain(stateOf(asked.course), form, ctx.now);
  return show(
    ctx,
    asked,
    'patient/closing',
    {
      title: 'Afsluttende samtale',
      back: toMyCourse,
      main,
      ...(errors && { errors }),
    },
    form.status,
  );
}

function firstForm(asked: Asked): FormState {
  const state = stateOf(asked.course);
  const first = state.closingWish === null ? {} : { wish: state.closingWish };
  return openedForm(asked, state, null, { first });
}

async function answer(ctx: Ctx, asked: Asked): Promise<Answer> {
  const wants = asked.form['wish'] === 'wants';
  return afterPress(ctx, asked, await wishClosing(ctx, asked.course, asked.form), {
    to: paths.myCourse.to(),
    notice: {
      heading: wants ? 'Du har sagt ja tak' : 'Du har sagt nej tak',
      text: wants
        ? 'Psykologen kontakter dig.'
        : 'Psykologen runder behandlingen af uden en samtale.',
    },
    again: (errors, status) =>
      page(ctx, asked, formAgain(asked, stateOf(asked.course), null, errors, status)),
  });
}

const route = { path: paths.myClosing.pattern, permission: 'ownCourse', course: 'own' } as const;
export const closingRoutes: readonly Route[] = [
  {
    ...route,
    method: 'get',
    audit: 'sawOwnClosing',
    handle: (ctx, asked) => page(ctx, asked, firstForm(asked)),
  },
  { ...route, method: 'post', audit: 'wishedClosing', handle: answer },
];
