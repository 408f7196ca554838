/** Courses whose workflow is gone, fails, or does not agree with their row. */
import { rebuildCourse } from '../../api/commands/rebuildCourse';
import { closeIncidents, courseIncidents, reportIncident } from '../../db/incidents';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { keepSweepPlace, sweepPlace } from '../../db/sweepPlace';
import { heardCourse, heardCourses, type HeardCourse } from '../../db/upcoming';
import type { CourseId } from '../../domain/ids';
import { COURSE_INCIDENTS } from '../../domain/incidents';
import { workflowIdOf } from '../../workflows/messages';
import { compare, type Trouble } from './compare';
import type { Round } from './round';
import { describeRunning } from './running';

export interface Looked {
  /** Courses whose workflow was looked at. */
  readonly looked: number;
  /** Courses that were rebuilt, and courses whose incidents were over. */
  readonly mended: number;
  /** Courses that an incident was told of. */
  readonly told: number;
}
type Counts = { -readonly [K in keyof Looked]: number };

/** More at once is no accident of one course: somebody looks first, then retries or rebuilds all. */
const FEW = 10;
/** Every course is looked at within so many rounds, and rounds are half a minute apart. */
const ROUNDS = 3;
const AT_LEAST = 50;
/** A round must be over before the next begins. */
const BUDGET_MS = 20_000;
const SIDE_BY_SIDE = 4;

/** Looks for missing workflows among all courses, and at a part of the workflows themselves. */
export async function courseChecks(round: Round, running: ReadonlySet<string>): Promise<Looked> {
  const { db } = round.deps;
  const until = Date.now() + BUDGET_MS;
  const counts: Counts = { looked: 0, mended: 0, told: 0 };
  const [courses, open, place] = await inTransaction(db, SYSTEM, async (tx) => [
    await heardCourses(tx),
    await courseIncidents(tx),
    await sweepPlace(tx),
  ]);
  const gone = await goneOf(round, courses, running);
  const told = open.filter(({ kind }) => kind === 'workflowGone');
  await mendGone(round, gone, new Set(told.map(({ courseId }) => courseId)), counts);

  const away = new Set(gone.map(({ courseId }) => courseId));
  const there = courses.filter(({ courseId }) => !away.has(courseId));
  const troubled = new Set(open.map(({ courseId }) => courseId));
  const look = (course: HeardCourse) =>
    lookAt(round, course, troubled.has(course.courseId), counts);
  const first = there.filter(({ courseId }) => troubled.has(courseId));
  await sideBySide(round, first, look, until);
  const part = partOf(there, place);
  const reached = part[(await sideBySide(round, part, look, until)) - 1];
  const next = reached && reached !== there.at(-1) ? reached.courseId : null;
  await inTransaction(db, SYSTEM, (tx) => keepSweepPlace(tx, next));
  return counts;
}

/** The courses that this round looks at: those after the place, or from the beginning. */
function partOf(courses: readonly HeardCourse[], after: CourseId | null): readonly HeardCourse[] {
  const size = Math.max(AT_LEAST, Math.ceil(courses.length / ROUNDS));
  const from = after === null ? 0 : courses.findIndex(({ courseId }) => courseId > after);
  return from < 0 ? courses.slice(0, size) : courses.slice(from, from + size);
}

/** Works on several at a time until the time is up; answers how many it began. */
async function sideBySide<T>(
  { failures }: Round,
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
  until: number,
): Promise<number> {
  let begun = 0;
  const walk = async (): Promise<void> => {
    for (let item = items[begun]; item && Date.now() < until; item = items[begun]) {
      begun += 1;
      await work(item).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, walk));
  return begun;
}

/** Those of the courses that are still not running when each is asked for by itself. */
async function goneOf(
  round: Round,
  courses: readonly HeardCourse[],
  running: ReadonlySet<string>,
): Promise<readonly HeardCourse[]> {
  const gone: HeardCourse[] = [];
  const missing = courses.filter((course) => !running.has(workflowIdOf(course)));
  await sideBySide(
    round,
    missing,
    async (course) => {
      if (await isGone(round, course)) gone.push(course);
    },
    Date.now() + BUDGET_MS,
  );
  return gone;
}

/** A workflow ends only after its row has: a row that is as it was has lost its workflow. */
async function isGone({ deps }: Round, course: HeardCourse): Promise<boolean> {
  if (await describeRunning(deps.temporal, workflowIdOf(course))) return false;
  const now = await inTransaction(deps.db, SYSTEM, (tx) => heardCourse(tx, course.courseId));
  return now?.endedAt === course.endedAt && now.revision === course.revision;
}

async function mendGone(
  round: Round,
  gone: readonly HeardCourse[],
  known: ReadonlySet<CourseId>,
  counts: Counts,
): Promise<void> {
  for (const { courseId } of gone) {
    try {
      if (gone.length <= FEW) counts.mended += await rebuilt(round, courseId);
      else if (!known.has(courseId)) await tell(round, courseId, GONE, counts);
    } catch (error) {
      round.failures.push(error);
    }
  }
}
const GONE: Trouble = { kind: 'workflowGone', cause: 'notRunning' };

async function lookAt(
  round: Round,
  course: HeardCourse,
  isTroubled: boolean,
  counts: Counts,
): Promise<void> {
  counts.looked += 1;
  const verdict = await compare(round, course);
  if (verdict === 'older') counts.mended += await rebuilt(round, course.courseId);
  else if (typeof verdict === 'object') await tell(round, course.courseId, verdict, counts);
  else if (verdict === 'agrees' && isTroubled) await close(round, course.courseId, counts);
}

async function rebuilt({ presser, failures }: Round, courseId: CourseId): Promise<number> {
  const answer = await rebuildCourse(await presser(), courseId);
  if (answer.kind === 'rebuilt') return 1;
  failures.push(new Error(`a rebuild came to ${answer.kind}`));
  return 0;
}

async function tell(
  { deps, presser }: Round,
  courseId: CourseId,
  trouble: Trouble,
  counts: Counts,
): Promise<void> {
  const { now: at } = await presser();
  await inTransaction(deps.db, SYSTEM, (tx) => reportIncident(tx, { courseId, at, ...trouble }));
  counts.told += 1;
}

async function close({ deps, presser }: Round, courseId: CourseId, counts: Counts): Promise<void> {
  const { now: at } = await presser();
  const which = { courseId, kinds: COURSE_INCIDENTS, subject: '', how: 'mended', at } as const;
  await inTransaction(deps.db, SYSTEM, (tx) => closeIncidents(tx, which));
  counts.mended += 1;
}
