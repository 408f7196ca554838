/** A supervisor moves a course one stage back: what is open again, and what its clocks then say. */
import { addDays, copenhagenDate, copenhagenTime, daysBetween } from '../../domain/calendar';
import { plusMillis, type Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import {
  booked,
  closed,
  dueOf,
  kinds,
  lettered,
  refusal,
  sendsOf,
  treated,
} from '../support/courseStages';
import { DAY, moveBackOf, nextDue, pauseOf, step, steps, untilFired } from '../support/courseWalk';

const back = (state: CourseState, at: Instant = state.lastAt, days = 28): CourseState =>
  step(state, moveBackOf(at, days), at);
const dayOf = (due: Instant | undefined) => (due ? copenhagenDate(plusMillis(due, -1)) : null);

describe('moved back from the closing call', () => {
  it('treatment goes on, without an outcome, until the day that was given', () => {
    const closing = closed();
    const again = back(closing);
    expect([again.stage, again.outcome, again.since.treatmentEnded, kinds(again)]).toEqual([
      'treatment',
      null,
      undefined,
      [],
    ]);
    expect(dayOf(dueOf(again, 'treatmentLength'))).toBe(addDays(copenhagenDate(again.lastAt), 28));
    expect(sendsOf(closing, moveBackOf(closing.lastAt))).toEqual(['treatmentContinues']);
  });

  it('does not end again at once after day 84, nor find the patient silent', () => {
    const over = untilFired(untilFired(treated(), 'silent14'), 'treatmentLength');
    expect(over.stage).toBe('closing');
    const again = back(over, plusMillis(over.lastAt, 10 * DAY));
    expect(again.dues.filter((due) => due.dueAt <= again.lastAt)).toEqual([]);
    const quiet = untilFired(again, 'silent7');
    expect(quiet.sent.silence7).toBe(2);
    const ended = untilFired(quiet, 'treatmentLength');
    expect([ended.stage, ended.outcome]).toEqual(['closing', 'droppedOut']);
    expect(daysBetween(copenhagenDate(again.lastAt), copenhagenDate(ended.lastAt))).toBe(29);
  });

  it('needs a last day, and one that is ahead', () => {
    const closing = closed();
    expect(refusal(closing, { name: 'moveBack' })).toBe('untilMissing');
    expect(refusal(closing, moveBackOf(closing.lastAt, -1))).toBe('untilMissing');
  });

  it('pauses again for what is left of its days, and its last day moves with them', () => {
    const paused = step(treated(), pauseOf(treated().lastAt, 14), treated().lastAt);
    const gone = steps(nextDue(paused), { name: 'dropOut' });
    const again = back(gone);
    expect(refusal(again, pauseOf(again.lastAt, 8), again.lastAt)).toBe('pauseTooLong');
    const rested = nextDue(step(again, pauseOf(again.lastAt, 7), again.lastAt));
    const [before, after] = [again, rested].map((state) => dayOf(dueOf(state, 'treatmentLength')));
    expect(before && after && daysBetween(before, after)).toBe(7);
    expect(copenhagenTime(dueOf(rested, 'treatmentLength') ?? rested.lastAt)).toBe('00:00');
  });

  it('asks for the closing call anew when treatment ends again', () => {
    const twice = steps(back(closed()), { name: 'withdraw' });
    expect([twice.stage, twice.outcome, kinds(twice)]).toEqual([
      'closing',
      'withdrawn',
      ['closingCall'],
    ]);
  });
});

describe('moved back from the epicrise', () => {
  it('the closing call has its 14 days from that day, however long ago treatment ended', () => {
    const written = lettered();
    const late = plusMillis(written.lastAt, 40 * DAY);
    const again = step(written, { name: 'moveBack' }, late);
    expect([again.stage, again.outcome, kinds(again)]).toEqual([
      'closing',
      'completed',
      ['closingCall'],
    ]);
    expect(dayOf(dueOf(again, 'closingCall'))).toBe(addDays(copenhagenDate(late), 14));
    expect(again.since.treatmentEnded).toBe(written.since.treatmentEnded);
    const held = steps(again, { name: 'closingHeld' });
    expect([held.stage, kinds(held)]).toEqual(['epicrise', ['writeEpicrise']]);
  });

  it('has its 14 days from the end of treatment the first time', () => {
    const closing = closed();
    expect(dayOf(dueOf(closing, 'closingCall'))).toBe(addDays(copenhagenDate(closing.lastAt), 14));
  });

  it('waits for a decision that can still be undone', () => {
    const pressed = steps(lettered(), { name: 'closeWithoutLetter' });
    expect(refusal(pressed, { name: 'moveBack' })).toBe('decisionWaits');
  });
});

test('moved back from an agreed talk, the patient chooses a time again', () => {
  const choosing = steps(booked(), { name: 'moveBack' });
  expect([choosing.stage, choosing.appointment]).toEqual(['offered', null]);
});
