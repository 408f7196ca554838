/** The assessment: the video before it, its outcome after it, the patient's answers beside both. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { LONGEST_NOTE } from '../../api/commands/clinicalNote';
import { keepDraft } from '../../api/commands/keepDraft';
import { parseAssessment, recordAssessment } from '../../api/commands/recordAssessment';
import { ASKED_ALOUD } from '../../api/commands/recordConsents';
import { textOf } from '../../api/commands/press';
import { stateOf } from '../../api/queries/courseState';
import { assessment, ASSESSMENT_DRAFT, type Assessment } from '../../api/queries/assessment';
import { letterPreview } from '../../api/queries/letterPreview';
import { isVideoOpen, videoWindow } from '../../domain/appointmentTime';
import {
  capital,
  CONSENTS,
  countWords,
  dateTimeWords,
  dateWords,
  spanWords,
} from '../../domain/danish';
import { DIAGNOSES } from '../../domain/diagnoses';
import type { Instant } from '../../domain/ids';
import { mayBegin, planFor } from '../../domain/programme';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import { fieldsOf, type FieldErrors, type Fields } from '../shared/fields';
import type { Facts } from '../shared/parts';
import { criteriaFacts, flagViews, measureViews } from './answersView';
import { showCourse, undoLength } from './coursePage';
import { formAgain, openedForm, type FormState } from '../shared/formState';
import { showLetter } from './letterPage';
import { cannotBegin, programmeRows } from './programmeFacts';
import { noFieldsOf, NOT_OFFERED_PARAGRAPH } from './noFields';
import { ownWords } from './ownWords';
import {
  afterCancellationWords,
  keptWords,
  lastCancellationWords,
  waitingAt,
  waitingWords,
} from './parts';

const TASK = { task: 'holdAssessment' } as const;
interface Shown {
  readonly form: FormState;
  readonly fields: Fields;
}

async function assessmentPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  if (!asked.course.submittedAt) return { kind: 'fail', status: 409, name: 'notNow' };
  const found = await assessment(ctx, asked.course);
  const typed = { draft: found.draft?.body, first: { letterText: NOT_OFFERED_PARAGRAPH } };
  return render(ctx, asked, found, openedForm(asked, stateOf(asked.course), TASK, typed));
}

async function again(ctx: Ctx, asked: Asked, errors: FieldErrors, status: number): Promise<Answer> {
  const found = await assessment(ctx, asked.course);
  return render(ctx, asked, found, formAgain(asked, stateOf(asked.course), TASK, errors, status));
}

function render(ctx: Ctx, asked: Asked, found: Assessment, form: FormState): Promise<Answer> {
  const fields = fieldsOf(form.typed, form.errors);
  const main = assessmentMain(ctx, stateOf(asked.course), found, { form, fields });
  const errors = fields.summary();
  return showCourse(
    ctx,
    asked,
    'clinician/assessment',
    {
      title: 'Udredende samtale',
      main,
      ...(errors && { errors }),
    },
    form.status,
  );
}

export function assessmentMain(
  ctx: Ctx,
  state: CourseState,
  found: Assessment,
  shown: Shown,
): object {
  const { answers, appointment } = found;
  const task = state.tasks.find((one) => one.kind === TASK.task);
  return {
    about: aboutFacts(state, found, ctx),
    video: videoOf(appointment, ctx.now),
    flags: flagViews(answers.flags, ctx.now),
    criteria: criteriaFacts(answers),
    measures: measureViews(answers.responses),
    words: ownWords(answers.sections),
    answer: task && !task.waiting ? answerView(ctx, state, shown) : null,
    closed: closedWords(state),
    waiting: waitingAt(state),
    kept: keptWords(shown.form),
  };
}

/** The psychologist's way into the video is there when the patient's is. */
function videoOf(
  appointment: Assessment['appointment'],
  now: Instant,
): { readonly href: string | null; readonly words: string | null } {
  if (!appointment?.staffUrl) return { href: null, words: null };
  if (isVideoOpen(appointment, now)) return { href: appointment.staffUrl, words: null };
  const { from, until } = videoWindow(appointment);
  const words = until <= now ? null : `Videoen åbner ${dateTimeWords(from, now)}.`;
  return { href: null, words };
}

function aboutFacts(state: CourseState, { appointment }: Assessment, ctx: Ctx): Facts {
  const when = appointment
    ? [
        capital(dateWords(appointment.startsAt, ctx.now)),
        spanWords(appointment.startsAt, appointment.endsAt),
      ].join(' ')
    : 'Ingen tid er aftalt.';
  const before = [
    { term: 'Udeblevet før', count: state.noShows },
    { term: 'Aflyst af patienten før', count: state.cancellations },
  ].flatMap(({ term, count }) =>
    count > 0 ? [{ term, text: countWords(count, 'gang', 'gange'), look: true }] : [],
  );
  return {
    caption: 'Om samtalen',
    rows: [{ term: 'Tid', text: when }, ...before, ...programmeRows(ctx, state)],
  };
}

function answerView(ctx: Ctx, state: CourseState, { form, fields }: Shown): object {
  const course = state.courseId;
  const given = ASKED_ALOUD.filter((kind) => state.consents.includes(kind));
  const { programmes, practice } = ctx.app;
  const begins = programmes.newest.filter((plan) => mayBegin(plan, practice));
  const treatable = DIAGNOSES.filter(({ code }) => planFor(begins, code));
  return {
    undo: undoLength(ctx),
    cannotBegin: cannotBegin(ctx),
    form: {
      action: paths.assessment.to({ course }),
      hidden: form.hidden,
      autosave: paths.courseDraft.to({ course, form: ASSESSMENT_DRAFT }),
      preview: paths.assessmentLetter.to({ course }),
      given: given.map((kind) => CONSENTS[kind].title).join('; '),
      choice: fields.radio({
        name: 'answer',
        label: 'Samtalen er',
        options: [
          ...(treatable.length > 0
            ? [{ value: 'accept', text: 'Holdt, og behandling begynder' }]
            : []),
          { value: 'decline', text: 'Holdt, og behandling tilbydes ikke' },
          { value: 'noShow', text: 'Ikke holdt: patienten udeblev' },
          {
            value: 'cancelByPatient',
            text: 'Aflyst af patienten',
            hint:
              lastCancellationWords(state) ?? 'Også når patienten ringer og aflyser på forhånd.',
          },
          { value: 'cancelByClinic', text: 'Aflyst af os' },
        ],
      }),
      diagnosis: fields.select({
        name: 'diagnosis',
        label: 'Diagnose (SKS)',
        options: [
          { value: '', text: 'Vælg en diagnose' },
          ...treatable.map(({ code, name }) => ({ value: code, text: `${code} ${name}` })),
        ],
        hint: 'Diagnoser, der er et behandlingsprogram til.',
      }),
      consents:
        given.length === ASKED_ALOUD.length
          ? null
          : fields.checkboxes({
              name: 'consents',
              label: 'Samtykker, som patienten gav ved samtalen',
              optional: true,
              options: ASKED_ALOUD.filter((kind) => !given.includes(kind)).map((kind) => ({
                value: kind,
                text: CONSENTS[kind].title,
                hint: CONSENTS[kind].text,
              })),
            }),
      no: noFieldsOf(fields),
      note: fields.textarea({
        name: 'note',
        label: 'Journalnotat',
        rows: 8,
        maxlength: LONGEST_NOTE,
        hint: 'Skal skrives, når samtalen er holdt. Underskrives med dit navn og kan ikke ændres.',
      }),
    },
  };
}

function closedWords(state: CourseState): { heading: string; text: string } {
  if (state.revocable) {
    return {
      heading: 'Dit svar venter',
      text: waitingWords(state.revocable),
    };
  }
  const text = state.programme
    ? 'Samtalen er holdt, og behandlingen er begyndt.'
    : 'Her skriver du, hvad samtalen førte til, når der er aftalt en tid.';
  return { heading: 'Der er ikke en samtale at svare på', text };
}

async function decide(ctx: Ctx, asked: Asked): Promise<Answer> {
  const outcome = await recordAssessment(ctx, asked.course, asked.form);
  const waits = asked.form['answer'] === 'decline';
  const course = asked.course.courseId;
  return afterPress(ctx, asked, outcome, {
    to: waits ? paths.assessment.to({ course }) : paths.course.to({ course }),
    ...(!waits && {
      notice: { heading: 'Resultatet er gemt', text: savedWords(asked) },
    }),
    again: (errors, status) => again(ctx, asked, errors, status),
  });
}

/** Whether a note was signed and, after the patient's cancellation, what follows. */
function savedWords({ course, form }: Asked): string {
  const note =
    textOf(form, 'note') === ''
      ? 'Der er ikke skrevet et notat.'
      : 'Notatet er underskrevet med dit navn.';
  const after = form['answer'] === 'cancelByPatient' && afterCancellationWords(stateOf(course));
  return after ? `${note} ${after}` : note;
}

async function preview(ctx: Ctx, asked: Asked): Promise<Answer> {
  const { course, form } = asked;
  await keepDraft(ctx, course, ASSESSMENT_DRAFT, form);
  const answer = parseAssessment(ctx, course, form);
  if (answer.kind === 'invalid') return again(ctx, asked, answer.errors, 422);
  if (answer.kind !== 'decline') {
    return again(
      ctx,
      asked,
      { answer: 'Der sendes kun et brev herfra, når behandling ikke tilbydes.' },
      422,
    );
  }
  const { reasons, recommendations, letterText } = answer.no;
  const to = paths.assessment.to({ course: course.courseId });
  return showLetter(ctx, asked, {
    letter: await letterPreview(ctx, course, {
      kind: 'notOffered',
      event: { name: 'decline' },
      decision: { codes: { reasons, recommendations }, body: { letterText } },
    }),
    to: 'Patienten',
    by: 'Digital Post',
    send: { action: to, button: 'Send svar' },
    edit: to,
  });
}

export const assessmentRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.assessment.pattern,
    permission: 'seeClinicalText',
    audit: 'readAssessment',
    course: 'param',
    handle: assessmentPage,
  },
  {
    method: 'post',
    path: paths.assessment.pattern,
    permission: 'assess',
    audit: 'recordedAssessment',
    course: 'param',
    handle: decide,
  },
  {
    method: 'post',
    path: paths.assessmentLetter.pattern,
    permission: 'assess',
    audit: 'sawLetterDraft',
    course: 'param',
    handle: preview,
  },
];
