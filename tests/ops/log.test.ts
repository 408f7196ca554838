/** The log says what went wrong, where, and about which course; never what anybody wrote or is called. */
import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { MemoryStore } from 'express-session';
import request from 'supertest';
import { z } from 'zod';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { civilDate } from '../../domain/calendar';
import { masked } from '../../ops/log';
import { watchActivities } from '../../ops/watched';
import { createApp } from '../../ops/web';
import { paths } from '../../web/paths';
import { openOffice, somebody, type Office } from '../api/applicant';
import { ANNA, openClinic, type Clinic } from '../db/clinic';
import { readableLog } from '../support/logLines';

let clinic: Clinic;
let office: Office;
beforeAll(async () => {
  clinic = await openClinic();
  office = openOffice(clinic, somebody());
});
afterAll(() => clinic?.close());

const { name: NAME } = ANNA;
const asked = (sql: string, values: unknown[]) =>
  inTransaction(clinic.worker, SYSTEM, (tx) => tx.run(sql, values));
async function failureOf(work: () => unknown): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}

/** Ways in which a value that somebody gave gets into what an error says. */
const FAILURES: readonly (readonly [string, () => unknown])[] = [
  ['Postgres cannot read', () => asked('SELECT $1::uuid', [NAME])],
  ['Postgres refuses as doubled', doubled],
  ['zod refuses', () => z.strictObject({ name: z.literal('x') }).parse({ name: NAME, [NAME]: 1 })],
  ['is no JSON', () => JSON.parse(`${NAME}`)],
  ['is no date', () => civilDate(NAME)],
  ['an activity failed of', () => Promise.reject(ApplicationFailure.create({ message: NAME }))],
  ['our own error quotes', () => Promise.reject(new Error(`cannot read "${NAME}"`))],
  ['a cause quotes', () => Promise.reject(new Error('no', { cause: new RangeError(NAME) }))],
];

async function doubled(): Promise<void> {
  await clinic.owner.query('CREATE TABLE once (name text CONSTRAINT said_once PRIMARY KEY)');
  await clinic.owner.query('INSERT INTO once VALUES ($1), ($1)', [NAME]);
}

test.each(FAILURES)('what %s is not in the log, and where it happened is', async (_what, work) => {
  const { log, text, lines } = readableLog();
  log.error({ err: await failureOf(work) }, 'it failed');
  for (const word of NAME.split(' ')) expect(text()).not.toContain(word);
  const [line] = lines();
  const err = z.object({ name: z.string(), stack: z.string() }).parse(line?.['err']);
  expect(err.stack).toMatch(/^at /);
});

test('Postgres says by its words which rule was broken', async () => {
  const { log, lines } = readableLog();
  await clinic.owner.query('DROP TABLE IF EXISTS once');
  log.error({ err: await failureOf(doubled) }, 'it failed');
  expect(lines()[0]?.['err']).toMatchObject({ code: '23505', constraint: 'said_once' });
});

test('recording that fails is one line: the course, the press, the attempt, and no value', async () => {
  const { log, text, lines } = readableLog();
  const counted: unknown[] = [];
  const watch = watchActivities(log, { activity: (done) => counted.push(done) });
  const context = { info: { activityType: 'record', attempt: 3 } };
  const { inbound } = watch(context as Parameters<typeof watch>[0]);
  const courseId = randomUUID();
  const entry = {
    id: randomUUID(),
    event: { name: 'submit', NAME },
    state: { courseId, revision: 2 },
  };
  const next = () => asked('SELECT $1::uuid', [NAME]);
  const input = { args: [entry], headers: {} };
  await expect(inbound?.execute?.(input, next)).rejects.toThrow();
  expect(lines()).toHaveLength(1);
  const about = { courseId, updateId: entry.id, event: 'submit', revision: 2, attempt: 3 };
  expect(lines()[0]).toMatchObject({ ...about, activity: 'record', outcome: 'failed', level: 40 });
  expect(counted).toMatchObject([{ name: 'record', outcome: 'failed', attempt: 3 }]);
  for (const word of NAME.split(' ')) expect(text()).not.toContain(word);
});

test('a request is one line with its route and course, and the audit names the same request', async () => {
  const { log, text, lines } = readableLog();
  const store = new MemoryStore();
  const presses: unknown[] = [];
  const app = { ...office.app, onPress: (told: unknown) => presses.push(told) };
  const agent = request.agent(
    createApp({ app, store, sessionSecret: randomUUID(), loginOrigins: [], log }),
  );
  await agent.get(paths.apply.to()).expect(303);
  await agent.get(`${paths.loginAnswer.to()}?code=geheim&state=s`).expect(303);
  await agent.get(paths.myConsents.to()).expect(200);
  await agent.get(`/l/${'x'.repeat(30)}?navn=Karen`);
  await agent.get('/anna-oestergaard').expect(404);
  const of = (route: string) => lines().find((line) => line['route'] === route);
  const seen = of('/mit-forloeb/samtykker');
  expect(seen).toMatchObject({ method: 'GET', status: 200, msg: 'request' });
  const { rows } = await clinic.owner.query<{ course_id: string }>(
    "SELECT course_id FROM audit WHERE event = 'sawOwnConsents' AND request_id = $1",
    [seen?.['requestId']],
  );
  expect(rows).toEqual([{ course_id: seen?.['courseId'] }]);
  const loggedIn = of('/log-ind/svar');
  expect(presses).toMatchObject([{ event: 'activate', requestId: loggedIn?.['requestId'] }]);
  expect(of('/l/:token')).toBeDefined();
  expect(of('/{*any}')).toMatchObject({ status: 404 });
  for (const secret of ['geheim', 'xxxxx', 'Karen', 'oestergaard']) {
    expect(text()).not.toContain(secret);
  }
});

test('a text of somebody else’s loses what it quotes', () => {
  expect(masked('bad: "Anna "the" H" here')).toBe('bad: "…" here');
});
