/** The buttons of the practice clock: a press as the last jump closes is no dead end. */
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { moveClock } from '../../api/commands/moveClock';
import type { Ctx } from '../../api/app';
import { readClock, writeClock } from '../../db/clock';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { instant } from '../../domain/ids';
import { NOW, openClinic, type Clinic } from '../db/clinic';

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.close());

const MONDAY = instant('2026-11-23T09:00:00Z');
const TOMORROW = '2026-11-24T07:00:00.000Z';

beforeEach(async () => {
  const clock = { mode: 'practice', realOrigin: NOW, virtualOrigin: MONDAY } as const;
  await inTransaction(clinic.app, SYSTEM, (tx) =>
    writeClock(tx, { ...clock, speed: 1, paused: true }, { seenAt: NOW, jump: null }),
  );
});

/** Temporal with a jump under way, which closes soon, or goes on and on. */
function temporalWith(before: { closes: boolean }) {
  let running = true;
  const started: unknown[] = [];
  const late = Object.assign(new Error('4 DEADLINE_EXCEEDED'), {
    code: 4,
    details: '',
    metadata: {},
  });
  const client = {
    withDeadline: <T>(_until: number, work: () => Promise<T>) => work(),
    workflow: {
      start: async (
        type: string,
        { args, workflowId }: { args: unknown[]; workflowId: string },
      ) => {
        if (running) throw new WorkflowExecutionAlreadyStartedError('known', workflowId, type);
        started.push(args[0]);
      },
      getHandle: () => ({
        result: async () => {
          if (!before.closes) throw late;
          running = false;
        },
      }),
    },
  };
  return { client, started };
}
function ctxOf(client: object): Ctx {
  return { app: { db: clinic.app, temporal: client, realNow: () => NOW } } as unknown as Ctx;
}
const jumpOf = async () => (await inTransaction(clinic.app, SYSTEM, readClock))?.jump;

test('pressed as the last jump closes, the next one begins when it has', async () => {
  const { client, started } = temporalWith({ closes: true });
  expect(await moveClock(ctxOf(client), { action: 'nextMorning' })).toEqual({ kind: 'moved' });
  expect(started).toEqual([{ to: TOMORROW }]);
  expect(await jumpOf()).toEqual({ to: TOMORROW });
});

test('pressed while another one is under way, it says so', async () => {
  const { client, started } = temporalWith({ closes: false });
  expect(await moveClock(ctxOf(client), { action: 'nextMorning' })).toMatchObject({
    kind: 'jumping',
  });
  expect(started).toEqual([]);
});
