/** Says to somebody under 18 from which day they may send, and whether what is written lasts until then. */
import { copenhagenDate } from '../calendar';
import type { CivilDate, Instant } from '../ids';
import type { CourseState } from '../state';
import { dateWords } from './dates';
import { dueNamed } from './promises';

export interface UnderAgeWords {
  readonly maySend: string;
  /** What becomes of the draft by itself; null where no clock runs. */
  readonly draft: string | null;
}

/** `adultFrom`: the day the person turns 18. Says only what the course's own clocks do. */
export function underAgeWords(
  state: CourseState,
  adultFrom: CivilDate,
  now: Instant,
): UnderAgeWords {
  const maySend = `Du kan tidligst sende ansøgningen ${dateWords(adultFrom, now)}, hvor du fylder 18.`;
  const lapse = dueNamed(state, 'applicationLapse');
  if (!lapse) return { maySend, draft: null };
  const closes = `Skriver du ikke i ansøgningen, lukker vi den ${dateWords(lapse, now)}.`;
  // A draft that closes at the end of the birthday can still be sent on it.
  const lasts = copenhagenDate(lapse) > adultFrom;
  const after = lasts
    ? 'Den er altså åben, når du fylder 18.'
    : 'Det er, før du fylder 18. Du kan søge igen, når du er fyldt 18.';
  return { maySend, draft: `${closes} ${after}` };
}
