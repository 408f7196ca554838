/** Whether a conversation may be agreed for a time. Only the edge asks: the answer needs the calendar. */
import { dueKey } from './anchors';
import { addDays, atTime, CLOSES, copenhagenDate, isWorkingDay, OPENS } from './calendar';
import { dueInstant } from './deadlines';
import { plusMillis, type Instant } from './ids';
import type { ChosenRules } from './rules';
import type { CourseState } from './state';

/** About one hour (DOMAIN section 1, point 3). */
export const ASSESSMENT_MS = 3_600_000;
/** An offer's time lies so many days ahead (DOMAIN section 3). */
const OFFER_DAYS = { earliest: 7, latest: 28 } as const;
const CLOCK = 'assessmentClock';

export interface Span {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}
/** Each has its sentence in danish/refusals. */
export const TIME_REFUSALS = [
  'timePassed',
  'closedDay',
  'outsideHours',
  'beyondClock',
  'outsideOffer',
] as const;
export type TimeRefusal = (typeof TIME_REFUSALS)[number];

/** The end of the promised weeks: the 28-day clock, also when a supervisor has given more time. */
export function promisedBy(state: CourseState, now: Instant): Instant {
  return (
    state.dues.find((due) => due.name === CLOCK)?.dueAt ??
    state.extended[dueKey({ name: CLOCK, subject: '' })] ??
    dueInstant(state.rules[CLOCK], state.since.decided ?? now, 'patient')
  );
}

/** True when the whole conversation lies within the promised weeks. */
export function isWithinClock({ endsAt }: Span, promised: Instant): boolean {
  return endsAt <= promised;
}

/** True between 8 and 15 on a Copenhagen wall, from its first minute to its last. */
export function isWithinHours({ startsAt, endsAt }: Span): boolean {
  const day = copenhagenDate(startsAt);
  return startsAt >= atTime(day, OPENS) && endsAt <= atTime(day, CLOSES);
}

/**
 * Why a time cannot be agreed, or null: it lies ahead, on a working day, between 8 and 15 Copenhagen
 * time, and within the promised weeks unless somebody has said why not.
 */
export function whyNotAgreed(
  span: Span,
  asks: { readonly now: Instant; readonly promised: Instant; readonly hasReason: boolean },
): TimeRefusal | null {
  if (span.startsAt <= asks.now) return 'timePassed';
  if (!isWorkingDay(copenhagenDate(span.startsAt))) return 'closedDay';
  if (!isWithinHours(span)) return 'outsideHours';
  return isWithinClock(span, asks.promised) || asks.hasReason ? null : 'beyondClock';
}

/** From the first moment of the 7th day to the end of the 28th, Copenhagen time. */
export function offerWindow(now: Instant): { from: Instant; until: Instant } {
  const today = copenhagenDate(now);
  return {
    from: atTime(addDays(today, OFFER_DAYS.earliest), '00:00'),
    until: atTime(addDays(today, OFFER_DAYS.latest), '24:00'),
  };
}

/** Why a time cannot be offered now, or null; the clock of the course begins with the offer. */
export function whyNotOffered(span: Span, now: Instant, rules: ChosenRules): TimeRefusal | null {
  const promised = dueInstant(rules[CLOCK], now, 'patient');
  const no = whyNotAgreed(span, { now, promised, hasReason: true });
  if (no) return no;
  const { from, until } = offerWindow(now);
  if (span.startsAt < from || span.endsAt > until) return 'outsideOffer';
  return isWithinClock(span, promised) ? null : 'beyondClock';
}

/** The link to the video is there from half an hour before the conversation to an hour after it. */
const VIDEO = { beforeMs: 1_800_000, afterMs: 3_600_000 } as const;

/** From when, and until when, the link of a conversation is shown and followed. */
export function videoWindow({ startsAt, endsAt }: Span): { from: Instant; until: Instant } {
  return { from: plusMillis(startsAt, -VIDEO.beforeMs), until: plusMillis(endsAt, VIDEO.afterMs) };
}

/** True from the first moment of that window up to its end. */
export function isVideoOpen(span: Span, now: Instant): boolean {
  const { from, until } = videoWindow(span);
  return from <= now && now < until;
}
