/** A part that is asked to end finishes what it has begun, and tells everybody the truth about it. */
import { createServer, type Server } from 'node:http';
import { Client } from 'pg';
import { freePorts } from '../../ops/ports';
import {
  applicants,
  CONSENTS_PAGE,
  formsOf,
  recordedTimes,
  send,
  type Told,
} from '../support/consenting';
import { figure, figures } from '../support/figures';
import { signalsOf, startPart, type Part } from '../support/parts';
import { journeyStack, type JourneyStack } from '../support/stack';
import { visitor, type Filled, type Visitor } from '../support/visitor';
import { until } from '../support/waiting';

jest.setTimeout(180_000);
const SEED = Math.floor(Math.random() * 1e6);
const PEOPLE = 6;
let stack: JourneyStack;
let people: Visitor[];
let web: Part;
let worker: Part;
let post: SlowPost;
const ports = { web: 0, webMetrics: 0, workerMetrics: 0 };
const second = () => `http://127.0.0.1:${ports.web}`;

beforeAll(async () => {
  console.log(`seed ${SEED}`);
  stack = await journeyStack({ ends: ['worker'] });
  [ports.web = 0, ports.webMetrics = 0, ports.workerMetrics = 0] = await freePorts(3);
  people = await applicants(stack.url, PEOPLE, SEED);
  post = await slowPost(stack.standInsUrl);
  web = await startWeb();
});
afterAll(async () => {
  await Promise.all([web?.child.stop(), worker?.child.stop()]);
  await stack?.stop();
  post?.server.close();
});

const startWeb = () =>
  startPart(stack.config, 'web', {
    environment: { WEB_PORT: String(ports.web), METRICS_PORT: String(ports.webMetrics) },
  });

/** Every consent of everybody pressed at once, and waited for until all presses are under way. */
async function pressAll(): Promise<{ answers: Promise<Told[]>; count: number }> {
  const forms = await Promise.all(
    people.map(async (one) => (await formsOf(one)).map((form): [Visitor, Filled] => [one, form])),
  );
  const all = forms.flat();
  const answers = Promise.all(all.map(([one, form]) => send(one, form, second())));
  const underWay = async () =>
    figure(await figures(ports.webMetrics), 'forloeb_requests_under_way');
  const isWaiting = async () => (await underWay()) >= all.length;
  await Promise.race([answers, until('all presses are under way', isWaiting)]);
  return { answers, count: all.length };
}

/** Every press that was confirmed is there, and each is there once or not at all. */
async function expectTruth(told: readonly Told[]): Promise<void> {
  const promised = told.filter(({ kind }) => kind === 'done' || kind === 'saving');
  const times = () => recordedTimes(stack.config.ownerUrl, told);
  await until('what was confirmed is recorded', async () => {
    const found = await times();
    return promised.every(({ updateId }) => found.get(updateId) === 1);
  });
  expect([...(await times()).values()].filter((count) => count > 1)).toEqual([]);
}
const kinds = (told: readonly Told[]) => [...new Set(told.map(({ kind }) => kind))].toSorted();

test('a web that is asked to end says so, answers every press that is under way, and then is gone', async () => {
  const old = stack.parts.get('worker');
  if (!old) throw new Error('there is no worker');
  // Frozen, so that every press is surely still waiting for its course when the signal comes.
  signalsOf(old).freeze();
  const { answers, count } = await pressAll().finally(() => web.terminate());
  const ready = () => fetch(`${second()}/health/ready`, { headers: { connection: 'close' } });
  await until('it says that it is not ready', async () => (await ready()).status === 503);
  web.terminate();
  await until('nobody new is let in', () =>
    ready().then(
      () => false,
      () => true,
    ),
  );
  signalsOf(old).thaw();
  const told = await answers;
  expect(count).toBeGreaterThanOrEqual(20);
  expect(kinds(told).filter((kind) => kind === 'unanswered')).toEqual([]);
  expect(told.filter(({ kind }) => kind === 'done' || kind === 'saving')).toHaveLength(count);
  await expectTruth(told);
  expect(await web.child.ended).toBe(0);
  console.log(`web: ${count} presses under way, told ${kinds(told).join(', ')}`);
});

test('a worker that is asked to end finishes what it records; the other one takes the rest', async () => {
  web = await startWeb();
  worker = await startPart(stack.config, 'worker', {
    environment: { PARTNERS_URL: post.url, METRICS_PORT: String(ports.workerMetrics) },
  });
  const old = stack.parts.get('worker');
  if (!old) throw new Error('there is no worker');
  const { answers, count } = await pressAll();
  signalsOf(old).terminate();
  signalsOf(old).terminate();
  const told = await answers;
  expect(told.filter(({ kind }) => kind === 'done' || kind === 'saving')).toHaveLength(count);
  await expectTruth(told);
  expect(await old.ended).toBe(0);
  console.log(`worker: ${count} presses under way, told ${kinds(told).join(', ')}`);
});

test('a press is found again in the log of the web, of the worker and in the figures of both', async () => {
  const [one] = people;
  const [form] = one ? await formsOf(one) : [];
  if (!one || !form) throw new Error('nobody can press');
  const { updateId } = await send(one, form, second());
  const isRecorded = ({ activity, outcome }: Record<string, unknown>) =>
    activity === 'record' && outcome === 'recorded';
  const about = (part: Part) => part.lines().filter((line) => line['updateId'] === updateId);
  await until('it is in the log of the worker', async () => about(worker).some(isRecorded));
  const [press] = about(web);
  const [recorded] = about(worker);
  expect(press).toMatchObject({ msg: 'press', courseId: recorded?.['courseId'] });
  const request = web.lines().find((line) => {
    return line['msg'] === 'request' && line['requestId'] === press?.['requestId'];
  });
  expect(request).toMatchObject({ route: CONSENTS_PAGE, method: 'POST' });
  const [ofWeb, ofWorker] = [await figures(ports.webMetrics), await figures(ports.workerMetrics)];
  expect(figure(ofWeb, 'forloeb_presses_total', { outcome: 'recorded' })).toBeGreaterThan(0);
  const recordings = { activity: 'record', outcome: 'recorded' };
  expect(figure(ofWorker, 'forloeb_activity_seconds_count', recordings)).toBeGreaterThan(0);
  expect(figure(ofWorker, 'forloeb_standing_read')).toBe(1);
  expect(figure(ofWorker, 'temporal_workflow_task_queue_poll_succeed_total')).toBeGreaterThan(0);
  expect(ofWeb + ofWorker).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
});

test('a letter that is being handed over when its worker is asked to end leaves once', async () => {
  const courseId = await endOneCourse();
  await until('the letter is being handed over', async () => post.keys.length > 0);
  worker.terminate();
  const isEnding = async () =>
    worker.lines().some(({ state }) => state === 'DRAINING' || state === 'STOPPING');
  await until('the worker has heard it', isEnding);
  post.answer();
  expect(await worker.child.ended).toBe(0);
  const letters = () =>
    query<{ status: string }>('SELECT status FROM delivery WHERE course_id = $1', [courseId]);
  expect(await letters()).toEqual([{ status: 'sent' }]);
  worker = await startPart(stack.config, 'worker', {
    environment: { PARTNERS_URL: post.url, METRICS_PORT: String(ports.workerMetrics) },
  });
  const isDelivered = async () => (await letters()).every(({ status }) => status === 'delivered');
  await until('the next worker reads its receipt', isDelivered);
  expect(post.keys).toHaveLength(1);
});

async function query<T extends object>(sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new Client(stack.config.ownerUrl);
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** The supervisor ends somebody's course; a letter tells the person. */
async function endOneCourse(): Promise<string> {
  const [course] = await query<{ course_id: string }>('SELECT course_id FROM course LIMIT 1');
  const courseId = course?.course_id ?? '';
  const birgit = visitor(stack.url);
  await birgit.press(await birgit.open('/oevelse'), 'Vær Birgit');
  const page = await birgit.open(`/leder/forloeb/${courseId}`);
  const typed = { reason: 'Aftalt på mødet.', letterText: 'Vi har talt sammen om det.' };
  const { status } = await birgit.press(page, 'Afslut forløbet', typed);
  expect(status).toBe(303);
  return courseId;
}

interface SlowPost {
  readonly url: string;
  readonly server: Server;
  /** The id of each letter handed over, as often as it was. */
  readonly keys: string[];
  /** Lets what is being handed over get its answer, and all that follows at once. */
  answer(): void;
}

/** Digital Post that takes a letter in and does not answer until it is told to. */
async function slowPost(behind: string): Promise<SlowPost> {
  const keys: string[] = [];
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = 'GET', url = '/', headers } = request;
      const key = headers['idempotency-key'];
      const isLetter = method === 'POST' && url.startsWith('/digitalPost/');
      if (isLetter) keys.push(String(key));
      const init = {
        method,
        headers: {
          'content-type': 'application/json',
          ...(key && { 'idempotency-key': String(key) }),
        },
        ...(method === 'POST' && { body: Buffer.concat(chunks) }),
      };
      void (async () => {
        const taken = await fetch(`${behind}${url}`, init);
        const body = await taken.text();
        if (isLetter) await answered;
        response.writeHead(taken.status, { 'content-type': 'application/json' }).end(body);
      })();
    });
  });
  const [port = 0] = await freePorts(1);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${port}`, server, keys, answer };
}
