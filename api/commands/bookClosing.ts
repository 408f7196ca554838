/** A time for the closing call: the patient chooses one, or the clinic gives one; either calls it off. */
import type { CourseRow } from '../../db/courses';
import { slotById, type Slot } from '../../db/slots';
import { inTransaction, type Tx } from '../../db/transaction';
import { whyNotAgreed, type TimeRefusal } from '../../domain/appointmentTime';
import { CLOSING_MS } from '../../domain/closingTime';
import { closingWindow } from '../../domain/closingWindow';
import { isLegal } from '../../domain/course';
import { asId, isUuid, type Instant, type SlotId, type UpdateId } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import type { Ctx, Form } from '../app';
import { mayChooseCall } from '../queries/closingTimes';
import { stateOf } from '../queries/courseState';
import { givingWindow } from '../queries/timesToGive';
import { keepTime, type TimeKept, type WantedTime } from './keepTime';
import { answersOf, isDone, press, pressingOf, textOf, updateIdOf, type Outcome } from './press';
import { wantedTime } from './wantedTime';

type WhyNot = TimeRefusal | 'slotTaken' | 'timeTooSoon' | 'afterLastDay';
/** Why a time in a calendar is none that the chooser is shown; null: it is. */
type MayNot = (state: CourseState, slot: Slot, now: Instant) => WhyNot | null;

/** The form's `slot` is one of the times on the patient's page. */
export async function chooseClosingTime(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const slot = textOf(form, 'slot');
  if (!isUuid(slot)) return { kind: 'invalid', errors: { slot: 'Vælg en af tiderne.' } };
  const time = { slotId: asId<SlotId>(slot) };
  return agree(ctx, course, form, { time, said: `choose:${slot}`, mayNot: whyNotForPatient });
}

/**
 * The form's `slot` is a time in a calendar, or `at` (a date) and `time` are one typed by hand: with
 * the course's own psychologist, whoever presses.
 */
export async function giveClosingTime(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const { psychologistId } = stateOf(course);
  if (!psychologistId) return { kind: 'refused', name: 'notNow' };
  const wanted = await wantedTime(ctx, form, { lasts: CLOSING_MS, with: psychologistId });
  if (wanted.kind === 'invalid') return wanted;
  const { time, said } = wanted;
  return agree(ctx, course, form, { time, said: `give:${said}`, mayNot: whyNotForClinic });
}

/** It answers what the page showed: of two who agree a time, the second is told. */
async function agree(
  ctx: Ctx,
  course: CourseRow,
  form: Form,
  { time, said, mayNot }: { time: WantedTime; said: string; mayNot: MayNot },
): Promise<Outcome> {
  const formId = updateIdOf(form);
  const answers = answersOf(form, 'offer');
  if (!formId || !answers) return { kind: 'refused', name: 'invalid' };
  const { courseId } = course;
  const state = stateOf(course);
  const id = pressingOf(formId, said);
  if (await isDone(ctx, id)) return { kind: 'done' };
  if (!mayChooseCall(state, ctx.now)) return { kind: 'refused', name: whyClosed(state) };
  const kept = await inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const why = await whyNot(tx, ctx, state, { time, id, mayNot });
    if (why) return { kind: 'refused', name: why } as const;
    return keepTime(tx, ctx, { courseId, id, time, kind: 'closing' });
  });
  if (kept.kind === 'refused') return kept;
  const event = { name: 'bookClosing', ...spanOf(kept) } as const;
  return press(ctx, { courseId, id, event, answers });
}

function spanOf({ time }: Extract<TimeKept, { kind: 'kept' }>) {
  const { slotId, appointmentId, startsAt, endsAt } = time;
  return { slotId, appointmentId, startsAt, endsAt };
}

function whyClosed({ stage }: CourseState): 'notNow' | 'callBegun' {
  return isLegal(stage, 'bookClosing') ? 'callBegun' : 'notNow';
}

async function whyNot(
  tx: Tx,
  ctx: Ctx,
  state: CourseState,
  { time, id, mayNot }: { time: WantedTime; id: UpdateId; mayNot: MayNot },
): Promise<WhyNot | null> {
  const slot = time.slotId === undefined ? undefined : await slotById(tx, time.slotId);
  const span = time.slotId === undefined ? time : slot;
  if (!span || (slot && slot.kind !== 'closing')) return 'slotTaken';
  // What this pressing has held before, and perhaps booked, is the course's to answer.
  if (slot?.heldByUpdate === id) return null;
  const never = whyNotAgreed(span, { now: ctx.now, promised: ctx.now, hasReason: true });
  return never ?? (slot ? mayNot(state, slot, ctx.now) : null);
}

const whyNotForPatient: MayNot = (state, slot, now) => {
  const window = closingWindow(state, now);
  if (slot.psychologistId !== state.psychologistId) return 'slotTaken';
  if (!window || slot.endsAt > window.until) return 'afterLastDay';
  return slot.startsAt < window.from ? 'timeTooSoon' : null;
};

const whyNotForClinic: MayNot = (state, slot, now) => {
  const { from, until } = givingWindow(now);
  if (slot.psychologistId !== state.psychologistId || slot.startsAt >= until) return 'slotTaken';
  return slot.startsAt < from ? 'timeTooSoon' : null;
};

/** Calls the agreed time off; `by` says who does, whoever writes it down. */
export async function cancelClosing(
  ctx: Ctx,
  course: CourseRow,
  form: Form,
  by: 'patient' | 'clinic',
): Promise<Outcome> {
  const formId = updateIdOf(form);
  const answers = answersOf(form, 'offer');
  if (!formId || !answers) return { kind: 'refused', name: 'invalid' };
  const id = pressingOf(formId, `cancel:${by}`);
  if (await isDone(ctx, id)) return { kind: 'done' };
  const event = { name: 'cancelClosing', by } as const;
  return press(ctx, { courseId: course.courseId, id, event, answers });
}
