/** Answers for sending a person to log in and for reading who comes back (OIDC code + PKCE). */
import * as oidc from 'openid-client';
import {
  ACCEPTED_LEVELS,
  patientOf,
  refused,
  SCOPE,
  staffOf,
  type LoginRefused,
  type PatientIdentity,
  type StaffIdentity,
  type Who,
} from './claims';

/** Longest wait for the identity provider, in seconds. */
const ANSWER_SECONDS = 5;

export interface IdentityOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where people come back to: `${baseUrl}/log-ind/svar`. */
  readonly redirectUri: string;
  /** Plain http to the provider: practice and tests only. */
  readonly allowInsecure?: boolean;
}

/** What the session keeps between leaving and coming back. */
export interface LoginChecks {
  readonly who: Who;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export interface Identity {
  /** The address to send the person to. Throws IdentityAway. */
  loginUrl(wanted: { who: Who; loginHint?: string }): Promise<LoginChecks & { url: string }>;
  /** Who came back, once per login. Throws IdentityAway; the same address never works twice. */
  finish(
    currentUrl: URL | string,
    checks: LoginChecks,
  ): Promise<PatientIdentity | StaffIdentity | LoginRefused>;
}

/** The identity provider did not answer: log in later; all else goes on. */
export class IdentityAway extends Error {
  override readonly name = 'IdentityAway';
}

/** Asks the provider nothing yet: one that is away at start is asked at the next login. */
export function createIdentity(options: IdentityOptions): Identity {
  let known: Promise<oidc.Configuration> | undefined;
  const forget = (): void => {
    known = undefined;
  };
  const configuration = async (): Promise<oidc.Configuration> => {
    known ??= discover(options);
    return known.catch((error: unknown) => {
      forget();
      throw new IdentityAway('The identity provider did not answer', { cause: error });
    });
  };

  return {
    async loginUrl({ who, loginHint }) {
      const provider = await configuration();
      const checks = {
        who,
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        codeVerifier: oidc.randomPKCECodeVerifier(),
      };
      const url = oidc.buildAuthorizationUrl(provider, {
        redirect_uri: options.redirectUri,
        scope: `openid ${SCOPE[who]}`,
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(checks.codeVerifier),
        code_challenge_method: 'S256',
        // A shared computer must not log the next person in as the one before.
        prompt: 'login',
        ...(who === 'patient' && { acr_values: ACCEPTED_LEVELS.join(' ') }),
        ...(loginHint !== undefined && { login_hint: loginHint }),
      });
      return { ...checks, url: url.href };
    },

    async finish(currentUrl, checks) {
      const provider = await configuration();
      try {
        const tokens = await oidc.authorizationCodeGrant(provider, new URL(currentUrl), {
          expectedState: checks.state,
          expectedNonce: checks.nonce,
          pkceCodeVerifier: checks.codeVerifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        return checks.who === 'patient' ? patientOf(claims) : staffOf(claims);
      } catch (error) {
        if (error instanceof oidc.AuthorizationResponseError) {
          return refused(error.error === 'access_denied' ? 'cancelled' : 'answerDoesNotFit');
        }
        // Keys may have changed under us: ask for them anew at the next login.
        forget();
        if (isAway(error)) {
          throw new IdentityAway('The identity provider did not answer', { cause: error });
        }
        return refused('answerDoesNotFit');
      }
    },
  };
}

function discover(options: IdentityOptions): Promise<oidc.Configuration> {
  const execute = [oidc.enableNonRepudiationChecks];
  if (options.allowInsecure === true) execute.push(oidc.allowInsecureRequests);
  return oidc.discovery(
    new URL(options.issuer),
    options.clientId,
    options.clientSecret,
    oidc.ClientSecretBasic(options.clientSecret),
    { timeout: ANSWER_SECONDS, execute },
  );
}

/** A timeout, a broken connection or a failing provider, as against an answer that is wrong. */
function isAway(error: unknown): boolean {
  if (error instanceof oidc.ResponseBodyError) return error.status >= 500;
  if (error instanceof oidc.ClientError && error.code !== undefined) {
    if (['OAUTH_TIMEOUT', 'OAUTH_ABORT'].includes(error.code)) return true;
    return error.cause instanceof Response && error.cause.status >= 500;
  }
  return String(error) === 'TypeError: fetch failed';
}
