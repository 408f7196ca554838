/** One worker on the time-skipping server, with recording kept in memory instead of Postgres. */
import type { WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { v4 } from 'uuid';
import type { Activities } from '../../activities';
import { duesOf } from '../../domain/deadlines';
import { asId, instant, type CourseId, type DeliveryId, type Instant } from '../../domain/ids';
import { chooseRules, SHIPPED_RULES } from '../../domain/rules';
import { copenhagenDate } from '../../domain/calendar';
import { freshState, type CourseEvent, type CourseState, type Due } from '../../domain/state';
import type { Answers } from '../../domain/tasks';
import { payloadCodec } from '../../ops/codec';
import {
  ADVANCE,
  STATE,
  TASK_QUEUE,
  type Advance,
  type AdvanceAnswer,
  type CourseStart,
  type Entry,
  type Recorded,
} from '../../workflows/messages';
import { startTimeSkipping, stopTimeSkipping, workflowBundle } from './temporal';

/** Published: it protects nothing but what the tests themselves write. */
export const TEST_KEY = { id: 'test', key: Buffer.alloc(32, 7) };
export const TEST_CONVERTER = {
  payloadCodecs: [payloadCodec(TEST_KEY)],
  failureConverterPath: require.resolve('../../ops/failureConverter'),
};
const UNDO_MS = 600_000;

export interface Recorder {
  /** What recording would have written, by course. */
  readonly rows: Map<CourseId, CourseState>;
  readonly events: Map<CourseId, string[]>;
  readonly sent: Map<CourseId, string[]>;
  /** Answers instead of recording; set by a test that breaks the database. */
  instead: ((entry: Entry) => Promise<Recorded> | undefined) | undefined;
  lastActivity: Instant | null;
  /**
   * Starts a workflow for each delivery. Off: the test server never skips time again after a
   * parent has ended before an abandoned child.
   */
  delivers: boolean;
  started: DeliveryId[];
  delivered: DeliveryId[];
}

export interface Bench {
  readonly env: TestWorkflowEnvironment;
  readonly recorder: Recorder;
  now(): Promise<Instant>;
  begin(): Promise<Running>;
  stop(): Promise<void>;
}
export interface Running {
  readonly courseId: CourseId;
  readonly handle: WorkflowHandle;
  press(event: CourseEvent, how?: { answers?: Answers; id?: string }): Promise<AdvanceAnswer>;
  state(): Promise<CourseState>;
  row(): CourseState;
}

export async function openBench(): Promise<Bench> {
  const env = await startTimeSkipping({ dataConverter: TEST_CONVERTER });
  const recorder: Recorder = {
    rows: new Map(),
    events: new Map(),
    sent: new Map(),
    instead: undefined,
    lastActivity: null,
    delivers: false,
    started: [],
    delivered: [],
  };
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: TASK_QUEUE,
    activities: recording(recorder),
    workflowBundle: await workflowBundle(),
    dataConverter: TEST_CONVERTER,
  });
  const running = worker.run();
  const now = async () => instant(await env.currentTimeMs());
  return {
    env,
    recorder,
    now,
    begin: () => begin({ env, recorder, now }),
    stop: async () => {
      worker.shutdown();
      await running;
      await stopTimeSkipping(env);
    },
  };
}

function recording(recorder: Recorder): Activities {
  const keep = <T>(map: Map<CourseId, T[]>, id: CourseId, more: T[]) =>
    map.set(id, [...(map.get(id) ?? []), ...more]);
  return {
    async record(entry) {
      const other = recorder.instead?.(entry);
      if (other) return other;
      const { courseId } = entry.state;
      const dues: Due[] = duesOf(entry.state);
      recorder.rows.set(courseId, { ...entry.state, dues });
      keep(recorder.events, courseId, [entry.event.name]);
      keep(
        recorder.sent,
        courseId,
        entry.sends.map((send) => send.kind),
      );
      const deliveries = recorder.delivers ? entry.sends.map(() => asId<DeliveryId>(v4())) : [];
      recorder.started.push(...deliveries);
      return { kind: 'recorded', dues, clock: { mode: 'real' }, deliveries };
    },
    lastActivityAt: async () => recorder.lastActivity,
    sendDelivery: async ({ deliveryId }) => {
      recorder.delivered.push(deliveryId);
      return 'done';
    },
    fetchReceipt: async () => 'delivered',
    giveUpDelivery: async () => undefined,
    fillFreeTimes: async () => 0,
    jumpClock: async () => undefined,
  };
}

async function begin({
  env,
  recorder,
  now,
}: Pick<Bench, 'env' | 'recorder' | 'now'>): Promise<Running> {
  const courseId = asId<CourseId>(v4());
  const at = await now();
  const start: CourseStart = {
    state: freshState({
      courseId,
      epoch: 1,
      at,
      rules: chooseRules(SHIPPED_RULES, copenhagenDate(at), 34),
    }),
    clock: { mode: 'real' },
    undoMs: UNDO_MS,
  };
  const handle = await env.client.workflow.start('course', {
    workflowId: courseId,
    taskQueue: TASK_QUEUE,
    args: [start],
  });
  const one: Running = {
    courseId,
    handle,
    press: async (event, how = {}) => {
      const id = asId<Advance['id']>(how.id ?? v4());
      const args: [Advance] = [
        {
          id,
          event,
          at: await now(),
          actor: { kind: 'staff', id: v4() },
          ...(how.answers && { answers: how.answers }),
        },
      ];
      return handle.executeUpdate<AdvanceAnswer, [Advance]>(ADVANCE, { updateId: id, args });
    },
    state: () => handle.query<CourseState>(STATE),
    row: () => {
      const row = recorder.rows.get(courseId);
      if (!row) throw new Error('nothing was recorded yet');
      return row;
    },
  };
  await one.press({ name: 'activate' });
  return one;
}
