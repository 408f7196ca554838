/** "Ret et brev": what went out on the left, what was wrong and what is right on the right. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { correctLetter, parseCorrection } from '../../api/commands/correctLetter';
import { keepDraft } from '../../api/commands/keepDraft';
import { correction, CORRECTION_DRAFT, type Correction } from '../../api/queries/correction';
import { stateOf } from '../../api/queries/courseState';
import { letterPreview } from '../../api/queries/letterPreview';
import { isHeard } from '../../domain/apply';
import { isLegal } from '../../domain/course';
import { DELIVERY_NAMES, dateWords, longDate } from '../../domain/danish';
import type { Role } from '../../domain/permissions';
import { may } from '../../domain/permissions';
import type { CourseState } from '../../domain/state';
import { CORRECTABLE, CORRECTIONS } from '../../domain/taskTable';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import { fieldsOf, type FieldErrors, type Fields } from '../shared/fields';
import { formAgain, openedForm, type FormState } from '../shared/formState';
import type { Link } from '../shared/page';
import type { Facts } from '../shared/parts';
import { showCourse } from './coursePage';
import { showLetter } from './letterPage';
import { keptWords } from './parts';

/** The link from the course's page; none while there is no letter that could be wrong. */
export function correctionLinks(state: CourseState, role: Role): readonly Link[] {
  const sent = CORRECTABLE.some((letter) => state.sent[letter]);
  return sent && canCorrect(state) && may(role, 'correctLetters')
    ? [{ text: 'Ret et brev', href: paths.correction.to({ course: state.courseId }) }]
    : [];
}

function canCorrect(state: CourseState): boolean {
  return isLegal(state.stage, 'correctLetter') && isHeard(state);
}

async function page(ctx: Ctx, asked: Asked): Promise<Answer> {
  const found = await correction(ctx, asked.course);
  const [only] = found.letters.length === 1 ? found.letters : [];
  const typed = { draft: found.draft?.body, first: only ? { letter: only.letter } : {} };
  return render(ctx, asked, found, openedForm(asked, stateOf(asked.course), null, typed));
}

async function again(ctx: Ctx, asked: Asked, errors: FieldErrors, status: number): Promise<Answer> {
  const found = await correction(ctx, asked.course);
  return render(ctx, asked, found, formAgain(asked, stateOf(asked.course), null, errors, status));
}

function render(ctx: Ctx, asked: Asked, found: Correction, form: FormState): Promise<Answer> {
  const fields = fieldsOf(form.typed, form.errors);
  const main = correctionMain(ctx, stateOf(asked.course), found, { form, fields });
  const errors = fields.summary();
  const parts = { title: 'Ret et brev', main, ...(errors && { errors }) };
  return showCourse(ctx, asked, 'clinician/correction', parts, form.status);
}

export function correctionMain(
  ctx: Ctx,
  state: CourseState,
  found: Correction,
  { form, fields }: { form: FormState; fields: Fields },
): object {
  const course = state.courseId;
  const toGp = found.letters.some(({ letter }) => CORRECTIONS[letter] === 'epicriseCorrection');
  return {
    letters: lettersFacts(state, found),
    gp: toGp ? gpFacts(ctx, found) : null,
    answer:
      canCorrect(state) && found.letters.length > 0
        ? {
            action: paths.correction.to({ course }),
            hidden: form.hidden,
            autosave: paths.courseDraft.to({ course, form: CORRECTION_DRAFT }),
            preview: paths.correctionLetter.to({ course }),
            fields: [
              fields.radio({
                name: 'letter',
                label: 'Hvilket brev skal rettes?',
                options: found.letters.map(({ letter, writtenAt }) => ({
                  value: letter,
                  text: DELIVERY_NAMES[letter],
                  hint: `Skrevet ${longDate(writtenAt)}`,
                })),
              }),
              fields.textarea({
                name: 'letterText',
                label: 'Hvad var forkert, og hvad er rigtigt?',
                rows: 8,
                hint: 'Står i brevet, som du skriver det. Resten af det gamle brev gælder stadig.',
              }),
            ],
          }
        : null,
    why: isHeard(state)
      ? 'Et brev kan rettes, når forløbet er slut. Indtil da kan du skrive en besked til patienten.'
      : 'Forløbet er lukket helt, så der kan ikke sendes mere herfra.',
    kept: keptWords(form),
  };
}

function lettersFacts(state: CourseState, { letters }: Correction): Facts {
  const course = state.courseId;
  return {
    caption: 'Breve, der er sendt',
    rows: letters.map(({ letter, deliveryId, writtenAt }) => ({
      term: DELIVERY_NAMES[letter],
      text: longDate(writtenAt),
      link: { text: 'Læs brevet', href: paths.courseLetter.to({ course, letter: deliveryId }) },
    })),
  };
}

function gpFacts(ctx: Ctx, { gpConsentAt, gp }: Correction): Facts {
  const given = gpConsentAt
    ? `Ja, givet ${dateWords(gpConsentAt, ctx.now)}. Det ses efter igen, når rettelsen går.`
    : `${NO_CONSENT} Den står i forløbet som ikke sendt.`;
  return {
    caption: 'Samtykke og læge',
    rows: [
      { term: 'Samtykke til epikrise', text: given, look: gpConsentAt === null },
      { term: 'Egen læge', text: gp?.name ?? 'Ingen læge er oplyst.', look: gp === null },
    ],
  };
}
const NO_CONSENT = 'Der er intet samtykke. En rettelse af epikrisen bliver ikke sendt til lægen.';

async function decide(ctx: Ctx, asked: Asked): Promise<Answer> {
  const { course, form } = asked;
  const outcome = await correctLetter(ctx, course, form);
  const { gpConsentAt } = await correction(ctx, course);
  const toGp = form['letter'] === 'epicrise';
  return afterPress(ctx, asked, outcome, {
    to: paths.course.to({ course: course.courseId }),
    notice:
      toGp && !gpConsentAt
        ? { heading: 'Rettelsen er gemt, men bliver ikke sendt', text: NO_CONSENT }
        : {
            heading: 'Rettelsen er på vej',
            text: `Den går til ${toGp ? 'egen læge' : 'patienten'} og står under breve her.`,
          },
    again: (errors, status) => again(ctx, asked, errors, status),
  });
}

/** The letter as it would leave, by the function that sends it; the form is kept for the way back. */
async function preview(ctx: Ctx, asked: Asked): Promise<Answer> {
  const { course, form } = asked;
  await keepDraft(ctx, course, CORRECTION_DRAFT, form);
  const answer = await parseCorrection(ctx, course, form);
  if (answer.kind === 'invalid') return again(ctx, asked, answer.errors, 422);
  const { letter, event, decision } = answer;
  const kind = CORRECTIONS[letter];
  const toGp = kind === 'epicriseCorrection';
  const { gp, gpConsentAt } = await correction(ctx, course);
  // A letter to the doctor names the consent it rests on: without one there is none to show.
  if (toGp && !gpConsentAt) return again(ctx, asked, { letter: NO_CONSENT }, 422);
  const to = paths.correction.to({ course: course.courseId });
  return showLetter(ctx, asked, {
    letter: await letterPreview(ctx, course, { kind, subject: letter, event, decision }),
    to: toGp ? (gp?.name ?? 'Egen læge') : 'Patienten',
    by: toGp ? 'MedCom' : 'Digital Post',
    send: { action: to, button: 'Send rettelsen' },
    edit: to,
    atOnce: true,
  });
}

const route = { course: 'param', permission: 'correctLetters' } as const;
export const correctionRoutes: readonly Route[] = [
  {
    ...route,
    method: 'get',
    path: paths.correction.pattern,
    audit: 'readCorrection',
    handle: page,
  },
  {
    ...route,
    method: 'post',
    path: paths.correction.pattern,
    audit: 'correctedLetter',
    handle: decide,
  },
  {
    ...route,
    method: 'post',
    path: paths.correctionLetter.pattern,
    audit: 'sawLetterDraft',
    handle: preview,
  },
];
