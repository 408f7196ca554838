/** A patient says where they are reached from now on: e-mail and telephone. */
import type { CourseRow } from '../../db/courses';
import { lockContact, saveContact, type Contact } from '../../db/persons';
import { inTransaction, type Tx } from '../../db/transaction';
import { emailError, phoneError } from '../../domain/contact';
import { isLegal } from '../../domain/course';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { errorsOf, isDone, press, pressingOf, textOf, updateIdOf, type Outcome } from './press';

type Reach = Pick<Contact, 'email' | 'phone'>;

/**
 * The form has `email` and `phone` as typed, `wasEmail` and `wasPhone` as they stood when it was
 * shown. The event carries neither: what they are stands in the person's sealed row alone.
 */
export async function changeContact(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const formId = updateIdOf(form);
  if (!formId) return { kind: 'refused', name: 'invalid' };
  if (!isLegal(stateOf(course).stage, 'changeContact')) return { kind: 'refused', name: 'notNow' };
  const errors = reachErrors(form);
  if (Object.keys(errors).length > 0) return { kind: 'invalid', errors };
  const wanted: Reach = { email: textOf(form, 'email') || null, phone: textOf(form, 'phone') };
  const shown: Reach = { email: textOf(form, 'wasEmail') || null, phone: textOf(form, 'wasPhone') };
  if (isSame(wanted, shown)) return { kind: 'done' };
  // After "back" the same form says something else: that is another change, which meets what stands.
  const id = pressingOf(formId, JSON.stringify([wanted.email, wanted.phone]));
  if (await isDone(ctx, id)) return { kind: 'done' };
  const kept = await inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const stands = await lockContact(tx, course.personId);
    // By a press whose answer was lost: the course is asked once more under its id.
    if (isSame(stands, wanted)) return 'keptBefore';
    if (!isSame(stands, shown)) return 'changedElsewhere';
    await keep(tx, course, stands, wanted);
    return 'kept';
  });
  if (kept === 'changedElsewhere') return { kind: 'refused', name: 'contactChanged' };
  const outcome = await press(ctx, {
    courseId: course.courseId,
    id,
    event: { name: 'changeContact' },
  });
  if (kept === 'kept' && (outcome.kind === 'refused' || outcome.kind === 'unavailable')) {
    await takeBack(ctx, course, { from: wanted, to: shown });
  }
  return outcome;
}

/** An e-mail may be left out; somebody must be able to ring. */
function reachErrors(form: Form): Readonly<Record<string, string>> {
  const email = textOf(form, 'email');
  return errorsOf({
    email: email === '' ? null : emailError(email),
    phone: phoneError(textOf(form, 'phone')),
  });
}

function isSame(one: Reach, other: Reach): boolean {
  return (one.email ?? '') === (other.email ?? '') && (one.phone ?? '') === (other.phone ?? '');
}

function keep(tx: Tx, { personId }: CourseRow, stands: Contact, reach: Reach): Promise<void> {
  return saveContact(tx, personId, { ...reach, byConsent: stands.byConsent });
}

/** Told that it was not saved, nobody must be reached there all the same. */
async function takeBack(
  ctx: Ctx,
  course: CourseRow,
  { from, to }: { from: Reach; to: Reach },
): Promise<void> {
  await inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const stands = await lockContact(tx, course.personId);
    if (isSame(stands, from)) await keep(tx, course, stands, to);
  });
}
