/** `npm run measure -- course`: lives the reference course on real workflows and real rows. */
import { WithStartWorkflowOperation, type Workflow } from '@temporalio/client';
import { z } from 'zod';
import { newId } from '../../db/newId';
import { freeSlots } from '../../db/slots';
import { inTransaction, SYSTEM, type Actor } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import {
  plusMillis,
  type AppointmentId,
  type CourseId,
  type DeliveryId,
  type Instant,
  type UpdateId,
} from '../../domain/ids';
import { chooseRules, SHIPPED_RULES } from '../../domain/rules';
import { freshState } from '../../domain/state';
import {
  liveReferenceCourse,
  referenceBegins,
  referenceSteps,
  referenceTalk,
  type Step,
  type Talk,
} from '../../tests/support/referenceCourse';
import {
  ADVANCE,
  courseWorkflowId,
  deliveryWorkflowId,
  TASK_QUEUE,
  type Advance,
  type AdvanceAnswer,
  type CourseStart,
} from '../../workflows/messages';
import { UNDO_MS } from '../config';
import { seedClinic, staffIdOf } from '../practice/clinic';
import { firstLogin, keepContent, type Whose } from './content';
import { grown, rowsByTable, runsOf, summed, type RunFigures } from './figures';
import { passTime } from './passing';
import type { House } from './house';

/** What one course cost; `deliveries` are workflows of their own, counted apart. */
export interface Costs {
  readonly runs: readonly RunFigures[];
  readonly total: RunFigures;
  readonly eventsPerUpdate: number;
  readonly deliveries: { readonly count: number; readonly figures: RunFigures };
  readonly rows: Readonly<Record<string, number>>;
  readonly wallMs: number;
}

const KAREN = staffIdOf('karen');
const MINUTE = 60_000;

/** One course from the first login until its workflow has ended. */
export async function measureCourse(house: House): Promise<Costs> {
  const begins = referenceBegins(await house.now());
  await seedClinic(house.web, copenhagenDate(begins));
  const before = await rowsByTable(house.ownerUrl);
  const began = Date.now();
  await passTime(house, begins);
  const courseId = newId<CourseId>();
  const { firstRunId, whose } = await beginCourse(house, courseId);
  const steps = referenceSteps(begins, await talkOf(house, begins));
  const bench = {
    pass: (until: Instant) => passTime(house, until),
    press: (step: Step) => press(house, whose, step),
  };
  await liveReferenceCourse(bench, steps);
  await passTime(house, plusMillis(await house.now(), UNDO_MS.production));
  await house.client.workflow.getHandle(courseId).result();
  const wallMs = Date.now() - began;
  const runs = await runsOf(house.client.workflow, courseId, firstRunId);
  const deliveries = await deliveriesOf(house);
  const total = summed(runs);
  const eventsPerUpdate = Math.round((total.events / total.updates) * 100) / 100;
  const rows = grown(before, await rowsByTable(house.ownerUrl));
  return { runs, total, eventsPerUpdate, deliveries, rows, wallMs };
}

/** Karen's own free time on that day. */
async function talkOf(house: House, begins: Instant): Promise<Talk> {
  const { startsAt } = referenceTalk(begins);
  const window = { from: startsAt, until: plusMillis(startsAt, MINUTE), limit: 1 };
  const [slot] = await inTransaction(house.web, SYSTEM, (tx) =>
    freeSlots(tx, { ...window, psychologistId: KAREN }),
  );
  if (!slot) throw new Error('the psychologist has no time for the talk');
  const { slotId, psychologistId } = slot;
  return { slotId, psychologistId, appointmentId: newId<AppointmentId>() };
}

/** The first login; the workflow begins with its first event, as in api/advance, without its haste. */
async function beginCourse(house: House, courseId: CourseId) {
  const at = await house.now();
  const rules = chooseRules(SHIPPED_RULES, copenhagenDate(at), null);
  const state = freshState({ courseId, epoch: 1, at, rules });
  const whose = await firstLogin(house.web, courseId, { at, resume: state });
  const undoMs = UNDO_MS.production;
  const start: CourseStart = { state, clock: { mode: 'real' }, undoMs, lean: true };
  const id = newId<UpdateId>();
  const actor = actorOf(whose, 'patient');
  const startWorkflowOperation = new WithStartWorkflowOperation<Workflow>('course', {
    workflowId: courseWorkflowId(courseId),
    args: [start],
    taskQueue: TASK_QUEUE,
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
  await house.client.workflow.executeUpdateWithStart<Workflow, AdvanceAnswer, [Advance]>(ADVANCE, {
    updateId: id,
    args: [{ id, event: { name: 'activate' }, at, actor: { kind: actor.kind, id: actor.id } }],
    startWorkflowOperation,
  });
  const { runId } = await house.client.workflow.getHandle(courseWorkflowId(courseId)).describe();
  return { whose, firstRunId: runId };
}

/** Content first, then the event; returns when it is recorded. */
async function press(house: House, whose: Whose, { event, by }: Step): Promise<void> {
  const at = await house.now();
  const id = newId<UpdateId>();
  const actor = actorOf(whose, by);
  await inTransaction(house.web, actor, (tx) =>
    keepContent(tx, whose, { id, at, event, staffId: KAREN }),
  );
  const args: [Advance] = [{ id, event, at, actor: { kind: actor.kind, id: actor.id } }];
  const handle = house.client.workflow.getHandle(courseWorkflowId(whose.courseId));
  const answer = await handle.executeUpdate<AdvanceAnswer, [Advance]>(ADVANCE, {
    updateId: id,
    args,
  });
  if (answer.kind !== 'recorded') throw new Error(`${event.name} was not recorded`);
}

type Presser = Extract<Actor, { kind: 'patient' | 'staff' }>;

function actorOf({ personId }: Whose, by: Step['by']): Presser {
  return by === 'patient'
    ? { kind: 'patient', id: personId, role: 'patient' }
    : { kind: 'staff', id: KAREN, role: 'psychologist' };
}

const zDelivery = z.object({ deliveryId: z.string() });

/** Every letter of the course, followed to its receipt. */
async function deliveriesOf({ web, client }: House): Promise<Costs['deliveries']> {
  const rows = await inTransaction(web, SYSTEM, (tx) =>
    tx.rows(zDelivery, 'SELECT delivery_id FROM delivery ORDER BY delivery_id'),
  );
  const all: RunFigures[] = [];
  for (const { deliveryId } of rows) {
    const workflowId = deliveryWorkflowId(deliveryId as DeliveryId);
    await client.workflow.getHandle(workflowId).result();
    all.push(...(await runsOf(client.workflow, workflowId)));
  }
  return { count: rows.length, figures: summed(all) };
}
