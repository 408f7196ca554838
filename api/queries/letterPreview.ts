/** A letter as it would leave, before it is decided: written by the very function that sends it. */
import { letterFacts } from '../../db/letterFacts';
import { inTransaction } from '../../db/transaction';
import type { CourseRow } from '../../db/courses';
import { apply, type Moment } from '../../domain/apply';
import type { LetterFacts } from '../../domain/letterFacts';
import type { CourseEvent, CourseState } from '../../domain/state';
import type { DeliveryKind } from '../../domain/taskTable';
import { composeLetter } from '../../letters/compose';
import type { LetterKind } from '../../letters';
import type { Ctx } from '../app';
import { stateOf } from './courseState';

export interface Proposed {
  readonly kind: LetterKind & DeliveryKind;
  /** What the letter is about within the course: for a correction, the letter it puts right. */
  readonly subject?: string;
  /** The event that would be pressed; the letter reads the state it would lead to. */
  readonly event: CourseEvent;
  readonly decision: Omit<NonNullable<LetterFacts['decision']>, 'by'>;
}
export interface LetterPreview {
  readonly subject: string;
  readonly html: string;
}

/** Throws LetterDataError when what is proposed does not fill the letter. Changes nothing. */
export async function letterPreview(
  ctx: Ctx,
  course: CourseRow,
  proposed: Proposed,
): Promise<LetterPreview> {
  const { event, decision, kind, subject: about = '' } = proposed;
  const signer = ctx.actor.kind === 'staff' ? ctx.actor.id : null;
  const state = stateAfter(stateOf(course), event, ctx);
  const facts = await inTransaction(ctx.app.db, ctx.actor, (tx) =>
    letterFacts(tx, {
      courseId: course.courseId,
      deliveryId: null,
      kind,
      subject: about,
      at: ctx.now,
      portalUrl: `${ctx.app.baseUrl}/l/vises-ikke-her`,
      titleOf: (programme, moduleId) => ctx.app.programmes.titleOf(programme, moduleId),
      proposed: { decision: { ...decision, by: signer }, state },
    }),
  );
  const { subject, html } = composeLetter(kind, facts);
  return { subject, html };
}

/** The state as if the event had been pressed and, where it can be undone, released. */
function stateAfter(state: CourseState, event: CourseEvent, ctx: Ctx): CourseState {
  const realAt = ctx.app.realNow();
  const moment: Moment = { at: ctx.now, realAt, releaseAt: realAt };
  const pressed = apply(state, event, moment);
  if (pressed.kind === 'refused') return state;
  if (!pressed.state.revocable) return pressed.state;
  const released = apply(pressed.state, { name: 'release' }, moment);
  return released.kind === 'applied' ? released.state : pressed.state;
}
