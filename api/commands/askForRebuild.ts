/** A supervisor lets a course's workflow start again from its row, and says why. */
import type { CourseRow } from '../../db/courses';
import { keepDeed } from '../../db/decisions';
import { inTransaction } from '../../db/transaction';
import type { Ctx, Form } from '../app';
import { inTime } from '../inTime';
import { textOf, updateIdOf } from './press';
import { rebuildCourse, type Rebuilt } from './rebuildCourse';

const LONGEST = 8000;

/** The reason is kept sealed first; the same form again keeps it once and rebuilds once more. */
export async function askForRebuild(
  ctx: Ctx,
  course: CourseRow,
  form: Form,
): Promise<
  | Rebuilt
  /** It has begun and is not done yet: the sweep finishes what does not get through. */
  | { readonly kind: 'later' }
  | { readonly kind: 'invalid'; readonly errors: Readonly<Record<string, string>> }
> {
  const updateId = updateIdOf(form);
  const { actor, now: at } = ctx;
  if (!updateId || actor.kind !== 'staff') return { kind: 'invalid', errors: {} };
  const reason = textOf(form, 'reason');
  if (reason === '') return invalid('Skriv en grund. Den bliver gemt sammen med dit navn.');
  if (reason.length > LONGEST) return invalid(`Skriv højst ${LONGEST} tegn.`);
  const { courseId, personId } = course;
  const deed = { updateId, courseId, personId, staffId: actor.id, at };
  await inTransaction(ctx.app.db, actor, (tx) =>
    keepDeed(tx, { ...deed, kind: 'rebuild', body: { reason, letterText: '' } }),
  );
  return inTime(rebuildCourse(ctx, courseId), { kind: 'later' } as const);
}

function invalid(reason: string) {
  return { kind: 'invalid', errors: { reason } } as const;
}
