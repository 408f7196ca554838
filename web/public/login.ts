/** Logging in and out: to the identity provider, back again, and on to where one was going. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { logIn, startLogin, type LoggedIn, type NotLoggedIn } from '../../api/commands/logIn';
import { NOTHING_PERSONAL } from '../../api/guard';
import { ownCourse } from '../../api/queries/ownCourse';
import { refusalWords } from '../../domain/danish';
import { may } from '../../domain/permissions';
import { ownAddress, paths } from '../paths';
import { renderError } from '../shared/error';
import { renderLoggedOut } from '../shared/loggedOut';
import { frameOf, renderer } from '../shared/show';
import { NOT_LOGGED_IN } from './loginWords';
import { courseHome } from './whereTo';

type Who = 'patient' | 'staff';

/** `til`: the address of ours to come back to; '' when none was asked for. */
function returnTo(asked: Asked): string {
  const to = asked.query['til'];
  return to === undefined ? '' : ownAddress(to);
}

async function leave(
  ctx: Ctx,
  asked: Asked,
  wanted: { who: Who; returnTo: string; begins: boolean },
): Promise<Answer> {
  const started = await startLogin(ctx, asked.session, wanted);
  if (started.kind === 'leave') return { kind: 'redirect', to: started.to };
  return notLoggedIn(ctx, asked, 'identityAway', wanted.who);
}

async function notLoggedIn(ctx: Ctx, asked: Asked, name: NotLoggedIn, who: Who): Promise<Answer> {
  const login = who === 'patient' ? paths.login : paths.staffLogin;
  const { status, html } = renderError(
    renderer,
    await frameOf(ctx, asked),
    name === 'identityAway' ? 'unavailable' : 'forbidden',
    {
      ...NOT_LOGGED_IN[name],
      ways: [
        { text: 'Prøv at logge ind igen', href: login.to() },
        { text: 'Til forsiden', href: paths.front.to() },
      ],
    },
  );
  return { kind: 'page', status, html };
}

/** "Søg behandling": a login that may begin a course; an open course leads to its own page. */
async function apply(ctx: Ctx, asked: Asked): Promise<Answer> {
  const course = await ownCourse(ctx);
  if (course && course.endedAt === null) {
    sayNotBegun(asked, 'openCourse');
    return { kind: 'redirect', to: courseHome(course) };
  }
  return leave(ctx, asked, { who: 'patient', returnTo: '', begins: true });
}

function sayNotBegun(asked: Asked, name: 'openCourse'): void {
  asked.session.set({
    notice: { heading: 'Der blev ikke begyndt en ny ansøgning', text: refusalWords(name) },
  });
}

function login(who: Who): Route['handle'] {
  return async (ctx, asked) => {
    const to = returnTo(asked);
    if (ctx.actor.kind !== who) return leave(ctx, asked, { who, returnTo: to, begins: false });
    if (to !== '') return { kind: 'redirect', to };
    const course = await ownCourse(ctx);
    return { kind: 'redirect', to: who === 'staff' ? staffHome(ctx.actor.role) : homeOf(course) };
  };
}

async function back(ctx: Ctx, asked: Asked): Promise<Answer> {
  const outcome = await logIn(ctx, asked.session, asked.url);
  if (outcome.kind === 'refused') return notLoggedIn(ctx, asked, outcome.name, outcome.who);
  return onward(asked, outcome);
}

function onward(asked: Asked, outcome: Exclude<LoggedIn, { kind: 'refused' }>): Answer {
  if (outcome.returnTo !== '') return { kind: 'redirect', to: outcome.returnTo };
  if (outcome.kind === 'staff') return { kind: 'redirect', to: staffHome(outcome.role) };
  if (outcome.notBegun) sayNotBegun(asked, outcome.notBegun);
  if (!outcome.course) {
    asked.session.set({
      notice: {
        heading: 'Du er logget ind, og du har ikke et forløb hos os endnu',
        text: 'Vil du søge behandling, så tryk på "Søg behandling" her på siden.',
      },
    });
  }
  return { kind: 'redirect', to: homeOf(outcome.course) };
}

function homeOf(course: Parameters<typeof courseHome>[0] | undefined): string {
  return course ? courseHome(course) : paths.front.to();
}

function staffHome(role: Ctx['actor']['role']): string {
  return may(role, 'seeWorklist') ? paths.worklist.to() : paths.front.to();
}

/** The session is gone; the page comes with the next one, so that its forms can be sent. */
async function logOut(_ctx: Ctx, asked: Asked): Promise<Answer> {
  await asked.session.end();
  return { kind: 'redirect', to: paths.logout.to() };
}

async function loggedOut(ctx: Ctx, asked: Asked): Promise<Answer> {
  if (ctx.actor.kind !== 'anonymous') return { kind: 'redirect', to: paths.front.to() };
  const frame = await frameOf(ctx, asked);
  return { kind: 'page', html: renderLoggedOut(renderer, frame, 'asked', paths.login.to()) };
}

export const loginRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.apply.pattern,
    permission: 'public',
    audit: NOTHING_PERSONAL,
    handle: apply,
  },
  {
    method: 'get',
    path: paths.login.pattern,
    permission: 'public',
    audit: NOTHING_PERSONAL,
    handle: login('patient'),
  },
  {
    method: 'get',
    path: paths.staffLogin.pattern,
    permission: 'public',
    audit: NOTHING_PERSONAL,
    handle: login('staff'),
  },
  {
    method: 'get',
    path: paths.loginAnswer.pattern,
    permission: 'public',
    audit: NOTHING_PERSONAL,
    handle: back,
  },
  {
    method: 'post',
    path: paths.logout.pattern,
    permission: 'public',
    audit: 'logOut',
    handle: logOut,
  },
  {
    method: 'get',
    path: paths.logout.pattern,
    permission: 'public',
    audit: NOTHING_PERSONAL,
    handle: loggedOut,
  },
];
