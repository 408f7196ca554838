/** A course's workflow without Temporal: the same `apply`, the same recording, no timers. */
import type { Client } from '@temporalio/client';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import {
  ApplicationFailure,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
} from '@temporalio/common';
import { courseById } from '../../db/courses';
import { recordEvent } from '../../db/record';
import { inTransaction, SYSTEM, type Database } from '../../db/transaction';
import { heardCourses } from '../../db/upcoming';
import { apply, isOpen } from '../../domain/apply';
import { asId, type CourseId } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import {
  afterwardsWorkflowId,
  courseWorkflowId,
  workflowIdOf,
  type Advance,
  type AdvanceAnswer,
  type CourseStart,
} from '../../workflows/messages';
import { moment } from './courseWalk';

interface Update {
  readonly args: readonly [Advance];
}
export interface InMemory {
  readonly client: Client;
  /** False: nobody answers, as when Temporal is away. */
  isThere: boolean;
  /** Every event that was accepted, in order. */
  readonly events: string[];
  /** Workflows that were started by themselves; asked for again they are running. */
  readonly started: string[];
  /** Workflows of courses that Temporal has lost; started again they run. */
  readonly gone: Set<string>;
  /**
   * What does not work with a workflow: it cannot be started, says nothing when it is asked, or
   * accepts what is pressed and does not record it.
   */
  readonly fails: Map<string, 'start' | 'query' | 'record'>;
}

function courseOf(workflowId: string): CourseId {
  return asId<CourseId>(workflowId.replace(/^after-/, ''));
}

/** Answers updates at once; a pressing that comes again is answered as before. */
export function coursesInMemory(worker: Database): InMemory {
  const events: string[] = [];
  const memory = {
    isThere: true,
    events,
    started: [] as string[],
    gone: new Set<string>(),
    fails: new Map<string, 'start' | 'query' | 'record'>(),
  };
  const askWhetherThere = () => {
    if (!memory.isThere)
      throw Object.assign(new Error('away'), { code: 14, details: '', metadata: {} });
  };
  const advance = async (
    state: CourseState,
    { id, event, at, actor, answers }: Advance,
  ): Promise<AdvanceAnswer> => {
    const known = state.handled.find((one) => one.id === id);
    if (known) return { kind: 'recorded', revision: known.revision };
    const result = apply(state, event, moment(at), { id, ...(answers && { answers }) });
    if (result.kind === 'refused') {
      const cause = ApplicationFailure.create({ type: result.name, nonRetryable: true });
      throw new WorkflowUpdateFailedError('refused', cause);
    }
    const entry = { id, event, actor, state: result.state, sends: result.sends };
    await inTransaction(worker, SYSTEM, (tx) => recordEvent(tx, entry, at));
    events.push(event.name);
    return { kind: 'recorded', revision: result.state.revision };
  };
  const answer = async (
    workflowId: string,
    update: Update,
    start?: CourseStart,
  ): Promise<AdvanceAnswer> => {
    askWhetherThere();
    if (memory.fails.get(workflowId) === 'record') return { kind: 'saving' };
    const row = await inTransaction(worker, SYSTEM, (tx) => courseById(tx, courseOf(workflowId)));
    const kept = row && row.revision > 0 ? (row.resume as CourseState) : start?.state;
    // Of the two workflows of a course one runs: its own until it ends, then what lives after it.
    const runs = kept && (isOpen(kept) ? courseWorkflowId : afterwardsWorkflowId)(kept.courseId);
    if (!kept || runs !== workflowId)
      throw new WorkflowNotFoundError('no such course', workflowId, undefined);
    return advance(kept, update.args[0]);
  };
  const runningIds = async (): Promise<string[]> => {
    askWhetherThere();
    const courses = await inTransaction(worker, SYSTEM, heardCourses);
    return [...memory.started, ...courses.map(workflowIdOf)].filter((id) => !memory.gone.has(id));
  };
  const lost = (id: string) => new WorkflowNotFoundError('no such workflow', id, undefined);
  const client = {
    options: { namespace: 'default' },
    withDeadline: <T>(_until: number, ask: () => Promise<T>) => ask(),
    workflow: {
      getHandle: (id: string) => ({
        executeUpdate: (_name: string, update: Update) => answer(id, update),
        startUpdate: async (_name: string, update: Update) => {
          const said = await answer(id, update);
          return { result: async () => said };
        },
        describe: async () => {
          if (!(await runningIds()).includes(id)) throw lost(id);
          return { status: { name: 'RUNNING' }, runId: id, historyLength: 1, raw: {} };
        },
        // Its history is not kept here, so that nothing it had accepted is known any more.
        terminate: async () => {
          if (!(await runningIds()).includes(id)) throw lost(id);
          memory.gone.add(id);
        },
        query: async () => {
          askWhetherThere();
          if (memory.fails.get(id) === 'query') throw new Error('it says nothing');
          return (await inTransaction(worker, SYSTEM, (tx) => courseById(tx, courseOf(id))))
            ?.resume;
        },
      }),
      list: async function* () {
        for (const workflowId of await runningIds()) yield { workflowId };
      },
      start: async (_name: string, { workflowId }: { workflowId: string }) => {
        askWhetherThere();
        if (memory.fails.get(workflowId) === 'start') throw new Error('it cannot be started');
        if (memory.gone.delete(workflowId)) return;
        if (memory.started.includes(workflowId))
          throw new WorkflowExecutionAlreadyStartedError('running', workflowId, 'delivery');
        memory.started.push(workflowId);
      },
      executeUpdateWithStart: async (
        _name: string,
        update: Update & {
          startWorkflowOperation: {
            options: { workflowId: CourseId; args: readonly [CourseStart] };
          };
        },
      ) => {
        const { workflowId, args } = update.startWorkflowOperation.options;
        if (memory.gone.has(workflowId))
          throw new WorkflowExecutionAlreadyStartedError('ended', workflowId, 'course');
        return answer(workflowId, update, args[0]);
      },
    },
  };
  return Object.assign(memory, { client: client as unknown as Client });
}

/** The same client, with something of its workflows done in another way. */
export function butWith(client: Client, workflow: object): Client {
  const changed = Object.assign(Object.create(client.workflow) as object, workflow);
  return Object.assign(Object.create(client) as object, { workflow: changed }) as Client;
}
