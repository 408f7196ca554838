/** What the sweep does about one course: rebuilds it, tells of it, or sees that it is well again. */
import { rebuildCourse } from '../../api/commands/rebuildCourse';
import { closeIncidents, incidentsOf, reportIncident } from '../../db/incidents';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { heardCourse, type HeardCourse } from '../../db/upcoming';
import { millis, type CourseId } from '../../domain/ids';
import { COURSE_INCIDENTS } from '../../domain/incidents';
import { compare, type Trouble, type Verdict } from './compare';
import type { Round } from './round';

/** A rebuild that failed and is told of is tried again so much later, in real time. */
const AGAIN_MS = 600_000;
const UNMENDED: Trouble = { kind: 'workflowGone', cause: 'rebuildFails' };
const SILENT: Trouble = { kind: 'workflowTaskFails', cause: 'noAnswer' };

/** Rebuilds a course; what cannot be rebuilt is told, since nobody else would find it. */
export async function mend(round: Round, courseId: CourseId): Promise<void> {
  if (await isToldLately(round, courseId)) return;
  const { failures, memory, counts } = round;
  try {
    const { kind } = await rebuildCourse(await round.presser(), courseId);
    if (kind === 'rebuilt') {
      memory.unmended.delete(courseId);
      counts.mended += 1;
      return;
    }
    failures.push(new Error(`a rebuild came to ${kind}`));
    if (kind === 'noCourse') return;
  } catch (error) {
    failures.push(error);
  }
  memory.unmended.set(courseId, millis(round.deps.realNow()));
  await tell(round, courseId, UNMENDED);
}

/** Each rebuild raises an epoch and is audited: twice a minute would bury what matters. */
async function isToldLately({ memory, deps }: Round, courseId: CourseId): Promise<boolean> {
  const tried = memory.unmended.get(courseId);
  if (tried === undefined || millis(deps.realNow()) - tried > AGAIN_MS) return false;
  const open = await inTransaction(deps.db, SYSTEM, (tx) => incidentsOf(tx, courseId));
  return open.some(({ kind }) => kind === UNMENDED.kind);
}

/** Compares one course with its workflow; `isTroubled`: an incident of it is open. */
export async function lookAt(
  round: Round,
  course: HeardCourse,
  isTroubled: boolean,
): Promise<void> {
  const { courseId } = course;
  round.counts.looked += 1;
  const verdict = await heardFrom(round, course);
  if (verdict === 'older') await mend(round, courseId);
  else if (verdict === 'stopped') await tellStopped(round, courseId);
  else if (typeof verdict === 'object') await tell(round, courseId, verdict);
  else if (verdict === 'agrees' && isTroubled) await close(round, courseId);
}

/** Once may be chance; a workflow that cannot be asked twice running is told of. */
async function heardFrom(round: Round, course: HeardCourse): Promise<Verdict> {
  const { silent } = round.memory;
  try {
    const verdict = await compare(round, course);
    silent.delete(course.courseId);
    return verdict;
  } catch (error) {
    round.failures.push(error);
    if (silent.has(course.courseId)) return SILENT;
    silent.add(course.courseId);
    return 'busy';
  }
}

export async function tell(
  { deps, presser, counts }: Round,
  courseId: CourseId,
  trouble: Trouble,
): Promise<void> {
  const { now: at } = await presser();
  await inTransaction(deps.db, SYSTEM, (tx) => reportIncident(tx, { courseId, at, ...trouble }));
  counts.told += 1;
}

/** Recording told of it when it stopped; somebody may have closed that since, or a rebuild did. */
async function tellStopped({ deps, presser, counts }: Round, courseId: CourseId): Promise<void> {
  const { now: at } = await presser();
  const kind = 'recordingStopped';
  const isTold = await inTransaction(deps.db, SYSTEM, async (tx) => {
    const course = await heardCourse(tx, courseId);
    const open = await incidentsOf(tx, courseId);
    const isKnown = open.some((one) => one.kind === kind && one.subject === '');
    if (!course?.needsAttention || isKnown) return false;
    await reportIncident(tx, { kind, courseId, cause: course.attentionReason ?? 'refused', at });
    return true;
  });
  if (isTold) counts.told += 1;
}

async function close({ deps, presser, counts }: Round, courseId: CourseId): Promise<void> {
  const { now: at } = await presser();
  const which = { courseId, kinds: COURSE_INCIDENTS, subject: '', how: 'mended', at } as const;
  await inTransaction(deps.db, SYSTEM, (tx) => closeIncidents(tx, which));
  counts.mended += 1;
}
