/** The 28 days over a course that books, moves, cancels and is late: who hears of it, and when. */
import { plusMillis } from '../../domain/ids';
import { booked, dueOf, kinds, offered, screened } from '../support/courseStages';
import { bookOf, DAY, HOUR, nextDue, steps, untilFired } from '../support/courseWalk';

test('a time moved beyond day 28 is the supervisor’s on day 21, as if none had been agreed', () => {
  const within = booked(10);
  expect(dueOf(within, 'findTime')).toBeUndefined();
  const moved = steps(within, bookOf(within.lastAt, 40, false));
  expect(dueOf(moved, 'findTime')).toBeDefined();
  expect(kinds(untilFired(moved, 'findTime'))).toContain('findTime');
});

test('a time found after day 21 and called off again is the supervisor’s again, at once', () => {
  const late = untilFired(offered(), 'findTime');
  const found = steps(late, bookOf(late.lastAt, 5, true));
  expect(kinds(found)).not.toContain('findTime');
  const off = steps(found, { name: 'cancelByPatient' });
  const due = dueOf(off, 'findTime');
  expect(due !== undefined && due <= off.lastAt).toBe(true);
  expect(kinds(nextDue(off))).toContain('findTime');
});

test('while no time is agreed the supervisor is asked once, however often the patient cancels', () => {
  const late = untilFired(offered(), 'findTime');
  const beyond = steps(late, bookOf(late.lastAt, 30, false), { name: 'cancelByPatient' });
  expect(dueOf(beyond, 'findTime')).toBeUndefined();
});

test('a talk on day 28 is not over its deadline at midnight: its outcome has a working day', () => {
  const at = booked(5);
  const clock = dueOf(at, 'assessmentClock');
  if (!clock) throw new Error('the 28 days do not run');
  const startsAt = plusMillis(clock, -10 * HOUR);
  const book = bookOf(at.lastAt);
  if (book.name !== 'book') throw new Error('no booking');
  const talk = { ...book, startsAt, endsAt: plusMillis(startsAt, HOUR) };
  const midnight = untilFired(steps(at, talk), 'assessmentClock');
  expect(midnight.tasks.map((task) => [task.kind, task.overdue])).toEqual([
    ['holdAssessment', false],
  ]);
  expect(midnight.breach).toBeUndefined();
  const unwritten = untilFired(midnight, 'assessmentOutcome');
  expect(kinds(unwritten)).toEqual(['holdAssessment', 'overdue']);
});

test('more time for an answer brings its reminders again, before the new day', () => {
  const late = untilFired(screened(), 'screeningRemindTeam');
  expect(dueOf(late, 'screeningRemindOwner')).toBeUndefined();
  const due = late.dues.find(({ name }) => name === 'screeningAnswer');
  if (!due) throw new Error('nothing to extend');
  const until = plusMillis(due.dueAt, 14 * DAY);
  const given = steps(late, {
    name: 'extendDeadline',
    deadline: 'screeningAnswer',
    subject: due.subject,
    until,
  });
  expect(dueOf(given, 'screeningRemindOwner')).toBe(plusMillis(until, -4 * DAY - 15 * HOUR));
  expect(dueOf(given, 'screeningRemindTeam')).toBeDefined();
});
