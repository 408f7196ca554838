/** The practice outside world in one process: the identity provider and the stand-ins. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import pino from 'pino';
import { startPracticeIdentity } from '../partners/identity/practiceServer';
import { startStandIns } from '../partners/standIns';
import { readConfig } from './config';
import { readIdentitySecret } from './keys';
import { inWords } from './sentence';

async function main(): Promise<void> {
  const config = readConfig(process.env, 'partners');
  const log = pino({ name: 'partners', level: config.logLevel });
  const { host, dataDir } = config;
  mkdirSync(dataDir, { recursive: true });
  const identity = await startPracticeIdentity({
    port: config.identityPort,
    host,
    issuer: config.identityIssuer,
    peopleFile: path.join(dataDir, 'practice-people.jsonl'),
    clients: [
      {
        clientId: config.identityClientId,
        clientSecret: readIdentitySecret(config),
        redirectUris: [`${config.baseUrl}/log-ind/svar`],
      },
    ],
  });
  const standIns = await startStandIns({
    port: config.standInsPort,
    host,
    baseUrl: config.partnersUrl,
    journalFile: path.join(dataDir, 'stand-ins.jsonl'),
  });
  const stop = async (): Promise<void> => {
    await Promise.all([identity.stop(), standIns.stop()]);
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  log.info('ready');
}

main().catch((failure: unknown) => {
  console.error(inWords(failure));
  process.exit(1);
});
