/** The environment, read once into one frozen object; a missing or wrong value is one sentence. */
import path from 'node:path';
import { z } from 'zod';
import {
  database,
  file,
  fromFiles,
  keyFile,
  levels,
  port,
  portOrNone,
  text,
  web,
} from './environment';
import type { Environment } from './environment';
import { Sentence } from './sentence';

/** The processes of the program; each needs only some of the variables. */
export type Entry =
  | 'start'
  | 'web'
  | 'worker'
  | 'partners'
  | 'migrate'
  | 'backup'
  | 'restore'
  | 'rebuild'
  | 'rotate';

export interface Config {
  readonly mode: 'practice' | 'production';
  /** Address to listen on; 127.0.0.1 unless a container says otherwise. */
  readonly host: string;
  readonly webPort: number;
  readonly identityPort: number;
  readonly standInsPort: number;
  readonly temporalPort: number;
  readonly temporalUiPort: number;
  readonly postgresPort: number;
  /** Where this process tells its figures to Prometheus; 0: nowhere. */
  readonly metricsPort: number;
  /** Where people reach the pages, without a slash at the end. */
  readonly baseUrl: string;
  /** '' where a process has no business with that login. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly workerUrl: string;
  readonly statisticsUrl: string;
  readonly temporalAddress: string;
  /** Whether the cluster was named by the environment (then none is started). */
  readonly temporalIsGiven: boolean;
  readonly temporalNamespace: string;
  readonly temporalUiUrl: string;
  readonly taskQueue: string;
  readonly dataDir: string;
  readonly masterKeyFile: string;
  readonly payloadKeyFile: string;
  readonly hashKeyFile: string;
  readonly sessionSecretFile: string;
  readonly identityIssuer: string;
  readonly identityClientId: string;
  readonly identityClientSecretFile: string;
  readonly partnersUrl: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** Real milliseconds in which a revocable decision can be undone; the same in web and worker. */
export const UNDO_MS = { practice: 20_000, production: 600_000 } as const;

interface Variable {
  readonly field: keyof Config;
  readonly meaning: string;
  /** Practice default in words; derived ones are computed in `practiceDefaults`. */
  readonly practice: string;
  /** Entries that cannot run in production without it. */
  readonly requiredBy: readonly Entry[];
}

const ALL: readonly Entry[] = [
  'web',
  'worker',
  'partners',
  'migrate',
  'backup',
  'restore',
  'rebuild',
  'rotate',
];

/** Every variable the program reads, for people: the README's table is checked against this. */
export const VARIABLES: Readonly<Record<string, Variable>> = {
  FORLOEB_MODE: row('mode', 'practice or production', 'practice', []),
  HOST: row('host', 'address to listen on', '127.0.0.1', []),
  WEB_PORT: row('webPort', 'port of the pages', '3000', []),
  IDENTITY_PORT: row('identityPort', 'port of the practice identity provider', '3001', []),
  STANDINS_PORT: row('standInsPort', 'port of the stand-ins for outside systems', '3002', []),
  TEMPORAL_PORT: row('temporalPort', 'port of the Temporal server we start', '7233', []),
  TEMPORAL_UI_PORT: row('temporalUiPort', 'port of its web pages', '8233', []),
  POSTGRES_PORT: row('postgresPort', 'port of the Postgres we start', '5433', []),
  BASE_URL: row('baseUrl', 'where people reach the pages', 'http://127.0.0.1:<WEB_PORT>', [
    'web',
    'worker',
  ]),
  DATABASE_URL: row(
    'ownerUrl',
    'owner of the database: migrations, backup, restore and rotation of keys only',
    'embedded Postgres',
    ['migrate', 'backup', 'restore', 'rotate'],
  ),
  DATABASE_APP_URL: row('appUrl', 'login of the web process', 'made at start', ['web', 'migrate']),
  DATABASE_WORKER_URL: row('workerUrl', 'login of the worker', 'made at start', [
    'worker',
    'migrate',
    'rebuild',
  ]),
  DATABASE_STATISTICS_URL: row('statisticsUrl', 'login that reads figures only', 'made at start', [
    'migrate',
  ]),
  TEMPORAL_ADDRESS: row(
    'temporalAddress',
    'an existing Temporal cluster, host:port',
    'one is started',
    ['web', 'worker', 'migrate', 'rebuild'],
  ),
  TEMPORAL_NAMESPACE: row('temporalNamespace', 'namespace in the cluster', 'default', []),
  TEMPORAL_UI_URL: row(
    'temporalUiUrl',
    'where its web pages are, for the supervisor’s links',
    'http://127.0.0.1:<TEMPORAL_UI_PORT>',
    [],
  ),
  TASK_QUEUE: row('taskQueue', 'the worker’s task queue', 'forloeb', []),
  FORLOEB_DATA: row('dataDir', 'folder of database, Temporal and keys', '.data', []),
  MASTER_KEY_FILE: row(
    'masterKeyFile',
    'key that wraps every person’s data key',
    '<data>/keys/master.json',
    ['web', 'worker', 'rebuild', 'rotate'],
  ),
  PAYLOAD_KEY_FILE: row(
    'payloadKeyFile',
    'key of what Temporal stores',
    '<data>/keys/payload.json',
    ['web', 'worker', 'rebuild'],
  ),
  HASH_KEY_FILE: row('hashKeyFile', 'key of the search hashes', '<data>/keys/hash.json', [
    'web',
    'worker',
    'rebuild',
    'rotate',
  ]),
  SESSION_SECRET_FILE: row(
    'sessionSecretFile',
    'secret that signs sessions',
    '<data>/keys/session.json',
    ['web'],
  ),
  IDENTITY_ISSUER: row(
    'identityIssuer',
    'address of the identity provider (OpenID Connect)',
    'http://127.0.0.1:<IDENTITY_PORT>',
    ['web'],
  ),
  IDENTITY_CLIENT_ID: row('identityClientId', 'our client there', 'forloeb', ['web']),
  IDENTITY_CLIENT_SECRET_FILE: row(
    'identityClientSecretFile',
    'its secret',
    '<data>/keys/identity.json',
    ['web'],
  ),
  PARTNERS_URL: row(
    'partnersUrl',
    'where letters, journal entries and messages are handed over',
    'http://127.0.0.1:<STANDINS_PORT>',
    ['worker'],
  ),
  METRICS_PORT: row(
    'metricsPort',
    'port of the figures for Prometheus; 0: none',
    '0; npm start: 9464 for web, 9465 for worker',
    [],
  ),
  LOG_LEVEL: row('logLevel', 'debug, info, warn, error or silent', 'info', []),
};

/** Read by the tools around the program only; the README names them too. */
export const TOOL_VARIABLES = {
  XDG_CACHE_HOME: 'where downloads and builds go, in a folder "forloeb" (~/.cache)',
  FORLOEB_BROWSER: 'the browser of journeys and pictures (any Chrome, Chromium or Edge here)',
} as const;

function row(
  field: keyof Config,
  meaning: string,
  practice: string,
  requiredBy: readonly Entry[],
): Variable {
  return { field, meaning, practice, requiredBy };
}

/** Practice values that follow from others; production has none of them but the plain ones. */
function defaults(env: Environment): Record<string, string> {
  const at = (port: string, otherwise: string) => `http://127.0.0.1:${env[port] ?? otherwise}`;
  const data = path.resolve(env.FORLOEB_DATA ?? '.data');
  const key = (name: string) => path.join(data, 'keys', `${name}.json`);
  return {
    BASE_URL: at('WEB_PORT', '3000'),
    TEMPORAL_ADDRESS: `127.0.0.1:${env.TEMPORAL_PORT ?? '7233'}`,
    TEMPORAL_UI_URL: at('TEMPORAL_UI_PORT', '8233'),
    MASTER_KEY_FILE: key('master'),
    PAYLOAD_KEY_FILE: key('payload'),
    HASH_KEY_FILE: key('hash'),
    SESSION_SECRET_FILE: key('session'),
    IDENTITY_ISSUER: at('IDENTITY_PORT', '3001'),
    IDENTITY_CLIENT_ID: 'forloeb',
    IDENTITY_CLIENT_SECRET_FILE: key('identity'),
    PARTNERS_URL: at('STANDINS_PORT', '3002'),
  };
}

const shape = z.object({
  FORLOEB_MODE: z
    .enum(['practice', 'production'], 'must be practice or production')
    .default('practice'),
  HOST: text.default('127.0.0.1'),
  WEB_PORT: port(3000),
  IDENTITY_PORT: port(3001),
  STANDINS_PORT: port(3002),
  TEMPORAL_PORT: port(7233),
  TEMPORAL_UI_PORT: port(8233),
  POSTGRES_PORT: port(5433),
  BASE_URL: web,
  DATABASE_URL: database,
  DATABASE_APP_URL: database,
  DATABASE_WORKER_URL: database,
  DATABASE_STATISTICS_URL: database,
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^([\w.-]+:\d{1,5})?$/, 'must have the form host:port')
    .default(''),
  TEMPORAL_NAMESPACE: text.default('default'),
  TEMPORAL_UI_URL: web,
  TASK_QUEUE: text.default('forloeb'),
  FORLOEB_DATA: file.default(() => path.resolve('.data')),
  MASTER_KEY_FILE: keyFile,
  PAYLOAD_KEY_FILE: keyFile,
  HASH_KEY_FILE: keyFile,
  SESSION_SECRET_FILE: keyFile,
  IDENTITY_ISSUER: web,
  IDENTITY_CLIENT_ID: z.string().default(''),
  IDENTITY_CLIENT_SECRET_FILE: keyFile,
  PARTNERS_URL: web,
  METRICS_PORT: portOrNone,
  LOG_LEVEL: z.enum(levels, `must be one of ${levels.join(', ')}`).default('info'),
});

/** Removes what is set but empty, so that `NAME= npm start` means "not set". */
function present(env: Environment): Record<string, string> {
  const entries = Object.keys(VARIABLES).map((name) => [name, env[name]?.trim() ?? '']);
  const given = Object.fromEntries(entries.filter(([, value]) => value !== '')) as Environment;
  return { ...given, ...fromFiles(env, given) } as Record<string, string>;
}

/** The configuration of one entry. Throws a Sentence that names the variable and what to do. */
export function readConfig(env: Environment, entry: Entry): Config {
  const given = present(env);
  const practice = (given.FORLOEB_MODE ?? 'practice') === 'practice';
  const parsed = shape.safeParse(practice ? { ...defaults(given), ...given } : given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]);
    throw new Sentence(`${name} is wrong: it ${issue?.message ?? 'is refused'}.`);
  }
  if (!practice) refuseMissing(given, entry);
  const values: Record<string, unknown> = parsed.data;
  const fields = Object.entries(VARIABLES).map(([name, { field }]) => [field, values[name]]);
  return Object.freeze({
    ...(Object.fromEntries(fields) as Omit<Config, 'temporalIsGiven'>),
    temporalIsGiven: given.TEMPORAL_ADDRESS !== undefined,
  });
}

function refuseMissing(given: Environment, entry: Entry): void {
  if (!ALL.includes(entry)) {
    throw new Sentence(
      'npm start is for practice: in production the web and worker processes are started apart ' +
        '(see compose.production.yml).',
    );
  }
  for (const [name, { meaning, requiredBy }] of Object.entries(VARIABLES)) {
    if (requiredBy.includes(entry) && given[name] === undefined) {
      throw new Sentence(`${name} is not set: in production ${entry} needs it (${meaning}).`);
    }
  }
  if (entry === 'partners') {
    throw new Sentence('The stand-ins are for practice: production talks to the real systems.');
  }
}
