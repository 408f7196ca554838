/** The worklist: open tasks in the order of domain/worklist.ts, a page at a time, paged by key. */
import { z } from 'zod';
import { addDays, atTime, copenhagenDate, weekday } from '../domain/calendar';
import type { CourseId, Instant, PersonId, StaffId, TaskId } from '../domain/ids';
import type { Due } from '../domain/state';
import { FLAG_TASKS, type StaffRole, type TaskKind } from '../domain/taskTable';
import { zId, zInstant } from './columns';
import { applicationScores, type Score } from './measures';
import { personIdentities } from './persons';
import type { Tx } from './transaction';

export type WorklistOwner = 'mine' | 'unassigned' | 'team';

const Row = z.object({
  taskId: zId<TaskId>(),
  courseId: zId<CourseId>(),
  kind: z.string(),
  subject: z.string(),
  role: z.string(),
  openedAt: zInstant,
  dueAt: zInstant.nullable(),
  overdue: z.boolean(),
  waiting: z.boolean(),
  ownerId: zId<StaffId>().nullable(),
  ownerName: z.string().nullable(),
  /** A flag that nobody has said yet that they have. */
  untaken: z.boolean(),
  waitsForPatient: z.boolean(),
  number: z.string(),
  personId: zId<PersonId>(),
  region: z.string().nullable(),
  submittedAt: zInstant.nullable(),
  appointmentAt: z.string().nullable(),
  /** What the patient has answered about the closing call. */
  closingWish: z.enum(['wants', 'chooses', 'declines']).nullable(),
  /** The programme that the course follows, and which version of it. */
  programme: z.object({ programmeId: z.string(), version: z.number() }).nullable(),
  /** The clocks that run in the course, as domain/state.ts knows them. */
  dues: z.unknown(),
  /** Its place in the list, to go on from. */
  place: z.array(z.string()),
});
/** One open task with what a list says about it. */
export type WorklistRow = Omit<z.infer<typeof Row>, 'kind' | 'appointmentAt' | 'dues'> & {
  kind: TaskKind;
  dues: readonly Due[];
  appointmentAt: Instant | null;
  personName: string;
  cpr: string;
  /** What the application scored, of one that is to be screened; else none. */
  scores: readonly Score[];
  /** Where the person lives now, by its code. */
  livesIn: string | null;
};
export interface WorklistWish {
  readonly owner: WorklistOwner;
  readonly me: StaffId;
  readonly roles: readonly StaffRole[];
  readonly now: Instant;
  readonly limit: number;
  /** The `place` of the last row of the page before. */
  readonly after?: readonly string[];
}
/** A place has five parts: group, red first, due, opened, id. */
export const PLACE_PARTS = 5;

const SUNDAY = 7;
const FILTER = `task.closed_at IS NULL AND task.role = ANY($1) AND ($2 = 'team'
  OR ($2 = 'mine' AND task.owner_id = $3) OR ($2 = 'unassigned' AND task.owner_id IS NULL))`;
/** When the conversation is agreed that a task is about; null for every other task. */
const TALK_AT = `CASE task.kind WHEN 'holdAssessment'
  THEN course.resume #>> '{appointment,startsAt}' WHEN 'closingCall'
  THEN course.resume #>> '{closingTime,startsAt}' END`;
/** An agreed conversation that lies ahead: nobody here has to act. */
const AHEAD = `coalesce(${TALK_AT} > $4, false)`;
/** And one that is held today: nothing else is what that day is for. */
const TALK_TODAY = `coalesce((${TALK_AT})::timestamptz >= $15
  AND (${TALK_AT})::timestamptz < $6, false)`;
/** groupOf of domain/worklist.ts in SQL; a test holds the two together. */
const GROUP = `CASE WHEN task.kind = ANY($5) THEN 0 WHEN task.state = 'waiting' THEN 4
  WHEN task.overdue OR task.due_at <= $6 OR ${TALK_TODAY} THEN 1 WHEN ${AHEAD} THEN 3
  WHEN task.due_at <= $7 THEN 2 ELSE 4 END`;
const PLACE = `(${GROUP}, (task.kind <> $8)::int, coalesce(task.due_at, '9999-01-01'),
  task.opened_at, task.task_id)`;

/** One page in order; only its own names are opened. */
export async function worklistPage(tx: Tx, wish: WorklistWish): Promise<WorklistRow[]> {
  const rows = await tx.rows(
    Row,
    `SELECT task.task_id, task.course_id, task.kind, task.subject,
      task.role, task.opened_at, task.due_at, task.overdue, task.state = 'waiting' AS waiting,
      task.owner_id, staff.name AS owner_name, (task.kind = ANY($5)
        AND coalesce(course.resume -> 'flags' @> jsonb_build_array(
          jsonb_build_object('flagId', task.subject, 'takenBy', null)), false)) AS untaken,
      ${AHEAD} AS waits_for_patient, course.number,
      course.person_id, course.region, course.submitted_at,
      ${TALK_AT} AS appointment_at,
      course.resume ->> 'closingWish' AS closing_wish,
      course.resume -> 'programme' AS programme,
      course.resume -> 'dues' AS dues,
      ARRAY[(${GROUP})::text, (task.kind <> $8)::int::text,
        coalesce(task.due_at, '9999-01-01')::text, task.opened_at::text,
        task.task_id::text] AS place
    FROM task JOIN course USING (course_id)
    LEFT JOIN staff ON staff.staff_id = task.owner_id
    WHERE ${FILTER} AND ($9::text IS NULL OR ${PLACE} > ($9::int, $10::int, $11::timestamptz,
      $12::timestamptz, $13::uuid))
    ORDER BY ${PLACE} LIMIT $14`,
    [
      ...parameters(wish),
      ...placeParameters(wish.after),
      wish.limit,
      atTime(copenhagenDate(wish.now), '00:00'),
    ],
  );
  const people = await personIdentities(
    tx,
    rows.map((row) => row.personId),
  );
  const toScreen = rows.filter(({ kind }) => kind === 'screen').map(({ courseId }) => courseId);
  const scores = await applicationScores(tx, toScreen);
  return rows.map((row) => ({
    ...row,
    kind: row.kind as TaskKind,
    scores: scores.get(row.courseId) ?? [],
    dues: row.dues as readonly Due[],
    appointmentAt: row.appointmentAt as Instant | null,
    personName: people.get(row.personId)?.name ?? '',
    cpr: people.get(row.personId)?.cpr ?? '',
    livesIn: people.get(row.personId)?.municipality ?? null,
  }));
}

function parameters(wish: WorklistWish): unknown[] {
  const today = copenhagenDate(wish.now);
  // Midnight belongs to the day that ends, so "today" is up to and with the next midnight.
  const midnight = atTime(addDays(today, 1), '00:00');
  const sunday = atTime(addDays(today, SUNDAY - weekday(today) + 1), '00:00');
  return [
    wish.roles,
    wish.owner,
    wish.me,
    wish.now,
    Object.values(FLAG_TASKS),
    midnight,
    sunday,
    FLAG_TASKS.red,
  ];
}
function placeParameters(after: readonly string[] | undefined): unknown[] {
  return Array.from({ length: PLACE_PARTS }, (_, part) => after?.[part] ?? null);
}

const Counts = z.object({ mine: z.number(), unassigned: z.number(), team: z.number() });

/** How many open tasks each tab holds. */
export async function worklistCounts(
  tx: Tx,
  of: { me: StaffId; roles: readonly StaffRole[] },
): Promise<Record<WorklistOwner, number>> {
  const row = await tx.row(
    Counts,
    `SELECT count(*) FILTER (WHERE owner_id = $2) AS mine,
      count(*) FILTER (WHERE owner_id IS NULL) AS unassigned, count(*) AS team
    FROM task WHERE closed_at IS NULL AND role = ANY($1)`,
    [of.roles, of.me],
  );
  return row ?? { mine: 0, unassigned: 0, team: 0 };
}
