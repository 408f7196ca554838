/** To stop: what happens then, in plain words, before the press; and where to go for help instead. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { withdrawCourse } from '../../api/commands/withdrawCourse';
import { stateOf } from '../../api/queries/courseState';
import { isLegal } from '../../domain/course';
import type { CourseState } from '../../domain/state';
import { formAgain, openedForm, type FormState } from '../shared/formState';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import type { ButtonForm, Link } from '../shared/page';
import { show } from '../shared/show';
import { placeOf, toMyCourse, type Place } from './place';

interface Words {
  readonly title: string;
  /** The end of "Det sker der, hvis …". */
  readonly ifDone: string;
  /** What happens, the nearest first. */
  readonly sentences: readonly string[];
  readonly button: string;
  readonly done: { readonly heading: string; readonly text: string };
}
export interface WithdrawMain {
  readonly heading: string;
  readonly sentences: readonly string[];
  readonly form: ButtonForm | null;
  readonly links: readonly Link[];
}

const AGAIN = 'Du kan søge igen, når du vil.';
const application = {
  title: 'Træk din ansøgning',
  ifDone: 'du trækker den',
  button: 'Træk min ansøgning',
  done: { heading: 'Din ansøgning er trukket', text: AGAIN },
};
const course = {
  title: 'Stop forløbet',
  ifDone: 'du stopper',
  button: 'Stop forløbet',
  done: { heading: 'Du har stoppet forløbet', text: 'Vi har skrevet det ned.' },
};

/** Said by the table: before treatment the course is over at once; after it has begun it is closed. */
const WORDS: Record<Exclude<Place, 'over'>, (state: CourseState) => Words> = {
  writing: () => ({
    ...application,
    sentences: ['Vi lukker ansøgningen, og ingen vurderer den.', AGAIN],
  }),
  beingRead: () => ({
    ...application,
    sentences: ['Vi lukker ansøgningen, og du får ikke et svar på den.', AGAIN],
  }),
  choosing: ({ reserved }) => ({
    ...course,
    title: 'Sig nej tak til samtalen',
    ifDone: 'du siger nej tak',
    button: 'Nej tak, luk forløbet',
    sentences: [
      reserved
        ? 'Vi lukker forløbet, og en anden får den tid, vi har holdt til dig.'
        : 'Vi lukker forløbet.',
      AGAIN,
    ],
  }),
  agreed: () => ({
    ...course,
    title: 'Sig nej tak til samtalen',
    ifDone: 'du siger nej tak',
    button: 'Nej tak, luk forløbet',
    sentences: ['Vi aflyser samtalen og lukker forløbet. En anden får tiden.', AGAIN],
  }),
  working: (state) => ({
    ...course,
    title: 'Stop behandlingen',
    button: 'Stop behandlingen',
    sentences: [
      'Behandlingen slutter nu. Du kan ikke aflevere flere moduler, men du kan stadig læse dem, ' +
        'du har fået.',
      'Psykologen tilbyder dig en afsluttende samtale på cirka 15 minutter. Den må du gerne sige ' +
        'nej tak til.',
      gpWords(state),
    ],
  }),
  lastTalk: (state) => ({
    ...course,
    sentences: [
      'Vi springer den afsluttende samtale over, og psykologen afslutter dit forløb.',
      gpWords(state),
    ],
  }),
  beingClosed: (state) => ({
    ...course,
    sentences: [
      'Din behandling er allerede slut, og psykologen er ved at afslutte dit forløb.',
      'Vi skriver ned, at du har valgt at stoppe. Ellers ændrer det ikke noget.',
      gpWords(state),
    ],
  }),
};

function gpWords({ consents }: CourseState): string {
  return consents.includes('gpEnd')
    ? 'Din læge får en epikrise, fordi du har sagt ja til det. Det kan du ændre under "Dine samtykker".'
    : 'Din læge får ikke noget at vide, fordi du ikke har sagt ja til det.';
}

function wordsOf(state: CourseState): Words | null {
  const place = placeOf(state);
  return place === 'over' || !isLegal(state.stage, 'withdraw') ? null : WORDS[place](state);
}

export function withdrawMain(
  state: CourseState,
  form: FormState,
): { title: string; main: WithdrawMain } {
  const words = wordsOf(state);
  if (!words) {
    const main = {
      heading: 'Der er ikke mere at stoppe',
      sentences: ['Dit forløb er slut.'],
      form: null,
      links: [],
    };
    return { title: 'Stop forløbet', main };
  }
  const { title, ifDone, sentences, button } = words;
  const write: Link = { text: 'Skriv til psykologen i stedet', href: paths.myMessages.to() };
  return {
    title,
    main: {
      heading: `Det sker der, hvis ${ifDone}`,
      sentences,
      form: { action: paths.withdraw.to(), hidden: form.hidden, button },
      links: [
        { text: 'Nej, gå tilbage', href: paths.myCourse.to() },
        ...(isLegal(state.stage, 'writeMessage') ? [write] : []),
      ],
    },
  };
}

async function page(ctx: Ctx, asked: Asked, form: FormState): Promise<Answer> {
  const { title, main } = withdrawMain(stateOf(asked.course), form);
  const said = form.errors[''];
  return show(
    ctx,
    asked,
    'patient/withdraw',
    {
      title,
      back: toMyCourse,
      main,
      ...(said && { errors: { items: [{ text: said, href: null }] } }),
    },
    form.status,
  );
}

async function stop(ctx: Ctx, asked: Asked): Promise<Answer> {
  const state = stateOf(asked.course);
  const words = wordsOf(state);
  return afterPress(ctx, asked, await withdrawCourse(ctx, asked.course, asked.form), {
    to: paths.myCourse.to(),
    ...(words && { notice: words.done }),
    again: (errors, status) =>
      page(ctx, asked, formAgain(asked, stateOf(asked.course), null, errors, status)),
  });
}

const route = { path: paths.withdraw.pattern, permission: 'ownCourse', course: 'own' } as const;
export const withdrawRoutes: readonly Route[] = [
  {
    ...route,
    method: 'get',
    audit: 'sawOwnWithdrawal',
    handle: (ctx, asked) => page(ctx, asked, openedForm(asked, stateOf(asked.course), null, {})),
  },
  { ...route, method: 'post', audit: 'withdrew', handle: stop },
];
