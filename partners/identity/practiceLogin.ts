/** Answers for the login page of the practice: a list of people, and a field to be a new one. */
import { randomInt } from 'node:crypto';
import express, { type Express, type Request, type Response } from 'express';
import type { Provider } from 'oidc-provider';
import { z } from 'zod';
import { syntheticCpr, writtenCpr } from '../../domain/cpr';
import type { Draw } from '../practicePages';
import { SCOPE, type Who } from './claims';
import type { PracticeAccount, PracticeAccounts } from './practiceAccounts';

const choice = z.object({
  person: z.string().optional(),
  cancel: z.string().optional(),
  name: z.string().default(''),
  cpr: z.string().default(''),
});

/** The page between the portal's "log in" and the way back to it. */
export function loginPages(
  app: Express,
  provider: Provider,
  accounts: PracticeAccounts,
  draw: Draw,
): void {
  const asked = { provider, accounts, draw };
  app.get('/login/:uid', (request, response) => showPeople(asked, request, response));
  const form = express.urlencoded({ extended: false, limit: '2mb' });
  app.post('/login/:uid', form, (request, response) => choosePerson(asked, request, response));
}

interface Login {
  readonly provider: Provider;
  readonly accounts: PracticeAccounts;
  readonly draw: Draw;
}

async function showPeople(login: Login, request: Request, response: Response): Promise<void> {
  const asked = await whoIsAsked(login, request, response);
  if (asked === undefined) return;
  const { who, hint } = asked;
  const hinted = hint === undefined ? undefined : await login.accounts.byHint(who, hint);
  if (hinted) await logIn(login, request, response, hinted);
  else login.draw(response, 'login', page(login.accounts, who));
}

async function choosePerson(login: Login, request: Request, response: Response): Promise<void> {
  const { provider, accounts, draw } = login;
  const asked = await whoIsAsked(login, request, response);
  if (asked === undefined) return;
  const read = choice.safeParse(request.body ?? {});
  const { person, cancel, name, cpr } = read.success ? read.data : choice.parse({});
  if (cancel !== undefined) {
    await provider.interactionFinished(request, response, {
      error: 'access_denied',
      error_description: 'The person pressed cancel',
    });
    return;
  }
  const chosen = person === undefined ? undefined : accounts.find(person);
  if (chosen?.who === asked.who) {
    await logIn(login, request, response, chosen);
    return;
  }
  if (asked.who === 'staff') {
    draw(response, 'login', page(accounts, asked.who), 400);
    return;
  }
  const typed = await accounts.typedIn(name, cpr);
  if (typed.kind === 'person') await logIn(login, request, response, typed.account);
  else draw(response, 'login', page(accounts, asked.who, { name, cpr, wrong: typed }), 400);
}

/** Undefined, with a page that says so, when the login is over or was never begun. */
async function whoIsAsked(
  { provider, draw }: Login,
  request: Request,
  response: Response,
): Promise<{ who: Who; hint: string | undefined } | undefined> {
  try {
    const { params } = await provider.interactionDetails(request, response);
    const scopes = String(params.scope).split(' ');
    const hint = typeof params.login_hint === 'string' ? params.login_hint : undefined;
    return { who: scopes.includes(SCOPE.staff) ? 'staff' : 'patient', hint };
  } catch {
    draw(response, 'login-failed', {}, 400);
    return undefined;
  }
}

async function logIn(
  { provider }: Login,
  request: Request,
  response: Response,
  account: PracticeAccount,
): Promise<void> {
  await provider.interactionFinished(request, response, {
    login: {
      accountId: account.sub,
      remember: false,
      ...(account.level !== undefined && { acr: account.level }),
    },
  });
}

interface TypedForm {
  name: string;
  cpr: string;
  wrong: { name: string | null; cpr: string | null };
}

/** A free number is suggested, so that a name is all one has to think of. */
function page(accounts: PracticeAccounts, who: Who, typed?: TypedForm): object {
  const suggested = writtenCpr(syntheticCpr(randomInt(1_000_000)));
  return {
    isPatient: who === 'patient',
    title: who === 'patient' ? 'Øvelses-MitID' : 'Øvelseslogin for personale',
    groups: accounts.shown(who),
    name: typed?.name ?? '',
    cpr: typed?.cpr ?? suggested,
    nameWrong: typed?.wrong.name ?? null,
    cprWrong: typed?.wrong.cpr ?? null,
  };
}
