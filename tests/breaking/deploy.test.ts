/**
 * A new release beside the old one, good or faulty, and taken back again: what was confirmed is there
 * once, what was not confirmed is there once or not at all, and no course is closed by a fault.
 */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { readKeys } from '../../ops/keys';
import { openClient } from '../../ops/temporal';
import { applicants, formsOf, recordedTimes, send, type Told } from '../support/consenting';
import {
  environmentOf,
  release,
  signalsOf,
  startPart,
  type Change,
  type Part,
} from '../support/parts';
import { journeyStack, type JourneyStack } from '../support/stack';
import type { Filled, Visitor } from '../support/visitor';
import { until } from '../support/waiting';

jest.setTimeout(240_000);
const SEED = Math.floor(Math.random() * 1e6);
const PEOPLE = 6;
/** Times are printed; only what never comes fails. */
const LONGEST_MS = 90_000;
let stack: JourneyStack;
let people: Visitor[];
/** The worker that runs the good release. */
let good: Pick<Part, 'terminate'> & { readonly child: Pick<Part['child'], 'ended'> };
const parts: Part[] = [];
const releases: Awaited<ReturnType<typeof release>>[] = [];
const rounds: Told[] = [];

beforeAll(async () => {
  console.log(`seed ${SEED}`);
  stack = await journeyStack({ ends: ['worker'] });
  people = await applicants(stack.url, PEOPLE, SEED);
  const worker = stack.parts.get('worker');
  if (!worker) throw new Error('there is no worker');
  good = { child: worker, ...signalsOf(worker) };
});
afterAll(async () => {
  await Promise.all(parts.map(({ child }) => child.stop()));
  await stack?.stop();
  await Promise.all(releases.map((one) => one.remove()));
});

async function made(changes: readonly Change[] = []): Promise<string> {
  const one = await release(changes);
  releases.push(one);
  return one.folder;
}

async function another(folder?: string): Promise<Part> {
  const part = await startPart(stack.config, 'worker', { ...(folder && { folder }) });
  parts.push(part);
  return part;
}

/**
 * Everybody presses each of their consents once. Who was told that nothing was saved sends that form
 * again: with a new one they would ask for what the course perhaps has already.
 */
async function pressAll(unsaved: readonly Told[] = []): Promise<Told[]> {
  const consent = ({ fields }: Filled) => fields.get('consent');
  const told = await Promise.all(
    people.map(async (one) => {
      const mine = unsaved.filter(({ who }) => who === one).map(({ filled }) => filled);
      const again = (form: Filled) => mine.find((old) => consent(old) === consent(form)) ?? form;
      return Promise.all((await formsOf(one)).map((form) => send(one, again(form))));
    }),
  );
  rounds.push(...told.flat());
  return told.flat();
}
const isKept = ({ kind }: Told) => kind === 'done' || kind === 'saving';
function counted(told: readonly Told[]): string {
  const kinds = [...new Set(told.map(({ kind }) => kind))].toSorted();
  return kinds
    .map((kind) => `${told.filter((one) => one.kind === kind).length} ${kind}`)
    .join(', ');
}

/** Of everything that was ever pressed: what was confirmed is there, and nothing is there twice. */
async function expectNothingLost(): Promise<void> {
  const times = () => recordedTimes(stack.config.ownerUrl, rounds);
  await until(
    'all that was confirmed is recorded',
    async () => {
      const found = await times();
      return rounds.filter(isKept).every(({ updateId }) => found.get(updateId) === 1);
    },
    LONGEST_MS,
  );
  expect([...(await times()).values()].filter((count) => count > 1)).toEqual([]);
}

/** How many workflows of courses there are in each state. */
async function courses(): Promise<Record<string, number>> {
  const client = openClient(stack.config, readKeys(stack.config).payload);
  const found: Record<string, number> = {};
  try {
    for await (const { status } of client.workflow.list({ query: "WorkflowType = 'course'" })) {
      found[status.name] = (found[status.name] ?? 0) + 1;
    }
    return found;
  } finally {
    await client.connection.close();
  }
}

test('a good release beside the old one, and then in its place: every course goes on', async () => {
  const worker = await another(await made());
  const both = await pressAllUntilKept();
  const during = pressAllUntilKept();
  const old = good;
  good = worker;
  old.terminate();
  const leaving = await during;
  expect(await old.child.ended).toBe(0);
  const alone = await pressAllUntilKept();
  for (const told of [both, leaving, alone]) expect(told.length).toBeGreaterThanOrEqual(20);
  await expectNothingLost();
  expect(await courses()).toEqual({ RUNNING: PEOPLE });
  console.log(`both: ${counted(both)}; one leaves: ${counted(leaving)}; alone: ${counted(alone)}`);
});

test('a migration of the next release under the running old one', async () => {
  const next = await made();
  const file = path.join(next, 'db', 'migrations', '9999_next.sql');
  await writeFile(
    file,
    'ALTER TABLE course ADD COLUMN next text;\nCREATE INDEX ON event (name);\n',
  );
  const during = pressAllUntilKept();
  const args = [path.join(next, 'ops', 'migrate.js')];
  const env = { ...process.env, ...environmentOf(stack.config) };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  expect(stdout).toContain('up to date');
  const [told, after] = [await during, await pressAllUntilKept()];
  console.log(`while it migrates: ${counted(told)}; after: ${counted(after)}`);
  await expectNothingLost();
});

const IN_BUNDLE = { file: 'workflow-bundle.js' };
const RECORDS = 'const answer = await record(entry);';
/** What may be wrong with a release, each at a place that every course comes past. */
const FAULTS: readonly (readonly [string, readonly Change[]])[] = [
  [
    'whose courses throw as they begin',
    [{ ...IN_BUNDLE, from: 'async function course(start) {', to: '$&throw new Error("broken");' }],
  ],
  [
    'whose courses would close themselves',
    [
      {
        ...IN_BUNDLE,
        from: RECORDS,
        to:
          'if (!(0, _workflow.workflowInfo)().unsafe.isReplaying) ' +
          'throw _workflow.ApplicationFailure.nonRetryable("broken", "broken");$&',
      },
    ],
  ],
  [
    'that does other things than the history says',
    [{ ...IN_BUNDLE, from: RECORDS, to: 'await lastActivityAt(state.courseId);$&' }],
  ],
  [
    'whose activities throw',
    [
      {
        file: 'activities/record.js',
        from: 'async record (entry) {',
        to: '$&throw new Error("broken");',
      },
      {
        file: 'activities/deliveries.js',
        from: 'async sendDelivery (start) {',
        to: '$&throw new Error("broken");',
      },
    ],
  ],
];

test.each(FAULTS)(
  'a release %s, beside the good one and then alone, taken back',
  async (_what, changes) => {
    const faulty = await another(await made(changes));
    const both = await pressAll();
    good.terminate();
    expect(await good.child.ended).toBe(0);
    const alone = await pressAll(both.filter((one) => !isKept(one)));
    expect([...both, ...alone].filter(({ kind }) => kind === 'unanswered')).toEqual([]);

    const began = Date.now();
    const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
    good = await another();
    faulty.terminate();
    expect(await faulty.child.ended).toBe(0);
    const isBack = seconds();
    // Whoever was told that nothing was saved presses once more, and it is the same press.
    await Promise.all(alone.filter((one) => !isKept(one)).map(pressUntilKept));
    // And everybody's next press is taken too, of pages that show what was saved meanwhile.
    await pressAllUntilKept();
    await expectNothingLost();
    expect(await courses()).toEqual({ RUNNING: PEOPLE });
    console.log(
      `both: ${counted(both)}; faulty alone: ${counted(alone)}; good worker back after ${isBack}, ` +
        `everything pressed and recorded after ${seconds()}`,
    );
  },
);

/** Once more each, of pages that show what was saved; who was told "not saved" presses that again. */
async function pressAllUntilKept(): Promise<Told[]> {
  await expectNothingLost();
  const told = await pressAll();
  expect(told.filter(({ kind }) => kind === 'unanswered')).toEqual([]);
  await Promise.all(told.filter((one) => !isKept(one)).map(pressUntilKept));
  return told;
}

/** Presses the same form until the course has taken it. */
async function pressUntilKept({ who, filled }: Told): Promise<void> {
  const presses: Told[] = [];
  await until(
    'the course takes what is pressed again',
    async () => {
      const told = await send(who, filled);
      presses.push(told);
      return isKept(told);
    },
    LONGEST_MS,
  );
  rounds.push(...presses.filter(isKept));
}
