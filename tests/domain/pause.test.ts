/** Pauses of a treatment: what stands still, what does not, and how many days they take. */
import fc from 'fast-check';
import {
  addDays,
  atTime,
  copenhagenDate,
  copenhagenTime,
  daysBetween,
} from '../../domain/calendar';
import { duesOf } from '../../domain/deadlines';
import { instant, plusMillis, type CivilDate, type Instant } from '../../domain/ids';
import { PAUSE_DAYS, pauseDaysLeft } from '../../domain/pause';
import type { CourseState } from '../../domain/state';
import { dueOf, kinds, refusal, sendsOf, treated } from '../support/courseStages';
import {
  DAY,
  HOUR,
  MINUTE,
  nextDue,
  pauseOf,
  step,
  steps,
  untilFired,
  withDues,
} from '../support/courseWalk';

/** As the row of an older course gives it back: what was not known then is not there. */
const asKept = (state: object): CourseState => JSON.parse(JSON.stringify(state)) as CourseState;
const endOf = (state: CourseState): Instant => {
  const due = dueOf(state, 'treatmentLength');
  if (!due) throw new Error('no end of treatment');
  return due;
};
/** A treatment that began at this instant, whatever came before. */
function treatedFrom(at: Instant): CourseState {
  const state = treated();
  const since = { ...state.since, treatmentStarted: at, lastActivity: at };
  return withDues({ ...state, since, lastAt: at });
}
const lastDay = (due: Instant): CivilDate => copenhagenDate(plusMillis(due, -1));
const movedBy = (before: CourseState, after: CourseState): number =>
  daysBetween(lastDay(endOf(before)), lastDay(endOf(after)));
const pausedNow = (state: CourseState, days: number): CourseState =>
  step(state, pauseOf(state.lastAt, days), state.lastAt);

describe('a pause', () => {
  it('stops the 84 days, the module gates and the silence ladder, and gives the days back', () => {
    const before = treated();
    const paused = pausedNow(before, 7);
    expect(paused.dues.map((due) => due.name)).toEqual(['pauseEnds']);
    const again = nextDue(paused);
    expect([again.pausedAt, again.pausedDays]).toEqual([null, 7]);
    expect(movedBy(before, again)).toBe(7);
    const opens = (state: CourseState) => lastDay(dueOf(state, 'moduleOpens') ?? state.lastAt);
    expect(daysBetween(opens(before), opens(again))).toBe(7);
    expect((dueOf(again, 'silent7') ?? '') > plusMillis(again.lastAt, 6 * DAY)).toBe(true);
  });

  it('never stops feedback, messages or risk', () => {
    const paused = pausedNow(treated(), 7);
    const asked = steps(paused, { name: 'handIn', moduleId: 'm1' }, { name: 'writeMessage' });
    expect(asked.dues.map((due) => due.name)).toEqual(
      expect.arrayContaining(['feedback', 'taskDefault']),
    );
    expect(refusal(asked, { name: 'giveFeedback', moduleId: 'm1' })).toBe('applied');
  });

  it('keeps the gate that a hand-in opens shut, until treatment goes on', () => {
    const paused = pausedNow(treated(), 7);
    const handIn = { name: 'handIn', moduleId: 'm1' } as const;
    expect(sendsOf(paused, handIn)).not.toContain('moduleOpened');
    const handed = steps(paused, handIn);
    expect(refusal(handed, { name: 'handIn', moduleId: 'm2' })).toBe('moduleClosed');
    expect(sendsOf(handed, { name: 'resumeTreatment' })).toEqual(['pauseOver', 'moduleOpened']);
    const again = steps(handed, { name: 'resumeTreatment' });
    expect(refusal(again, { name: 'handIn', moduleId: 'm2' })).toBe('applied');
  });

  it('is told of when it begins, and when it ends by itself or before', () => {
    const state = treated();
    expect(sendsOf(state, pauseOf(plusMillis(state.lastAt, HOUR), 7))).toEqual(['pauseBegun']);
    const paused = pausedNow(state, 7);
    expect(sendsOf(paused, { name: 'resumeTreatment' })).toEqual(['pauseOver']);
    expect(nextDue(paused).sent.pauseOver).toBe(1);
  });

  it('answers the tasks of a silent patient, and what was overdue about them', () => {
    const silent = untilFired(treated(), 'silent14');
    const late = untilFired(silent, 'taskDefault');
    expect(kinds(late)).toEqual(['silenceCall', 'silenceDecision', 'overdue']);
    expect(kinds(pausedNow(late, 7))).toEqual([]);
  });

  it('is refused twice over, over 21 days in all, and for no day at all', () => {
    const state = treated();
    expect(refusal(state, pauseOf(plusMillis(state.lastAt, MINUTE), 22))).toBe('pauseTooLong');
    expect(refusal(state, pauseOf(plusMillis(state.lastAt, MINUTE), 0))).toBe('pauseTooLong');
    expect(refusal(state, { name: 'resumeTreatment' })).toBe('notPaused');
    const paused = pausedNow(state, 20);
    expect(refusal(paused, pauseOf(paused.lastAt, 1))).toBe('alreadyPaused');
    const again = nextDue(paused);
    expect(pauseDaysLeft(again)).toBe(1);
    expect(refusal(again, pauseOf(plusMillis(again.lastAt, MINUTE), 2))).toBe('pauseTooLong');
    expect(refusal(again, pauseOf(plusMillis(again.lastAt, MINUTE), 1))).toBe('applied');
  });

  it('of an event from before days were said is read by the clock', () => {
    const state = treated();
    const until = plusMillis(state.lastAt, 7 * DAY);
    const paused = step(state, { name: 'pause', until }, state.lastAt);
    expect(nextDue(paused).pausedDays).toBe(7);
    const old = asKept({ ...paused, pausedOn: undefined, pausedFor: undefined });
    const resumed = steps(old, { name: 'resumeTreatment' });
    expect(resumed.pausedDays).toBe(1);
  });

  it('in which treatment ends counts the days until then', () => {
    const paused = pausedNow(treated(), 14);
    const gone = step(paused, { name: 'withdraw' }, plusMillis(paused.lastAt, 3 * DAY));
    expect([gone.pausedAt, gone.pausedDays, gone.since.pausedUntil]).toEqual([null, 3, undefined]);
  });
});

describe('a silent patient whose treatment goes on', () => {
  it('is written to again: the ladder begins anew with the decision', () => {
    const silent = untilFired(treated(), 'silent14');
    expect(dueOf(silent, 'silent7')).toBeUndefined();
    const done = { name: 'closeTask', task: 'silenceDecision', subject: '' } as const;
    const goesOn = steps(silent, done);
    expect(
      daysBetween(
        copenhagenDate(goesOn.lastAt),
        lastDay(dueOf(goesOn, 'silent7') ?? goesOn.lastAt),
      ),
    ).toBe(7);
    expect(untilFired(goesOn, 'silent14').sent.silence7).toBe(2);
  });
});

const startDays = fc.integer({ min: 0, max: 3285 });
const hours = fc.integer({ min: 0, max: 24 * 60 - 1 });
/** Any minute of any day from 2024 to 2032, both changes of the clock among them. */
const starts = fc.tuple(startDays, hours).map(([day, minute]) => {
  const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return atTime(addDays('2024-01-01' as CivilDate, day), time);
});

describe('whole days, whatever the clock and the season', () => {
  it('treatment ends later by exactly the days that the pause was asked for', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: PAUSE_DAYS }), (start, days) => {
        const before = treatedFrom(start);
        const after = nextDue(pausedNow(before, days));
        expect(after.pausedDays).toBe(days);
        expect(movedBy(before, after)).toBe(days);
        expect(copenhagenTime(endOf(after))).toBe('00:00');
      }),
      { numRuns: 300 },
    );
  });

  it('a pause that is ended before counts the days really used, by date', () => {
    fc.assert(
      fc.property(
        starts,
        fc.integer({ min: 1, max: PAUSE_DAYS }),
        fc.integer({ min: 1, max: 60 * 24 * PAUSE_DAYS }),
        (start, days, minutes) => {
          const before = treatedFrom(start);
          const paused = pausedNow(before, days);
          const ends = dueOf(paused, 'pauseEnds') ?? start;
          const at = plusMillis(start, minutes * MINUTE);
          fc.pre(at < ends);
          const after = step(paused, { name: 'resumeTreatment' }, at);
          const used = daysBetween(copenhagenDate(start), copenhagenDate(at));
          expect(after.pausedDays).toBe(used);
          expect(movedBy(before, after)).toBe(used);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('pauses never take more than 21 days in all, and what is left can be taken', () => {
    const asked = fc.record({ days: fc.integer({ min: 1, max: 25 }), early: fc.nat(30) });
    fc.assert(
      fc.property(starts, fc.array(asked, { minLength: 1, maxLength: 8 }), (start, wishes) => {
        let state = treatedFrom(start);
        const first = state;
        for (const { days, early } of wishes) {
          const said = refusal(state, pauseOf(state.lastAt, days), state.lastAt);
          expect(said).toBe(days <= pauseDaysLeft(state) ? 'applied' : 'pauseTooLong');
          if (said !== 'applied') continue;
          const paused = pausedNow(state, days);
          const at = plusMillis(paused.lastAt, early * DAY);
          const byItself = at >= (dueOf(paused, 'pauseEnds') ?? at);
          state = byItself ? nextDue(paused) : step(paused, { name: 'resumeTreatment' }, at);
          expect(state.pausedDays).toBeLessThanOrEqual(PAUSE_DAYS);
        }
        expect(movedBy(first, state)).toBe(state.pausedDays);
      }),
      { numRuns: 200 },
    );
  });

  it('an end that a supervisor has given moves by the pauses after it, not by those before', () => {
    const few = fc.integer({ min: 1, max: 10 });
    fc.assert(
      fc.property(starts, few, few, (start, first, second) => {
        const once = nextDue(pausedNow(treatedFrom(start), first));
        const until = atTime(addDays(lastDay(endOf(once)), 14), '24:00');
        const longer = step(
          once,
          { name: 'extendDeadline', deadline: 'treatmentLength', subject: '', until },
          once.lastAt,
        );
        expect(endOf(longer)).toBe(until);
        const after = nextDue(pausedNow(longer, second));
        expect(movedBy(longer, after)).toBe(second);
        expect(copenhagenTime(endOf(after))).toBe('00:00');
      }),
      { numRuns: 200 },
    );
  });
});

test('a course from before the days of an earlier end were counted keeps the end it was given', () => {
  const until = instant('2027-06-01T22:00:00Z');
  const old = asKept({
    ...treated(),
    pausedDays: 7,
    pausedBefore: undefined,
    extended: { 'treatmentLength:': until },
  });
  const due = duesOf(old).find((one) => one.name === 'treatmentLength');
  expect(due?.dueAt).toBe(until);
});
