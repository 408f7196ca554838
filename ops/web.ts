/** The web process: one column from the request's log line to the route that answers it. */
import express, { type Express } from 'express';
import session, { type Store } from 'express-session';
import pgSession from 'connect-pg-simple';
import { Pool } from 'pg';
import type { Logger } from 'pino';
import type { App, Route } from '../api/app';
import { mountRoutes } from '../api/guard';
import { deadlineRules } from '../db/datedRules';
import { checkCanary } from '../db/sealed';
import { inTransaction, openDatabase, SILENT_MS, SYSTEM } from '../db/transaction';
import { instant } from '../domain/ids';
import { createIdentity } from '../partners/identity/client';
import { loadProgrammes } from '../programmes/load';
import { assetsAt, paths } from '../web/paths';
import { guardPages, plainPages } from '../web/refused';
import { routes } from '../web/routes';
import { assetsRouter } from '../web/shared/assets';
import { deviceHeaders, securityHeaders } from '../web/shared/headers';
import { readConfig, UNDO_MS, type Config } from './config';
import { checkFollowed, tellDrafts } from './followedProgrammes';
import { healthRouter } from './health';
import { readIdentitySecret, readKeys, type Keys } from './keys';
import { answerInTime } from './lateAnswer';
import { endBecause, endOnFault, openLog } from './log';
import { openRegistry, serveMetrics } from './metrics';
import { openClient } from './temporal';
import { DRAIN_MS, Ending } from './webEnd';
import { answerFailures, requestLog } from './webLog';
import { countConnections, countWeb, type WebMetrics } from './webMetrics';

const IDLE_MS = 30 * 60_000;
/** Room for 100,000 characters of any kind in one field; a form that is larger is nobody's typing. */
const FORM_LIMIT = '2mb';

export interface Column {
  readonly app: App;
  readonly store: Store;
  /** Of several the first signs; a cookie that any of them signed is taken. */
  readonly sessionSecret: string | readonly string[];
  readonly loginOrigins: readonly string[];
  readonly log: Logger;
  readonly metrics?: Pick<WebMetrics, 'requests'>;
  readonly ending?: Ending;
  /** Every route of the program; tests may give fewer. */
  readonly routes?: readonly Route[];
}

/** The order is the meaning: nothing below `session` is reached without one. */
export function createApp(column: Column): Express {
  const { app, log, metrics, ending = new Ending() } = column;
  const isHttps = app.baseUrl.startsWith('https:');
  const site = express();
  if (!app.practice) site.set('trust proxy', 1);
  if (metrics) site.use(metrics.requests);
  site.use(requestLog(log));
  site.use(ending.sendAway());
  site.use(securityHeaders({ loginOrigins: column.loginOrigins, isHttps }));
  site.use(deviceHeaders());
  site.use(assetsAt, assetsRouter());
  // Before the guard: who asks here is a machine, and the answer must come without a database.
  site.use(healthRouter(app, () => ending.hasBegun()));
  site.use(express.urlencoded({ extended: false, limit: FORM_LIMIT }));
  site.use(answerInTime(log));
  site.use(
    session({
      name: 'forloeb',
      secret: [column.sessionSecret].flat(),
      store: column.store,
      resave: false,
      saveUninitialized: false,
      rolling: true,
      cookie: {
        httpOnly: true,
        sameSite: 'lax',
        secure: isHttps || !app.practice,
        maxAge: IDLE_MS,
      },
    }),
  );
  const router = express.Router();
  const all = column.routes ?? routes;
  mountRoutes(router, app, all, guardPages(all), log);
  site.use(router);
  site.use((_req, res) => {
    res.status(404).send(plainPages.notFound);
  });
  site.use(answerFailures(log));
  return site;
}

/** The parts of the web process, from its configuration. */
export function openApp(config: Config, keys: Keys): App {
  const practice = config.mode === 'practice';
  return {
    db: openDatabase({ url: config.appUrl, applicationName: 'forloeb-web', keys }),
    temporal: openClient(config, keys.payload),
    identity: createIdentity({
      issuer: config.identityIssuer,
      clientId: config.identityClientId,
      clientSecret: readIdentitySecret(config),
      allowInsecure: practice,
      redirectUri: `${config.baseUrl}${paths.loginAnswer.to()}`,
    }),
    programmes: loadProgrammes(),
    practice,
    baseUrl: config.baseUrl,
    standInsUrl: config.partnersUrl,
    temporalUiUrl: config.temporalUiUrl,
    temporalNamespace: config.temporalNamespace,
    undoMs: UNDO_MS[config.mode],
    realNow: () => instant(Date.now()),
  };
}

/** Sessions have a small pool of their own: a busy page must not log anybody out. */
export function sessionStore(appUrl: string, log: Logger): { store: Store; pool: Pool } {
  const pool = new Pool({
    connectionString: appUrl,
    application_name: 'forloeb-web-sessions',
    max: 4,
    connectionTimeoutMillis: 2000,
    statement_timeout: 2000,
    query_timeout: SILENT_MS,
    keepAlive: true,
  });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const PgStore = pgSession(session);
  const errorLog = (error: unknown) => log.warn({ err: error }, 'sessions could not be tidied');
  return { pool, store: new PgStore({ pool, tableName: 'session', errorLog }) };
}

async function main(): Promise<void> {
  const config = readConfig(process.env, 'web');
  const log = openLog('web', config.logLevel);
  endOnFault(log);
  const keys = readKeys(config);
  const registry = openRegistry();
  const metrics = countWeb(registry);
  const app: App = {
    ...openApp(config, keys),
    onPress: (told) => {
      log.info(told, 'press');
      metrics.press(told);
    },
  };
  countConnections(registry, app.db);
  await checkCanary(app.db);
  await checkFollowed(app.db, app.programmes);
  await tellDrafts(app.db, app.programmes, log, app.practice);
  // A row that is no rule would fail every page that promises something: better told here.
  await inTransaction(app.db, SYSTEM, deadlineRules);
  const { host, metricsPort } = config;
  const stopMetrics = await serveMetrics({ registry, host, port: metricsPort, log });
  const { store, pool } = sessionStore(config.appUrl, log);
  const loginOrigins = [new URL(config.identityIssuer).origin];
  const ending = new Ending();
  const sessionSecret = keys.session;
  const site = createApp({ app, store, sessionSecret, loginOrigins, log, metrics, ending });
  const server = site.listen(config.webPort, host, (failure) => {
    if (failure) throw failure;
    log.info('ready');
  });
  const stop = async (): Promise<void> => {
    log.info('ending');
    await ending.of(server, DRAIN_MS[config.mode], log);
    stopMetrics();
    await app.temporal.connection.close();
    await app.db.close();
    await pool.end();
    log.info('ended');
    process.exit(0);
  };
  // Asked again while it ends, it goes on ending: without a listener the second would kill it.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (!ending.hasBegun()) void stop();
    });
  }
}

if (require.main === module) {
  main().catch((failure: unknown) => endBecause('web', failure));
}
