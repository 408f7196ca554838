/** The database is lost and comes back as it was last night: who notices what, and who is told twice. */
import { chmod, mkdtemp, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { App } from '../../api/app';
import { deliveriesOf } from '../../db/deliveries';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { syntheticCpr } from '../../domain/cpr';
import type { CourseId } from '../../domain/ids';
import { runToEnd } from '../../ops/cache';
import { readConfig, VARIABLES } from '../../ops/config';
import type { Config } from '../../ops/config';
import { readKeys } from '../../ops/keys';
import { tryLock } from '../../ops/lock.cjs';
import { freePorts } from '../../ops/ports';
import { dataPlace } from '../../ops/postgres';
import { seedPracticeClinic } from '../../ops/practicePeople';
import { startLock, startStack } from '../../ops/stack';
import type { Stack } from '../../ops/stack';
import { openApp } from '../../ops/web';
import { Reception, type Newcomer } from '../support/newcomers';
import { resource } from '../support/resource';
import { until } from '../support/waiting';

jest.setTimeout(420_000);

const OPS = path.resolve(__dirname, '../../dist/ops');

let folder: string;
let environment: Record<string, string>;
let config: Config;
let temporalProgram: string;
const deaths: string[] = [];

let stack: Stack | undefined;
let app: App;
let reception: Reception;
let release: (() => void) | undefined;

/** Starts the program over what is in its folder, as `npm start` does. */
async function start(): Promise<void> {
  release = tryLock(startLock(config.dataDir));
  const begun = startStack({
    config,
    tell: (line) => process.stderr.write(`${line}\n`),
    temporalProgram,
    onDeath: (child, code) =>
      deaths.push(`${child.name} ended (exit ${code}):\n${child.lastLines().join('\n')}`),
  });
  ({ stack } = begun);
  await begun.ready;
  await seedPracticeClinic(stack.config);
  app = openApp(stack.config, readKeys(stack.config));
  reception = new Reception(app);
}

async function stop(): Promise<void> {
  await app?.temporal.connection.close();
  await app?.db.close();
  await stack?.stop(10_000);
  stack = undefined;
  release?.();
  release = undefined;
}

beforeAll(async () => {
  const program = await resource('temporalServer', z.object({ path: z.string() }));
  temporalProgram = program.path;
  await resource('built', z.object({}));
  folder = await mkdtemp(path.join(os.tmpdir(), 'forloeb-drill-'));
  await chmod(folder, 0o711);
  const names = ['WEB', 'IDENTITY', 'STANDINS', 'TEMPORAL', 'TEMPORAL_UI', 'POSTGRES'] as const;
  const ports = await freePorts(names.length);
  environment = {
    ...Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, ''])),
    ...Object.fromEntries(names.map((name, at) => [`${name}_PORT`, String(ports[at])])),
    FORLOEB_DATA: folder,
  };
  config = readConfig(environment, 'start');
  await start();
});
afterAll(async () => {
  await stop();
  await rm(folder, { recursive: true, force: true });
  expect(deaths).toEqual([]);
});

const command = (name: string, ...args: readonly string[]) =>
  runToEnd(process.execPath, [path.join(OPS, `${name}.js`), ...args], { env: environment });

const zPost = z.array(
  z.object({
    id: z.string(),
    message: z.object({ recipient: z.object({ cpr: z.string() }), subject: z.string() }),
  }),
);
/** What lies in somebody's mailbox, oldest first. */
async function mailbox(number: number): Promise<{ id: string; subject: string }[]> {
  const answer = await fetch(`${config.partnersUrl}/digitalPost/messages`);
  const all = zPost.parse(await answer.json()).toReversed();
  const own = all.filter(({ message }) => message.recipient.cpr === syntheticCpr(number));
  return own.map(({ id, message }) => ({ id, subject: message.subject }));
}
async function digitalPostIs(mode: 'ok' | 'slow'): Promise<void> {
  await fetch(`${config.partnersUrl}/styring/digitalPost`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ mode }),
  });
}
const statuses = async (courseId: CourseId) => {
  const letters = await inTransaction(app.db, SYSTEM, (tx) =>
    deliveriesOf(tx, courseId, { limit: 50 }),
  );
  return letters.map(({ kind, status }) => `${kind} ${status}`);
};

const isDelivered = (one: Newcomer, kind: string) => async () =>
  (await statuses(one.courseId)).includes(`${kind} delivered`);
const stands = (one: Newcomer, stage: string) => async () => (await one.row()).stage === stage;

/** An offer that can no longer be undone, and the time taken. */
async function offeredAndBooked(one: Newcomer): Promise<void> {
  expect(await reception.offer(one, 'karen')).toEqual({ kind: 'done' });
  await until('the offer is out', stands(one, 'offered'));
  await until('its letter is there', isDelivered(one, 'offer'));
  expect(await reception.book(one)).toEqual({ kind: 'done' });
}

const [ANNA, BO, CECILIE] = [6001, 6002, 6003] as const;

test('everything goes on from the moment of the backup, and no letter comes twice', async () => {
  const backup = path.join(folder, 'last-night.gz');
  const anna = await reception.logIn(ANNA);
  expect(await reception.apply(anna)).toEqual({ kind: 'done' });
  await until('her receipt is there', isDelivered(anna, 'receipt'));

  // As the backup is taken, Bo's letter is with Digital Post, whose answer we do not have.
  await digitalPostIs('slow');
  const bo = await reception.logIn(BO);
  expect(await reception.apply(bo)).toEqual({ kind: 'done' });
  await until('it is with Digital Post', async () => (await mailbox(BO)).length === 1);
  expect(await statuses(bo.courseId)).toContain('receipt waiting');
  await command('backup', backup);
  await digitalPostIs('ok');
  await until('his receipt is there', isDelivered(bo, 'receipt'));

  // What is lived after it will be lost.
  await offeredAndBooked(anna);
  const cecilie = await reception.logIn(CECILIE);
  expect(await reception.apply(cecilie)).toEqual({ kind: 'done' });
  await until('her receipt is there', isDelivered(cecilie, 'receipt'));
  const before = await mailbox(ANNA);

  await stop();
  const place = await dataPlace(path.join(folder, 'postgres'));
  await rename(place, `${place}.before`);
  await command('restore', backup);
  await start();
  await command('rebuild', '--all');

  // Bo: his letter, once.
  await until('his letter is known to be there', isDelivered(bo, 'receipt'), 120_000);
  expect(await mailbox(BO)).toHaveLength(1);

  // Anna: the decision is open again; made again it is another letter, and nothing else came twice.
  const again = await reception.logIn(ANNA);
  expect(again.courseId).toBe(anna.courseId);
  expect(await again.row()).toMatchObject({ stage: 'screening', needsAttention: false });
  await offeredAndBooked(again);
  await until('she has a time again', stands(again, 'booked'));
  const after = await mailbox(ANNA);
  expect(after.slice(0, before.length)).toEqual(before);
  const offers = after.filter(({ subject }) => subject === before[1]?.subject);
  expect(offers).toHaveLength(2);
  expect(after.filter(({ subject }) => subject === before[0]?.subject)).toHaveLength(1);

  // Cecilie: nobody knows her any more. She begins anew, under another course.
  const anew = await reception.logIn(CECILIE);
  expect(anew.courseId).not.toBe(cecilie.courseId);
  expect(await reception.apply(anew)).toEqual({ kind: 'done' });
  await until('she is read', stands(anew, 'screening'));
});
