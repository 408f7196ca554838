/** What went wrong and does not mend itself: one line for each fault, and a retry for all of it. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { retryAll } from '../../api/commands/retryIncident';
import { incidents, type IncidentGroup } from '../../api/queries/incidents';
import {
  capital,
  causeWords,
  countWords,
  dateTimeWords,
  incidentMeans,
  incidentTitle,
  refusalWords,
} from '../../domain/danish';
import { may } from '../../domain/permissions';
import { retriedTogether } from '../../domain/incidents';
import { paths } from '../paths';
import type { Link } from '../shared/page';
import type { Form } from '../shared/parts';
import { show } from '../shared/show';
import { incidentsOfRoutes } from './incidentsOf';

interface Row {
  readonly title: string;
  readonly cause: string;
  readonly means: string;
  readonly first: string;
  readonly last: string;
  readonly count: string;
  /** Those that are retried already, in words. */
  readonly asked: string | null;
  /** Those that one press for all of them leaves out, in words. */
  readonly alone: string | null;
  /** Null: nothing of it can be retried, or all of it is. */
  readonly retry: (Form & { readonly about: string }) | null;
  readonly each: Link;
}
export interface IncidentsMain {
  readonly lead: string;
  readonly rows: readonly Row[];
  readonly empty: string;
}

async function incidentsPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  return page(ctx, asked, 200);
}

async function page(ctx: Ctx, asked: Asked, status: number): Promise<Answer> {
  const main = incidentsMain(ctx, await incidents(ctx));
  const text = refusalWords('incidentClosed');
  return show(
    ctx,
    asked,
    'supervisor/incidents',
    {
      title: 'Fejl, der skal ses på',
      main,
      ...(status !== 200 && { errors: { items: [{ text, href: null }] } }),
    },
    status,
  );
}

export function incidentsMain(
  ctx: Pick<Ctx, 'now' | 'actor'>,
  groups: readonly IncidentGroup[],
): IncidentsMain {
  const seesAll = may(ctx.actor.role, 'superviseCourses');
  return {
    lead: seesAll
      ? 'Det her gik ikke, som det skulle, og det retter sig ikke af sig selv. Det, der har stået ' +
        'længst, står øverst.'
      : 'De her breve og beskeder gik ikke, som de skulle. De, der har stået længst, står øverst.',
    rows: groups.map((group) => rowOf(ctx, group)),
    empty: seesAll
      ? 'Alt går, som det skal. Kommer et brev ikke frem, eller går et forløb i stå, står det her.'
      : 'Alle breve og beskeder er kommet frem eller er på vej. Går noget galt, står det her.',
  };
}

function rowOf({ now }: Pick<Ctx, 'now'>, group: IncidentGroup): Row {
  const { kind, cause, incidents: count, courses, asked } = group;
  const title = incidentTitle(kind, cause);
  const together = retriedTogether(group);
  // Letters stand there once for each cause.
  const about = kind === 'deliveryFailed' ? `${title}. ${causeWords(kind, cause)}` : title;
  const isAll = asked === count;
  const alone = together > 0 ? count - together : 0;
  return {
    title,
    cause: causeWords(kind, cause),
    means: incidentMeans(group, group),
    first: `Første gang ${dateTimeWords(group.firstSeenAt, now)}`,
    last: `Senest ${dateTimeWords(group.lastSeenAt, now)}`,
    count:
      courses > 0 ? countWords(courses, 'forløb', 'forløb') : countWords(count, 'mail', 'mails'),
    asked: asked > 0 ? `${capital(askedWords(asked, isAll))} prøvet igen.` : null,
    alone:
      alone > 0
        ? `${capital(countWords(alone, 'e-mail', 'e-mails'))} sendes kun igen enkeltvis.`
        : null,
    retry:
      asked < together ? { action: paths.incidents.to(), hidden: { kind, cause }, about } : null,
    each: { text: 'Se hver enkelt', href: paths.incidentsOf.to({ kind, cause }) },
  };
}

function askedWords(asked: number, isAll: boolean): string {
  if (isAll) return asked === 1 ? 'den bliver' : 'alle bliver';
  return `${asked} bliver`;
}

async function retry(ctx: Ctx, asked: Asked): Promise<Answer> {
  const count = await retryAll(ctx, asked.form);
  if (count === 0) return page(ctx, asked, 409);
  const notice = {
    heading: 'Vi prøver igen',
    text:
      'Det tager op til et minut. Det, der lykkes, forsvinder herfra. Genindlæs siden for at se, ' +
      'hvor langt det er.',
  };
  asked.session.set({ notice });
  return { kind: 'redirect', to: paths.incidents.to() };
}

export const incidentRoutes: readonly Route[] = [
  {
    // Counts only: whose they are stands one press further on.
    method: 'get',
    path: paths.incidents.pattern,
    permission: 'repairDeliveries',
    audit: 'sawIncidents',
    handle: incidentsPage,
  },
  {
    method: 'post',
    path: paths.incidents.pattern,
    permission: 'repairDeliveries',
    audit: 'retriedIncidents',
    handle: retry,
  },
  ...incidentsOfRoutes,
];
