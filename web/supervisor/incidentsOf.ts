/** The faults of one kind, one by one: each retried, or seen to in another way, with a reason. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { handleIncident } from '../../api/commands/handleIncident';
import { LONGEST_REASON, retryIncident, type Retried } from '../../api/commands/retryIncident';
import { incidentPage, type IncidentPage, type NamedIncident } from '../../api/queries/incidents';
import {
  causeWords,
  countWords,
  dateTimeWords,
  dateWords,
  DELIVERY_NAMES,
  EVENT_WORDS,
  HANDLING_WORDS,
  incidentTitle,
  refusalWords,
} from '../../domain/danish';
import { handlingsOf, isSetAside, retryOf } from '../../domain/incidents';
import { may } from '../../domain/permissions';
import { paths, withQuery } from '../paths';
import { fieldsOf, type Field, type FieldErrors } from '../shared/fields';
import type { ErrorSummary, Link } from '../shared/page';
import type { Form, Pages } from '../shared/parts';
import { show } from '../shared/show';

interface Act {
  readonly heading: string;
  /** Open from the start: the form that just came back. */
  readonly open: boolean;
  readonly about: string | null;
  readonly form: Form & { readonly fields: readonly Field[]; readonly button: string };
}
interface Row {
  readonly heading: string;
  readonly what: string | null;
  readonly seen: string;
  readonly asked: boolean;
  /** One press, without a reason. */
  readonly retry: (Form & { readonly about: string }) | null;
  readonly acts: readonly Act[];
  readonly links: readonly Link[];
}
export interface IncidentsOfMain {
  readonly lead: string;
  readonly rows: readonly Row[];
  readonly empty: string;
  readonly pages: Pages | null;
  /** What was typed about one that is not here any more. */
  readonly kept: string | null;
}
interface Shown {
  readonly errors: FieldErrors;
  readonly status: number;
}

async function incidentsOfPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  return page(ctx, asked, { errors: {}, status: 200 });
}

async function page(ctx: Ctx, asked: Asked, shown: Shown): Promise<Answer> {
  const { kind, cause } = asked.params;
  const found = await incidentPage(ctx, { kind, cause, after: asked.query['efter'] });
  if (!found) return { kind: 'fail', status: 404, name: 'notFound' };
  const { main, errors } = incidentsOfMain(ctx, asked, found, shown);
  return show(
    ctx,
    asked,
    'supervisor/incidentsOf',
    {
      title: incidentTitle(found.kind, found.cause),
      back: { text: 'Til alle fejl', href: paths.incidents.to() },
      main,
      ...(errors && { errors }),
    },
    shown.status,
  );
}

export function incidentsOfMain(
  ctx: Pick<Ctx, 'now' | 'actor'>,
  asked: Pick<Asked, 'form' | 'query'>,
  found: IncidentPage,
  shown: Shown,
): { readonly main: IncidentsOfMain; readonly errors: ErrorSummary | undefined } {
  const views = found.rows.map((row, index) => rowOf(ctx, asked, found, { row, index, shown }));
  const { reason, incident } = asked.form;
  const isHere = found.rows.some(({ incidentId }) => incidentId === incident);
  const typed = typeof reason === 'string' && !isHere ? reason.trim() : '';
  const plain = shown.errors[''] ? { items: [{ text: shown.errors[''], href: null }] } : undefined;
  return {
    main: {
      lead: causeWords(found.kind, found.cause),
      rows: views.map(({ view }) => view),
      empty: 'Her er ikke flere. Kommer der en ny, står den her og på siden med alle fejl.',
      pages: pagesOf(asked, found),
      kept: shown.status !== 200 && typed !== '' ? typed : null,
    },
    errors: views.find(({ summary }) => summary)?.summary ?? plain,
  };
}

interface At {
  readonly row: NamedIncident;
  readonly index: number;
  readonly shown: Shown;
}

function rowOf(
  ctx: Pick<Ctx, 'now' | 'actor'>,
  asked: Pick<Asked, 'form'>,
  { kind, cause }: IncidentPage,
  { row, index, shown }: At,
): { readonly view: Row; readonly summary: ErrorSummary | undefined } {
  const pressed = asked.form['incident'] === row.incidentId ? asked.form['action'] : undefined;
  const action = paths.incidentsOf.to({ kind, cause });
  const hidden = (act: string) => ({ incident: row.incidentId, action: act });
  const retry = retryOf(kind, cause, row.deliveryKind);
  const heading = headingOf(ctx, row);
  const build = (act: 'retry' | 'handle') => {
    const open = pressed === act;
    const prefix = `${act}-${index}`;
    const fields = fieldsOf(open ? asked.form : {}, open ? shown.errors : {}, prefix);
    const one = act === 'retry' ? knowingly() : otherwise(row);
    const list = [
      ...(one.options.length > 0
        ? [fields.radio({ name: 'handling', label: 'Hvad gjorde du?', options: one.options })]
        : []),
      ...(row.courseId === null
        ? []
        : [
            fields.textarea({
              name: 'reason',
              label: 'Grund',
              rows: 3,
              maxlength: LONGEST_REASON,
              hint: 'Kun for kolleger. Bliver gemt med dit navn.',
            }),
          ]),
    ];
    const form = { action, hidden: hidden(act), fields: list, button: one.button };
    const view: Act = { heading: one.heading, about: one.about, open, form };
    return { view, summary: fields.summary() };
  };
  const built = [
    ...(retry === 'knowingly' ? [build('retry')] : []),
    ...(handlingsOf(kind, cause).length > 0 ? [build('handle')] : []),
  ];
  const view = {
    heading,
    what: whatOf(row),
    seen: seenWords(ctx, row),
    asked: row.retryAskedAt !== null,
    retry:
      retry === 'freely' && row.retryAskedAt === null
        ? { action, hidden: hidden('retry'), about: heading }
        : null,
    acts: built.map((one) => one.view),
    links: linksOf(ctx, row),
  };
  return { view, summary: built.find((one) => one.summary)?.summary };
}

function headingOf({ now }: Pick<Ctx, 'now'>, row: NamedIncident): string {
  if (row.staffName !== null && row.onDate !== null) {
    return `${row.staffName}, ${dateWords(row.onDate, now)}`;
  }
  return [row.name, row.courseNumber].filter(Boolean).join(' · ');
}

/** What it was that did not come through, or could not be kept. */
function whatOf({ kind, cause, deliveryKind, detail }: NamedIncident): string | null {
  if (deliveryKind !== null) return DELIVERY_NAMES[deliveryKind];
  const { event } = detail;
  if (!isSetAside(kind, cause) || typeof event !== 'string') return null;
  return Object.hasOwn(EVENT_WORDS, event)
    ? EVENT_WORDS[event as keyof typeof EVENT_WORDS].staff
    : null;
}

function seenWords({ now }: Pick<Ctx, 'now'>, row: NamedIncident): string {
  const first = `Første gang ${dateTimeWords(row.openedAt, now)}.`;
  if (row.times === 1) return first;
  const times = countWords(row.times, 'gang', 'gange');
  return `${first} Set ${times}, senest ${dateTimeWords(row.lastSeenAt, now)}.`;
}

/** Mail has no way of telling that it is the same one: sent again, it may come twice. */
function knowingly() {
  return {
    heading: 'Send den igen',
    about: 'Modtageren får den måske to gange. Skriv, hvorfor den skal sendes alligevel.',
    button: 'Send den igen',
    options: [],
  };
}

function otherwise({ kind, cause }: NamedIncident) {
  return {
    heading: 'Jeg har taget mig af det',
    about: null,
    button: 'Gem, og fjern den herfra',
    options: handlingsOf(kind, cause).map((one) => ({ value: one, text: HANDLING_WORDS[one] })),
  };
}

function linksOf({ actor }: Pick<Ctx, 'actor'>, row: NamedIncident): readonly Link[] {
  const { courseId: course } = row;
  if (course === null) return [];
  const isSupervisor = may(actor.role, 'superviseCourses');
  const here = isSupervisor ? paths.runningCourse : paths.course;
  const letter =
    row.hasLetter && may(actor.role, 'seeClinicalText')
      ? [
          {
            text: 'Se brevet',
            href: paths.courseLetter.to({ course, letter: row.subject }),
          },
        ]
      : [];
  return [{ text: 'Åbn forløbet', href: here.to({ course }) }, ...letter];
}

function pagesOf(
  { query }: Pick<Asked, 'query'>,
  { kind, cause, next }: IncidentPage,
): Pages | null {
  const { efter } = query;
  if (!next && !efter) return null;
  const here = paths.incidentsOf.to({ kind, cause });
  return {
    label: 'Flere af samme slags',
    shown: efter ? 'Længere nede på listen' : 'De første på listen',
    newer: efter ? here : null,
    older: next ? withQuery(here, { efter: next }) : null,
  };
}

async function press(ctx: Ctx, asked: Asked): Promise<Answer> {
  const handles = asked.form['action'] === 'handle';
  const done = await (handles ? handleIncident : retryIncident)(ctx, asked.form);
  if (done.kind === 'invalid') return page(ctx, asked, { errors: done.errors, status: 422 });
  if (done.kind === 'refused') {
    return page(ctx, asked, { errors: { '': refusalWords(done.name) }, status: 409 });
  }
  asked.session.set({
    notice:
      done.kind === 'handled'
        ? { heading: 'Det er skrevet ned', text: 'Fejlen er væk herfra. Dit navn står ved den.' }
        : retriedWords(done),
  });
  const { kind = '', cause = '' } = asked.params;
  return { kind: 'redirect', to: paths.incidentsOf.to({ kind, cause }) };
}

function retriedWords(done: Exclude<Retried, { kind: 'refused' | 'invalid' }>) {
  switch (done.kind) {
    case 'resent':
      return {
        heading: 'Det er på vej igen',
        text: 'Kommer det heller ikke frem denne gang, står det her igen.',
      };
    case 'over':
      return { heading: 'Forløbet er slut', text: 'Der skal ikke køre nogen proces mere.' };
    case 'later':
      return {
        heading: 'Vi prøver igen om lidt',
        text: 'Det kunne ikke gøres med det samme. Programmet bliver ved, til det er lykkedes.',
      };
    case 'rebuilt':
      return {
        heading: 'Forløbet kører igen',
        text:
          done.refused.length === 0
            ? 'Fristerne løber igen, og intet, nogen har trykket på, er gået tabt.'
            : 'Fristerne løber igen. Noget, nogen trykkede på, kunne ikke gemmes. Det står under ' +
              'Fejl for sig selv.',
      };
  }
}

export const incidentsOfRoutes: readonly Route[] = [
  {
    // The list names many people: each opening of one of them is logged where it happens.
    method: 'get',
    path: paths.incidentsOf.pattern,
    permission: 'repairDeliveries',
    audit: 'sawIncidents',
    handle: incidentsOfPage,
  },
  {
    // What was done is written down with its course, before and after, by the command.
    method: 'post',
    path: paths.incidentsOf.pattern,
    permission: 'repairDeliveries',
    audit: 'sawToIncident',
    handle: press,
  },
];
