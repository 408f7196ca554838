/** The last date that a treatment or a pause in it may be given, as the calendar has it. */
import { addDays, copenhagenDate } from './calendar';
import type { CivilDate, Instant } from './ids';
import { pauseDaysLeft } from './pause';
import type { CourseState } from './state';

/** The last day that a treatment moved back into may be given: a whole treatment from now. */
export function latestEnd(state: CourseState, now: Instant): CivilDate {
  return addDays(copenhagenDate(now), state.rules.treatmentLength.length);
}

/** The last date on which a pause begun now must be over; null: its days are used. */
export function latestResume(state: CourseState, now: Instant): CivilDate | null {
  const left = pauseDaysLeft(state);
  return left === 0 ? null : addDays(copenhagenDate(now), left);
}
