/** The door of every page and call: who is asking, may they, whose course, what is written down. */
import type { Request, Response, Router } from 'express';
import { csrfSync } from 'csrf-sync';
import { readClock } from '../db/clock';
import { REFUSED, writeAudit } from '../db/audit';
import { ANONYMOUS, DatabaseAway, inTransaction, type Actor, type Tx } from '../db/transaction';
import { personIdentities } from '../db/persons';
import { staffById } from '../db/staff';
import type { CourseRow } from '../db/courses';
import { clockNow, type Clock } from '../domain/clock';
import { may } from '../domain/permissions';
import { courseOf } from './access';
import { askedOf, isOurs, isScripts } from './asked';
import type { Answer, App, Asked, Ctx, FailName, Route } from './app';
import { isAnothersForm } from './formClaim';
import { noted } from './noted';
import { keepSession, sessionOf } from './session';

/** Audit event of routes that show nothing about a person. */
export const NOTHING_PERSONAL = 'nothingPersonal';

/** What the guard needs rendered; the web gives it, so that pages stay in one place. */
export interface GuardPages {
  fail(ctx: Ctx, asked: Asked, status: number, name: FailName): Promise<string>;
  /** No database, no session: made once, at start. */
  /** A post gets its own form back, with everything typed, to be sent again. */
  databaseAway(req: Pick<Request, 'method' | 'originalUrl' | 'body'>): string;
  loginFor(route: Route, url: string): string;
  /** A post from somebody logged out meanwhile: what they wrote; undefined when that is nothing. */
  loggedOut(
    route: Route,
    req: Pick<Request, 'originalUrl'> & { body?: object },
  ): string | undefined;
  /** A post of ours from before the login that sends it; undefined when nothing stands in it. */
  oldForm(ctx: Ctx, asked: Asked): Promise<string | undefined>;
  /** A form that was sent to another course before; undefined when nothing stands in it. */
  anothersForm(ctx: Ctx, asked: Asked): Promise<string | undefined>;
  reasonFor(course: CourseRow, url: string): string;
  /** A post to a course that became another's meanwhile: what they wrote; undefined when nothing. */
  reasonFirst(ctx: Ctx, asked: Asked, course: CourseRow): Promise<string | undefined>;
}
export interface GuardLog {
  error(detail: object, message: string): void;
}

/** One full wait for Temporal fits and no second one: the rest of a page never makes it 10 s. */
const ANSWER_MS = 5500;

const { generateToken, isRequestValid } = csrfSync({
  getTokenFromRequest: (req: Request) => {
    const body: unknown = req.body;
    const token = body && typeof body === 'object' && '_csrf' in body ? body._csrf : undefined;
    return typeof token === 'string' ? token : undefined;
  },
});

/** Puts every route behind the guard. Two rows for the same method and path are a mistake. */
export function mountRoutes(
  router: Router,
  app: App,
  routes: readonly Route[],
  pages: GuardPages,
  log: GuardLog,
): void {
  const seen = new Set<string>();
  for (const route of routes) {
    const key = `${route.method} ${route.path}`;
    if (seen.has(key)) throw new Error(`two routes answer ${key}`);
    seen.add(key);
    router[route.method](route.path, (req, res) => {
      void answer(req, res).catch((error: unknown) => lost(req, res, error));
    });
    const answer = async (req: Request, res: Response): Promise<void> => {
      const ctx = await contextOf(app, req);
      const asked = askedOf(req, generateToken(req));
      try {
        const said = await guarded(ctx, asked, req, route);
        if (said.kind === 'redirect') await keepSession(req);
        await send(res, said, (status, name) => pages.fail(ctx, asked, status, name));
      } catch (error) {
        if (error instanceof DatabaseAway) throw error;
        log.error({ err: error, requestId: ctx.requestId, route: key }, 'a page failed');
        res.status(500).send(await pages.fail(ctx, asked, 500, 'failed'));
      }
    };
  }

  async function guarded(ctx: Ctx, asked: Asked, req: Request, route: Route): Promise<Answer> {
    if (route.practiceOnly && !app.practice) return fail(404, 'notFound');
    if (!may(ctx.actor.role, route.permission)) {
      return ctx.actor.kind === 'anonymous' ? stranger(asked, req, route) : fail(403, 'forbidden');
    }
    if (route.method === 'post' && !(isOurs(req) && isRequestValid(req))) {
      return oldForm(ctx, asked, req);
    }
    if (!route.course) return audited(ctx, asked, route, undefined);
    const access = await courseOf(ctx, route.course, asked.params);
    if (access.kind === 'none') return fail(404, 'unknownCourse');
    noted(req).courseId = access.course.courseId;
    if (access.kind === 'needsReason') return needsReason(ctx, asked, route, access.course);
    const { course, unsent } = access;
    // A draft is no press: it is kept under its author's name, and no id of the form's is used.
    if (
      route.method === 'post' &&
      !isScripts(req) &&
      (await isAnothersForm(ctx, course, asked.form))
    )
      return anothersForm(ctx, asked);
    return audited(ctx, { ...asked, course, unsent }, route, course);
  }

  /** Sent to another course before: it comes back as a form of this one's, for its sender to judge. */
  async function anothersForm(ctx: Ctx, asked: Asked): Promise<Answer> {
    const html = await pages.anothersForm(ctx, asked);
    return html === undefined ? fail(409, 'conflict') : { kind: 'page', html, status: 409 };
  }

  /** From a page of an earlier login: shown as it was typed, and sent by a press of this login's. */
  async function oldForm(ctx: Ctx, asked: Asked, req: Request): Promise<Answer> {
    if (req.get('sec-fetch-site') !== 'same-origin') return fail(403, 'oldForm');
    const html = await pages.oldForm(ctx, asked);
    return html === undefined ? fail(403, 'oldForm') : { kind: 'page', html, status: 403 };
  }

  /**
   * To the login; but what was written in a form of ours is shown first, or it would be lost. A
   * draft that a script sends is told in a word: its words still stand on the writer's screen.
   */
  function stranger(asked: Asked, req: Request, route: Route): Answer {
    const { originalUrl } = req;
    if (route.method === 'post' && isScripts(req)) {
      return { kind: 'json', body: {}, status: 401 };
    }
    const html =
      route.method === 'post' && isOurs(req)
        ? pages.loggedOut(route, { originalUrl, body: asked.form })
        : undefined;
    if (html === undefined) return redirect(pages.loginFor(route, asked.url));
    return { kind: 'page', html, status: 403 };
  }

  /** To the page that asks why; but what was written is shown first, or it would be lost. */
  async function needsReason(
    ctx: Ctx,
    asked: Asked,
    route: Route,
    course: CourseRow,
  ): Promise<Answer> {
    const html = route.method === 'post' ? await pages.reasonFirst(ctx, asked, course) : undefined;
    if (html === undefined) return redirect(pages.reasonFor(course, asked.url));
    return { kind: 'page', html, status: 403 };
  }

  function lost(req: Request, res: Response, error: unknown): void {
    log.error({ err: error, requestId: noted(req).requestId }, 'a request was lost');
    if (!res.headersSent) res.status(503).send(pages.databaseAway(req));
  }
}

/**
 * What is shown or sent is written down first: nothing is done that could not be, and one who dies
 * in the middle has been written down. A form that came back is no act: that is written down too,
 * and the patient's log leaves both out.
 */
async function audited(
  ctx: Ctx,
  asked: Asked,
  route: Route,
  course: CourseRow | undefined,
): Promise<Answer> {
  await writeDown(ctx, route, course, route.audit);
  if (route.method === 'get') return route.handle(ctx, asked);
  const said = await route.handle(ctx, asked);
  if (isRefused(said)) await writeDown(ctx, route, course, `${route.audit}${REFUSED}`);
  return said;
}

/** Only what certainly came to nothing: what was not answered may have been done all the same. */
function isRefused(said: Answer): boolean {
  if (said.kind === 'redirect' || said.kind === 'file') return false;
  const { status = 200 } = said;
  return status >= 400 && status < 500;
}

/** One line in the audit log, as every page and press leaves one; none where nobody is shown. */
export async function writeDown(
  ctx: Ctx,
  route: Pick<Route, 'audit'>,
  course: CourseRow | undefined,
  event: string,
): Promise<void> {
  if (route.audit === NOTHING_PERSONAL) return;
  await inTransaction(ctx.app.db, ctx.actor, (tx) =>
    writeAudit(tx, {
      at: ctx.now,
      event,
      requestId: ctx.requestId,
      ...(course && { courseId: course.courseId, personId: course.personId }),
    }),
  );
}

async function contextOf(app: App, req: Request): Promise<Ctx> {
  const actor = sessionOf(req).who?.actor ?? ANONYMOUS;
  const { clock, name } = await inTransaction(app.db, actor, async (tx) => ({
    clock: (await readClock(tx))?.clock ?? ({ mode: 'real' } satisfies Clock),
    name: await ownName(tx, actor),
  }));
  return {
    app,
    clock,
    actor,
    name,
    now: clockNow(clock, app.realNow()),
    requestId: noted(req).requestId,
    answerBy: Date.now() + ANSWER_MS,
  };
}

/** Read anew for each request: a session keeps nobody's name, and its store needs no key. */
async function ownName(tx: Tx, actor: Actor): Promise<string> {
  if (actor.kind === 'staff') return (await staffById(tx, actor.id))?.name ?? '';
  if (actor.kind !== 'patient') return '';
  return (await personIdentities(tx, [actor.id])).get(actor.id)?.name ?? '';
}

function fail(status: 403 | 404 | 409 | 503, name: FailName): Answer {
  return { kind: 'fail', status, name };
}
function redirect(to: string): Answer {
  return { kind: 'redirect', to };
}

async function send(
  res: Response,
  answer: Answer,
  failed: (status: number, name: FailName) => Promise<string>,
): Promise<void> {
  // It took so long that it was answered without us (ops/lateAnswer.ts).
  if (res.headersSent) return;
  res.set('Cache-Control', 'no-store');
  if (answer.kind === 'redirect') res.redirect(303, answer.to);
  else if (answer.kind === 'json') res.status(answer.status ?? 200).json(answer.body);
  else if (answer.kind === 'file') res.attachment(answer.name).type(answer.type).send(answer.body);
  else if (answer.kind === 'page') res.status(answer.status ?? 200).send(answer.html);
  else res.status(answer.status).send(await failed(answer.status, answer.name));
}
