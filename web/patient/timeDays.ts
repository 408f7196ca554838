/** The free times, folded under their days: the days are read first, and the button is near. */
import type { FreeTimes } from '../../api/queries/freeTimes';
import { copenhagenDate } from '../../domain/calendar';
import { capital, countWords, dateWords, spanWords } from '../../domain/danish';
import type { Instant } from '../../domain/ids';

export interface DayOfTimes {
  readonly day: string;
  /** "3 tider", beside the folded day. */
  readonly howMany: string;
  /** The day of the chosen time; after an error without one the first, where the error leads. */
  readonly open: boolean;
  readonly times: readonly {
    readonly id: string;
    readonly value: string;
    readonly text: string;
    readonly chosen: boolean;
    /** "onsdag 16. december", said before the hour to those who do not see the heading. */
    readonly dayWords: string;
  }[];
}
type Time = Pick<FreeTimes['times'][number], 'slotId' | 'startsAt' | 'endsAt'>;

const RADIO = 'felt-slot';

/** `chosen`: a slot's id or ''. `opensFirst`: an error leads to the first time. */
export function daysOf(
  { times }: { readonly times: readonly Time[] },
  shown: { chosen: string; now: Instant; opensFirst: boolean },
): DayOfTimes[] {
  const { chosen, now } = shown;
  const days = new Map<string, DayOfTimes['times'][number][]>();
  times.forEach(({ slotId, startsAt, endsAt }, index) => {
    const date = copenhagenDate(startsAt);
    const day = days.get(date) ?? [];
    days.set(date, [
      ...day,
      {
        id: `${RADIO}-${index + 1}`,
        value: slotId,
        text: spanWords(startsAt, endsAt),
        chosen: slotId === chosen,
        dayWords: dateWords(startsAt, now),
      },
    ]);
  });
  const isChosen = times.some(({ slotId }) => slotId === chosen);
  return [...days.values()].map((list, index) => ({
    day: capital(list[0]?.dayWords ?? ''),
    howMany: countWords(list.length, 'tid', 'tider'),
    open:
      list.some((time) => time.chosen) ||
      days.size === 1 ||
      (shown.opensFirst && !isChosen && index === 0),
    times: list,
  }));
}
