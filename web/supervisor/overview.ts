/** The tables of one course: clocks, tasks, deliveries and events, in words. */
import type { Ctx } from '../../api/app';
import type { CourseOverview } from '../../api/queries/runningCourse';
import {
  dateTimeWords, DEADLINE_NAMES, DELIVERY_NAMES, dueWords, EVENT_WORDS, ROLE_DOERS, TASK_WORDS,
} from '../../domain/danish';
import type { CourseState, Due } from '../../domain/state';
import { taskRef } from '../../domain/tasks';
import type { Table, TableCell } from '../shared/parts';

type Delivery = CourseOverview['deliveries'][number];
type Event = CourseOverview['events'][number];

/** Every clock that runs, the first first. */
export function duesOf(ctx: Ctx, state: CourseState): Table | null {
  const rows = state.dues.map((due): TableCell[] => {
    const { state: kind, words } = dueWords(due.dueAt, ctx.now);
    return [{ text: dueName(ctx, state, due) }, { text: '', due: { kind, words } }];
  });
  if (rows.length === 0) return null;
  return { caption: 'Frister, der løber', columns: [{ text: 'Frist' }, { text: 'Hvornår' }], rows };
}

function dueName(ctx: Ctx, state: CourseState, due: Due): string {
  if (due.name === 'moduleOpens') {
    return `${DEADLINE_NAMES[due.name]}: ${titleOf(ctx, state, due.subject)}`;
  }
  const task = state.tasks.find((one) => taskRef(one) === due.subject);
  return task ? TASK_WORDS[task.kind].title : DEADLINE_NAMES[due.name];
}

function titleOf(ctx: Ctx, state: CourseState, moduleId: string): string {
  const programme = ctx.app.programmes.get(state.programme?.programmeId ?? '');
  return programme?.modules.find((one) => one.id === moduleId)?.title ?? moduleId;
}

export function tasksOf(ctx: Ctx, state: CourseState, overview: CourseOverview): Table | null {
  const rows = overview.tasks.map((task): TableCell[] => {
    const about = task.kind === 'feedback' ? `: ${titleOf(ctx, state, task.subject)}` : '';
    const owner = task.ownerId ? overview.staffNames.get(task.ownerId) : undefined;
    const role = ROLE_DOERS[task.role as keyof typeof ROLE_DOERS];
    return [
      { text: `${TASK_WORDS[task.kind].title}${about}` }, dueCell(ctx, task),
      { text: owner ?? `Ingen endnu, er ${role}s` },
    ];
  });
  if (rows.length === 0) return null;
  const columns = [{ text: 'Opgave' }, { text: 'Frist' }, { text: 'Ligger hos' }];
  return { caption: 'Åbne opgaver', columns, rows };
}

function dueCell(ctx: Ctx, task: CourseOverview['tasks'][number]): TableCell {
  if (task.state === 'waiting') return { text: 'Svaret venter på at blive sendt' };
  if (task.dueAt === null) return { text: 'Ingen frist' };
  const { state: kind, words } = dueWords(task.dueAt, ctx.now);
  return { text: '', due: { kind, words } };
}

const STATUS_WORDS: Readonly<Record<Delivery['status'], string>> = {
  waiting: 'Venter på at blive sendt', sent: 'Sendt, kvittering mangler', delivered: 'Modtaget',
  failed: 'Kunne ikke sendes', unknown: 'Usikkert, om den kom frem', notAllowed: 'Ikke sendt: intet samtykke',
};

export function deliveriesOf(
  ctx: Ctx, state: CourseState, { deliveries }: CourseOverview,
): Table | null {
  const rows = deliveries.map((one): TableCell[] => {
    const isModule = state.programme?.modules.some((module) => module.moduleId === one.subject);
    const about = isModule ? `: ${titleOf(ctx, state, one.subject)}` : '';
    const at = one.deliveredAt ?? one.sentAt ?? one.createdAt;
    return [
      { text: `${DELIVERY_NAMES[one.kind]}${about}` }, { text: STATUS_WORDS[one.status] },
      { text: dateTimeWords(at, ctx.now) },
    ];
  });
  if (rows.length === 0) return null;
  const columns = [{ text: 'Hvad' }, { text: 'Hvor langt' }, { text: 'Hvornår' }];
  return { caption: 'Breve, beskeder og journal', columns, rows };
}

/** The newest first; a clock that rang says which. */
export function eventsOf(ctx: Ctx, { events }: CourseOverview): Table {
  const rows = events.map((event): TableCell[] => [
    { text: dateTimeWords(event.at, ctx.now) }, { text: eventWords(event) },
    { text: event.who ?? DOERS[event.actorKind] ?? 'Systemet' },
  ]);
  const columns = [{ text: 'Hvornår' }, { text: 'Hvad' }, { text: 'Hvem' }];
  return { caption: 'Det er sket', columns, rows };
}

const DOERS: Readonly<Record<string, string>> = { patient: 'Patienten', system: 'Systemet' };

function eventWords({ event, detail }: Event): string {
  const words = EVENT_WORDS[event].staff;
  const deadline = detail['deadline'];
  const known = typeof deadline === 'string' && Object.hasOwn(DEADLINE_NAMES, deadline);
  return known ? `${words}: ${DEADLINE_NAMES[deadline as keyof typeof DEADLINE_NAMES]}` : words;
}

const INCIDENT_WORDS: Readonly<Record<string, string>> = {
  hole: 'Databasen mangler en hændelse, som processen har taget imod.',
  epoch: 'En nyere udgave af forløbets proces har taget over.',
  refused: 'Databasen ville ikke gemme en hændelse.',
};

/** What has stopped the course, if anything has. */
export function incidentsOf(
  ctx: Ctx, { incidents }: CourseOverview, course: { needsAttention: boolean },
): readonly string[] {
  const said = incidents.map(({ openedAt, detail }) => {
    const why = INCIDENT_WORDS[String(detail['reason'])] ?? 'Noget i maskinrummet gik galt.';
    return `${why} Opdaget ${dateTimeWords(openedAt, ctx.now)}.`;
  });
  return said.length === 0 && course.needsAttention
    ? ['Forløbet er markeret til at blive set på.'] : said;
}
