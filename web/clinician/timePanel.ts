/** How much time a patient was given in each week of the treatment, for the psychologist alone. */
import type { ClinicalOverview } from '../../api/queries/courseOverview';
import { countWords, dayMonth } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { timeByWeek, weekBegins, WEEKLY_GUIDE, type TimeWeek } from '../../domain/timeSpent';
import type { Facts } from '../shared/parts';

const MUCH = ` Det er mere end de ${WEEKLY_GUIDE.to} minutter, der er vejledende.`;

export interface TimePanel {
  readonly guide: string;
  readonly facts: Facts;
}

/** Null before treatment, and for those who see nothing clinical. */
export function timePanel(
  state: CourseState,
  clinical: Pick<ClinicalOverview, 'timeSpent'> | null,
  now: Instant,
): TimePanel | null {
  const { treatmentStarted: startedAt, treatmentEnded: endedAt } = state.since;
  if (!clinical || !startedAt) return null;
  const name = (week: TimeWeek): string => {
    if (week === 'before') return 'Før behandlingen';
    if (week === 'after') return 'Efter behandlingen';
    // No number: a questionnaire's week leaves pauses out, and this one does not.
    return `Ugen fra ${dayMonth(weekBegins(startedAt, week), now)}`;
  };
  return {
    guide: `Vejledende ${WEEKLY_GUIDE.from} til ${WEEKLY_GUIDE.to} minutter om ugen.`,
    facts: {
      caption: 'Tid brugt uge for uge',
      rows: timeByWeek(clinical.timeSpent, { startedAt, endedAt }, now).map((one) => ({
        term: name(one.week),
        text:
          one.answers === 0
            ? 'Ingen tid brugt.'
            : `${countWords(one.minutes, 'minut', 'minutter')} til ${countWords(one.answers, 'svar eller opkald', 'svar og opkald')}.${one.isMuch ? MUCH : ''}`,
        ...(one.isMuch && { look: true }),
      })),
    },
  };
}
