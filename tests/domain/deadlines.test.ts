/** When each promise falls due, by example: calendar days, closed days and both clock changes. */
import fc from 'fast-check';
import { dateTimeWords } from '../../domain/danish';
import { dueInstant, duesOf, taskDueAt } from '../../domain/deadlines';
import { instant, plusMillis, type Instant } from '../../domain/ids';
import { UNITS } from '../../domain/rules';
import type { CourseState } from '../../domain/state';
import { closed, lettered, treated } from '../support/courseStages';
import {
  begin,
  bookOf,
  DAY,
  FLAG,
  HOUR,
  offerOf,
  step,
  steps,
  SUBMIT,
  walk,
  withDues,
} from '../support/courseWalk';

/** When a clock of that name rings, as people say it. */
function saidDue(state: CourseState, name: string): string | undefined {
  const due = state.dues.find((one) => one.name === name);
  return due && dateTimeWords(due.dueAt);
}
function screenedAt(at: string): CourseState {
  const began = begin(plusMillis(instant(at), -DAY));
  return step(began, SUBMIT, instant(at));
}
function offeredAt(at: string): CourseState {
  const screened = screenedAt(at);
  const pressed = step(screened, offerOf(screened.lastAt), screened.lastAt);
  return step(pressed, { name: 'release' }, plusMillis(pressed.lastAt, HOUR));
}

describe('the answer within two weeks', () => {
  it('is due at 24:00 of the 14th day after sending', () => {
    const state = screenedAt('2026-11-23T10:00:00Z');
    expect(saidDue(state, 'screeningAnswer')).toBe('mandag 7. december kl. 24.00');
    expect(state.dues.find((due) => due.name === 'screeningAnswer')?.dueAt).toBe(
      '2026-12-07T23:00:00.000Z',
    );
  });

  it('counts from the Danish day, also when it is sent just before or after midnight', () => {
    expect(saidDue(screenedAt('2026-11-22T22:59:00Z'), 'screeningAnswer')).toBe(
      'søndag 6. december kl. 24.00',
    );
    expect(saidDue(screenedAt('2026-11-22T23:01:00Z'), 'screeningAnswer')).toBe(
      'mandag 7. december kl. 24.00',
    );
  });

  it('sent on a Friday is due on a Friday, with reminders four and two days before', () => {
    const state = screenedAt('2026-11-20T10:00:00Z');
    expect(saidDue(state, 'screeningAnswer')).toBe('fredag 4. december kl. 24.00');
    expect(saidDue(state, 'screeningRemindOwner')).toBe('mandag 30. november kl. 9.00');
    expect(saidDue(state, 'screeningRemindTeam')).toBe('onsdag 2. december kl. 9.00');
  });

  it('reminds staff on the last working day before when the day is closed', () => {
    const state = screenedAt('2026-11-25T10:00:00Z');
    expect(saidDue(state, 'screeningAnswer')).toBe('onsdag 9. december kl. 24.00');
    expect(saidDue(state, 'screeningRemindOwner')).toBe('fredag 4. december kl. 9.00');
  });

  it('keeps Danish midnight over the change to winter time and to summer time', () => {
    expect(screenedAt('2026-10-20T08:00:00Z').dues.at(-1)?.dueAt).toBe('2026-11-03T23:00:00.000Z');
    expect(screenedAt('2027-03-22T08:00:00Z').dues.at(-1)?.dueAt).toBe('2027-04-05T22:00:00.000Z');
  });

  it('moves its reminders along when a supervisor gives more time', () => {
    const state = screenedAt('2026-11-23T10:00:00Z');
    const longer = steps(state, {
      name: 'extendDeadline',
      deadline: 'screeningAnswer',
      subject: 'screen',
      until: instant('2026-12-14T23:00:00Z'),
    });
    expect(saidDue(longer, 'screeningAnswer')).toBe('mandag 14. december kl. 24.00');
    expect(saidDue(longer, 'screeningRemindOwner')).toBe('torsdag 10. december kl. 9.00');
  });

  it('reminds nobody of an answer that is on its way', () => {
    const pressed = steps(screenedAt('2026-11-23T10:00:00Z'), { name: 'reject' });
    expect(pressed.dues).toEqual([]);
  });
});

describe('the application', () => {
  it('reminds on day 7 and 21 and lapses at the end of day 30', () => {
    const state = begin(instant('2026-11-07T09:00:00Z'));
    expect(state.dues.map((due) => [due.name, dateTimeWords(due.dueAt)])).toEqual([
      ['applicationReminder1', 'lørdag 14. november kl. 9.00'],
      ['applicationReminder2', 'lørdag 28. november kl. 9.00'],
      ['applicationLapse', 'mandag 7. december kl. 24.00'],
    ]);
  });
});

describe('the offer', () => {
  it('holds the time five days, and never closer than 48 hours', () => {
    const state = offeredAt('2026-12-01T09:00:00Z');
    expect(saidDue(state, 'reservedDays')).toBe('søndag 6. december kl. 24.00');
    expect(saidDue(state, 'reservedNear')).toBe('onsdag 9. december kl. 10.00');
  });

  it('runs 28 days from the press, with the coordinator on day 14 and the supervisor on day 21', () => {
    const state = offeredAt('2026-12-07T09:00:00Z');
    expect(saidDue(state, 'followUpOffer')).toBe('mandag 21. december kl. 9.00');
    expect(saidDue(state, 'findTime')).toBe('mandag 28. december kl. 9.00');
    expect(saidDue(state, 'assessmentClock')).toBe('mandag 4. januar kl. 24.00');
  });

  it('asks staff on the next working day when day 21 is a holiday', () => {
    const state = offeredAt('2026-12-03T09:00:00Z');
    expect(saidDue(state, 'findTime')).toBe('mandag 28. december kl. 9.00');
  });
});

describe('the assessment', () => {
  const booked = (): CourseState => {
    const state = offeredAt('2026-12-07T09:00:00Z');
    return step(state, bookOf(state.lastAt, 11), state.lastAt);
  };

  it('reminds the patient three days and one day before, weekend or not', () => {
    expect(saidDue(booked(), 'appointmentReminder3')).toBe('tirsdag 15. december kl. 9.00');
    expect(saidDue(booked(), 'appointmentReminder1')).toBe('torsdag 17. december kl. 9.00');
  });

  it('wants its outcome by 15:00 of the next working day', () => {
    expect(saidDue(booked(), 'assessmentOutcome')).toBe('mandag 21. december kl. 15.00');
  });

  it('does not remind of a time that is agreed too late to be reminded of', () => {
    const state = offeredAt('2026-12-07T09:00:00Z');
    const soon = step(state, bookOf(state.lastAt, 2), state.lastAt);
    expect(saidDue(soon, 'appointmentReminder3')).toBeUndefined();
    expect(saidDue(soon, 'appointmentReminder1')).toBe('tirsdag 8. december kl. 9.00');
  });
});

describe('treatment and after', () => {
  it('lasts 84 days, and opens a module by its week', () => {
    const state = treated();
    const start = state.since.treatmentStarted ?? state.lastAt;
    const ends = state.dues.find((due) => due.name === 'treatmentLength')?.dueAt;
    expect(ends).toBe(dueInstant({ length: 84, unit: 'calendarDays' }, start, 'patient'));
    const opens = state.dues.filter((due) => due.name === 'moduleOpens');
    expect(opens).toEqual([
      {
        name: 'moduleOpens',
        subject: 'm3',
        dueAt: dueInstant({ length: 2, unit: 'programmeWeeks' }, start, 'patient'),
      },
    ]);
  });

  it('gives two working days for feedback, over a weekend', () => {
    const friday = instant('2026-12-04T12:00:00Z');
    const at = { ...treated(), lastAt: friday };
    const handedIn = step(withDues(at), { name: 'handIn', moduleId: 'm1' }, friday);
    expect(saidDue(handedIn, 'feedback')).toBe('tirsdag 8. december kl. 15.00');
  });

  it('gives 14 days for the closing call and three working days for the epicrise', () => {
    const closing = closed();
    const ended = closing.since.treatmentEnded ?? closing.lastAt;
    expect(closing.dues.map((due) => due.dueAt)).toEqual([
      dueInstant({ length: 14, unit: 'calendarDays' }, ended, 'staff'),
    ]);
    const epicrise = lettered();
    const done = epicrise.since.closingDone ?? epicrise.lastAt;
    expect(epicrise.dues.map((due) => due.dueAt)).toEqual([
      dueInstant({ length: 3, unit: 'workingDays' }, done, 'staff'),
    ]);
  });
});

describe('a red flag', () => {
  const raised = (at: string): CourseState => {
    const state = screenedAt('2026-12-01T09:00:00Z');
    return step(state, { name: 'raiseFlag', flagId: FLAG, tier: 'red' }, instant(at));
  };

  it('raised on a Friday afternoon goes on by working hours, over the weekend', () => {
    const state = raised('2026-12-04T13:00:00Z');
    expect(saidDue(state, 'redToDuty')).toBe('mandag 7. december kl. 9.00');
    expect(saidDue(state, 'redToSupervisor')).toBe('mandag 7. december kl. 11.00');
    expect(saidDue(state, 'redContact')).toBe('mandag 7. december kl. 12.00');
  });

  it('raised before 13 means contact the same day', () => {
    expect(saidDue(raised('2026-12-04T08:00:00Z'), 'redContact')).toMatch('fredag 4. december');
  });
});

describe('the dues of a state', () => {
  it('are sorted and never twice, on every way through a course', () => {
    const sorts = ['clock', 'onward', 'aside', 'back'] as const;
    const choice = fc.record({
      sort: fc.constantFrom(...sorts),
      pick: fc.noBias(fc.nat(100_000)),
      hours: fc.nat(100),
    });
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 40, size: 'max' }), (walked) => {
        walk(walked, (state) => {
          const at = state.dues.map((due) => due.dueAt);
          expect(at).toEqual(at.toSorted());
          const keys = state.dues.map((due) => `${due.name}:${due.subject}`);
          expect(new Set(keys).size).toBe(keys.length);
          expect(duesOf(state)).toEqual(state.dues);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('are whole instants for every unit, at any time of the year', () => {
    const at = fc.date({
      min: new Date('2026-01-01'),
      max: new Date('2030-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(at, fc.constantFrom(...UNITS), (when, unit) => {
        const start = instant(when.getTime());
        const due: Instant = dueInstant({ length: 1, unit }, start, 'staff');
        expect(due).toHaveLength(24);
        if (unit === 'calendarDays' || unit === 'workingDays') expect(due > start).toBe(true);
      }),
    );
  });

  it('a task keeps its due date when it is overdue, for the list to show', () => {
    const state = screenedAt('2026-11-23T10:00:00Z');
    const late = step(
      state,
      {
        name: 'deadline',
        deadline: 'screeningAnswer',
        subject: 'screen',
      },
      instant('2026-12-07T23:00:00Z'),
    );
    const task = late.tasks.find((one) => one.kind === 'screen');
    expect(task?.overdue).toBe(true);
    expect(task && taskDueAt(late, task)).toBe('2026-12-07T23:00:00.000Z');
  });
});
