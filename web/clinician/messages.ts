/** The messages between a patient and the clinic, and the answer to them. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { answerMessage, LONGEST_MESSAGE } from '../../api/commands/answerMessage';
import { stateOf } from '../../api/queries/courseState';
import { courseThread, MESSAGE_DRAFT, type CourseThread } from '../../api/queries/courseThread';
import { capital, dateTimeWords } from '../../domain/danish';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import { fieldsOf, type FieldErrors, type Fields } from '../shared/fields';
import { showCourse } from './coursePage';
import { formAgain, openedForm, type FormState } from '../shared/formState';
import { minutesField } from './minutesField';
import { readWords } from './parts';
import { worryLink } from './worry';

const TASK = { task: 'answerMessage' } as const;

async function messagesPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  const found = await courseThread(ctx, asked.course);
  const typed = { draft: found.draft?.body };
  return render(ctx, asked, found, openedForm(asked, stateOf(asked.course), TASK, typed));
}

async function again(ctx: Ctx, asked: Asked, errors: FieldErrors, status: number): Promise<Answer> {
  const found = await courseThread(ctx, asked.course);
  return render(ctx, asked, found, formAgain(asked, stateOf(asked.course), TASK, errors, status));
}

function render(ctx: Ctx, asked: Asked, found: CourseThread, form: FormState): Promise<Answer> {
  const fields = fieldsOf(form.typed, form.errors);
  const main = messagesMain(ctx, stateOf(asked.course), found, { form, fields });
  const errors = fields.summary();
  return showCourse(
    ctx,
    asked,
    'clinician/messages',
    {
      title: 'Beskeder',
      narrow: true,
      main,
      ...(errors && { errors }),
    },
    form.status,
  );
}

export function messagesMain(
  ctx: Ctx,
  state: CourseState,
  found: CourseThread,
  { form, fields }: { form: FormState; fields: Fields },
): object {
  const course = state.courseId;
  return {
    worry: worryLink(state, ctx.actor.role),
    thread: {
      messages: found.messages.map((one) => ({
        from: one.from,
        when: capital(dateTimeWords(one.writtenAt, ctx.now)),
        text: one.body,
        mine: one.authorKind === 'staff',
        read: one.authorKind === 'staff' ? readWords(one.readAt, ctx.now) : null,
        about: one.about && {
          text: one.about.title,
          href: paths.courseModule.to({ course, module: one.about.module }),
        },
      })),
      empty: 'Der er ingen beskeder endnu. Patientens beskeder kommer her.',
    },
    form: {
      action: paths.courseMessages.to({ course }),
      hidden: form.hidden,
      autosave: paths.courseDraft.to({ course, form: MESSAGE_DRAFT }),
      body: fields.textarea({ name: 'body', label: 'Besked', rows: 8, maxlength: LONGEST_MESSAGE }),
      minutes: minutesField(fields, form.typed, 'message'),
    },
  };
}

async function send(ctx: Ctx, asked: Asked): Promise<Answer> {
  const outcome = await answerMessage(ctx, asked.course, asked.form);
  return afterPress(ctx, asked, outcome, {
    to: paths.courseMessages.to({ course: asked.course.courseId }),
    notice: { heading: 'Beskeden er sendt', text: 'Patienten får besked om at logge ind.' },
    again: (errors, status) => again(ctx, asked, errors, status),
  });
}

export const messageRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.courseMessages.pattern,
    permission: 'seeClinicalText',
    audit: 'readMessages',
    course: 'param',
    handle: messagesPage,
  },
  {
    method: 'post',
    path: paths.courseMessages.pattern,
    permission: 'treat',
    audit: 'wroteMessage',
    course: 'param',
    handle: send,
  },
];
