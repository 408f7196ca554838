/** Free times under their days: folded, and open where the reader has something to do. */
import { asId, instant, type SlotId } from '../../../domain/ids';
import { notThereWords } from '../../../web/patient/cancelling';
import { daysOf } from '../../../web/patient/timeDays';
import { MONDAY } from '../../support/courseWalk';
import { states } from './walked';

const time = (slot: string, day: string, hour: number) => ({
  slotId: asId<SlotId>(slot),
  startsAt: instant(`${day}T${hour}:00:00Z`),
  endsAt: instant(`${day}T${hour + 1}:00:00Z`),
});
const times = [
  time('a', '2026-12-16', 10),
  time('b', '2026-12-16', 12),
  time('c', '2026-12-17', 10),
];
const open = (chosen: string, opensFirst = false): boolean[] =>
  daysOf({ times }, { chosen, now: MONDAY, opensFirst }).map((day) => day.open);

test('the days are read first, each with how many times it has', () => {
  const days = daysOf({ times }, { chosen: '', now: MONDAY, opensFirst: false });
  expect(days.map(({ day, howMany }) => [day, howMany])).toEqual([
    [expect.stringMatching(/^Onsdag 16\. december/), '2 tider'],
    [expect.stringMatching(/^Torsdag 17\. december/), '1 tid'],
  ]);
  expect(open('')).toEqual([false, false]);
});

test('the day of the chosen time comes back open; an error without one leads to the first', () => {
  expect(open('c')).toEqual([false, true]);
  expect(open('c', true)).toEqual([false, true]);
  expect(open('', true)).toEqual([true, false]);
  expect(open('gone', true)).toEqual([true, false]);
});

test('a single day needs no pressing', () => {
  const one = { times: times.slice(0, 2) };
  expect(daysOf(one, { chosen: '', now: MONDAY, opensFirst: false })[0]?.open).toBe(true);
});

test('who does not come may choose again once; the second time the coordinator looks at it', () => {
  expect(notThereWords({ ...states.agreed, noShows: 0 })).toContain('vælge en ny tid');
  expect(notThereWords({ ...states.agreed, noShows: 1 })).toContain('koordinatoren');
});
