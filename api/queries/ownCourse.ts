/** The patient's own course where a page does not depend on there being one. */
import { latestCourseOf, type CourseRow } from '../../db/courses';
import { inTransaction } from '../../db/transaction';
import type { Ctx } from '../app';

export type { CourseRow };

/** The open course, else the last; undefined for everybody who is no patient of ours. */
export async function ownCourse(ctx: Ctx): Promise<CourseRow | undefined> {
  const { actor } = ctx;
  if (actor.kind !== 'patient') return undefined;
  return inTransaction(ctx.app.db, actor, (tx) => latestCourseOf(tx, actor.id));
}
