/** The patient's messages: the thread, and a new one with the promise of when it is answered. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { LONGEST_MESSAGE, writeMessage } from '../../api/commands/writeMessage';
import { keepOwnMessage } from '../../api/commands/ownDraft';
import { NOTHING_PERSONAL } from '../../api/guard';
import { stateOf } from '../../api/queries/courseState';
import { aboutIn, type AboutExercise } from '../../api/queries/messageAbout';
import { ownMessages, type OwnMessages } from '../../api/queries/ownMessages';
import { isLegal } from '../../domain/course';
import { dateTimeWords, dateWords, timeWords } from '../../domain/danish';
import { taskDueAt } from '../../domain/deadlines';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { findTask } from '../../domain/tasks';
import { formAgain, openedForm, type FormState } from '../shared/formState';
import { paths, withQuery } from '../paths';
import { afterPress } from '../shared/afterPress';
import { fieldsOf, type TextareaField } from '../shared/fields';
import type { ButtonForm, ErrorSummary, Link } from '../shared/page';
import type { Form, Messages } from '../shared/parts';
import { show } from '../shared/show';
import { messagePromise, sentPromise } from './answerDay';
import { exerciseAnchor } from './exerciseComments';
import { placeOf, toMyCourse } from './place';

export interface MessagesMain {
  readonly thread: Messages;
  readonly links: readonly Link[];
  readonly write: {
    readonly promise: string;
    /** At the field: nobody reads it at once. */
    readonly readWhen: string;
    /** The exercise that the message is about, and the way to write about something else. */
    readonly about: Link | null;
    readonly notAbout: Link;
    readonly form: ButtonForm & Pick<Form, 'autosave'> & { readonly field: TextareaField };
  } | null;
  /** Why nothing can be written now. */
  readonly closed: string | null;
  /** Words that can no longer be sent, to copy from. */
  readonly notSent: string | null;
}

export function messagesMain(
  state: CourseState,
  { messages, older }: OwnMessages,
  { form, about }: { readonly form: FormState; readonly about: AboutExercise | null },
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
        read: one.from === 'patient' ? readWords(one.read, now) : null,
        about: one.about && aboutLink(one.about),
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
          promise: messagePromise(state, now),
          readWhen: READ_WHEN,
          about: about && aboutLink(about),
          notAbout: { text: 'Skriv om noget andet', href: ABOUT_NOTHING },
          form: {
            action: paths.myMessages.to(),
            hidden: {
              ...form.hidden,
              ...(about && { aboutModule: about.module, aboutExercise: about.exercise }),
            },
            autosave: paths.myMessageDraft.to(),
            button: 'Send besked',
            field,
          },
        }
      : null,
    closed: open ? null : closedWords(state, now),
    notSent: open || field.value.trim() === '' ? null : field.value,
  };
  return { main, errors: fields.summary() };
}

function readWords(read: OwnMessages['messages'][number]['read'], now: Instant): string {
  if (!read) return 'Ikke læst endnu';
  return `Læst${read.by ? ` af ${read.by}` : ''} ${dateTimeWords(read.at, now)}`;
}

function aboutLink({ module, exercise, title }: AboutExercise): Link {
  return { text: title, href: `${paths.myModule.to({ module })}#${exerciseAnchor(exercise)}` };
}

/** In the query of the page: the message is about no exercise, whatever its draft was. */
const NOTHING = 'intet';
const ABOUT_NOTHING = `${withQuery(paths.myMessages.to(), { om: NOTHING })}#skriv`;

function staffWords(name: string | null): string {
  return name ?? 'Internetpsykiatrien';
}

const READ_WHEN = 'Vi læser beskeder på hverdage mellem kl. 8 og 15, og ikke med det samme.';

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

async function page(ctx: Ctx, asked: Asked, again?: FormState): Promise<Answer> {
  const state = stateOf(asked.course);
  const own = await ownMessages(ctx, asked.course, { before: asked.query['foer'] });
  const form = again ?? openedForm(asked, state, null, { draft: own.draft?.body });
  const shown = { form, about: aboutOfPage(ctx, asked, form) };
  const { main, errors } = messagesMain(state, own, shown, ctx.now);
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

/** What the address says; else what the message that stands in the form was begun about. */
function aboutOfPage(ctx: Ctx, asked: Asked, { typed }: FormState): AboutExercise | null {
  const { modul, oevelse, om } = asked.query;
  if (om === NOTHING) return null;
  const state = stateOf(asked.course);
  const named = {
    ...(modul && { aboutModule: modul }),
    ...(oevelse && { aboutExercise: oevelse }),
  };
  return aboutIn(ctx.app, state, named) ?? aboutIn(ctx.app, state, typed);
}

async function send(ctx: Ctx, asked: Asked): Promise<Answer> {
  const promise = sentPromise(stateOf(asked.course), ctx.now);
  return afterPress(ctx, asked, await writeMessage(ctx, asked.course, asked.form), {
    to: paths.myMessages.to(),
    notice: {
      heading: 'Beskeden er sendt',
      text:
        `${promise === '' ? 'Du kan se den herunder.' : promise} ${READ_WHEN} Har du tanker om at ` +
        'dø, så vent ikke på os. Ring til et af numrene nederst på siden.',
    },
    again: (errors, status) =>
      page(ctx, asked, formAgain(asked, stateOf(asked.course), null, errors, status)),
  });
}

/** What is being typed, at each pause; nothing is sent by it. */
async function draft(ctx: Ctx, asked: Asked): Promise<Answer> {
  const kept = await keepOwnMessage(ctx, asked.course, asked.form);
  if (kept === 'kept') {
    return { kind: 'json', body: { saved: `Kladden er gemt ${timeWords(ctx.now)}` } };
  }
  const failed =
    kept === 'closed'
      ? 'Ikke gemt: Der kan ikke skrives beskeder i forløbet nu. Det, du skrev, står her stadig.'
      : `Ikke gemt: Beskeden er for lang. Skriv højst ${LONGEST_MESSAGE} tegn.`;
  return { kind: 'json', body: { failed }, status: 409 };
}

const route = { path: paths.myMessages.pattern, permission: 'ownCourse', course: 'own' } as const;
export const messageRoutes: readonly Route[] = [
  { ...route, method: 'get', audit: 'sawOwnMessages', handle: (ctx, asked) => page(ctx, asked) },
  { ...route, method: 'post', audit: 'wroteMessage', handle: send },
  {
    ...route,
    path: paths.myMessageDraft.pattern,
    method: 'post',
    audit: NOTHING_PERSONAL,
    handle: draft,
  },
];
