/** A patient takes a time for the conversation: the one kept for them, or another free one. */
import type { CourseRow } from '../../db/courses';
import { slotById, type Slot } from '../../db/slots';
import { inTransaction, type Tx } from '../../db/transaction';
import {
  isWithinClock,
  promisedBy,
  whyNotAgreed,
  type TimeRefusal,
} from '../../domain/appointmentTime';
import { coordinatorDecides } from '../../domain/calledOff';
import { isLegal } from '../../domain/course';
import {
  asId,
  isUuid,
  type Instant,
  type SlotId,
  type StaffId,
  type UpdateId,
} from '../../domain/ids';
import type { Beyond, CourseState, EventNamed } from '../../domain/state';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { hasFreeWithin, windowOf } from '../queries/freeTimes';
import { keepTime, type WantedTime } from './keepTime';
import { answersOf, isDone, press, pressingOf, textOf, updateIdOf, type Outcome } from './press';

/**
 * The form's `slot` is the time; one that cannot be had is refused by the name of why, and every one
 * while a coordinator decides what now (DOMAIN section 3).
 */
export async function bookTime(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const formId = updateIdOf(form);
  const answers = answersOf(form, 'offer');
  if (!formId || !answers) return { kind: 'refused', name: 'invalid' };
  const slot = textOf(form, 'slot');
  if (!isUuid(slot)) return { kind: 'invalid', errors: { slot: 'Vælg en af tiderne.' } };
  const state = stateOf(course);
  const id = pressingOf(formId, `book:${slot}`);
  if (await isDone(ctx, id)) return { kind: 'done' };
  if (!mayChooseTime(state, ctx.now)) return { kind: 'refused', name: 'notNow' };
  if (coordinatorDecides(state)) return { kind: 'refused', name: 'coordinatorDecides' };
  const kept = await keepBooking(ctx, state, {
    id,
    time: { slotId: asId<SlotId>(slot) },
    mayNot: (tx, wanted) => whyNotForPatient(tx, ctx.now, state, wanted),
    beyond: (tx) => whyBeyond(tx, ctx.now, state),
  });
  if (kept.kind === 'refused') return kept;
  return press(ctx, { courseId: course.courseId, id, event: kept.event, answers });
}

/** A conversation that has begun is not moved; its outcome is the psychologist's to write. */
export function mayChooseTime(state: CourseState, now: Ctx['now']): boolean {
  const begun = state.appointment !== null && state.appointment.startsAt <= now;
  return isLegal(state.stage, 'book') && !begun;
}

type NotKept = TimeRefusal | 'slotTaken' | 'timeTaken' | 'timeTooSoon' | 'earlierTimes';
interface Wish {
  readonly id: UpdateId;
  readonly time: WantedTime;
  /** Why a time in a calendar is none that the chooser is shown; null: it is. */
  readonly mayNot: (tx: Tx, slot: Slot) => Promise<NotKept | null> | NotKept | null;
  /** Why a time is agreed for after the promised weeks; null: nobody has said. */
  readonly beyond: (tx: Tx) => Promise<Beyond | null> | Beyond | null;
}
type Kept =
  | { readonly kind: 'kept'; readonly event: EventNamed<'book'>; readonly psychologistId: StaffId }
  | { readonly kind: 'refused'; readonly name: NotKept };

/** Content first: the time is taken and the appointment written before anything is decided. */
export function keepBooking(ctx: Ctx, state: CourseState, wish: Wish): Promise<Kept> {
  const { courseId } = state;
  const { id, time } = wish;
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const agreed = await mayAgree(tx, ctx.now, state, wish);
    if (agreed.kind === 'refused') return agreed;
    const kept = await keepTime(tx, ctx, { courseId, id, time, kind: 'assessment' });
    if (kept.kind === 'refused') return kept;
    const event = { name: 'book', ...kept.time, ...agreed.clock } as const;
    return { kind: 'kept', event, psychologistId: kept.psychologistId };
  });
}

function no(name: NotKept): Extract<Kept, { kind: 'refused' }> {
  return { kind: 'refused', name };
}

/** Whether the rule lets the time be agreed at all, and what that says about the promised weeks. */
async function mayAgree(tx: Tx, now: Instant, state: CourseState, { id, time, ...asks }: Wish) {
  const slot = time.slotId === undefined ? null : await slotById(tx, time.slotId);
  const span = time.slotId === undefined ? time : slot;
  if (!span || (slot && slot.kind !== 'assessment')) return no('slotTaken');
  const promised = promisedBy(state, now);
  const withinClock = isWithinClock(span, promised);
  const beyond = withinClock ? null : await asks.beyond(tx);
  // What this pressing has held before, and perhaps booked, is the course's to answer.
  const isRepeated = slot?.heldByUpdate === id;
  const why = isRepeated
    ? null
    : (whyNotAgreed(span, { now, promised, hasReason: beyond !== null }) ??
      (slot && (await asks.mayNot(tx, slot))));
  if (why) return no(why);
  return { kind: 'agreed', clock: { withinClock, ...(beyond && { beyond }) } } as const;
}

/** The time kept for the patient; else one with the psychologist, in the window they are shown. */
async function whyNotForPatient(
  tx: Tx,
  now: Instant,
  state: CourseState,
  slot: Slot,
): Promise<NotKept | null> {
  if (slot.courseId === state.courseId) return null;
  const window = windowOf(state, now);
  if (state.psychologistId && slot.psychologistId !== state.psychologistId) return 'slotTaken';
  if (slot.startsAt < window.from) return 'timeTooSoon';
  if (slot.startsAt >= window.latest) return 'slotTaken';
  const earlier = slot.startsAt >= window.promised && (await hasFreeWithin(tx, state, window));
  return earlier ? 'earlierTimes' : null;
}

/** A later time is the patient's wish only when an earlier one was theirs to have. */
async function whyBeyond(tx: Tx, now: Instant, state: CourseState): Promise<Beyond> {
  if (state.breach) return state.breach.reason;
  const window = windowOf(state, now);
  const own = state.appointment ?? state.reserved;
  const couldHave =
    (own !== null && own.startsAt > now && own.startsAt < window.promised) ||
    (await hasFreeWithin(tx, state, window));
  return couldHave ? 'patientWish' : 'noCapacity';
}
