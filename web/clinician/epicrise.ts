/** The epicrise: facts left, a short letter to the doctor and the closing note right. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { LONGEST_NOTE } from '../../api/commands/clinicalNote';
import { keepDraft } from '../../api/commands/keepDraft';
import { parseLetter, PRIORITIES, writeEpicrise } from '../../api/commands/writeEpicrise';
import { stateOf } from '../../api/queries/courseState';
import { EPICRISE_DRAFT, epicriseFacts, type EpicriseFacts } from '../../api/queries/epicriseFacts';
import { letterPreview } from '../../api/queries/letterPreview';
import { dateWords, longDate, OUTCOME_FOR_STAFF } from '../../domain/danish';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import { fieldsOf, type FieldErrors, type Fields } from '../shared/fields';
import type { Facts } from '../shared/parts';
import { endsFacts } from './answersView';
import { showCourse, undoLength } from './coursePage';
import { epicriseText } from './epicriseText';
import { formAgain, openedForm, type FormState } from '../shared/formState';
import { showLetter } from './letterPage';
import { keptWords, noteViews, waitingAt, waitingWords } from './parts';

const TASK = { task: 'writeEpicrise' } as const;

async function epicrisePage(ctx: Ctx, asked: Asked): Promise<Answer> {
  const state = stateOf(asked.course);
  if (!state.since.treatmentStarted) return { kind: 'fail', status: 409, name: 'notNow' };
  const found = await epicriseFacts(ctx, asked.course);
  const typed = { draft: found.draft?.body, first: epicriseText(state, found) };
  return render(ctx, asked, found, openedForm(asked, state, TASK, typed));
}

async function again(ctx: Ctx, asked: Asked, errors: FieldErrors, status: number): Promise<Answer> {
  const found = await epicriseFacts(ctx, asked.course);
  return render(ctx, asked, found, formAgain(asked, stateOf(asked.course), TASK, errors, status));
}

function render(ctx: Ctx, asked: Asked, found: EpicriseFacts, form: FormState): Promise<Answer> {
  const fields = fieldsOf(form.typed, form.errors);
  const main = epicriseMain(ctx, stateOf(asked.course), found, { form, fields });
  const errors = fields.summary();
  return showCourse(
    ctx,
    asked,
    'clinician/epicrise',
    {
      title: 'Epikrise',
      main,
      ...(errors && { errors }),
    },
    form.status,
  );
}

export function epicriseMain(
  ctx: Ctx,
  state: CourseState,
  found: EpicriseFacts,
  shown: { form: FormState; fields: Fields },
): object {
  const task = state.tasks.find((one) => one.kind === TASK.task);
  return {
    consent: consentFacts(ctx, found),
    scores: endsFacts(found.scores, ctx.now),
    modules: modulesFacts(found.modules, state, { marked: true }),
    notes: noteViews(found.notes, ctx.now),
    answer: task && !task.waiting ? answerView(ctx, state, found, shown) : null,
    closed: closedWords(state),
    waiting: waitingAt(state),
    kept: keptWords(shown.form),
  };
}

/** A letter may leave only with consent, and only when there is a doctor to send it to. */
function mayLeave(found: EpicriseFacts): boolean {
  return found.consent !== undefined && found.gp !== undefined;
}

function consentFacts(ctx: Ctx, { consent, gp }: EpicriseFacts): Facts {
  const given = consent
    ? `Ja, givet ${dateWords(consent.givenAt, ctx.now)}. Det ses efter igen, når brevet går.`
    : 'Nej. Der sendes ikke noget til lægen. Det afsluttende notat skrives alligevel.';
  return {
    caption: 'Samtykke og læge',
    rows: [
      { term: 'Samtykke til epikrise', text: given, look: consent === undefined },
      {
        term: 'Egen læge',
        text: gp ? gp.name : 'Ingen læge er oplyst, så der kan ikke sendes et brev.',
        look: !gp,
      },
    ],
  };
}

/** `marked`: a module that should have been handed in is pointed at. */
export function modulesFacts(
  modules: EpicriseFacts['modules'],
  { since }: Pick<CourseState, 'since'>,
  { marked }: { readonly marked: boolean },
): Facts {
  const isOver = since.treatmentEnded !== undefined;
  return {
    caption: 'Moduler',
    rows: modules.map((one) => ({
      term: one.title,
      text: moduleWords(one, isOver),
      look: marked && one.required && !one.handedIn && !one.skipped,
    })),
  };
}

/** Nobody can hand in what has not opened: that is said instead. */
function moduleWords(
  { open, handedIn, skipped, opensAt }: EpicriseFacts['modules'][number],
  isOver: boolean,
): string {
  if (handedIn) return 'Afleveret';
  if (skipped) return 'Sprunget over';
  if (open) return isOver ? 'Ikke afleveret' : 'Åbent. Ikke afleveret endnu.';
  if (isOver) return 'Nåede ikke at åbne';
  return opensAt ? `Åbner ${dateWords(opensAt)}` : 'Ikke åbnet endnu';
}

function answerView(
  ctx: Ctx,
  state: CourseState,
  found: EpicriseFacts,
  { form, fields }: { form: FormState; fields: Fields },
): object {
  const course = state.courseId;
  const letter = mayLeave(found) ? letterFields(fields) : [];
  const note = fields.textarea({
    name: 'note',
    label: 'Afsluttende notat',
    rows: 6,
    maxlength: LONGEST_NOTE,
    hint: 'Til journalen. Underskrives med dit navn og kan ikke ændres.',
  });
  return {
    heading: letter.length > 0 ? 'Brev til lægen og notat' : 'Afslut uden brev',
    form: {
      action: paths.epicrise.to({ course }),
      hidden: form.hidden,
      autosave: paths.courseDraft.to({ course, form: EPICRISE_DRAFT }),
      preview: paths.epicriseLetter.to({ course }),
      letter,
      note,
    },
    after:
      letter.length > 0
        ? `Brevet venter ${undoLength(ctx)}, før det går. Du kan fortryde imens.`
        : `Forløbet slutter om ${undoLength(ctx)}. Du kan fortryde imens.`,
  };
}

function letterFields(fields: Fields): object[] {
  return [
    fields.select({
      name: 'priority',
      label: 'Prioritet',
      options: Object.entries(PRIORITIES).map(([value, text]) => ({ value, text })),
    }),
    fields.textarea({
      name: 'followUp',
      label: 'Anbefalet opfølgning',
      rows: 3,
      hint: 'Står først i brevet. Skriv også, hvis lægen ikke skal gøre noget.',
    }),
    fields.textarea({
      name: 'letterText',
      label: 'Din vurdering',
      rows: 8,
      hint: 'Kort. Diagnose, periode, moduler og score står i brevet i forvejen.',
    }),
  ];
}

function closedWords(state: CourseState): { heading: string; text: string } {
  if (state.revocable) {
    return {
      heading: 'Afslutningen venter',
      text: waitingWords(state.revocable),
    };
  }
  if (!state.since.ended) {
    return {
      heading: 'Epikrisen venter på den afsluttende samtale',
      text: 'Den skrives, når samtalen er holdt eller fravalgt.',
    };
  }
  const outcome = state.outcome ? `${OUTCOME_FOR_STAFF[state.outcome]}. ` : '';
  return {
    heading: 'Forløbet er slut',
    text: `${outcome}Sluttede ${longDate(state.since.ended)}.`,
  };
}

async function decide(ctx: Ctx, asked: Asked): Promise<Answer> {
  const outcome = await writeEpicrise(ctx, asked.course, asked.form);
  return afterPress(ctx, asked, outcome, {
    to: paths.epicrise.to({ course: asked.course.courseId }),
    again: (errors, status) => again(ctx, asked, errors, status),
  });
}

async function preview(ctx: Ctx, asked: Asked): Promise<Answer> {
  const { course, form } = asked;
  await keepDraft(ctx, course, EPICRISE_DRAFT, form);
  const { text, errors } = parseLetter(form);
  if (Object.keys(errors).length > 0) return again(ctx, asked, errors, 422);
  const found = await epicriseFacts(ctx, course);
  // Withdrawn since the form was shown: the page says so, and there is no letter to look at.
  if (!mayLeave(found)) return again(ctx, asked, errors, 422);
  const to = paths.epicrise.to({ course: course.courseId });
  return showLetter(ctx, asked, {
    letter: await letterPreview(ctx, course, {
      kind: 'epicrise',
      event: { name: 'approveEpicrise' },
      decision: { codes: {}, body: { ...text } },
    }),
    to: found.gp?.name ?? 'Egen læge',
    by: 'MedCom',
    send: { action: to, button: 'Godkend og send' },
    edit: to,
  });
}

export const epicriseRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.epicrise.pattern,
    permission: 'seeClinicalText',
    audit: 'readEpicrise',
    course: 'param',
    handle: epicrisePage,
  },
  {
    method: 'post',
    path: paths.epicrise.pattern,
    permission: 'closeCourse',
    audit: 'wroteEpicrise',
    course: 'param',
    handle: decide,
  },
  {
    method: 'post',
    path: paths.epicriseLetter.pattern,
    permission: 'closeCourse',
    audit: 'sawLetterDraft',
    course: 'param',
    handle: preview,
  },
];
