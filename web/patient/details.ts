/** "Dine oplysninger": how a patient is reached and where they belong; e-mail and phone are theirs to change. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { changeContact } from '../../api/commands/changeContact';
import { stateOf } from '../../api/queries/courseState';
import { ownDetails, type OwnDetails } from '../../api/queries/ownDetails';
import { isLegal } from '../../domain/course';
import type { CourseState } from '../../domain/state';
import { sectionAddress } from '../application/addresses';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import { fieldsOf, type TextField } from '../shared/fields';
import { formAgain, openedForm, type FormState } from '../shared/formState';
import type { ButtonForm, ErrorSummary, Link } from '../shared/page';
import type { Facts } from '../shared/parts';
import { show } from '../shared/show';
import { toMyCourse } from './place';

export interface DetailsMain {
  readonly facts: Facts;
  readonly sentences: readonly string[];
  readonly form: (ButtonForm & { readonly fields: readonly TextField[] }) | null;
  readonly links: readonly Link[];
}

const UNKNOWN = 'Ikke oplyst';
const DIGITAL_POST = 'Den gemmer vi ikke. Vi sender breve til din digitale postkasse.';

/** True once the application is sent, and as long as anybody could still write to them. */
function mayChange(state: CourseState): boolean {
  return isLegal(state.stage, 'changeContact') && !state.afterwardsClosed;
}

export function detailsMain(
  state: CourseState,
  own: OwnDetails,
  form: FormState,
): { main: DetailsMain; errors: ErrorSummary | undefined } {
  const fields = fieldsOf(form.typed, form.errors);
  const asked = [
    fields.text({
      name: 'email',
      label: 'Din e-mail',
      optional: true,
      type: 'email',
      inputmode: 'email',
      autocomplete: 'email',
      width: 'l',
    }),
    fields.text({
      name: 'phone',
      label: 'Dit telefonnummer',
      type: 'tel',
      inputmode: 'tel',
      autocomplete: 'tel',
      width: 's',
    }),
  ];
  const main: DetailsMain = {
    facts: factsOf(own),
    sentences: sentencesOf(state, own),
    form: mayChange(state)
      ? {
          action: paths.myDetails.to(),
          hidden: form.hidden,
          fields: asked,
          button: 'Gem e-mail og telefon',
        }
      : null,
    links: linksOf(state, own),
  };
  return { main, errors: fields.summary() };
}

function factsOf({ name, email, phone, municipality, region, gp }: OwnDetails): Facts {
  return {
    caption: 'Dine oplysninger',
    rows: [
      { term: 'Navn', text: `${name}. Det har vi fra MitID.` },
      { term: 'Adresse', text: DIGITAL_POST },
      { term: 'E-mail', text: email ?? UNKNOWN },
      { term: 'Telefon', text: phone ?? UNKNOWN },
      { term: 'Kommune', text: municipality ?? UNKNOWN },
      { term: 'Region', text: region ?? UNKNOWN },
      { term: 'Din læge', text: gp ?? 'Ingen læge valgt' },
    ],
  };
}

function isWriting(state: CourseState, own: OwnDetails): boolean {
  return own.isWriting && isLegal(state.stage, 'submit');
}

function sentencesOf(state: CourseState, own: OwnDetails): readonly string[] {
  if (isWriting(state, own)) return ['Du retter det hele i din ansøgning, indtil du sender den.'];
  if (!mayChange(state)) return ['Forløbet er lukket, så du kan ikke rette mere her.'];
  const reminds = remindsWords(state, own);
  return isLegal(state.stage, 'writeMessage')
    ? [reminds, 'Er du flyttet, eller har du fået en anden læge? Skriv en besked til os.']
    : [reminds];
}

function remindsWords({ consents }: CourseState, { email }: OwnDetails): string {
  if (!consents.includes('contact')) {
    return 'Du har ikke sagt ja til påmindelser på e-mail, så vi sender ingen.';
  }
  return email
    ? 'Du har sagt ja til påmindelser. Vi sender dem til den e-mail, der står her.'
    : 'Du har sagt ja til påmindelser. Der står ingen e-mail, så vi kan ikke minde dig.';
}

function linksOf(state: CourseState, own: OwnDetails): readonly Link[] {
  if (isWriting(state, own)) {
    return [
      { text: 'Ret i "Om dig"', href: sectionAddress('aboutYou') },
      { text: 'Vælg din læge', href: sectionAddress('gp') },
    ];
  }
  return [
    ...(isLegal(state.stage, 'writeMessage')
      ? [{ text: 'Skriv en besked', href: paths.myMessages.to() }]
      : []),
    { text: 'Se dine samtykker', href: paths.myConsents.to() },
  ];
}

/** The form as it is: what stood there when it was shown travels with it, unseen. */
function shownWith(form: FormState, was: { email: string; phone: string }): FormState {
  return { ...form, hidden: { ...form.hidden, wasEmail: was.email, wasPhone: was.phone } };
}

const textIn = (form: FormState['typed'], name: string, otherwise: string): string => {
  const value = form[name];
  return typeof value === 'string' ? value : otherwise;
};

async function page(
  ctx: Ctx,
  asked: Asked,
  formFor: (first: { email: string; phone: string }) => FormState,
): Promise<Answer> {
  const own = await ownDetails(ctx, asked.course);
  const stands = { email: own.email ?? '', phone: own.phone ?? '' };
  const form = formFor(stands);
  // After "changed elsewhere" the reader sees what stands now, and answers that.
  const was =
    form.status === 409
      ? stands
      : {
          email: textIn(form.typed, 'wasEmail', stands.email),
          phone: textIn(form.typed, 'wasPhone', stands.phone),
        };
  const { main, errors } = detailsMain(stateOf(asked.course), own, shownWith(form, was));
  return show(
    ctx,
    asked,
    'patient/details',
    { title: 'Dine oplysninger', back: toMyCourse, main, ...(errors && { errors }) },
    form.status,
  );
}

async function change(ctx: Ctx, asked: Asked): Promise<Answer> {
  return afterPress(ctx, asked, await changeContact(ctx, asked.course, asked.form), {
    to: paths.myDetails.to(),
    notice: { heading: 'Det er gemt', text: 'Vi bruger din e-mail og telefon, som de står her.' },
    again: (errors, status) =>
      page(ctx, asked, () => formAgain(asked, stateOf(asked.course), null, errors, status)),
  });
}

const route = { path: paths.myDetails.pattern, permission: 'ownCourse', course: 'own' } as const;
export const detailRoutes: readonly Route[] = [
  {
    ...route,
    method: 'get',
    audit: 'sawOwnDetails',
    handle: (ctx, asked) =>
      page(ctx, asked, (first) => openedForm(asked, stateOf(asked.course), null, { first })),
  },
  { ...route, method: 'post', audit: 'changedContact', handle: change },
];
