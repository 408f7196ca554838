/** A psychologist answers an application: an offer with a time kept, or a reasoned rejection. */
import { keepDecision } from '../../db/decisions';
import { slotById, takeSlot } from '../../db/slots';
import { inTransaction } from '../../db/transaction';
import type { CourseRow } from '../../db/courses';
import { whyNotOffered, type TimeRefusal } from '../../domain/appointmentTime';
import { asId, isUuid, type SlotId, type StaffId, type UpdateId } from '../../domain/ids';
import type { CourseEvent } from '../../domain/state';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { SCREENING_DRAFT } from '../queries/screening';
import { decided } from './decided';
import { withDraft } from './keepDraft';
import { decisionOfNo, parseNo, type No } from './noToPatient';
import { answersOf, isDone, press, pressingOf, textOf, updateIdOf, type Outcome } from './press';

export type ScreeningAnswer =
  | { readonly kind: 'offer'; readonly slotId: SlotId }
  /** `adviceCall`: the psychologist will ring about what else there is. */
  | { readonly kind: 'reject'; readonly no: No; readonly adviceCall: boolean }
  | { readonly kind: 'invalid'; readonly errors: Record<string, string> };

/** The screening form as typed; `answer` is offer or reject. */
export async function screenApplication(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const formId = updateIdOf(form);
  const answers = answersOf(form, { task: 'screen' });
  const { actor } = ctx;
  if (!formId || !answers || actor.kind !== 'staff') return { kind: 'refused', name: 'invalid' };
  return withDraft(ctx, course, SCREENING_DRAFT, form, async () => {
    const answer = parseScreening(form);
    if (answer.kind === 'invalid') return answer;
    const id = pressingOf(formId, saidIn(answer));
    if (await isDone(ctx, id)) return { kind: 'done' };
    const event = await keepContent(ctx, course, { answer, id, staffId: actor.id });
    if (typeof event === 'string') return { kind: 'refused', name: event };
    return decided(ctx, id, await press(ctx, { courseId: course.courseId, id, event, answers }));
  });
}

type Answered = Exclude<ScreeningAnswer, { kind: 'invalid' }>;

/** Two answers that lead to two events are two pressings of the form. */
function saidIn(answer: Answered): string {
  if (answer.kind === 'offer') return `offer:${answer.slotId}`;
  return answer.adviceCall ? 'reject:adviceCall' : 'reject';
}

/** The event and the words of a rejection, as they are pressed and as the letter is shown before. */
export function rejectionOf({ no, adviceCall }: Extract<Answered, { kind: 'reject' }>) {
  const { codes, body } = decisionOfNo(no);
  const event: CourseEvent = adviceCall ? { name: 'reject', adviceCall } : { name: 'reject' };
  return { event, decision: { codes: { ...codes, adviceCall }, body } };
}

/** What the form says, or what is missing; also asked before the letter is shown. */
export function parseScreening(form: Form): ScreeningAnswer {
  const answer = textOf(form, 'answer');
  if (answer === 'offer') {
    const slot = textOf(form, 'slot');
    return isUuid(slot)
      ? { kind: 'offer', slotId: asId<SlotId>(slot) }
      : { kind: 'invalid', errors: { slot: 'Vælg en tid, som ansøgeren kan få.' } };
  }
  if (answer !== 'reject') {
    const errors = { answer: 'Vælg, om ansøgeren skal have en samtale eller et afslag.' };
    return { kind: 'invalid', errors };
  }
  const { no, errors } = parseNo(form);
  if (Object.keys(errors).length > 0) return { kind: 'invalid', errors };
  return { kind: 'reject', no, adviceCall: textOf(form, 'adviceCall') === 'yes' };
}

/** Content first: the letter's words are kept and the slot is taken before anything is decided. */
async function keepContent(
  ctx: Ctx,
  course: CourseRow,
  of: {
    answer: Answered;
    id: UpdateId;
    staffId: StaffId;
  },
): Promise<CourseEvent | 'slotTaken' | TimeRefusal> {
  const { courseId, personId } = course;
  const { answer, id, staffId } = of;
  const decision = { updateId: id, courseId, personId, kind: answer.kind, staffId, at: ctx.now };
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    if (answer.kind === 'reject') {
      const rejection = rejectionOf(answer);
      await keepDecision(tx, { ...decision, ...rejection.decision });
      return rejection.event;
    }
    // A form left open for days, or an hour that nobody should have put in the calendar.
    const wanted = await slotById(tx, answer.slotId);
    if (wanted?.kind !== 'assessment') return 'slotTaken';
    // What this pressing has held before, and perhaps decided, is the course's to answer.
    const isRepeated = wanted.heldByUpdate === id;
    const no = isRepeated ? null : whyNotOffered(wanted, ctx.now, stateOf(course).rules);
    if (no) return no;
    const taken = await takeSlot(tx, {
      slotId: answer.slotId,
      courseId,
      updateId: id,
      state: 'reserved',
      heldAt: ctx.app.realNow(),
    });
    if (taken.kind !== 'taken') return 'slotTaken';
    const { slotId, startsAt, psychologistId } = taken.slot;
    await keepDecision(tx, { ...decision, codes: { slotId }, body: {} });
    return { name: 'offer', slotId, startsAt, psychologistId };
  });
}
