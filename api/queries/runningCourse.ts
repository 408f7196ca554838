/** One course as its supervisor follows it: clocks, tasks, deliveries, events, the workflow itself. */
import { WorkflowNotFoundError } from '@temporalio/common';
import type { CourseRow } from '../../db/courses';
import { deliveriesOf, type Delivery } from '../../db/deliveries';
import { eventsOf, type TimelineEvent } from '../../db/events';
import { incidentsOf, type Incident } from '../../db/incidents';
import { allStaff } from '../../db/staff';
import { openTasksOf, type TaskRecord } from '../../db/tasks';
import { inTransaction } from '../../db/transaction';
import { isHeard } from '../../domain/apply';
import type { StaffId } from '../../domain/ids';
import { COURSE_INCIDENTS } from '../../domain/incidents';
import type { CourseState } from '../../domain/state';
import { STATE, workflowIdOf } from '../../workflows/messages';
import type { Ctx } from '../app';
import { stateOf } from './courseState';

/** What Temporal says about the workflow: itself, that there is none running, or nothing. */
export type WorkflowSays =
  | { readonly kind: 'answered'; readonly revision: number }
  | { readonly kind: 'over' }
  | { readonly kind: 'away' };

export interface CourseOverview {
  readonly tasks: readonly TaskRecord[];
  /** The newest first; `moreEvents`: there are older ones. */
  readonly events: readonly TimelineEvent[];
  readonly moreEvents: boolean;
  readonly deliveries: readonly Delivery[];
  readonly incidents: readonly Incident[];
  readonly staffNames: ReadonlyMap<StaffId, string>;
  readonly psychologists: readonly { readonly staffId: StaffId; readonly name: string }[];
  readonly workflow: WorkflowSays;
  /** Something is wrong with the workflow that a rebuild may mend. */
  readonly mayRebuild: boolean;
}
const EVENTS = 50;
const DELIVERIES = 50;
const ANSWER_MS = 1500;

export async function runningCourse(
  ctx: Ctx,
  course: CourseRow,
  page: { eventsBefore?: number },
): Promise<CourseOverview> {
  const workflow = askWorkflow(ctx, course);
  const { courseId } = course;
  const { events, ...facts } = await inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const staff = await allStaff(tx);
    return {
      tasks: await openTasksOf(tx, courseId),
      events: await eventsOf(tx, courseId, { limit: EVENTS + 1, before: page.eventsBefore }),
      deliveries: await deliveriesOf(tx, courseId, { limit: DELIVERIES }),
      incidents: await incidentsOf(tx, courseId),
      staffNames: new Map(staff.map(({ staffId, name }) => [staffId, name])),
      psychologists: staff.filter((one) => one.roles.includes('psychologist')),
    };
  });
  return {
    ...facts,
    events: events.slice(0, EVENTS),
    moreEvents: events.length > EVENTS,
    workflow: await workflow,
    mayRebuild: isHeard(stateOf(course)) && isWrong(course, facts.incidents, await workflow),
  };
}

function isWrong(
  course: CourseRow,
  incidents: readonly Incident[],
  workflow: WorkflowSays,
): boolean {
  const kinds: readonly string[] = COURSE_INCIDENTS;
  const told = incidents.some(({ kind, subject }) => subject === '' && kinds.includes(kind));
  return told || course.needsAttention || workflow.kind === 'over';
}

/** The one question a page asks Temporal; a workflow that has ended still answers while it is kept. */
async function askWorkflow(ctx: Ctx, course: CourseRow): Promise<WorkflowSays> {
  const { temporal } = ctx.app;
  const handle = temporal.workflow.getHandle(workflowIdOf(course));
  try {
    return await temporal.withDeadline(Date.now() + ANSWER_MS, async () => {
      const { status } = await handle.describe();
      if (status.name !== 'RUNNING') return { kind: 'over' };
      const { revision } = await handle.query<CourseState>(STATE);
      return { kind: 'answered', revision };
    });
  } catch (error) {
    return { kind: error instanceof WorkflowNotFoundError ? 'over' : 'away' };
  }
}
