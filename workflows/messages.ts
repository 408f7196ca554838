/** What passes between the web, the workflows and their activities: ids, enum words, instants. */
import {
  defineSearchAttributeKey,
  SearchAttributeType,
  type SearchAttributePair,
} from '@temporalio/common';
import type { Moment } from '../domain/apply';
import type { Clock } from '../domain/clock';
import type { CivilDate, CourseId, DeliveryId, Instant, UpdateId } from '../domain/ids';
import type { CourseEvent, CourseState, Due, Sending } from '../domain/state';
import type { Answers } from '../domain/tasks';

export const TASK_QUEUE = 'forloeb';
export const ADVANCE = 'advance';
export const SET_CLOCK = 'setClock';
export const STATE = 'state';

/** Who did it; `id` is the person's or staff member's id, null for the system. */
export interface ActorRef {
  readonly kind: 'patient' | 'staff' | 'system';
  readonly id: string | null;
}

/** One pressing of one form, as an update to the course. */
export interface Advance {
  readonly id: UpdateId;
  readonly event: CourseEvent;
  readonly at: Instant;
  /** The Copenhagen date of `at`; updates from before it was said have none. */
  readonly on?: CivilDate;
  readonly actor: ActorRef;
  readonly answers?: Answers;
  /**
   * The real instant after which nothing may come of it, since whoever pressed is told that nothing
   * was sent. Temporal keeps what came while no worker ran, and hands it over when one is back.
   */
  readonly acceptBy?: Instant;
  /** Real milliseconds in which it can be undone, where they are not those of the course. */
  readonly undoMs?: number;
}
/** Why an event that came after its `acceptBy` is refused. */
export const TOO_LATE = 'tooLate';
/** `saving`: accepted, but recording has stopped; it is offered again when the course is rebuilt. */
export type AdvanceAnswer =
  | { readonly kind: 'recorded'; readonly revision: number }
  | { readonly kind: 'saving' };

/** An accepted event on its way to Postgres, with the state it led to. */
export interface Entry {
  readonly id: UpdateId;
  readonly event: CourseEvent;
  readonly moment: Moment;
  readonly actor: ActorRef;
  readonly state: CourseState;
  readonly sends: readonly Sending[];
}

/** An event that an earlier run accepted and could not record, and how often it was offered since. */
export interface Offer {
  readonly advance: Advance;
  readonly times: number;
}

/** All that a course's workflow starts from: the row's `resume`, the clock, the time to undo. */
export interface CourseStart {
  readonly state: CourseState;
  readonly clock: Clock;
  /** Real milliseconds in which a revocable decision can be undone. */
  readonly undoMs: number;
  /** Few timers, search attributes and runs (decision 17); absent in histories from before. */
  readonly lean?: true;
  /** What a rebuilt course accepted before, in order: it comes before everything else. */
  readonly offers?: readonly Offer[];
}

/** What `record` answers; `broken` stops the course until somebody rebuilds it. */
export type Recorded =
  | {
      readonly kind: 'recorded';
      readonly dues: readonly Due[];
      /** Only in histories from before recording started its deliveries itself. */
      readonly deliveries?: readonly DeliveryId[];
      /** The course has ended, and what lives after it has a workflow of its own. */
      readonly handedOver?: true;
      readonly clock: Clock;
    }
  | { readonly kind: 'broken'; readonly reason: 'hole' | 'epoch' | 'refused' };

export interface DeliveryStart {
  readonly deliveryId: DeliveryId;
  readonly epoch: number;
}
export type Sent = 'accepted' | 'done' | 'refused';
export type Receipt = 'waiting' | 'delivered' | 'failed';

export interface DayStart {
  readonly date: CivilDate;
}
/** A jump of the practice clock: to an instant, or to the next due instant of one course. */
export interface JumpStart {
  readonly to: Instant;
}

export function courseWorkflowId(courseId: CourseId): string {
  return courseId;
}
/** The workflow of what lives after the end of a course. */
export function afterwardsWorkflowId(courseId: CourseId): string {
  return `after-${courseId}`;
}
/** The workflow that a recorded course has now. */
export function workflowIdOf(course: { courseId: CourseId; endedAt: Instant | null }): string {
  const { courseId, endedAt } = course;
  return endedAt === null ? courseWorkflowId(courseId) : afterwardsWorkflowId(courseId);
}
export function deliveryWorkflowId(deliveryId: DeliveryId): string {
  return `delivery-${deliveryId}`;
}
export function dayWorkflowId(date: CivilDate): string {
  return `day-${date}`;
}
export const JUMP_WORKFLOW_ID = 'practice-jump';

/** What Temporal's own list shows of a course; it reads no payload. */
export const LISTED = {
  stage: defineSearchAttributeKey('CourseStage', SearchAttributeType.KEYWORD),
  region: defineSearchAttributeKey('CourseRegion', SearchAttributeType.KEYWORD),
  needsAttention: defineSearchAttributeKey('CourseNeedsAttention', SearchAttributeType.BOOL),
} as const;

/** What a course that starts from its row is listed under. */
export function listedAs({ stage, region }: CourseState): SearchAttributePair[] {
  return [
    { key: LISTED.stage, value: stage },
    ...(region === null ? [] : [{ key: LISTED.region, value: region }]),
    { key: LISTED.needsAttention, value: false },
  ];
}
