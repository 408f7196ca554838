/** A patient gives a consent, or withdraws one. */
import { giveConsent, withdrawConsent } from '../../db/consents';
import type { CourseRow } from '../../db/courses';
import { inTransaction } from '../../db/transaction';
import { isLegal } from '../../domain/course';
import { CONSENTS } from '../../domain/danish';
import type { ConsentKind } from '../../domain/state';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { CONSENT_KINDS } from '../queries/ownConsents';
import { isDone, press, textOf, updateIdOf, type Outcome } from './press';

/** The form's `consent` is the kind, `change` is give or withdraw. */
export async function changeConsent(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const id = updateIdOf(form);
  const consent = CONSENT_KINDS.find((kind) => kind === textOf(form, 'consent'));
  const change = textOf(form, 'change');
  if (!id || !consent) return { kind: 'refused', name: 'invalid' };
  if (await isDone(ctx, id)) return { kind: 'done' };
  if (change === 'withdraw') return withdraw(ctx, course, consent, id);
  return change === 'give' ? give(ctx, course, consent, id) : { kind: 'refused', name: 'invalid' };
}
type PressId = NonNullable<ReturnType<typeof updateIdOf>>;

async function give(
  ctx: Ctx,
  course: CourseRow,
  consent: ConsentKind,
  id: PressId,
): Promise<Outcome> {
  const { courseId } = course;
  if (!isLegal(stateOf(course).stage, 'giveConsent')) return { kind: 'refused', name: 'ended' };
  const of = { courseId, kind: consent, at: ctx.now };
  const textVersion = String(CONSENTS[consent].version);
  await inTransaction(ctx.app.db, ctx.actor, (tx) =>
    giveConsent(tx, { ...of, textVersion, by: 'patient' }),
  );
  const outcome = await press(ctx, { courseId, id, event: { name: 'giveConsent', consent } });
  if (outcome.kind === 'refused' && outcome.name === 'consentUnchanged') return { kind: 'done' };
  if (outcome.kind === 'refused' || outcome.kind === 'unavailable') {
    // Told that it was not saved, nobody must have given it all the same.
    await inTransaction(ctx.app.db, ctx.actor, (tx) => withdrawConsent(tx, of));
  }
  return outcome;
}

/** Withdrawn is withdrawn: the row is what a letter asks before it leaves, whatever comes after. */
async function withdraw(
  ctx: Ctx,
  course: CourseRow,
  consent: ConsentKind,
  id: PressId,
): Promise<Outcome> {
  const { courseId } = course;
  await inTransaction(ctx.app.db, ctx.actor, (tx) =>
    withdrawConsent(tx, { courseId, kind: consent, at: ctx.now }),
  );
  const outcome = await press(ctx, { courseId, id, event: { name: 'withdrawConsent', consent } });
  const settled =
    outcome.kind === 'refused' && (outcome.name === 'consentUnchanged' || outcome.name === 'ended');
  return settled ? { kind: 'done' } : outcome;
}
