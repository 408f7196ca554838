/** Retries what went wrong: rebuilds the course, or lets the delivery leave once more. */
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { writeAudit } from '../../db/audit';
import { deliveryById, resendDelivery } from '../../db/deliveries';
import type { AskedRetry } from '../../db/incidentList';
import {
  askRetry,
  closeIncident,
  dropRetry,
  lockIncident,
  type LockedIncident,
} from '../../db/incidents';
import { inTransaction, type Tx } from '../../db/transaction';
import type { EventName } from '../../domain/course';
import { asId, isUuid, type CourseId, type DeliveryId, type IncidentId } from '../../domain/ids';
import {
  deliveryOf,
  freelyRetried,
  INCIDENTS,
  incidentsFor,
  retryOf,
} from '../../domain/incidents';
import { deliveryWorkflowId, TASK_QUEUE, type DeliveryStart } from '../../workflows/messages';
import { isTemporalAway } from '../advance';
import type { Ctx, Form, Presser } from '../app';
import { inTime } from '../inTime';
import { textOf } from './press';
import { rebuildCourse } from './rebuildCourse';

export type Retried =
  /** What the course's table does not allow any more is listed: somebody must look at it. */
  | { readonly kind: 'rebuilt'; readonly refused: readonly EventName[] }
  /** Its course is over: nothing is to run, and nothing stands still. */
  | { readonly kind: 'over' }
  | { readonly kind: 'resent' }
  /** Could not be done within the request: it is tried again in the background. */
  | { readonly kind: 'later' }
  | { readonly kind: 'refused'; readonly name: 'incidentClosed' | 'nothingToRetry' }
  | { readonly kind: 'invalid'; readonly errors: Readonly<Record<string, string>> };

const ANSWER_MS = 3500;
/** The column is sealed, not endless. */
export const LONGEST_REASON = 1000;

/** The incident a form names, or null when the form is not one of ours. */
export function incidentIdOf(form: Form): IncidentId | null {
  const id = textOf(form, 'incident');
  return isUuid(id) ? asId<IncidentId>(id) : null;
}

/** What is wrong with a reason that must be there. */
export function reasonErrors(reason: string): Record<string, string> {
  if (reason === '') return { reason: 'Skriv en grund. Den bliver gemt sammen med dit navn.' };
  if (reason.length <= LONGEST_REASON) return {};
  return { reason: `Skriv højst ${LONGEST_REASON} tegn.` };
}

/** Retries one now. A second press finds it closed, or asked for already, and does nothing. */
export async function retryIncident(ctx: Ctx, form: Form): Promise<Retried> {
  const incidentId = incidentIdOf(form);
  if (!incidentId) return { kind: 'refused', name: 'incidentClosed' };
  const reason = textOf(form, 'reason');
  const claim = await inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const incident = await lockIncident(tx, incidentId);
    return claimed(tx, ctx, incident, reason);
  });
  if (claim.kind === 'rebuild') return inTime(rebuild(ctx, claim), { kind: 'later' });
  if (claim.kind !== 'send') return claim;
  return { kind: (await start(ctx.app.temporal, claim.delivery)) ? 'resent' : 'later' };
}

type Claim =
  | Exclude<Retried, { kind: 'rebuilt' | 'over' | 'resent' | 'later' }>
  | { readonly kind: 'rebuild'; readonly incidentId: IncidentId; readonly courseId: CourseId }
  | { readonly kind: 'send'; readonly delivery: DeliveryStart };

/** What the presser alone does now; a crash after it leaves the rest to the sweep. */
async function claimed(
  tx: Tx,
  ctx: Ctx,
  incident: LockedIncident | undefined,
  reason: string,
): Promise<Claim> {
  if (!incident || !incidentsFor(ctx.actor.role).includes(incident.kind)) {
    return { kind: 'refused', name: 'incidentClosed' };
  }
  const { incidentId, courseId, kind, cause } = incident;
  const retry = retryOf(kind, cause, deliveryOf(incident.detail));
  if (retry === 'never') return { kind: 'refused', name: 'nothingToRetry' };
  const errors = retry === 'knowingly' ? reasonErrors(reason) : {};
  if (Object.keys(errors).length > 0) return { kind: 'invalid', errors };
  if (kind === 'deliveryFailed') {
    const delivery = await resend(tx, ctx, incident, reason);
    if (delivery === 'already') return { kind: 'refused', name: 'incidentClosed' };
    return { kind: 'send', delivery };
  }
  const asked = await askRetry(tx, { incidentId }, ctx.app.realNow());
  if (asked === 0 || courseId === null) return { kind: 'refused', name: 'incidentClosed' };
  return { kind: 'rebuild', incidentId, courseId };
}

/** Asks for all of a kind and cause; they are retried in the background. Answers how many. */
export async function retryAll(ctx: Ctx, form: Form): Promise<number> {
  const kind = INCIDENTS.find((one) => one === textOf(form, 'kind'));
  const cause = textOf(form, 'cause');
  if (!kind || !incidentsFor(ctx.actor.role).includes(kind)) return 0;
  const deliveries = kind === 'deliveryFailed' ? freelyRetried(cause) : undefined;
  if (!deliveries && retryOf(kind, cause, null) !== 'freely') return 0;
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const asked = await askRetry(tx, { kind, cause, deliveries }, ctx.app.realNow());
    const detail = { kind, cause, asked };
    const { now: at, requestId } = ctx;
    if (asked > 0) await writeAudit(tx, { at, event: 'askedForRetries', detail, requestId });
    return asked;
  });
}

/**
 * Carries out one retry that was asked for (db/incidentList.ts, `askedRetries`), in the name of the
 * system. Throws when it could not be done now: it stays asked for.
 */
export async function retryAsked(presser: Presser, asked: AskedRetry): Promise<void> {
  const { incidentId, courseId, kind } = asked;
  if (kind === 'deliveryFailed') {
    const sent = await inTransaction(presser.app.db, presser.actor, async (tx) => {
      const incident = await lockIncident(tx, incidentId);
      if (!incident?.retryAskedAt) return 'already';
      const { cause, detail } = incident;
      // Told again meanwhile, with another cause: somebody must say whether it may come twice.
      const isFree = retryOf(kind, cause, deliveryOf(detail)) === 'freely';
      return isFree ? resend(tx, presser, incident, '') : 'already';
    });
    // What cannot be started now is started by the sweep: its row waits.
    if (sent === 'already') await drop(presser, incidentId);
    else await start(presser.app.temporal, sent);
    return;
  }
  const isOpen = await inTransaction(presser.app.db, presser.actor, async (tx) => {
    const incident = await lockIncident(tx, incidentId);
    return Boolean(incident?.retryAskedAt);
  });
  if (!isOpen || courseId === null) return;
  const done = await rebuild(presser, { incidentId, courseId });
  if (done.kind === 'later') throw new Error('a course could not be rebuilt');
}

/** It was not carried out and never will be: whoever still sees it may decide anew. */
function drop({ app, actor }: Presser, incidentId: IncidentId): Promise<void> {
  return inTransaction(app.db, actor, (tx) => dropRetry(tx, incidentId));
}

type Pressing = Presser & Partial<Pick<Ctx, 'requestId'>>;

async function rebuild(
  presser: Pressing,
  { incidentId, courseId }: { incidentId: IncidentId; courseId: CourseId },
): Promise<Retried> {
  const built = await rebuildCourse(presser, courseId);
  if (built.kind === 'unavailable') return { kind: 'later' };
  if (built.kind === 'over') return built;
  if (built.kind === 'noCourse') {
    await drop(presser, incidentId);
    return { kind: 'refused', name: 'nothingToRetry' };
  }
  const refused = built.refused.map(({ event }) => event);
  // Events that are set aside have incidents of their own, with a subject.
  await inTransaction(presser.app.db, presser.actor, async (tx) => {
    const detail = { incidentId, offered: built.offered, refused };
    await audit(tx, presser, { event: 'retriedCourse', courseId, detail });
  });
  return { kind: 'rebuilt', refused };
}

/** Closes the incident and lets its delivery wait to be sent again, in one transaction. */
async function resend(
  tx: Tx,
  presser: Pressing,
  incident: LockedIncident,
  reason: string,
): Promise<DeliveryStart | 'already'> {
  if (!isUuid(incident.subject)) return 'already';
  const deliveryId = asId<DeliveryId>(incident.subject);
  const before = await deliveryById(tx, deliveryId);
  const again = before && (await resendDelivery(tx, deliveryId));
  if (!again) return 'already';
  await closeIncident(tx, incident, { handling: null, reason, at: presser.now });
  const { status, epoch } = before;
  await audit(tx, presser, {
    event: 'resentDelivery',
    courseId: incident.courseId,
    personId: incident.personId,
    detail: {
      incidentId: incident.incidentId,
      deliveryId,
      before: { status, epoch, reason: before.reason },
      after: { status: 'waiting', epoch: again.epoch },
    },
  });
  return { deliveryId, epoch: again.epoch };
}

function audit(
  tx: Tx,
  { now: at, requestId }: Pressing,
  of: Omit<Parameters<typeof writeAudit>[1], 'at' | 'requestId'>,
): Promise<void> {
  return writeAudit(tx, { at, ...of, ...(requestId && { requestId }) });
}

/**
 * False when Temporal did not answer: the sweep starts it. An attempt that still runs is left to
 * end, which it does at once: its epoch is over.
 */
async function start(temporal: Client, delivery: DeliveryStart): Promise<boolean> {
  const { deliveryId, epoch } = delivery;
  const ask = () =>
    temporal.workflow.start('delivery', {
      workflowId: deliveryWorkflowId(deliveryId),
      args: [{ deliveryId, epoch }],
      taskQueue: TASK_QUEUE,
      workflowIdConflictPolicy: 'FAIL',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
  try {
    await temporal.withDeadline(Date.now() + ANSWER_MS, ask);
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError || isTemporalAway(error))
      return false;
    throw error;
  }
}
