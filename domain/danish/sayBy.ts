/** What the patient's sentences share: a promise with its day, and the reminder of a conversation. */
import type { Instant } from '../ids';
import type { CourseState } from '../state';
import { dateWords } from './dates';
import { dueNamed, isReminded } from './promises';

export interface WayAhead {
  readonly title: string;
  readonly sentences: readonly string[];
}
/** What one stage says. */
export type Says = (state: CourseState, now: Instant) => WayAhead;

/** A promise with its day: ahead, or missed and told to the supervisor; nothing without a day. */
export function sayBy(
  dueAt: Instant | undefined,
  now: Instant,
  says: {
    readonly ahead: (day: string) => string;
    readonly missed: (day: string) => string;
  },
): string[] {
  if (!dueAt) return [];
  const day = dateWords(dueAt, now);
  if (dueAt > now) return [says.ahead(day)];
  return [says.missed(day), 'Det har vi ikke nået, og lederen har fået besked.'];
}

/** The next reminder of the agreed conversation, or that none leaves; nothing when none is due. */
export function reminders(state: CourseState, now: Instant): string[] {
  const at = dueNamed(state, 'appointmentReminder3') ?? dueNamed(state, 'appointmentReminder1');
  if (!at) return [];
  return isReminded(state)
    ? [`Vi minder dig om den ${dateWords(at, now)}.`]
    : [
        'Vi minder dig ikke om den. Det kræver, at du har sagt ja til det, og at vi har din e-mail.',
      ];
}
