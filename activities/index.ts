/** Every effect a workflow may ask for, wired by hand from what the worker opened. */
import type { Client } from '@temporalio/client';
import type { Database } from '../db/transaction';
import type { DeliveryStatus } from '../db/deliveries';
import type { CourseId, DeliveryId, Instant } from '../domain/ids';
import type { DeliveryKind } from '../domain/taskTable';
import type { Programmes } from '../programmes/programmes';
import { clockActivities } from './clock';
import { deliveryActivities, type Partners } from './deliveries';
import { freeTimesActivities } from './freeTimes';
import { morningActivities } from './morning';
import { recordActivities } from './record';
import { sweepActivities, type SweepRound } from './sweep';

export interface ActivityDeps {
  readonly db: Database;
  readonly partners: Partners;
  readonly programmes: Programmes;
  readonly temporal: Client;
  readonly baseUrl: string;
  readonly realNow: () => Instant;
  /** Told how far a delivery has come; the log and the figures listen. */
  readonly onDelivery?: (told: DeliveryTold) => void;
}

/** One step of a letter, entry or message; `reason` is an enum word. */
export interface DeliveryTold {
  readonly courseId: CourseId;
  readonly deliveryId: DeliveryId;
  readonly kind: DeliveryKind;
  readonly outcome: DeliveryStatus;
  readonly reason?: string;
}

/** `round`: one round of the sweep, which presses what got lost and so is no activity's to import. */
export function createActivities(deps: ActivityDeps, round: SweepRound) {
  return {
    ...recordActivities(deps),
    ...deliveryActivities(deps),
    ...freeTimesActivities(deps),
    ...morningActivities(deps),
    ...clockActivities(deps),
    ...sweepActivities(round),
  };
}
export type Activities = ReturnType<typeof createActivities>;
