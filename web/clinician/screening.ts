/** Screening: the application beside the criteria on the left, the answer on the right. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { keepDraft } from '../../api/commands/keepDraft';
import {
  parseScreening,
  rejectionOf,
  screenApplication,
} from '../../api/commands/screenApplication';
import { stateOf } from '../../api/queries/courseState';
import { letterPreview, type Proposed } from '../../api/queries/letterPreview';
import {
  offeredSlot,
  screening,
  SCREENING_DRAFT,
  type Screening,
} from '../../api/queries/screening';
import {
  capital,
  dateTimeWords,
  EVENT_WORDS,
  lengthWords,
  refusalWords,
} from '../../domain/danish';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import { fieldsOf, type FieldErrors, type Fields, type Option } from '../shared/fields';
import { criteriaFacts, flagViews, measureViews } from './answersView';
import { showCourse, undoLength } from './coursePage';
import { formAgain, openedForm, type FormState } from '../shared/formState';
import { showLetter } from './letterPage';
import { noFieldsOf, REJECTION_PARAGRAPH } from './noFields';
import { keptWords, waitingAt } from './parts';
import { ownWords } from './ownWords';

const TASK = { task: 'screen' } as const;

async function screeningPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  if (!asked.course.submittedAt) return { kind: 'fail', status: 409, name: 'notNow' };
  const found = await screening(ctx, asked.course);
  const typed = { draft: found.draft?.body, first: { letterText: REJECTION_PARAGRAPH } };
  return render(ctx, asked, found, openedForm(asked, stateOf(asked.course), TASK, typed));
}

async function again(ctx: Ctx, asked: Asked, errors: FieldErrors, status: number): Promise<Answer> {
  const found = await screening(ctx, asked.course);
  return render(ctx, asked, found, formAgain(asked, stateOf(asked.course), TASK, errors, status));
}

function render(ctx: Ctx, asked: Asked, found: Screening, form: FormState): Promise<Answer> {
  const fields = fieldsOf(form.typed, form.errors);
  const main = screeningMain(ctx, stateOf(asked.course), found, { form, fields });
  const errors = fields.summary();
  return showCourse(
    ctx,
    asked,
    'clinician/screening',
    {
      title: 'Vurdér ansøgning',
      main,
      ...(errors && { errors }),
    },
    form.status,
  );
}

/** The view: facts left, decision right; without an open task the decision is only told. */
export function screeningMain(
  ctx: Ctx,
  state: CourseState,
  found: Screening,
  shown: { form: FormState; fields: Fields },
): object {
  const { answers } = found;
  const task = state.tasks.find((one) => one.kind === 'screen');
  const open = task !== undefined && !task.waiting;
  return {
    flags: flagViews(answers.flags, ctx.now),
    criteria: criteriaFacts(answers),
    measures: measureViews(answers.responses.filter((one) => one.occasion === 'application')),
    words: ownWords(answers.sections),
    answer: open ? { ...answerView(state, found, shown), undo: undoLength(ctx) } : null,
    closed: closedWords(state),
    waiting: waitingAt(state),
    kept: keptWords(shown.form),
  };
}

function answerView(
  state: CourseState,
  found: Screening,
  { form, fields }: { form: FormState; fields: Fields },
): object {
  const course = state.courseId;
  const slots = [...found.ownSlots, ...found.otherSlots];
  return {
    form: {
      action: paths.screening.to({ course }),
      hidden: form.hidden,
      autosave: paths.courseDraft.to({ course, form: SCREENING_DRAFT }),
      preview: paths.screeningLetter.to({ course }),
      noSlots: slots.length === 0,
      choice: fields.radio({
        name: 'answer',
        label: 'Hvad skal ansøgeren have?',
        options: [
          { value: 'offer', text: 'Tilbud om samtale på video' },
          { value: 'reject', text: 'Afslag med anbefaling' },
        ],
      }),
      slot: fields.select({
        name: 'slot',
        label: 'Tid',
        options: slotOptions(found),
        hint: `Holdes, til ansøgeren har svaret, højst ${lengthWords(state.rules.reservedDays)}.`,
      }),
      no: [
        ...noFieldsOf(fields),
        fields.checkbox({
          name: 'adviceCall',
          label: 'Jeg ringer til ansøgeren om andre muligheder',
          optional: true,
          hint: 'Cirka 15 minutter. Det står i brevet, og opkaldet bliver din opgave, når afslaget er sendt.',
        }),
      ],
    },
  };
}

function slotOptions(found: Screening): Option[] {
  const option = (slot: Screening['ownSlots'][number]): Option => ({
    value: slot.slotId,
    text: `${capital(dateTimeWords(slot.startsAt))}, ${slot.psychologistName}`,
  });
  return [
    { value: '', text: 'Vælg en tid' },
    ...found.ownSlots.map(option),
    ...found.otherSlots.map(option),
  ];
}

function closedWords(state: CourseState): { heading: string; text: string } {
  if (!state.revocable) {
    return {
      heading: 'Ansøgningen er besvaret',
      text: 'Der er ikke noget at vurdere. Svaret står i forløbet.',
    };
  }
  return {
    heading: 'Dit svar venter',
    text: `${EVENT_WORDS[state.revocable.event.name].staff} sendes, når fortrydelsestiden er gået.`,
  };
}

async function decide(ctx: Ctx, asked: Asked): Promise<Answer> {
  const outcome = await screenApplication(ctx, asked.course, asked.form);
  return afterPress(ctx, asked, outcome, {
    to: paths.screening.to({ course: asked.course.courseId }),
    again: (errors, status) => again(ctx, asked, errors, status),
  });
}

/** Shows the letter that the form would send; the form is kept as a draft for the way back. */
async function preview(ctx: Ctx, asked: Asked): Promise<Answer> {
  const { course, form } = asked;
  await keepDraft(ctx, course, SCREENING_DRAFT, form);
  const answer = parseScreening(form);
  if (answer.kind === 'invalid') return again(ctx, asked, answer.errors, 422);
  const proposed = await proposedLetter(ctx, course, answer);
  if (!proposed) return again(ctx, asked, { slot: refusalWords('slotTaken') }, 409);
  const to = paths.screening.to({ course: course.courseId });
  return showLetter(ctx, asked, {
    letter: await letterPreview(ctx, course, proposed),
    edit: to,
    to: 'Ansøgeren',
    by: 'Digital Post',
    send: { action: to, button: 'Send svar' },
  });
}

async function proposedLetter(
  ctx: Ctx,
  course: Asked['course'],
  answer: Exclude<ReturnType<typeof parseScreening>, { kind: 'invalid' }>,
): Promise<Proposed | null> {
  if (answer.kind === 'reject') {
    return { kind: 'rejection', ...rejectionOf(answer) };
  }
  const slot = await offeredSlot(ctx, course, answer.slotId);
  if (!slot) return null;
  const { slotId, startsAt, psychologistId } = slot;
  return {
    kind: 'offer',
    event: { name: 'offer', slotId, startsAt, psychologistId },
    decision: { codes: { slotId }, body: {} },
  };
}

export const screeningRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.screening.pattern,
    permission: 'seeClinicalText',
    audit: 'readApplication',
    course: 'param',
    handle: screeningPage,
  },
  {
    method: 'post',
    path: paths.screening.pattern,
    permission: 'screen',
    audit: 'answeredApplication',
    course: 'param',
    handle: decide,
  },
  {
    method: 'post',
    path: paths.screeningLetter.pattern,
    permission: 'screen',
    audit: 'sawLetterDraft',
    course: 'param',
    handle: preview,
  },
];
