/** Brings database and Temporal to what this version expects: run before new web and workers. */
import { Client, Connection } from '@temporalio/client';
import { grantLogins, migrate } from '../db/migrate';
import { readConfig } from './config';
import type { Config } from './config';
import { ensureDailyWork } from './dailyWork';
import { makeMissingKeys } from './keys';
import { registerSearchAttributes } from './searchAttributes';
import { inWords, Sentence } from './sentence';
import { ensureSweeping } from './sweeping';

/** The password inside a login's address. */
function passwordOf(url: string, variable: string): string {
  const password = url === '' ? '' : decodeURIComponent(new URL(url).password);
  if (password === '') throw new Sentence(`${variable} must carry a password for migrate to set.`);
  return password;
}

/** Migrates, lets the three logins in with the passwords of their addresses, prepares Temporal. */
async function bringUpToDate(config: Config): Promise<void> {
  if (config.ownerUrl === '')
    throw new Sentence('DATABASE_URL is not set: migrate needs the owner.');
  makeMissingKeys(config);
  await migrate(config.ownerUrl);
  await grantLogins(config.ownerUrl, {
    app: passwordOf(config.appUrl, 'DATABASE_APP_URL'),
    worker: passwordOf(config.workerUrl, 'DATABASE_WORKER_URL'),
    statistics: passwordOf(config.statisticsUrl, 'DATABASE_STATISTICS_URL'),
  });
  const connection = await Connection.connect({ address: config.temporalAddress });
  try {
    const namespace = config.temporalNamespace;
    await registerSearchAttributes(connection, namespace);
    const client = new Client({ connection, namespace });
    await ensureSweeping(client);
    if (config.mode === 'production') await ensureDailyWork(client);
  } finally {
    await connection.close();
  }
}

Promise.resolve()
  .then(() => bringUpToDate(readConfig(process.env, 'migrate')))
  .then(
    () => console.log('Database and Temporal are up to date.'),
    (failure: unknown) => {
      console.error(inWords(failure));
      process.exit(1);
    },
  );
