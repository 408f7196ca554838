/** What runs, waits and has happened in one course, line by line in words. */
import type { Ctx } from '../../api/app';
import type { CourseOverview } from '../../api/queries/runningCourse';
import {
  capital,
  causeWords,
  CONSENTS,
  dateTimeWords,
  DEADLINE_NAMES,
  DELIVERY_NAMES,
  dueWords,
  EVENT_WORDS,
  incidentTitle,
  ROLE_NAMES,
  TASK_WORDS,
  undeliveredWords,
} from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import { isSetAside } from '../../domain/incidents';
import type { CourseState, Due } from '../../domain/state';
import { taskRef } from '../../domain/tasks';
import { paths } from '../paths';
import type { DueMark } from '../shared/page';

/** One line: what, and quieter who and when; a due mark where there is one. */
export interface Line {
  readonly what: string;
  readonly about: string;
  readonly due: DueMark | null;
}
type Delivery = CourseOverview['deliveries'][number];
type Event = CourseOverview['events'][number];

/** Every clock that runs, the first first. */
export function duesOf(ctx: Ctx, state: CourseState): readonly Line[] {
  return state.dues.map((due) => ({
    what: dueName(ctx, state, due),
    about: '',
    due: dueMark(ctx, due.dueAt),
  }));
}

function dueMark(ctx: Ctx, dueAt: Instant): DueMark {
  const { state: kind, words } = dueWords(dueAt, ctx.now);
  return { kind, words };
}

function dueName(ctx: Ctx, state: CourseState, due: Due): string {
  if (due.name === 'moduleOpens') {
    return `${DEADLINE_NAMES[due.name]}: ${titleOf(ctx, state, due.subject)}`;
  }
  const task = state.tasks.find((one) => taskRef(one) === due.subject);
  return task ? TASK_WORDS[task.kind].title : DEADLINE_NAMES[due.name];
}

function titleOf(ctx: Ctx, state: CourseState, moduleId: string): string {
  return ctx.app.programmes.titleOf(state.programme, moduleId);
}

export function tasksOf(ctx: Ctx, state: CourseState, overview: CourseOverview): readonly Line[] {
  return overview.tasks.map((task) => {
    const module = task.kind === 'feedback' ? `: ${titleOf(ctx, state, task.subject)}` : '';
    const owner = task.ownerId ? overview.staffNames.get(task.ownerId) : undefined;
    const role = ROLE_NAMES[task.role as keyof typeof ROLE_NAMES];
    const waits = task.state === 'waiting' ? ' Svaret venter på at blive sendt.' : '';
    return {
      what: `${TASK_WORDS[task.kind].title}${module}`,
      about: `${owner ? `Ligger hos ${owner}.` : `Venter på, at en ${role} tager den.`}${waits}`,
      due: waits === '' && task.dueAt ? dueMark(ctx, task.dueAt) : null,
    };
  });
}

const STATUS_WORDS: Readonly<Record<Delivery['status'], string>> = {
  waiting: 'Venter på at blive sendt',
  sent: 'Sendt, kvittering mangler',
  delivered: 'Modtaget',
  failed: 'Kunne ikke sendes',
  unknown: 'Usikkert, om den kom frem',
  notAllowed: 'Ikke sendt',
};

function statusWords({ status, reason }: Delivery): string {
  const words = STATUS_WORDS[status];
  return reason === null ? words : `${words}: ${undeliveredWords(reason)}`;
}

export function deliveriesOf(
  ctx: Ctx,
  state: CourseState,
  { deliveries }: CourseOverview,
): readonly Line[] {
  return deliveries.map((one) => {
    const isModule = state.programme?.modules.some((module) => module.moduleId === one.subject);
    const module = isModule ? `: ${titleOf(ctx, state, one.subject)}` : '';
    const at = one.deliveredAt ?? one.sentAt ?? one.createdAt;
    return {
      what: `${DELIVERY_NAMES[one.kind]}${module}`,
      due: null,
      about: `${statusWords(one)}, ${dateTimeWords(at, ctx.now)}`,
    };
  });
}

/** The newest first. */
export function eventsOf(ctx: Ctx, { events }: CourseOverview): readonly Line[] {
  return events.map((event) => {
    const who = event.who ?? DOERS[event.actorKind] ?? 'systemet';
    return {
      what: eventWords(event),
      about: `${capital(dateTimeWords(event.at, ctx.now))}, ${who}`,
      due: null,
    };
  });
}

const DOERS: Readonly<Record<string, string>> = { patient: 'patienten', system: 'systemet' };

/** A clock that rang, and a consent, say which. */
function eventWords({ event, detail }: Event): string {
  const words = EVENT_WORDS[event].staff;
  const { deadline, consent, looked } = detail;
  if (isKey(DEADLINE_NAMES, deadline)) {
    const name = `${words}: ${DEADLINE_NAMES[deadline]}`;
    return looked === true
      ? `${name}. Patienten havde været aktiv eller ventede på os, så fristen begyndte forfra`
      : name;
  }
  return isKey(CONSENTS, consent) ? `${words}: ${CONSENTS[consent].title}` : words;
}

function isKey<T extends object>(table: T, key: unknown): key is keyof T {
  return typeof key === 'string' && Object.hasOwn(table, key);
}

interface Incident {
  readonly title: string;
  readonly text: string;
  /** Where it is retried; null for what is not on the list of incidents. */
  readonly href: string | null;
}

/** What has stopped the course, if anything has, and what of it could not be kept. */
export function incidentsOf(
  ctx: Ctx,
  { incidents }: CourseOverview,
  course: { needsAttention: boolean },
): readonly Incident[] {
  const stopped = 'Forløbet er gået i stå';
  // A letter that did not come through stops no course; it stands among the letters.
  const stopping = incidents.filter((one) => one.kind !== 'deliveryFailed');
  const said = stopping.map(({ kind, cause, openedAt }) => ({
    title: isSetAside(kind, cause) ? incidentTitle(kind, cause) : stopped,
    text: `${causeWords(kind, cause)} Opdaget ${dateTimeWords(openedAt, ctx.now)}.`,
    href: paths.incidentsOf.to({ kind, cause }),
  }));
  if (said.length > 0 || !course.needsAttention) return said;
  return [{ title: stopped, text: 'Forløbet er markeret til at blive set på.', href: null }];
}
