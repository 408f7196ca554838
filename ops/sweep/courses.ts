/** Courses whose workflow is gone, fails, or does not agree with their row. */
import { courseIncidents } from '../../db/incidents';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { keepSweepPlace, sweepPlace } from '../../db/sweepPlace';
import { heardCourse, heardCourses, type HeardCourse } from '../../db/upcoming';
import type { CourseId } from '../../domain/ids';
import { workflowIdOf } from '../../workflows/messages';
import type { Trouble } from './compare';
import { lookAt, mend, tell } from './mend';
import type { Round } from './round';
import { describeRunning } from './running';

/** More at once is no accident of one course: somebody looks first, then retries or rebuilds all. */
const FEW = 10;
/** Every course is looked at within so many rounds, and rounds are half a minute apart. */
const ROUNDS = 3;
const AT_LEAST = 50;
/** Each for itself, so that what takes its time up keeps nothing else from being looked at. */
const GONE_MS = 20_000;
const MEND_MS = 15_000;
const TROUBLED_MS = 10_000;
const LOOK_MS = 20_000;
const SIDE_BY_SIDE = 4;

/** Looks for missing workflows among all courses, and at a part of the workflows themselves. */
export async function courseChecks(round: Round, running: ReadonlySet<string>): Promise<void> {
  const { deps, memory } = round;
  const [courses, open, place] = await inTransaction(deps.db, SYSTEM, async (tx) => [
    await heardCourses(tx),
    await courseIncidents(tx),
    await sweepPlace(tx),
  ]);
  forgetOthers(memory.agreed, courses);
  const gone = await goneOf(round, courses, running);
  const told = open.filter(({ kind }) => kind === 'workflowGone');
  await mendGone(round, gone, new Set(told.map(({ courseId }) => courseId)));

  const away = new Set(gone.map(({ courseId }) => courseId));
  const there = courses.filter(({ courseId }) => !away.has(courseId));
  const troubled = new Set(open.map(({ courseId }) => courseId));
  const seen = new Set<CourseId>();
  const look = async (course: HeardCourse) => {
    if (seen.has(course.courseId)) return;
    seen.add(course.courseId);
    await lookAt(round, course, troubled.has(course.courseId));
  };
  const first = there.filter(
    ({ courseId }) => troubled.has(courseId) || memory.silent.has(courseId),
  );
  await sideBySide(round, first, look, TROUBLED_MS);
  const part = partOf(there, place);
  const reached = part[(await sideBySide(round, part, look, LOOK_MS)) - 1];
  const after = reached === there.at(-1) ? null : reached?.courseId;
  // Nothing was begun: the next round goes on from the same place.
  const next = reached ? (after ?? null) : place;
  await inTransaction(deps.db, SYSTEM, (tx) => keepSweepPlace(tx, next));
}

/** What has closed for good never comes back. */
function forgetOthers(agreed: Map<CourseId, string>, courses: readonly HeardCourse[]): void {
  const heard = new Set(courses.map(({ courseId }) => courseId));
  for (const courseId of agreed.keys()) if (!heard.has(courseId)) agreed.delete(courseId);
}

/** The courses that this round looks at: those after the place, or from the beginning. */
function partOf(courses: readonly HeardCourse[], after: CourseId | null): readonly HeardCourse[] {
  const size = Math.max(AT_LEAST, Math.ceil(courses.length / ROUNDS));
  const from = after === null ? 0 : courses.findIndex(({ courseId }) => courseId > after);
  return from < 0 ? courses.slice(0, size) : courses.slice(from, from + size);
}

/** Works on several at a time until the time is up; answers how many it began. */
async function sideBySide<T>(
  { failures, signal }: Round,
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
  ms: number,
): Promise<number> {
  const until = Date.now() + ms;
  const isOver = () => signal.aborted || Date.now() >= until;
  let begun = 0;
  const walk = async (): Promise<void> => {
    for (let item = items[begun]; item && !isOver(); item = items[begun]) {
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
  const ask = async (course: HeardCourse) => {
    if (await isGone(round, course)) gone.push(course);
  };
  await sideBySide(round, missing, ask, GONE_MS);
  return gone;
}

/** A workflow ends only after its row has: a row that is as it was has lost its workflow. */
async function isGone({ deps }: Round, course: HeardCourse): Promise<boolean> {
  if (await describeRunning(deps.temporal, workflowIdOf(course))) return false;
  const now = await inTransaction(deps.db, SYSTEM, (tx) => heardCourse(tx, course.courseId));
  return now?.endedAt === course.endedAt && now.revision === course.revision;
}

/** Those that the time does not reach are the first of the next round: what failed now waits then. */
async function mendGone(
  round: Round,
  gone: readonly HeardCourse[],
  known: ReadonlySet<CourseId>,
): Promise<void> {
  const isFew = gone.length <= FEW;
  const work = async ({ courseId }: HeardCourse) => {
    if (isFew) await mend(round, courseId);
    else if (!known.has(courseId)) await tell(round, courseId, GONE);
  };
  await sideBySide(round, gone, work, MEND_MS);
}
const GONE: Trouble = { kind: 'workflowGone', cause: 'notRunning' };
