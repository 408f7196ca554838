/** What every page about a course says: the next deadline, and what happens if nobody acts. */
import { ifNobodyActs, ifNobodyActsHeading, nextDeadline } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import type { Ahead } from './page';
import type { IfNothing } from './parts';

export function aheadOf(state: CourseState, audience: 'patient' | 'staff', now: Instant): Ahead {
  const { heading, what, due } = nextDeadline(state, audience, now);
  return {
    heading,
    what,
    due: due && { kind: due.state, words: due.words },
    nothing: ifNothingOf(state, audience),
  };
}

/** "Hvis ingen gør noget" or "Hvis du ikke gør noget", from the table: one or two sentences. */
export function ifNothingOf(state: CourseState, audience: 'patient' | 'staff'): IfNothing {
  return {
    heading: ifNobodyActsHeading(state, audience),
    text: ifNobodyActs(state, audience).join(' '),
  };
}
