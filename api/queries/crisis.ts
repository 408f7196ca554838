/** The patient's own open worry, if there is one: how urgent, since when, and read by when. */
import { coursesOf, type CourseRow } from '../../db/courses';
import { flagsOf, type Flag } from '../../db/flags';
import { inTransaction } from '../../db/transaction';
import { dueInstant } from '../../domain/deadlines';
import type { Instant } from '../../domain/ids';
import type { Trigger } from '../../domain/risk';
import type { FlagTier } from '../../domain/state';
import { FLAG_TASKS, taskRow } from '../../domain/taskTable';
import type { DeadlineName } from '../../domain/course';
import type { Ctx } from '../app';
import { stateOf } from './courseState';

export interface OpenWorry {
  readonly tier: FlagTier;
  readonly raisedAt: Instant;
  /** The latest instant for what the flag's task promises: contact, or reading. */
  readonly by: Instant;
  /** False: the answer is kept, but the course has not been told yet. */
  readonly isTold: boolean;
  /** True when nothing was written: all that is open is a question left out. */
  readonly isLeftOut: boolean;
}
const MARKED: Trigger = 'markedByPsychologist';
const LEFT_OUT: Trigger = 'item9LeftOut';
const MOST_URGENT_FIRST: readonly FlagTier[] = ['red', 'amber', 'worse'];

/**
 * Null for a stranger, for staff, and for a patient whose answers worry nobody now: what a
 * psychologist has marked is told to the patient by a person, not by a page.
 */
export async function openWorry(ctx: Ctx): Promise<OpenWorry | null> {
  const { actor } = ctx;
  if (actor.kind !== 'patient') return null;
  return inTransaction(ctx.app.db, actor, async (tx) => {
    const open: { flag: Flag; course: CourseRow }[] = [];
    // The questionnaire after the end may raise one beside a course that has begun since.
    for (const course of await coursesOf(tx, actor.id)) {
      const flags = await flagsOf(tx, course.courseId);
      const own = flags.filter((flag) => flag.releasedAt === null && flag.trigger !== MARKED);
      open.push(...own.map((flag) => ({ flag, course })));
    }
    const tier = MOST_URGENT_FIRST.find((one) => open.some(({ flag }) => flag.tier === one));
    // The newest: it has what was answered now, and a clock of its own.
    const newest = open.findLast(({ flag }) => flag.tier === tier);
    if (!newest) return null;
    const { flag, course } = newest;
    const { flags, rules } = stateOf(course);
    const rule = rules[taskRow(FLAG_TASKS[flag.tier]).due as DeadlineName];
    return {
      tier: flag.tier,
      raisedAt: flag.raisedAt,
      by: dueInstant(rule, flag.raisedAt, 'staff'),
      isTold: flags.some((one) => one.flagId === flag.flagId),
      isLeftOut: open.every((one) => one.flag.trigger === LEFT_OUT),
    };
  });
}
