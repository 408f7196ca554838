/** What the guard shows instead of a page: what went wrong in words, and the ways to log in. */
import type { Asked, Ctx, Route } from '../api/app';
import { freshUpdateId } from '../api/commands/press';
import type { GuardPages } from '../api/guard';
import { REFUSAL_WORDS } from '../domain/danish';
import { ownAddress, paths, withQuery } from './paths';
import { renderDatabaseAway, renderError, type ErrorDetail, type ErrorKind } from './shared/error';
import { crisisNumbers, type Frame } from './shared/page';
import { frameOf, renderer } from './shared/show';

const nobody: Frame = { audience: 'public', nav: [], csrf: '', crisis: crisisNumbers([]) };

/** Pages that need no session and no database: made once. */
export const plainPages = {
  databaseAway: renderDatabaseAway(renderer, nobody.crisis).html,
  notFound: renderError(renderer, nobody, 'notFound').html,
  unreadable: renderError(renderer, nobody, 'unreadable').html,
  tooLarge: renderError(renderer, nobody, 'tooLarge').html,
  failed: renderError(renderer, nobody, 'failed').html,
} as const;

interface Posted {
  readonly method: string;
  readonly originalUrl: string;
  readonly body?: unknown;
}

/**
 * Postgres is away: one page, made beforehand. A post that could not be taken in comes back as a
 * form with everything that was typed, which one press sends again.
 */
export function databaseAway(posted: Posted): string {
  return (
    formAgain(posted, {
      title: 'Det, du sendte, er ikke gemt endnu',
      lead:
        'Vi kan hverken vise eller gemme noget i øjeblikket, og vi arbejder på sagen. Lad siden ' +
        'stå åben, og send igen om et par minutter.',
    }) ?? plainPages.databaseAway
  );
}

/** It took too long to wait for: the same form sent again is the same press, and tells the truth. */
export function notYetKnown(posted: Posted): string {
  return (
    formAgain(posted, {
      title: 'Vi ved ikke endnu, om det er gemt',
      lead:
        'Det tager længere tid, end det plejer. Lad siden stå åben, og send igen om lidt: Så ser ' +
        'du, hvordan det gik. Det bliver ikke sendt to gange.',
    }) ?? plainPages.databaseAway
  );
}

function formAgain(
  { method, originalUrl, body }: Posted,
  words: { readonly title: string; readonly lead: string },
): string | undefined {
  if (method !== 'POST' || typeof body !== 'object' || body === null) return undefined;
  const fields = fieldsIn(body);
  const { title, lead } = words;
  return renderer.page('shared/away', {
    ...nobody,
    narrow: true,
    showCrisis: true,
    title,
    main: { lead, action: ownAddress(originalUrl), fields, texts: textsIn(fields) },
  });
}

/** Belongs to one login, and to nothing that was typed. */
const TOKEN = '_csrf';

interface Typed {
  readonly name: string;
  readonly value: string;
}

function fieldsIn(body: object): Typed[] {
  return Object.entries(body).flatMap(([name, value]: [string, unknown]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => typeof one === 'string')
      .map((one: string) => ({ name, value: one })),
  );
}

/** What a form carries by itself, of which nothing is lost with it. */
const CARRIED: readonly string[] = [
  TOKEN,
  'updateId',
  'version',
  'fra',
  'writer',
  'seen',
  'do',
  'wasEmail',
  'wasPhone',
  'minutes',
  'aboutModule',
  'aboutExercise',
];

/** Whether somebody wrote or chose anything in a form. */
function isFilledIn(fields: readonly Typed[]): boolean {
  return fields.some(({ name, value }) => !CARRIED.includes(name) && value.trim() !== '');
}

/** What somebody wrote, apart from what they chose and what a form carries. */
function textsIn(fields: readonly Typed[]): string[] {
  const written = fields.filter(({ name, value }) => name !== TOKEN && /\s/.test(value.trim()));
  return written.map(({ value }) => value);
}

/** Everything of a form that a person may have typed, where no form carries the rest on. */
function writtenIn(fields: readonly Typed[]): string[] {
  return fields
    .filter(({ name, value }) => !CARRIED.includes(name) && value.trim() !== '')
    .map(({ value }) => value);
}

/** A form that was not taken in, with everything in it, to be sent again; undefined: it is empty. */
async function notSent(
  ctx: Ctx,
  asked: Asked,
  why: { readonly lead: string; readonly first?: { readonly text: string; readonly href: string } },
): Promise<string | undefined> {
  const fields = fieldsIn(asked.form).filter(({ name }) => name !== TOKEN);
  if (fields.length === 0) return undefined;
  return renderer.page('shared/notSent', {
    ...(await frameOf(ctx, asked)),
    narrow: true,
    showCrisis: true,
    title: 'Det er ikke sendt endnu',
    main: {
      ...why,
      form: { action: ownAddress(asked.url), hidden: {}, fields },
      texts: textsIn(fields),
    },
  });
}

const OPEN_FOR_LONG =
  'Siden har stået åben længe. Derfor har vi ikke taget imod dine svar endnu. De står her, og du ' +
  'kan sende dem igen.';
const KIND_OF_STATUS: Readonly<Record<number, ErrorKind>> = {
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
  422: 'unreadable',
  429: 'tooMany',
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
    databaseAway,
    async fail(ctx: Ctx, asked: Asked, status: number, name: string): Promise<string> {
      const frame = await frameOf(ctx, asked);
      const kind = name === 'oldForm' ? name : (KIND_OF_STATUS[status] ?? 'failed');
      // A post that nothing can be done with: its words stand nowhere else. What another site sends
      // under our name is no word of the reader's, and is never shown as theirs.
      const texts = kind === 'oldForm' ? [] : writtenIn(fieldsIn(asked.form));
      return renderError(renderer, frame, kind, { ...detailOf(name), texts }).html;
    },
    loginFor(route, url) {
      const login = isPatients(route) ? paths.login : paths.staffLogin;
      const comesBack = route.method === 'get' || pages.has(route.path);
      return withQuery(login.to(), { til: comesBack ? url : undefined });
    },
    async oldForm(ctx: Ctx, asked: Asked): Promise<string | undefined> {
      const whose = ctx.name
        ? ` Du er logget ind som ${ctx.name}. Er det dig, der har skrevet det, så send det igen.`
        : '';
      // Whoever never logged in (the public forms) is told of no login.
      if (ctx.actor.kind === 'anonymous') return notSent(ctx, asked, { lead: OPEN_FOR_LONG });
      const lead =
        'Du har logget ind igen, siden du åbnede siden. Derfor har vi ikke taget imod det ' +
        `endnu.${whose}`;
      return notSent(ctx, asked, { lead });
    },
    async reasonFirst(
      ctx: Ctx,
      asked: Asked,
      course: Asked['course'],
    ): Promise<string | undefined> {
      if (textsIn(fieldsIn(asked.form)).length === 0) return undefined;
      const lead =
        `Forløb ${course.number} hører nu til en anden psykolog. Derfor tog vi ikke imod det, du ` +
        'sendte lige nu. Skriv først, hvorfor du har brug for at åbne forløbet. Kom så tilbage ' +
        'hertil, og send det igen. Det bliver ikke sendt to gange.';
      const first = {
        text: 'Skriv grunden i en ny fane',
        href: this.reasonFor(course, asked.url),
      };
      return notSent(ctx, asked, { lead, first });
    },
    async anothersForm(ctx: Ctx, asked: Asked): Promise<string | undefined> {
      if (!isFilledIn(fieldsIn(asked.form))) return undefined;
      // The id was spent on the other course; sent from here it is another press.
      const form = { ...asked.form, updateId: freshUpdateId() };
      const isPatient = ctx.actor.kind === 'patient';
      const lead = isPatient
        ? 'Siden blev åbnet med et andet login. Derfor har vi ikke taget imod det her. Har du selv ' +
          'skrevet det, og vil du sende det i dit eget forløb, så tryk "Send igen".'
        : 'Formularen hører til et andet forløb. Derfor har vi ikke taget imod det her. Vil du sende ' +
          'det i det forløb, du har åbent nu, så tryk "Send igen".';
      return notSent(ctx, { ...asked, form }, { lead });
    },
    loggedOut(route, { originalUrl, body }) {
      const fields = fieldsIn(body ?? {}).filter(({ name }) => name !== TOKEN);
      if (!isFilledIn(fields)) return undefined;
      const texts = textsIn(fields);
      return renderer.page('shared/stillHere', {
        ...nobody,
        narrow: true,
        showCrisis: true,
        title: 'Du er logget ud',
        main: {
          login: this.loginFor(route, originalUrl),
          action: ownAddress(originalUrl),
          fields,
          texts,
        },
      });
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
