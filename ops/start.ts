/** `npm start`: the whole practice program in this terminal, one table, and an orderly end. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { practicePatients, practiceStaff } from '../partners/identity/practicePeople';
import type { Child } from './child';
import { readConfig } from './config';
import type { Config } from './config';
import { holderOf, tryLock } from './lock.cjs';
import { requireFreePorts } from './ports';
import type { WantedPort } from './ports';
import { seedPractice } from './practicePeople';
import { inWords, Sentence } from './sentence';
import { metricsPortOf, startLock, startStack } from './stack';
import { endInWords } from './startAgain';
import type { Stack } from './stack';

/** The port that exporters of figures use, and the next one. */
const METRICS = '9464';

const tell = (line: string) => console.log(line);

/** Every port that this start will listen on. */
function portsOf(config: Config): WantedPort[] {
  const wanted: WantedPort[] = [
    { port: config.webPort, what: 'the pages', variable: 'WEB_PORT' },
    { port: config.identityPort, what: 'practice identity', variable: 'IDENTITY_PORT' },
    { port: config.standInsPort, what: 'the stand-ins', variable: 'STANDINS_PORT' },
  ];
  if (!config.temporalIsGiven) {
    wanted.push({ port: config.temporalPort, what: 'Temporal', variable: 'TEMPORAL_PORT' });
    wanted.push({
      port: config.temporalUiPort,
      what: 'Temporal’s pages',
      variable: 'TEMPORAL_UI_PORT',
    });
  }
  if (config.ownerUrl === '') {
    wanted.push({ port: config.postgresPort, what: 'Postgres', variable: 'POSTGRES_PORT' });
  }
  if (config.metricsPort > 0) {
    for (const name of ['web', 'worker'] as const) {
      const port = metricsPortOf(config, name);
      wanted.push({ port, what: `the figures of ${name}`, variable: 'METRICS_PORT' });
    }
  }
  return wanted;
}

/** Lines of two columns, the first as wide as its widest cell. */
function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}

const ROLES: Readonly<Record<string, string>> = {
  'forloeb-psykolog': 'psychologist',
  'forloeb-koordinator': 'coordinator',
  'forloeb-leder': 'supervisor',
  'forloeb-region': 'regional contact',
};

function logins(): (readonly [string, string])[] {
  const staff = practiceStaff.map(({ name, groups }) => {
    const [group = ''] = groups;
    return [name, ROLES[group] ?? group] as const;
  });
  const patients = practicePatients.slice(0, 3).map(({ name }) => name);
  return [
    [patients.join(', ') + ' …', 'patients, with practice MitID (choose on its page; no password)'],
    ...staff,
  ];
}

function report({ config, times }: Stack, totalMs: number): string {
  const host = '127.0.0.1';
  const addresses: (readonly [string, string])[] = [
    [config.baseUrl, 'the pages, in Danish'],
    [`${config.baseUrl}/oevelse`, 'one-press logins, and the practice clock'],
    [config.partnersUrl, 'stand-ins: mailboxes of patients and GPs, journal, video'],
    [config.identityIssuer, 'practice MitID and staff login'],
    [config.temporalUiUrl, 'Temporal’s own pages'],
  ];
  if (!config.temporalIsGiven) addresses.push([`${host}:${config.temporalPort}`, 'Temporal']);
  for (const name of ['web', 'worker'] as const) {
    const port = metricsPortOf(config, name);
    const what = `figures of ${name} for Prometheus (docs/OPERATIONS.md)`;
    if (port > 0) addresses.push([`http://${host}:${port}/metrics`, what]);
  }
  addresses.push([path.join(config.dataDir, 'logs'), 'logs of worker, web and stand-ins']);
  const spent = [...times].map(([name, ms]) => `${name} ${(ms / 1000).toFixed(1)} s`).join(', ');
  const parts = [
    ['Forløb runs, for practice: nobody here is real.', table(addresses)],
    ['Log in as', table(logins())],
    [`Ready in ${(totalMs / 1000).toFixed(1)} s (${spent}).`],
    ['Ctrl-C stops everything and keeps the data; npm run reset wipes them.'],
  ];
  return `\n${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function takeLock(config: Config): () => void {
  mkdirSync(config.dataDir, { recursive: true });
  const release = tryLock(startLock(config.dataDir));
  if (release) return release;
  const pid = holderOf(startLock(config.dataDir)) ?? 'unknown';
  throw new Sentence(`Forløb runs here already (process ${pid}): stop it with Ctrl-C first.`);
}

async function main(): Promise<void> {
  const began = Date.now();
  // Where the program is run for tests and pictures, nobody asks for its figures.
  const config = readConfig({ METRICS_PORT: METRICS, ...process.env }, 'start');
  const release = takeLock(config);
  let running: Stack | undefined;
  let ending = false;
  const end = async (code: number, graceMs?: number): Promise<never> => {
    ending = true;
    await running?.stop(graceMs);
    release();
    process.exit(code);
  };
  const onDeath = (child: Child, code: number) => {
    if (ending) return;
    const lines = child.lastLines().map((line) => `  ${line}`);
    console.error(`${child.name} stopped by itself (${endInWords(code)}). Its last lines:`);
    console.error(`${inWords(new Sentence(lines.join('\n')))}\nStopping the rest.`);
    void end(1);
  };
  const onSignal = () => {
    if (ending) return;
    tell('\nStopping …');
    void end(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  process.on('disconnect', onSignal);
  try {
    await requireFreePorts(portsOf(config), config.host);
    const { stack, ready } = startStack({ config, tell, onDeath, startsAgain: true });
    running = stack;
    await ready;
    await stack.timed('practice people', () => seedPractice(stack.config, tell));
    tell(report(stack, Date.now() - began));
  } catch (failure) {
    if (!ending) console.error(inWords(failure));
    await end(1, 5_000);
  }
}

main().catch((failure: unknown) => {
  console.error(inWords(failure));
  process.exit(1);
});
