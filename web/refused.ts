/** What the guard shows instead of a page: what went wrong in words, and the ways to log in. */
import type { Asked, Ctx, Route } from '../api/app';
import type { GuardPages } from '../api/guard';
import { REFUSAL_WORDS } from '../domain/danish';
import { paths, withQuery } from './paths';
import { renderDatabaseAway, renderError, type ErrorDetail, type ErrorKind } from './shared/error';
import { crisisNumbers, type Frame } from './shared/page';
import { frameOf, renderer } from './shared/show';

const nobody: Frame = { audience: 'public', nav: [], csrf: '', crisis: crisisNumbers([]) };

/** Pages that need no session and no database: made once. */
export const plainPages = {
  databaseAway: renderDatabaseAway(renderer, nobody.crisis).html,
  notFound: renderError(renderer, nobody, 'notFound').html,
  unreadable: renderError(renderer, nobody, 'unreadable').html,
  failed: renderError(renderer, nobody, 'failed').html,
} as const;

const KIND_OF_STATUS: Readonly<Record<number, ErrorKind>> = {
  403: 'forbidden', 404: 'notFound', 409: 'conflict', 422: 'unreadable', 429: 'tooMany',
  503: 'unavailable',
};
const UNKNOWN_COURSE: ErrorDetail = {
  heading: 'Forløbet findes ikke',
  sentences: [
    'Der er ikke noget forløb bag adressen, eller også hører det til en anden.',
    'Gå tilbage, og åbn det derfra.',
  ],
};

/** `routes`: a post that meets no login leads back to the page of the same address, if there is one. */
export function guardPages(routes: readonly Route[]): GuardPages {
  const pages = new Set(routes.filter((one) => one.method === 'get').map((one) => one.path));
  return {
    databaseAway: () => plainPages.databaseAway,
    async fail(ctx: Ctx, asked: Asked, status: number, name: string): Promise<string> {
      const frame = await frameOf(ctx, asked);
      const kind = name === 'oldForm' ? name : (KIND_OF_STATUS[status] ?? 'failed');
      return renderError(renderer, frame, kind, detailOf(name)).html;
    },
    loginFor(route, url) {
      const login = isPatients(route) ? paths.login : paths.staffLogin;
      const comesBack = route.method === 'get' || pages.has(route.path);
      return withQuery(login.to(), { til: comesBack ? url : undefined });
    },
    reasonFor: (course, url) =>
      withQuery(paths.unlock.to({ course: course.courseId }), { til: url }),
  };
}

function isPatients(route: Route): boolean {
  return route.permission === 'ownCourse' || route.course === 'own';
}

/** A refusal says itself why; the words of the status stand for everything else. */
function detailOf(name: string): ErrorDetail {
  if (name === 'unknownCourse') return UNKNOWN_COURSE;
  const words = new Map<string, string>(Object.entries(REFUSAL_WORDS)).get(name);
  return words ? { sentences: [words] } : {};
}
