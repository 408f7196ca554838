/** A module handed in: the patient's exercises beside the psychologist's answer to them. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { giveFeedback, LONGEST_FEEDBACK } from '../../api/commands/giveFeedback';
import { stateOf } from '../../api/queries/courseState';
import { feedbackDraft, handedIn, type HandedIn } from '../../api/queries/handedIn';
import { dateTimeWords } from '../../domain/danish';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import { fieldsOf, type FieldErrors, type Fields } from '../shared/fields';
import { exercisePanels } from './exercisePanels';
import { showCourse } from './coursePage';
import { formAgain, openedForm, type FormState } from '../shared/formState';
import { ANSWER_FORM } from './exerciseComments';
import { minutesField } from './minutesField';
import { keptWords, readWords } from './parts';
import { staffLines } from './scoreLines';
import { worryLink } from './worry';

function moduleOf(asked: Asked): string {
  return asked.params['module'] ?? '';
}
function subjectOf(asked: Asked): { task: string } {
  return { task: `feedback:${moduleOf(asked)}` };
}

async function modulePage(ctx: Ctx, asked: Asked): Promise<Answer> {
  const found = await handedIn(ctx, asked.course, moduleOf(asked));
  if (!found) return { kind: 'fail', status: 404, name: 'notFound' };
  const typed = { draft: found.draft?.body };
  const form = openedForm(asked, stateOf(asked.course), subjectOf(asked), typed);
  return render(ctx, asked, found, form);
}

async function again(ctx: Ctx, asked: Asked, errors: FieldErrors, status: number): Promise<Answer> {
  const found = await handedIn(ctx, asked.course, moduleOf(asked));
  if (!found) return { kind: 'fail', status: 404, name: 'notFound' };
  const form = formAgain(asked, stateOf(asked.course), subjectOf(asked), errors, status);
  return render(ctx, asked, found, form);
}

function render(ctx: Ctx, asked: Asked, found: HandedIn, form: FormState): Promise<Answer> {
  const fields = fieldsOf(form.typed, form.errors);
  const main = moduleMain(ctx, stateOf(asked.course), found, { form, fields });
  const errors = fields.summary();
  return showCourse(
    ctx,
    asked,
    'clinician/module',
    {
      title: found.module.title,
      heading: isToAnswer(stateOf(asked.course), found.module.id)
        ? `Svar på modul: ${found.module.title}`
        : found.module.title,
      main,
      ...(errors && { errors }),
    },
    form.status,
  );
}

function isToAnswer({ tasks }: CourseState, moduleId: string): boolean {
  return tasks.some((one) => one.kind === 'feedback' && one.subject === moduleId);
}

export function moduleMain(
  ctx: Ctx,
  state: CourseState,
  found: HandedIn,
  { form, fields }: { form: FormState; fields: Fields },
): object {
  const { module, moduleState, feedback } = found;
  const open = isToAnswer(state, module.id);
  const written = { sent: found.comments, fields: open ? fields : null, now: ctx.now };
  return {
    exercises: exercisePanels(state, found, written),
    scores: staffLines(found.scores, ctx.now),
    answer: open ? { form: formView(state, module.id, form, fields) } : null,
    worry: worryLink(state, ctx.actor.role),
    closed: moduleState.handedIn
      ? 'Modulet er besvaret.'
      : 'Patienten har ikke afleveret modulet endnu.',
    kept: keptWords(form),
    feedback: feedback.map((one) => ({
      when: `${dateTimeWords(one.writtenAt, ctx.now)}${one.sentAt ? '' : ', ikke sendt'}`,
      text: one.body,
      read: one.sentAt ? readWords(one.readAt, ctx.now) : null,
    })),
  };
}

function formView(state: CourseState, module: string, form: FormState, fields: Fields): object {
  const course = state.courseId;
  return {
    id: ANSWER_FORM,
    action: paths.courseModule.to({ course, module }),
    hidden: form.hidden,
    autosave: paths.courseDraft.to({ course, form: feedbackDraft(module) }),
    body: fields.textarea({
      name: 'body',
      label: 'Svar til patienten',
      rows: 12,
      maxlength: LONGEST_FEEDBACK,
      hint: 'Nævn noget bestemt, som patienten har gjort, og hvad næste skridt er.',
    }),
    minutes: minutesField(fields, form.typed, 'feedback'),
  };
}

async function answer(ctx: Ctx, asked: Asked): Promise<Answer> {
  const outcome = await giveFeedback(ctx, asked.course, moduleOf(asked), asked.form);
  return afterPress(ctx, asked, outcome, {
    to: paths.worklist.to(),
    notice: {
      heading: 'Svaret er sendt',
      text: 'Patienten får besked nu. Her er resten af dine opgaver.',
    },
    again: (errors, status) => again(ctx, asked, errors, status),
  });
}

export const moduleRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.courseModule.pattern,
    permission: 'seeClinicalText',
    audit: 'readModule',
    course: 'param',
    handle: modulePage,
  },
  {
    method: 'post',
    path: paths.courseModule.pattern,
    permission: 'treat',
    audit: 'gaveFeedback',
    course: 'param',
    handle: answer,
  },
];
