/** Courses as rows: found by id, person or number, listed by what falls due next. */
import { z } from 'zod';
import { OUTCOMES, STAGES } from '../domain/course';
import type { Stage } from '../domain/course';
import type { CourseId, Instant, PersonId, StaffId } from '../domain/ids';
import { json, zId, zInstant } from './columns';
import { personIdentities } from './persons';
import type { Tx } from './transaction';

const CourseRow = z.object({
  courseId: zId<CourseId>(),
  /** What people call it, 'F-1987'. */
  number: z.string(),
  personId: zId<PersonId>(),
  stage: z.enum(STAGES),
  outcome: z.enum(OUTCOMES).nullable(),
  revision: z.number(),
  epoch: z.number(),
  psychologistId: zId<StaffId>().nullable(),
  municipality: z.string().nullable(),
  region: z.string().nullable(),
  beganAt: zInstant,
  submittedAt: zInstant.nullable(),
  endedAt: zInstant.nullable(),
  stageSince: zInstant,
  /** The workflow's state, as domain/state.ts knows it. */
  resume: z.unknown(),
  nextDueAt: zInstant.nullable(),
  revocableUntil: zInstant.nullable(),
  needsAttention: z.boolean(),
  attentionReason: z.string().nullable(),
  createdAt: zInstant,
});
export type CourseRow = z.infer<typeof CourseRow>;

const COLUMNS = `course_id, number, person_id, stage, outcome, revision, epoch, psychologist_id,
  municipality, region, began_at, submitted_at, ended_at, stage_since, resume, next_due_at,
  revocable_until, needs_attention, attention_reason, created_at`;

/** Smaller than every id, and greater. */
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';
const AFTER_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

export function courseById(tx: Tx, courseId: CourseId): Promise<CourseRow | undefined> {
  return tx.row(CourseRow, `SELECT ${COLUMNS} FROM course WHERE course_id = $1`, [courseId]);
}

/** By what people call it; small letters and spaces are forgiven. */
export function courseByNumber(tx: Tx, number: string): Promise<CourseRow | undefined> {
  return tx.row(CourseRow, `SELECT ${COLUMNS} FROM course WHERE number = $1`, [
    number.replace(/\s/g, '').toUpperCase(),
  ]);
}

export function openCourseOf(tx: Tx, personId: PersonId): Promise<CourseRow | undefined> {
  return tx.row(
    CourseRow,
    `SELECT ${COLUMNS} FROM course WHERE person_id = $1 AND ended_at IS NULL`,
    [personId],
  );
}

/** The open course, else the one that began last. */
export function latestCourseOf(tx: Tx, personId: PersonId): Promise<CourseRow | undefined> {
  return tx.row(
    CourseRow,
    `SELECT ${COLUMNS} FROM course WHERE person_id = $1
    ORDER BY ended_at IS NULL DESC, began_at DESC LIMIT 1`,
    [personId],
  );
}

/**
 * The ended course whose questionnaire waits for an answer, else the last that was asked; undefined
 * for somebody who never was. They may have begun a new course meanwhile.
 */
export function followUpCourseOf(tx: Tx, personId: PersonId): Promise<CourseRow | undefined> {
  return tx.row(
    CourseRow,
    `SELECT ${COLUMNS} FROM course WHERE person_id = $1 AND resume ->> 'followUp' IS NOT NULL
    ORDER BY resume ->> 'followUp' = 'asked' AND NOT resume ? 'afterwardsClosed' DESC,
      ended_at DESC LIMIT 1`,
    [personId],
  );
}

/** Every course of a person, the open one first, then the latest. */
export function coursesOf(tx: Tx, personId: PersonId): Promise<CourseRow[]> {
  return tx.rows(
    CourseRow,
    `SELECT ${COLUMNS} FROM course WHERE person_id = $1
    ORDER BY ended_at IS NULL DESC, began_at DESC`,
    [personId],
  );
}

/** The latest course of each person (the open one, else the last), the newest persons' first. */
export function latestCourses(tx: Tx, limit: number): Promise<CourseRow[]> {
  return tx.rows(
    CourseRow,
    `SELECT ${COLUMNS} FROM (SELECT DISTINCT ON (person_id) ${COLUMNS} FROM course
      ORDER BY person_id, ended_at IS NULL DESC, began_at DESC) AS latest
    ORDER BY course_id DESC LIMIT $1`,
    [limit],
  );
}

/** Begins a course in the first stage, at revision 0; the open one that is there stays the only. */
export async function insertCourse(
  tx: Tx,
  of: { courseId: CourseId; personId: PersonId; resume: unknown; at: Instant },
): Promise<{ course: CourseRow; inserted: boolean }> {
  const inserted = await tx.run(
    `INSERT INTO course
    (course_id, person_id, resume, began_at, stage_since, created_at)
    VALUES ($1, $2, $3, $4, $4, $4)
    ON CONFLICT (person_id) WHERE ended_at IS NULL DO NOTHING`,
    [of.courseId, of.personId, json(of.resume), of.at],
  );
  const course = await openCourseOf(tx, of.personId);
  if (!course) throw new Error('a course was neither begun nor found');
  return { course, inserted: inserted === 1 };
}

/** A course in a list; `cpr` has ten digits, and tells the age. */
export type ListedCourse = CourseRow & {
  readonly personName: string;
  readonly cpr: string;
  /** Where the person lives now, by its code; the course has its own from when it was sent. */
  readonly livesIn: string | null;
};

export interface RunningCoursesWish {
  readonly limit: number;
  /** The last row of the page before. */
  readonly after?: { readonly nextDueAt: Instant | null; readonly courseId: CourseId };
  readonly psychologistId?: StaffId;
  readonly stages?: readonly Stage[];
  readonly needsAttention?: boolean;
}

/**
 * Open courses with their persons' names, and those whose workflow needs somebody also after the
 * end; the next to fall due first, page by page.
 */
export async function runningCourses(tx: Tx, wish: RunningCoursesWish): Promise<ListedCourse[]> {
  const { after } = wish;
  const rows = await tx.rows(
    CourseRow,
    `SELECT ${COLUMNS} FROM course
    WHERE (ended_at IS NULL OR needs_attention)
      AND ($1::uuid IS NULL OR psychologist_id = $1)
      AND ($2::text[] IS NULL OR stage = ANY($2))
      AND ($3::boolean IS NULL OR needs_attention = $3)
      AND (due_order, course_id) > ($4::timestamptz, $5::uuid)
    ORDER BY due_order, course_id LIMIT $6`,
    [
      wish.psychologistId ?? null,
      wish.stages ?? null,
      wish.needsAttention ?? null,
      after ? (after.nextDueAt ?? 'infinity') : '-infinity',
      after?.courseId ?? BEFORE_ALL,
      wish.limit,
    ],
  );
  return withPeople(tx, rows);
}

export interface EndedCoursesWish {
  readonly limit: number;
  /** The last row of the page before. */
  readonly after?: { readonly endedAt: Instant; readonly courseId: CourseId };
  /** Only theirs and those that ended before anybody was given them: these are the team's. */
  readonly psychologistId?: StaffId;
}

/** Ended courses with their persons' names, those that ended last first, page by page. */
export async function endedCourses(tx: Tx, wish: EndedCoursesWish): Promise<ListedCourse[]> {
  const { after, psychologistId } = wish;
  const parts = psychologistId
    ? [endedOf('psychologist_id = $4'), endedOf('psychologist_id IS NULL')]
    : [endedOf('true')];
  const rows = await tx.rows(
    CourseRow,
    `SELECT * FROM (${parts.join(' UNION ALL ')}) AS ended
    ORDER BY ended_at DESC, course_id DESC LIMIT $3`,
    [
      after?.endedAt ?? 'infinity',
      after?.courseId ?? AFTER_ALL,
      wish.limit,
      ...(psychologistId ? [psychologistId] : []),
    ],
  );
  return withPeople(tx, rows);
}

/** Each part stops at a page by itself, so that an index ends the reading. */
function endedOf(whose: string): string {
  return `(SELECT ${COLUMNS} FROM course
    WHERE ended_at IS NOT NULL AND ${whose} AND (ended_at, course_id) < ($1::timestamptz, $2::uuid)
    ORDER BY ended_at DESC, course_id DESC LIMIT $3)`;
}

/** All names of a page in one go. */
async function withPeople(tx: Tx, rows: readonly CourseRow[]): Promise<ListedCourse[]> {
  const people = await personIdentities(
    tx,
    rows.map(({ personId }) => personId),
  );
  return rows.map((row) => {
    const person = people.get(row.personId);
    return {
      ...row,
      personName: person?.name ?? '',
      cpr: person?.cpr ?? '',
      livesIn: person?.municipality ?? null,
    };
  });
}

/** Courses whose workflow never recorded its first event: the sweep starts them. */
export function unstartedCourses(tx: Tx, limit: number): Promise<CourseRow[]> {
  return tx.rows(
    CourseRow,
    `SELECT ${COLUMNS} FROM course WHERE revision = 0
    AND ended_at IS NULL ORDER BY course_id LIMIT $1`,
    [limit],
  );
}

/**
 * A workflow that is about to start from the row is the only one that may record from now on: the
 * epoch rises, in `resume` too, and the course needs nobody's attention. Undefined: no such course.
 */
export async function nextEpoch(tx: Tx, courseId: CourseId): Promise<number | undefined> {
  const row = await tx.row(
    z.object({ epoch: z.number().nullable() }),
    'SELECT next_epoch($1) AS epoch',
    [courseId],
  );
  return row?.epoch ?? undefined;
}

const Followed = z.object({ programmeId: z.string(), version: z.number() });

/** The programmes that courses follow, each version once, until their time after the end is over. */
export function followedProgrammes(tx: Tx): Promise<z.infer<typeof Followed>[]> {
  return tx.rows(
    Followed,
    `SELECT DISTINCT resume #>> '{programme,programmeId}' AS programme_id,
      (resume #> '{programme,version}')::int AS version
    FROM course WHERE (needs_attention OR (resume ->> 'afterwardsClosed') IS NULL)
      AND resume #> '{programme,programmeId}' IS NOT NULL`,
  );
}
