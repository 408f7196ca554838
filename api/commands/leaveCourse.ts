/** Ways out of a course that staff decide: referred elsewhere, dropped out, offer lapsed. */
import { keepDecision } from '../../db/decisions';
import type { CourseRow } from '../../db/courses';
import { inTransaction } from '../../db/transaction';
import { RECOMMENDATIONS } from '../../domain/signposting';
import { may } from '../../domain/permissions';
import type { Ctx, Form } from '../app';
import { decided } from './decided';
import { keepNoteOf, LONGEST_NOTE } from './clinicalNote';
import { listOf, press, textOf, updateIdOf, type Outcome } from './press';

export type WayOut = 'refer' | 'dropOut' | 'lapse';

/** A reason is required; `recommendations` and `letterText` stand in the letter that leaves. */
export async function leaveCourse(
  ctx: Ctx,
  course: CourseRow,
  way: WayOut,
  form: Form,
): Promise<Outcome> {
  const id = updateIdOf(form);
  const { actor } = ctx;
  if (!id || actor.kind !== 'staff') return { kind: 'refused', name: 'invalid' };
  const errors = errorsOf(way, form);
  if (Object.keys(errors).length > 0) return { kind: 'invalid', errors };
  const { courseId, personId } = course;
  await inTransaction(ctx.app.db, actor, async (tx) => {
    await keepDecision(tx, {
      updateId: id,
      courseId,
      personId,
      kind: way,
      staffId: actor.id,
      at: ctx.now,
      codes: { recommendations: recommendationsOf(way, form) },
      body: { letterText: textOf(form, 'letterText'), reason: textOf(form, 'note') },
    });
    if (may(actor.role, 'seeClinicalText')) {
      await keepNoteOf(tx, ctx, { course, form, id, staffId: actor.id, kind: way });
    }
  });
  return decided(ctx, id, await press(ctx, { courseId, id, event: { name: way } }));
}

function errorsOf(way: WayOut, form: Form): Record<string, string> {
  const errors: Record<string, string> = {};
  const note = textOf(form, 'note');
  if (note === '') errors['note'] = 'Skriv en grund. Den bliver gemt sammen med dit navn.';
  if (note.length > LONGEST_NOTE)
    errors['note'] = `Grunden er for lang. Skriv højst ${LONGEST_NOTE} tegn.`;
  if (textOf(form, 'letterText').length > LONGEST_NOTE)
    errors['letterText'] = `Afsnittet er for langt. Skriv højst ${LONGEST_NOTE} tegn.`;
  if (way === 'refer' && recommendationsOf(way, form).length === 0) {
    errors['recommendations'] = 'Vælg mindst ét sted, som patienten kan gå hen.';
  }
  return errors;
}

/** Nobody is let go without a place to turn to. */
function recommendationsOf(way: WayOut, form: Form): readonly string[] {
  if (way === 'lapse') return ['ownGp', 'applyAgain'];
  return listOf(form, 'recommendations').filter((key) => Object.hasOwn(RECOMMENDATIONS, key));
}
