/** A patient whose treatment ended before the last module writes a short plan against relapse. */
import type { CourseRow } from '../../db/courses';
import { saveExercise } from '../../db/exercises';
import { inTransaction } from '../../db/transaction';
import { keepExercise } from '../../programmes/exercises';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { nameIn, partOf, versionField } from '../queries/exerciseForm';
import { planOf, whyNoPlan } from '../queries/ownPlan';
import { textOf, updateIdOf, type Outcome } from './press';

/**
 * Kept as it was typed, whole or not: nobody waits for it, and half a plan helps more than none. No
 * event; another window that was first is told, never overwritten.
 */
export async function writePlan(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  if (!updateIdOf(form)) return { kind: 'refused', name: 'invalid' };
  const state = stateOf(course);
  const plan = planOf(ctx.app, state);
  if (!plan) return { kind: 'refused', name: 'notNow' };
  const closed = whyNoPlan(state, plan);
  if (closed) return { kind: 'refused', name: closed };
  const { id } = plan.exercise;
  const answer = keepExercise(plan.exercise, partOf(form, id));
  const basedOn = Number.parseInt(textOf(form, versionField(id)), 10) || 0;
  if (basedOn === 0 && answer.rows.length === 0) {
    return { kind: 'invalid', errors: { [nameIn(id, '')]: NOTHING } };
  }
  const { courseId, personId } = course;
  const of = {
    courseId,
    personId,
    module: plan.text.id,
    exercise: id,
    answer,
    basedOn,
    at: ctx.now,
  };
  const saved = await inTransaction(ctx.app.db, ctx.actor, (tx) => saveExercise(tx, of));
  if (saved.kind === 'saved') return { kind: 'done' };
  return { kind: 'refused', name: saved.kind === 'handedIn' ? 'alreadyHandedIn' : saved.kind };
}
const NOTHING = 'Der er ikke skrevet noget endnu. Skriv ét punkt, eller lad planen ligge.';
