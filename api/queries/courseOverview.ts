/** A course as its page shows it: events, letters, scores, consents, notes, readers. */
import { auditOfCourse, type AuditRow } from '../../db/audit';
import { consentsOf, type Consent } from '../../db/consents';
import type { CourseRow } from '../../db/courses';
import {
  deliveriesOf,
  readLetter,
  deliveryById,
  type Delivery,
  type Letter,
} from '../../db/deliveries';
import { eventsOf, type TimelineEvent } from '../../db/events';
import { answeredModules, type ModuleAnswered } from '../../db/feedback';
import { scoresOf, type Score } from '../../db/measures';
import { unreadCount } from '../../db/messages';
import { notesOf, type Note } from '../../db/notes';
import { personContact } from '../../db/persons';
import { openTasksOf, type TaskRecord } from '../../db/tasks';
import { timeSpentOf } from '../../db/timeSpent';
import { inTransaction, type Tx } from '../../db/transaction';
import type { DeliveryId } from '../../domain/ids';
import { may } from '../../domain/permissions';
import type { TimeSpent } from '../../domain/timeSpent';
import type { Ctx } from '../app';
import { modulesOf, type EpicriseFacts } from './epicriseFacts';
import { stateOf } from './courseState';
import { ratingsIn, type GoalOverTime } from './goalRatings';
import { openExercises } from './ownDiary';
import { silentTasks, type SilentTask } from './silentTask';

/** More than a page shows, so that an event is told by what came before it. */
export const EVENTS = 60;
const REVISION = /^[1-9]\d{0,8}$/;
const LETTERS = 40;
const READERS = 30;

export interface CourseOverview {
  readonly tasks: readonly TaskRecord[];
  /** The newest first. */
  readonly events: readonly TimelineEvent[];
  /** The revision that all of them are before; null: they are the newest there are. */
  readonly before: number | null;
  readonly letters: readonly Delivery[];
  readonly consents: readonly Consent[];
  readonly modules: EpicriseFacts['modules'];
  /** Null for those who read no clinical text. */
  readonly clinical: ClinicalOverview | null;
}
export interface ClinicalOverview {
  readonly scores: readonly Score[];
  readonly notes: readonly Note[];
  /** Who opened the course; null for those whom the row policies show no audit. */
  readonly readers: readonly AuditRow[] | null;
  readonly unread: number;
  /** The modules that an answer was sent for. */
  readonly answered: ReadonlyMap<string, ModuleAnswered>;
  /** Minutes logged with answers, the oldest first. */
  readonly timeSpent: readonly TimeSpent[];
  /** The number of the application, for whoever is to ring. */
  readonly phone: string | null;
  /** How far the patient is with each goal; none before they are handed in. */
  readonly goals: readonly GoalOverTime[];
  /** Of each open task about a silent patient, by its name. */
  readonly silent: ReadonlyMap<string, SilentTask>;
}

/** `from`: as an address says it, the revision before which events are asked for; else the newest. */
export async function courseOverview(
  ctx: Ctx,
  course: CourseRow,
  from?: string,
): Promise<CourseOverview> {
  const { courseId } = course;
  const before = from !== undefined && REVISION.test(from) ? Number(from) : null;
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const tasks = await openTasksOf(tx, courseId);
    return {
      tasks,
      events: await eventsOf(tx, courseId, { limit: EVENTS, ...(before && { before }) }),
      before,
      letters: await deliveriesOf(tx, courseId, { limit: LETTERS }),
      consents: await consentsOf(tx, courseId),
      modules: modulesOf(ctx, course),
      clinical: may(ctx.actor.role, 'seeClinicalText')
        ? await clinicalOf(tx, ctx, course, tasks)
        : null,
    };
  });
}

async function clinicalOf(
  tx: Tx,
  ctx: Ctx,
  course: CourseRow,
  tasks: readonly TaskRecord[],
): Promise<ClinicalOverview> {
  const { courseId, personId } = course;
  return {
    scores: await scoresOf(tx, courseId),
    notes: await notesOf(tx, courseId),
    readers: may(ctx.actor.role, 'superviseCourses')
      ? await auditOfCourse(tx, courseId, { limit: READERS })
      : null,
    unread: await unreadCount(tx, courseId, 'staff'),
    answered: await answeredModules(tx, courseId),
    timeSpent: await timeSpentOf(tx, courseId),
    phone: (await personContact(tx, personId)).phone,
    goals: await goalsOf(tx, ctx, course),
    silent: await silentTasks(tx, ctx, tasks),
  };
}

async function goalsOf(tx: Tx, ctx: Ctx, course: CourseRow): Promise<readonly GoalOverTime[]> {
  const open = openExercises(ctx.app, stateOf(course));
  const goals = open.find(({ exercise }) => exercise.kind === 'goals');
  return goals ? (await ratingsIn(tx, ctx, course.courseId, goals)).goals : [];
}

/** One letter of the course as it was sent; undefined when there is none (yet). */
export async function sentLetter(
  ctx: Ctx,
  course: CourseRow,
  deliveryId: DeliveryId,
): Promise<{ delivery: Delivery; letter: Letter } | undefined> {
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const delivery = await deliveryById(tx, deliveryId);
    if (!delivery || delivery.courseId !== course.courseId) return undefined;
    const letter = await readLetter(tx, deliveryId);
    return letter && { delivery, letter };
  });
}
