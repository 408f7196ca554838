/** The patient's messages: the thread, and a new one with the promise of when it is answered. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { LONGEST_MESSAGE, writeMessage } from '../../api/commands/writeMessage';
import { stateOf } from '../../api/queries/courseState';
import { ownMessages, type OwnMessages } from '../../api/queries/ownMessages';
import { isLegal } from '../../domain/course';
import { dateTimeWords, dateWords, lengthWords } from '../../domain/danish';
import { taskDueAt } from '../../domain/deadlines';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { findTask } from '../../domain/tasks';
import { formAgain, openedForm, type FormState } from '../shared/formState';
import { paths, withQuery } from '../paths';
import { afterPress } from '../shared/afterPress';
import { fieldsOf, type TextareaField } from '../shared/fields';
import type { ButtonForm, ErrorSummary, Link } from '../shared/page';
import type { Messages } from '../shared/parts';
import { show } from '../shared/show';
import { placeOf, toMyCourse } from './place';

export interface MessagesMain {
  readonly thread: Messages;
  readonly links: readonly Link[];
  readonly write: {
    readonly promise: string;
    /** At the field: nobody reads it at once. */
    readonly readWhen: string;
    readonly form: ButtonForm & { readonly field: TextareaField };
  } | null;
  /** Why nothing can be written now. */
  readonly closed: string | null;
}

export function messagesMain(
  state: CourseState,
  { messages, older }: OwnMessages,
  form: FormState,
  now: Instant,
): { main: MessagesMain; errors: ErrorSummary | undefined } {
  const fields = fieldsOf(form.typed, form.errors);
  const open = isLegal(state.stage, 'writeMessage');
  const field = fields.textarea({
    name: 'message',
    label: 'Din besked',
    rows: 6,
    maxlength: LONGEST_MESSAGE,
  });
  const main: MessagesMain = {
    thread: {
      messages: messages.map((one) => ({
        from: one.from === 'patient' ? 'Dig' : staffWords(one.name),
        when: dateTimeWords(one.writtenAt, now),
        text: one.body,
        mine: one.from === 'patient',
      })),
      empty: open
        ? 'Ingen beskeder endnu. Her står det, du og psykologen skriver til hinanden.'
        : 'Ingen beskeder.',
    },
    links: older
      ? [{ text: 'Se ældre beskeder', href: withQuery(paths.myMessages.to(), { foer: older }) }]
      : [],
    write: open
      ? {
          promise: promiseWords(state, now),
          readWhen: READ_WHEN,
          form: {
            action: paths.myMessages.to(),
            hidden: form.hidden,
            button: 'Send besked',
            field,
          },
        }
      : null,
    closed: open ? null : closedWords(state, now),
  };
  return { main, errors: fields.summary() };
}

function staffWords(name: string | null): string {
  return name ?? 'Internetpsykiatrien';
}

const READ_WHEN = 'Vi læser beskeder på hverdage mellem kl. 8 og 15, og ikke med det samme.';

/** The day the table promises: of the message that waits, or of one sent now. */
function promiseWords(state: CourseState, now: Instant): string {
  const waits = findTask(state.tasks, 'answerMessage');
  const due = waits && taskDueAt(state, waits);
  if (due && due > now) return `Du får svar senest ${dateWords(due, now)}.`;
  if (due) {
    return `Du skulle have haft svar senest ${dateWords(due, now)}. Det har vi ikke nået. Lederen har fået besked.`;
  }
  return `Du får svar inden for ${lengthWords(state.rules.taskDefault)}.`;
}

function closedWords(state: CourseState, now: Instant): string {
  if (placeOf(state) === 'writing') {
    return 'Du kan skrive til os, når du har sendt din ansøgning.';
  }
  const over = 'Forløbet er slut, så der er ikke nogen, der læser nye beskeder her.';
  const waits = findTask(state.tasks, 'answerMessage');
  const due = waits && taskDueAt(state, waits);
  return due && due > now
    ? `${over} Det, du har skrevet, får du svar på senest ${dateWords(due, now)}.`
    : over;
}

async function page(ctx: Ctx, asked: Asked, form: FormState): Promise<Answer> {
  const own = await ownMessages(ctx, asked.course, { before: asked.query['foer'] });
  const { main, errors } = messagesMain(stateOf(asked.course), own, form, ctx.now);
  return show(
    ctx,
    asked,
    'patient/messages',
    {
      title: 'Beskeder',
      back: toMyCourse,
      main,
      ...(errors && { errors }),
    },
    form.status,
  );
}

async function send(ctx: Ctx, asked: Asked): Promise<Answer> {
  return afterPress(ctx, asked, await writeMessage(ctx, asked.course, asked.form), {
    to: paths.myMessages.to(),
    notice: {
      heading: 'Beskeden er sendt',
      text:
        `Du kan se den herunder. ${READ_WHEN} Har du tanker om at dø, så vent ikke på os. Ring til ` +
        'et af numrene nederst på siden.',
    },
    again: (errors, status) =>
      page(ctx, asked, formAgain(asked, stateOf(asked.course), null, errors, status)),
  });
}

const route = { path: paths.myMessages.pattern, permission: 'ownCourse', course: 'own' } as const;
export const messageRoutes: readonly Route[] = [
  {
    ...route,
    method: 'get',
    audit: 'sawOwnMessages',
    handle: (ctx, asked) => page(ctx, asked, openedForm(asked, stateOf(asked.course), null, {})),
  },
  { ...route, method: 'post', audit: 'wroteMessage', handle: send },
];
