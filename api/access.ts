/** Whose course a request is about, and whether this person may open it at all. */
import { activeGrant } from '../db/accessGrants';
import { courseById, followUpCourseOf, latestCourseOf, type CourseRow } from '../db/courses';
import { inTransaction } from '../db/transaction';
import { asId, isUuid, type CourseId } from '../domain/ids';
import { unsentForms } from './queries/unsent';
import type { Asked, Ctx, Route } from './app';

export type Access =
  | {
      readonly kind: 'granted';
      readonly course: CourseRow;
      readonly unsent: Asked['unsent'];
    }
  | { readonly kind: 'none' }
  /** Not this psychologist's course: a reason is asked for before anything is shown. */
  | { readonly kind: 'needsReason'; readonly course: CourseRow };

/**
 * The course of the route. A patient reaches only the own one; row policies say the same again.
 * A course that has no psychologist yet belongs to the team: everybody there may read it.
 */
export async function courseOf(
  ctx: Ctx,
  which: NonNullable<Route['course']>,
  params: Asked['params'],
): Promise<Access> {
  const { actor } = ctx;
  return inTransaction(ctx.app.db, actor, async (tx) => {
    const granted = async (course: CourseRow): Promise<Access> => ({
      kind: 'granted',
      course,
      unsent: await unsentForms(tx, actor, course.courseId),
    });
    if (which === 'own' || which === 'followUp') {
      if (actor.kind !== 'patient') return { kind: 'none' };
      const asked = which === 'followUp' ? await followUpCourseOf(tx, actor.id) : undefined;
      const own = asked ?? (await latestCourseOf(tx, actor.id));
      return own ? granted(own) : { kind: 'none' };
    }
    const asked = params['course'] ?? '';
    const course = isUuid(asked) ? await courseById(tx, asId<CourseId>(asked)) : undefined;
    if (!course || actor.kind !== 'staff') return { kind: 'none' };
    if (which === 'overview' || actor.role === 'coordinator') return granted(course);
    const mine = course.psychologistId === null || course.psychologistId === actor.id;
    if (mine || (await activeGrant(tx, actor.id, course.courseId, ctx.now))) {
      return granted(course);
    }
    return { kind: 'needsReason', course };
  });
}
