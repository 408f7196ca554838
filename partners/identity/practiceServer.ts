/** Answers for logging in during practice: a real OIDC provider with made-up people. */
import { generateKeyPair, randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import express, { type Request } from 'express';
import type { Configuration, JWKS, KoaContextWithOIDC } from 'oidc-provider';
import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js';
import { Provider } from 'oidc-provider/lib/provider.js';
import { openJournal } from '../journal';
import { listen, stopServer } from '../listening';
import { practicePages, type Render } from '../practicePages';
import { LEVEL, SCOPE } from './claims';
import { PracticeAccounts, typedPerson } from './practiceAccounts';
import { loginPages } from './practiceLogin';
import {
  practicePatients,
  practiceStaff,
  type PracticePatient,
  type PracticeStaff,
} from './practicePeople';

export interface PracticeClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
}

export interface PracticeIdentityOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly host: string;
  /** The address browsers reach it at; default http://host:port. */
  readonly issuer?: string;
  readonly clients: readonly PracticeClient[];
  readonly patients?: readonly PracticePatient[];
  readonly staff?: readonly PracticeStaff[];
  /** Keeps people typed in on the login page over a restart; without it they are forgotten. */
  readonly peopleFile?: string;
  /** Private signing keys; made at start when absent, since logins need not survive a restart. */
  readonly jwks?: JWKS;
}

export interface RunningPracticeIdentity {
  readonly issuer: string;
  stop(): Promise<void>;
}

/** Starts the provider. Throws when the port is taken or the file of people cannot be read. */
export async function startPracticeIdentity(
  options: PracticeIdentityOptions,
): Promise<RunningPracticeIdentity> {
  const { patients = practicePatients, staff = practiceStaff, peopleFile } = options;
  const journal = peopleFile === undefined ? undefined : await openJournal(peopleFile, typedPerson);
  const accounts = new PracticeAccounts(patients, staff, journal);
  const app = express();
  const server = createServer(app);
  const stop = async (): Promise<void> => {
    await stopServer(server);
    await journal?.close();
  };
  try {
    const own = await listen(server, options.port, options.host);
    const issuer = options.issuer ?? own;
    const origins = options.clients.flatMap(({ redirectUris }) =>
      redirectUris.map((uri) => new URL(uri).origin),
    );
    const { draw, render } = practicePages(app, [...new Set(origins)]);
    const jwks = options.jwks ?? { keys: [await signingKey()] };
    const provider = new Provider(issuer, configuration(options.clients, accounts, jwks, render));
    provider.on('server_error', (_ctx, error) => {
      console.error('The practice identity provider failed:', error);
    });
    loginPages(app, provider, accounts, draw);
    app.use('/auth', (request, _response, next) => {
      forgetEarlierLogin(request);
      next();
    });
    app.use(provider.callback());
    return { issuer, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function configuration(
  clients: readonly PracticeClient[],
  accounts: PracticeAccounts,
  jwks: JWKS,
  render: Render,
): Configuration {
  return {
    adapter: createMemoryAdapter(),
    clients: clients.map(({ clientId, clientSecret, redirectUris }) => ({
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [...redirectUris],
      response_types: ['code'],
      grant_types: ['authorization_code'],
    })),
    jwks,
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: { session: 'oevelse_session', interaction: 'oevelse_login', resume: 'oevelse_svar' },
    },
    acrValues: Object.values(LEVEL),
    scopes: ['openid', SCOPE.patient, SCOPE.staff],
    claims: {
      openid: ['sub'],
      acr: null,
      [SCOPE.patient]: ['cpr', 'name'],
      [SCOPE.staff]: ['name', 'email', 'groups'],
    },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    interactions: { url: (_ctx, interaction) => `/login/${interaction.uid}` },
    ttl: { Session: 600, Interaction: 3_600, Grant: 600, IdToken: 600, AccessToken: 600 },
    findAccount: (_ctx, sub) => {
      const account = accounts.find(sub);
      return account && { accountId: sub, claims: () => ({ sub, ...account.claims }) };
    },
    loadExistingGrant: grantEverything,
    renderError: (ctx) => {
      ctx.type = 'html';
      ctx.body = render('login-failed', {});
    },
  };
}

/** Nobody is asked for consent: the portal is the only client and asks for what MitID gives. */
async function grantEverything(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  const grant = new provider.Grant({
    ...(client && { clientId: client.clientId }),
    ...(session?.accountId !== undefined && { accountId: session.accountId }),
  });
  grant.addOIDCScope(`openid ${SCOPE.patient} ${SCOPE.staff}`);
  await grant.save();
  return grant;
}

/** Every login is a new one, as with MitID: who was logged in before plays no part. */
function forgetEarlierLogin(request: Request): void {
  const kept = request.headers.cookie
    ?.split('; ')
    .filter((cookie) => !cookie.startsWith('oevelse_session'))
    .join('; ');
  if (kept !== undefined) request.headers.cookie = kept;
}

async function signingKey() {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'RS256', use: 'sig' };
}
