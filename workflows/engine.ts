/** The engine of one course: accepts events, records them in order, and keeps the one timer. */
import {
  ActivityCancellationType,
  allHandlersFinished,
  ApplicationFailure,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  ParentClosePolicy,
  proxyActivities,
  setHandler,
  startChild,
  uuid4,
  workflowInfo,
} from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { Activities } from '../activities';
import { apply, isOpen } from '../domain/apply';
import { clockNow, realDelay, type Clock } from '../domain/clock';
import { rowOf } from '../domain/course';
import { deadlineRow, whenDue } from '../domain/firing';
import { asId, instant, plusMillis, type Instant } from '../domain/ids';
import type { CourseEvent, CourseState, Due } from '../domain/state';
import { delivery } from './delivery';
import {
  ADVANCE,
  deliveryWorkflowId,
  SET_CLOCK,
  STATE,
  TOO_LATE,
  type ActorRef,
  type Advance,
  type AdvanceAnswer,
  type CourseStart,
  type Entry,
} from './messages';
import { oneTimer } from './oneTimer';
import { listing } from './searchAttributes';

export const advance = defineUpdate<AdvanceAnswer, [Advance]>(ADVANCE);
export const setClock = defineSignal<[Clock]>(SET_CLOCK);
export const readState = defineQuery<CourseState>(STATE);

/** The server allows ten open updates; two are left for what must always get through. */
const PENDING_LIMIT = 8;
const SYSTEM: ActorRef = { kind: 'system', id: null };

const { record, lastActivityAt } = proxyActivities<Activities>({
  startToCloseTimeout: '3 s',
  retry: { initialInterval: '250 ms', maximumInterval: '10 s' },
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

export interface Course {
  readonly state: () => CourseState;
  /** Lets events and deadlines come until the predicate holds; the course moves meanwhile. */
  readonly until: (holds: (state: CourseState) => boolean) => Promise<void>;
  /** True once what lives after the end has a workflow of its own. */
  readonly isHandedOver: () => boolean;
  /** Lets events and deadlines come until the course stands in another phase. */
  readonly leavesPhase: () => Promise<void>;
  readonly wantsFreshHistory: () => boolean;
  /** Returns when what an earlier run had accepted is recorded; nothing falls due before that. */
  readonly takesUp: () => Promise<void>;
  /** What continue-as-new passes on; call only when `until` has returned. */
  readonly resume: () => Promise<CourseStart>;
}

/**
 * Opens the engine on a course's start; call once, before anything is awaited. `takesOver`: it is
 * what lives after the end, and hands over to nobody.
 */
export function openCourse(start: CourseStart, how: { takesOver: boolean }): Course {
  let { state, clock } = start;
  let recordedRevision = state.revision;
  let stuck = false;
  let handedOver = false;
  let clockSets = 0;
  const pending: Entry[] = [];
  const skipped = new Set<string>();
  const timer = oneTimer({ keepsEarly: !start.lean });
  const showOnList = listing({ rewrites: !start.lean });

  const realNow = (): Instant => instant(Date.now());
  const momentOf = ({ at, on, undoMs }: Pick<Advance, 'at' | 'on' | 'undoMs'>) => ({
    at,
    ...(on && { on }),
    realAt: realNow(),
    releaseAt: plusMillis(realNow(), undoMs ?? start.undoMs),
  });
  const attempt = (one: Omit<Advance, 'id'> & { id?: Advance['id'] }) =>
    apply(state, one.event, momentOf(one), { id: one.id, answers: one.answers });
  const known = (id: string) => state.handled.find((one) => one.id === id)?.revision;

  /** Applies to the state at once, so that the next validator sees it. */
  function accept(one: Advance): number | null {
    const result = attempt(one);
    if (result.kind === 'refused') return null;
    const { event, actor, id } = one;
    state = result.state;
    pending.push({ id, event, actor, moment: momentOf(one), state, sends: result.sends });
    return state.revision;
  }

  /** From the moment a course ends, another workflow takes what comes; nothing may fall between. */
  function isLeaving(): boolean {
    const ends = !isOpen(state) && isOpen(start.state);
    return handedOver || (ends && pending.length > 0);
  }

  for (const { advance: one } of start.offers ?? []) {
    // Dropped, it would be lost in silence; standing still, it is found, and rebuilt by the newest.
    if (known(one.id) === undefined && accept(one) === null) {
      throw new Error('an event that a rebuild offers is refused by this version');
    }
  }

  function refuseEarly(one: Advance): void {
    if (known(one.id) !== undefined) return;
    if (one.acceptBy && one.acceptBy < realNow()) {
      throw ApplicationFailure.nonRetryable('refused', TOO_LATE);
    }
    const busy = pending.length >= PENDING_LIMIT ? 'busy' : null;
    const result = attempt(one);
    const refusal = result.kind === 'refused' ? result.name : null;
    const name = stuck ? 'stuck' : isLeaving() ? 'handingOver' : (busy ?? refusal);
    if (name) throw ApplicationFailure.nonRetryable('refused', name);
  }

  setHandler(readState, () => state);
  setHandler(setClock, (now) => {
    clock = now;
    clockSets += 1;
    timer.stop();
  });
  setHandler(
    advance,
    async (one) => {
      const revision = known(one.id) ?? accept(one);
      await condition(() => stuck || revision === null || recordedRevision >= revision);
      return revision === null || recordedRevision < revision
        ? { kind: 'saving' }
        : { kind: 'recorded', revision };
    },
    { validator: refuseEarly },
  );

  async function recordNext(entry: Entry): Promise<void> {
    const setsBefore = clockSets;
    const answer = await record(entry);
    if (answer.kind === 'broken') {
      stuck = true;
      showOnList(state, true);
      return;
    }
    pending.shift();
    recordedRevision = entry.state.revision;
    // A clock that was set while we recorded is newer than the one that recording read.
    if (clockSets === setsBefore) clock = answer.clock;
    if (pending.length === 0) state = { ...state, dues: answer.dues };
    handedOver = answer.handedOver === true && !how.takesOver;
    showOnList(state, false);
    const older = answer.deliveries ?? [];
    await Promise.all(older.map((deliveryId) => startDelivery(deliveryId, state.epoch)));
  }

  /** The first due clock speaks; one that the table refuses is not asked again in this run. */
  async function fire(due: Due): Promise<void> {
    const lazy = deadlineRow(state, due.name)?.lazy === true;
    const seen = lazy ? await lastActivityAt(state.courseId) : null;
    if (pending.length > 0) return;
    say(whenDue(state, due, seen), due.dueAt, `${due.name}:${due.subject}`);
  }

  function say(event: CourseEvent, at: Instant, key: string): void {
    const revision = accept({ id: asId(uuid4()), event, at, actor: SYSTEM });
    if (revision === null) skipped.add(key);
  }

  const isLong = (): boolean => workflowInfo().continueAsNewSuggested;
  const nextDue = (): Due | undefined =>
    state.dues.find((due) => !skipped.has(`${due.name}:${due.subject}`));

  /** Milliseconds until the timer must ring; null: nothing is coming, or the clock stands still. */
  function delay(): number | null {
    const due = nextDue();
    const untilDue = due ? realDelay(clock, due.dueAt, realNow()) : null;
    const untilRelease = state.revocable
      ? Math.max(0, Date.parse(state.revocable.releaseAt) - Date.now())
      : null;
    if (untilDue === null) return untilRelease;
    return untilRelease === null ? untilDue : Math.min(untilDue, untilRelease);
  }

  async function act(): Promise<void> {
    const next = pending[0];
    if (next) return recordNext(next);
    const now = clockNow(clock, realNow());
    if (state.revocable && !skipped.has('release') && state.revocable.releaseAt <= realNow()) {
      return say({ name: 'release' }, now, 'release');
    }
    const due = nextDue();
    if (due && due.dueAt <= now) return fire(due);
    timer.set(delay());
    await condition(() => pending.length > 0 || timer.rang());
  }

  async function until(holds: (now: CourseState) => boolean): Promise<void> {
    while (!(holds(state) && pending.length === 0)) {
      // A course that cannot record waits to be rebuilt from its row; it never guesses on.
      if (stuck) await condition(() => false);
      await act();
    }
  }

  return {
    state: () => state,
    until,
    isHandedOver: () => handedOver,
    takesUp: () => until(() => true),
    leavesPhase: () => {
      const { phase } = rowOf(state.stage);
      return until((now) => rowOf(now.stage).phase !== phase || isLong());
    },
    wantsFreshHistory: isLong,
    resume: async () => {
      await condition(() => pending.length === 0 && allHandlersFinished());
      return { state, clock, undoMs: start.undoMs, lean: true };
    },
  };
}

/** What a history from before recording started its deliveries itself asks for. */
async function startDelivery(deliveryId: Parameters<typeof deliveryWorkflowId>[0], epoch: number) {
  try {
    await startChild(delivery, {
      workflowId: deliveryWorkflowId(deliveryId),
      args: [{ deliveryId, epoch }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
    });
  } catch (error) {
    // The row was recorded before, and its letter is on its way: that is what we want.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
