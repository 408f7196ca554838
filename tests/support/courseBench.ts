/** One worker on the time-skipping server; it records in memory, or for a test that asks in Postgres. */
import type { WorkflowHandle, WorkflowUpdateHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { v4 } from 'uuid';
import type { Activities } from '../../activities';
import { startAfterwards } from '../../activities/follow';
import { isOpen } from '../../domain/apply';
import { duesOf } from '../../domain/deadlines';
import { clockNow, type Clock } from '../../domain/clock';
import { asId, instant, type CourseId, type Instant } from '../../domain/ids';
import { chooseRules, SHIPPED_RULES } from '../../domain/rules';
import { copenhagenDate } from '../../domain/calendar';
import { freshState, type CourseEvent, type CourseState, type Due } from '../../domain/state';
import type { Answers } from '../../domain/tasks';
import { payloadCodec } from '../../ops/codec';
import {
  ADVANCE,
  afterwardsWorkflowId,
  SET_CLOCK,
  STATE,
  TASK_QUEUE,
  type Advance,
  type AdvanceAnswer,
  type CourseStart,
  type Entry,
  type Recorded,
} from '../../workflows/messages';
import type { Clinic } from '../db/clinic';
import { courseRows, type CourseRows } from './courseRows';
import { startRealServer, startTimeSkipping, stopTimeSkipping, workflowBundle } from './temporal';

/** Published: it protects nothing but what the tests themselves write. */
export const TEST_KEY = { id: 'test', key: Buffer.alloc(32, 7) };
export const TEST_CONVERTER = {
  payloadCodecs: [payloadCodec([TEST_KEY])],
  failureConverterPath: require.resolve('../../ops/failureConverter'),
};
const UNDO_MS = 600_000;

export interface Recorder {
  /** What the row keeps as recorded, by course. */
  readonly rows: Map<CourseId, CourseState>;
  /** What was recorded, each with the state that the row kept of it. */
  readonly entries: Map<CourseId, Entry[]>;
  /** Answers instead of recording; set by a test that breaks the database. */
  instead: ((entry: Entry) => Promise<Recorded> | undefined) | undefined;
  /** Waited for before an entry is recorded; set by a test whose database is slow. */
  slow: ((entry: Entry) => Promise<void> | undefined) | undefined;
  lastActivity: Instant | null;
  /** What courses begin with and what recording answers. */
  clock: Clock;
  /** What was answered to each event, for an attempt that comes again. */
  readonly answers: Map<string, Recorded>;
}

export interface Bench {
  readonly env: TestWorkflowEnvironment;
  readonly recorder: Recorder;
  now(): Promise<Instant>;
  begin(): Promise<Running>;
  /** Puts another worker in the place of the one that runs, as a release does. */
  release(bundle: WorkflowBundleOption): Promise<void>;
  /** Does something while no worker runs. */
  withoutWorker<T>(work: () => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}
export interface Running {
  readonly courseId: CourseId;
  readonly handle: WorkflowHandle;
  press(event: CourseEvent, how?: { answers?: Answers; id?: string }): Promise<AdvanceAnswer>;
  /** Presses, and returns as soon as the course has accepted it. */
  accepted(event: CourseEvent, how?: { id?: string }): Promise<WorkflowUpdateHandle<AdvanceAnswer>>;
  setClock(clock: Clock): Promise<void>;
  /** What lives after the end of this course. */
  after(): Running;
  state(): Promise<CourseState>;
  row(): CourseState;
  /** Every event that was recorded, in order. */
  entries(): readonly Entry[];
}

/**
 * `keepsNothing`: each task replays from history, so that a worker can be exchanged at once.
 * `realServer`: the server that practice runs, whose time does not skip; nothing can be undone there.
 * `clinic`: what is pressed keeps its content there, and every event is recorded as rows of it.
 */
export async function openBench(
  how: { keepsNothing?: boolean; realServer?: boolean; clinic?: Clinic } = {},
): Promise<Bench> {
  const serve = how.realServer ? startRealServer : startTimeSkipping;
  const env = await serve({ dataConverter: TEST_CONVERTER });
  const undoMs = how.realServer ? 0 : UNDO_MS;
  const recorder: Recorder = {
    rows: new Map(),
    entries: new Map(),
    instead: undefined,
    slow: undefined,
    lastActivity: null,
    clock: { mode: 'real' },
    answers: new Map(),
  };
  const rows = how.clinic && courseRows(how.clinic, env.client);
  const activities = recording(env, recorder, rows);
  const start = (bundle: WorkflowBundleOption) => startWorker(env, activities, bundle, how);
  let stopWorker = await start(await workflowBundle());
  const now = async () => instant(await env.currentTimeMs());
  return {
    env,
    recorder,
    now,
    begin: () => begin({ env, recorder, now, undoMs, rows }),
    release: async (bundle) => {
      await stopWorker();
      stopWorker = await start(bundle);
    },
    withoutWorker: async (work) => {
      await stopWorker();
      const done = await work();
      stopWorker = await start(await workflowBundle());
      return done;
    },
    stop: async () => {
      await stopWorker();
      await stopTimeSkipping(env);
    },
  };
}

async function startWorker(
  env: TestWorkflowEnvironment,
  activities: Activities,
  workflowBundle: WorkflowBundleOption,
  { keepsNothing }: { keepsNothing?: boolean },
): Promise<() => Promise<void>> {
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: TASK_QUEUE,
    activities,
    workflowBundle,
    ...(keepsNothing && { maxCachedWorkflows: 0 }),
    dataConverter: TEST_CONVERTER,
  });
  const running = worker.run();
  return async () => {
    worker.shutdown();
    await running;
  };
}

function recording(
  env: TestWorkflowEnvironment,
  recorder: Recorder,
  rows: CourseRows | undefined,
): Activities {
  const write = rows?.activities.record ?? inMemory(env, recorder);
  return {
    async record(entry) {
      const other = recorder.instead?.(entry);
      if (other) return other;
      await recorder.slow?.(entry);
      const known = recorder.answers.get(entry.id);
      if (known) return known;
      const answer = await write(entry);
      recorder.answers.set(entry.id, answer);
      if (answer.kind === 'broken') return answer;
      const { courseId } = entry.state;
      const row = rows ? await rows.resume(courseId) : { ...entry.state, dues: answer.dues };
      recorder.rows.set(courseId, row);
      const earlier = recorder.entries.get(courseId) ?? [];
      recorder.entries.set(courseId, [...earlier, { ...entry, state: row }]);
      return answer;
    },
    lastActivityAt: rows?.activities.lastActivityAt ?? (async () => recorder.lastActivity),
    sendDelivery: async () => 'done',
    fetchReceipt: async () => 'delivered',
    giveUpDelivery: async () => undefined,
    fillFreeTimes: async () => 0,
    planMorningMails: async () => [],
    sendMorningMail: async () => undefined,
    startNewestDay: async () => undefined,
    jumpClock: async () => undefined,
    sweepRound: async () => undefined,
  };
}

function inMemory(env: TestWorkflowEnvironment, recorder: Recorder): Activities['record'] {
  return async ({ state }) => {
    const { clock } = recorder;
    const dues: Due[] = duesOf(state);
    const answer: Recorded = { kind: 'recorded', dues, clock };
    if (isOpen(state)) return answer;
    await startAfterwards(env.client, { ...state, dues }, clock);
    return { ...answer, handedOver: true };
  };
}

async function begin({
  env,
  recorder,
  now,
  undoMs,
  rows,
}: Pick<Bench, 'env' | 'recorder' | 'now'> & {
  undoMs: number;
  rows: CourseRows | undefined;
}): Promise<Running> {
  const courseId = asId<CourseId>(v4());
  const shown = async () => clockNow(recorder.clock, await now());
  const at = await shown();
  const start: CourseStart = {
    state: freshState({
      courseId,
      epoch: 1,
      at,
      rules: chooseRules(SHIPPED_RULES, copenhagenDate(at), 34),
    }),
    clock: recorder.clock,
    undoMs,
    lean: true,
  };
  await rows?.begin(start.state);
  const handle = await env.client.workflow.start('course', {
    workflowId: courseId,
    taskQueue: TASK_QUEUE,
    // A task that failed is tried again so soon.
    workflowTaskTimeout: '2 s',
    args: [start],
  });
  const one = follow({ recorder, shown, rows }, courseId, handle, (id) =>
    env.client.workflow.getHandle(afterwardsWorkflowId(id)),
  );
  await one.press({ name: 'activate' });
  return one;
}

/** The door to one workflow of a course, and to what was recorded of it. */
function follow(
  world: { recorder: Recorder; shown: () => Promise<Instant>; rows: CourseRows | undefined },
  courseId: CourseId,
  handle: WorkflowHandle,
  afterOf: (courseId: CourseId) => WorkflowHandle,
): Running {
  const { recorder, shown, rows } = world;
  const form = async (chosen: CourseEvent, how: { answers?: Answers; id?: string }) => {
    const id = asId<Advance['id']>(how.id ?? v4());
    const answers = how.answers && { answers: how.answers };
    const at = await shown();
    const kept = await rows?.keep(courseId, { id, at, event: chosen });
    const { event, actor } = kept ?? { event: chosen, actor: { kind: 'staff', id: v4() } as const };
    const args: [Advance] = [{ id, event, at, on: copenhagenDate(at), actor, ...answers }];
    return { updateId: id, args };
  };
  return {
    courseId,
    handle,
    press: async (event, how = {}) =>
      handle.executeUpdate<AdvanceAnswer, [Advance]>(ADVANCE, await form(event, how)),
    accepted: async (event, how = {}) =>
      handle.startUpdate<AdvanceAnswer, [Advance]>(ADVANCE, {
        ...(await form(event, how)),
        waitForStage: 'ACCEPTED',
      }),
    setClock: async (clock) => {
      recorder.clock = clock;
      await handle.signal<[Clock]>(SET_CLOCK, clock);
    },
    after: () => follow(world, courseId, afterOf(courseId), afterOf),
    state: () => handle.query<CourseState>(STATE),
    row: () => {
      const row = recorder.rows.get(courseId);
      if (!row) throw new Error('nothing was recorded yet');
      return row;
    },
    entries: () => recorder.entries.get(courseId) ?? [],
  };
}
