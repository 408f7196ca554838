/** What a run of a course's workflow has accepted, read from its history: no worker is needed. */
import type { Client, WorkflowHandle } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import type { UpdateId } from '../domain/ids';
import {
  ADVANCE,
  type Advance,
  type AdvanceAnswer,
  type CourseStart,
  type Entry,
  type Offer,
} from '../workflows/messages';

/** An accepted event; `answered`: somebody was told that it is recorded. */
export interface Accepted extends Offer {
  readonly answered: boolean;
}
type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type HistoryEvent = NonNullable<History['events']>[number];

/**
 * In the order in which the course would have recorded them: what it took over, its own clock, the
 * pressings. A clock speaks only when nothing waits, so of all that is not recorded it is the first.
 */
export async function acceptedIn(
  temporal: Client,
  workflowId: string,
  runId: string,
): Promise<readonly Accepted[]> {
  const { events } = await temporal.workflow.getHandle(workflowId, runId).fetchHistory();
  const read = reader(temporal, workflowId);
  const pressed: Offer[] = [];
  const answered = new Set<UpdateId>();
  let taken: readonly Offer[] = [];
  let scheduled: HistoryEvent | undefined;
  for (const event of events ?? []) {
    const started = event.workflowExecutionStartedEventAttributes;
    if (started) taken = (await read<CourseStart>(started.input?.payloads))?.offers ?? [];
    const request = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest;
    if (request?.input?.name === ADVANCE) {
      const advance = await read<Advance>(request.input.args?.payloads);
      if (advance) pressed.push({ advance, times: 0 });
    }
    const done = event.workflowExecutionUpdateCompletedEventAttributes;
    const answer = await read<AdvanceAnswer>(done?.outcome?.success?.payloads);
    if (answer?.kind === 'recorded') answered.add(done?.meta?.updateId as UpdateId);
    if (event.activityTaskScheduledEventAttributes?.activityType?.name === 'record')
      scheduled = event;
  }
  const last = await read<Entry>(scheduled?.activityTaskScheduledEventAttributes?.input?.payloads);
  const known = new Set([...taken, ...pressed].map(({ advance }) => advance.id));
  const clock = last?.actor.kind === 'system' && !known.has(last.id) ? [spoken(last)] : [];
  // Asked for again in this run, what it took over is the same event.
  const own = new Set(taken.map(({ advance }) => advance.id));
  const fresh = pressed.filter(({ advance }) => !own.has(advance.id));
  return [...taken, ...clock, ...fresh].map((offer) => ({
    ...offer,
    answered: answered.has(offer.advance.id),
  }));
}

/** What a clock of the course said, as it would be pressed. */
function spoken({ id, event, actor, moment: { at, on } }: Entry): Offer {
  return { advance: { id, event, actor, at, ...(on && { on }) }, times: 0 };
}

/** Reads the first of some payloads as Temporal keeps them; undefined: there is none. */
function reader(temporal: Client, workflowId: string) {
  const { loadedDataConverter: converter, namespace } = temporal.options;
  const context = { type: 'workflow', namespace, workflowId } as const;
  return async <T>(payloads: readonly Payload[] | null | undefined): Promise<T | undefined> => {
    let [payload] = payloads ?? [];
    if (!payload) return undefined;
    for (const codec of converter.payloadCodecs.toReversed()) {
      const decoded: Payload[] = await codec.decode([payload], context);
      payload = decoded[0] ?? payload;
    }
    return converter.payloadConverter.fromPayload<T>(payload);
  };
}
