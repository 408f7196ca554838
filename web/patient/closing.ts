/** The closing call of some fifteen minutes: offered to everyone, and nobody must. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { wishClosing } from '../../api/commands/wishClosing';
import { stateOf } from '../../api/queries/courseState';
import { closingTimes } from '../../api/queries/closingTimes';
import { hasBegun } from '../../domain/closingTime';
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
import { MOVE_CALL } from './closingTime';
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

/** `free`: how many times there are to choose among. */
export function closingMain(
  state: CourseState,
  form: FormState,
  now: Instant,
  free: number,
): { main: ClosingMain; errors: ErrorSummary | undefined } {
  const { title, sentences } = whatHappensNext(state, now);
  const fields = fieldsOf(form.typed, form.errors);
  const open = isLegal(state.stage, 'wishClosing') && !hasBegun(state, now);
  const field = fields.radio({
    name: 'wish',
    label: 'Vil du have en afsluttende samtale?',
    options: [
      ...yesOptions(state, free),
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
    links: [
      ...(open && state.closingTime ? [MOVE_CALL] : []),
      ...(state.since.treatmentStarted ? BEFORE : []),
    ],
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

/** Who has a time keeps it by saying yes; who has none picks one, or is found one. */
function yesOptions({ closingTime }: CourseState, free: number) {
  if (closingTime) return [{ value: 'wants', text: 'Ja tak, jeg beholder tiden' }];
  const found = {
    value: 'wants',
    text: free > 0 ? 'Ja tak, men find en tid sammen med mig' : 'Ja tak',
    hint: 'Psykologen kontakter dig og aftaler, hvornår I taler sammen.',
  };
  const choose = {
    value: 'chooses',
    text: 'Ja tak, jeg vil selv vælge en tid',
    hint: 'Du ser de ledige tider på næste side.',
  };
  return free > 0 ? [choose, found] : [found];
}

async function page(ctx: Ctx, asked: Asked, form: FormState): Promise<Answer> {
  const { times } = await closingTimes(ctx, asked.course);
  const { main, errors } = closingMain(stateOf(asked.course), form, ctx.now, times.length);
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
  const { closingWish, closingTime } = state;
  // With a time, a yes is to keep it, however it came about.
  const yes = closingTime ? 'wants' : 'chooses';
  const wish = closingWish === 'chooses' ? yes : closingWish;
  const first = wish === null ? {} : { wish };
  return openedForm(asked, state, 'offer', { first });
}

async function answer(ctx: Ctx, asked: Asked): Promise<Answer> {
  const { wish } = asked.form;
  const has = stateOf(asked.course).closingTime !== undefined;
  return afterPress(ctx, asked, await wishClosing(ctx, asked.course, asked.form), {
    to: wish === 'chooses' ? paths.myClosingTime.to() : paths.myCourse.to(),
    ...(wish !== 'chooses' && { notice: wish === 'wants' ? yesNotice(has) : noNotice(has) }),
    again: (errors, status) =>
      page(ctx, asked, formAgain(asked, stateOf(asked.course), 'offer', errors, status)),
  });
}

function yesNotice(has: boolean): { heading: string; text: string } {
  const text = has ? 'Du beholder din tid.' : 'Psykologen kontakter dig og finder en tid.';
  return { heading: 'Du har sagt ja tak', text };
}
function noNotice(had: boolean): { heading: string; text: string } {
  const off = had ? 'Tiden er aflyst. ' : '';
  return {
    heading: 'Du har sagt nej tak',
    text: `${off}Psykologen runder behandlingen af uden en samtale.`,
  };
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
