/** The times a patient can choose for the conversation on video, and how far ahead they reach. */
import type { CourseRow } from '../../db/courses';
import { freeSlots, type NamedSlot } from '../../db/slots';
import { inTransaction, type Tx } from '../../db/transaction';
import { promisedBy } from '../../domain/appointmentTime';
import { addDays, atTime, copenhagenDate } from '../../domain/calendar';
import { asId, instant, isUuid, plusMillis, type Instant, type SlotId } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import type { Ctx } from '../app';
import { stateOf } from './courseState';

const DAY = 86_400_000;
/** How far past the promised day times are shown when none is left before it. */
const LATER_DAYS = 28;
const PAGE = 20;
/** Shown when somebody else was first. */
const INSTEAD = 3;
const BETWEEN = '~';

export interface Window {
  /** Nobody chooses a time for today: the psychologist must be able to see it coming. */
  readonly from: Instant;
  /** The end of the promised weeks. */
  readonly promised: Instant;
  readonly latest: Instant;
}

/** From tomorrow on; the promise is the 28-day clock, which no cancellation sets back. */
export function windowOf(state: CourseState, now: Instant): Window {
  const from = atTime(addDays(copenhagenDate(now), 1), '00:00');
  const promised = promisedBy(state, now);
  const later = promised > from ? promised : from;
  return { from, promised, latest: plusMillis(later, LATER_DAYS * DAY) };
}

export interface FreeTimes {
  readonly times: readonly NamedSlot[];
  /** Null: this is the last page. */
  readonly next: string | null;
  /** False: none is left within the promised weeks, these are the first after them. */
  readonly withinPromise: boolean;
}

/** Free times with the course's own psychologist; `instead` asks for three only. */
export async function freeTimes(
  ctx: Ctx,
  course: CourseRow,
  wish: { after: string | undefined; instead: boolean },
): Promise<FreeTimes> {
  const state = stateOf(course);
  const window = windowOf(state, ctx.now);
  const limit = wish.instead ? INSTEAD : PAGE;
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const withinPromise = await hasFreeWithin(tx, state, window);
    const rows = await freeSlots(tx, {
      ...reachOf(window, withinPromise),
      ...withPsychologist(state),
      limit: limit + 1,
      for: course.courseId,
      ...afterOf(wish.after),
    });
    const times = rows.slice(0, limit);
    const last = times.at(-1);
    const next = rows.length > limit && last ? [last.startsAt, last.slotId].join(BETWEEN) : null;
    return { times, next, withinPromise };
  });
}

/** True while a time can be had as promised; only then is no later one given. */
export async function hasFreeWithin(
  tx: Tx,
  state: CourseState,
  { from, promised }: Window,
): Promise<boolean> {
  if (promised <= from) return false;
  const found = await freeSlots(tx, {
    from,
    until: promised,
    ...withPsychologist(state),
    limit: 1,
  });
  return found.length > 0;
}

/** Where free times are looked for: within the promise, or after it when none is left there. */
export function reachOf(window: Window, withinPromise: boolean): { from: Instant; until: Instant } {
  const { from, promised, latest } = window;
  if (withinPromise) return { from, until: promised };
  return { from: promised > from ? promised : from, until: latest };
}

function withPsychologist(state: CourseState) {
  return state.psychologistId ? { psychologistId: state.psychologistId } : {};
}

/** A place from an address; anything that is none begins at the first time. */
function afterOf(text: string | undefined): { after?: { startsAt: Instant; slotId: SlotId } } {
  const [at = '', id = ''] = text?.split(BETWEEN) ?? [];
  if (Number.isNaN(Date.parse(at)) || !isUuid(id)) return {};
  return { after: { startsAt: instant(at), slotId: asId<SlotId>(id) } };
}
