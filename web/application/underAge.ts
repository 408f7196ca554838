/** What somebody under 18 reads: other help first, then from which day the application can be sent. */
import { underAgeWords } from '../../domain/danish';
import type { CivilDate, Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { UNDER_AGE } from '../../domain/targetGroup';
import type { Ahead } from '../shared/page';
import { toldWords, type Told } from './otherHelp';

export const UNDER_AGE_HEADING = 'Du er ikke fyldt 18 endnu';

export interface UnderAge extends Told {
  /** From which day, and whether the draft is there then. */
  readonly when: readonly string[];
}

export function underAge(state: CourseState, adultFrom: CivilDate, now: Instant): UnderAge {
  const { maySend, draft } = underAgeWords(state, adultFrom, now);
  const when = [`Du må gerne skrive på den nu. ${maySend}`, ...(draft === null ? [] : [draft])];
  return { ...toldWords(UNDER_AGE), when };
}

/** In the pages' frame, instead of a last day to send by: nobody is hurried who cannot send. */
export function aheadUnderAge(state: CourseState, adultFrom: CivilDate, now: Instant): Ahead {
  const { maySend, draft } = underAgeWords(state, adultFrom, now);
  return {
    heading: 'Din ansøgning',
    what: maySend,
    due: null,
    nothing: draft === null ? null : { heading: 'Hvis du ikke gør noget', text: draft },
  };
}
