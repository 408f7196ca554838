import { dueIfOpened, taskDueAt } from '../../domain/deadlines';
import { instant, plusMillis } from '../../domain/ids';
import { findTask } from '../../domain/tasks';
import { minutesTyped, timeByWeek, weekBegins, type TimeSpent } from '../../domain/timeSpent';
import { DAY, HOUR, MONDAY, begin, step, steps } from '../support/courseWalk';

const STARTED = instant('2026-11-04T13:00:00Z');
const spent = (minutes: number, at: string): TimeSpent => ({
  minutes,
  at: instant(at),
});

test('minutes are whole and 0 to 240; anything else is no number of minutes', () => {
  expect(['0', ' 7 ', '240'].map(minutesTyped)).toEqual([0, 7, 240]);
  const none = ['', '241', '-1', '1,5', '1.5', '1e2', 'ti', '9999', '٣'];
  expect(none.map(minutesTyped)).toEqual(none.map(() => null));
});

test('minutes are summed for each week since treatment began, a quiet week with none', () => {
  const weeks = timeByWeek(
    [
      spent(5, '2026-11-01T10:00:00Z'),
      spent(15, '2026-11-04T14:00:00Z'),
      // The last minutes of the sixth day after, in Copenhagen: still the first week.
      spent(6, '2026-11-10T22:59:00Z'),
      spent(4, '2026-11-18T08:00:00Z'),
    ],
    { startedAt: STARTED, endedAt: undefined },
    instant('2026-11-19T08:00:00Z'),
  );
  expect(weeks).toEqual([
    { week: 'before', minutes: 5, answers: 1, isMuch: false },
    { week: 1, minutes: 21, answers: 2, isMuch: true },
    { week: 2, minutes: 0, answers: 0, isMuch: false },
    { week: 3, minutes: 4, answers: 1, isMuch: false },
  ]);
  expect(weekBegins(STARTED, 3)).toBe('2026-11-18');
});

test('what comes after the end of treatment stands by itself', () => {
  const weeks = timeByWeek(
    [spent(15, '2026-12-01T10:00:00Z')],
    { startedAt: STARTED, endedAt: instant('2026-11-05T10:00:00Z') },
    instant('2026-12-02T10:00:00Z'),
  );
  expect(weeks.map(({ week, minutes }) => [week, minutes])).toEqual([
    [1, 0],
    ['after', 15],
  ]);
});

test('the day that is promised before a message is sent is the day of the task it opens', () => {
  const submitted = steps(begin(), {
    name: 'submit',
    region: '1083',
    rules: begin().rules,
    consents: [],
  });
  for (let hours = 1; hours < 400; hours += 7) {
    const at = plusMillis(MONDAY, DAY + hours * HOUR);
    const after = step(submitted, { name: 'writeMessage' }, at);
    const task = findTask(after.tasks, 'answerMessage');
    expect(task && taskDueAt(after, task)).toBe(dueIfOpened(submitted, 'answerMessage', at));
  }
});
