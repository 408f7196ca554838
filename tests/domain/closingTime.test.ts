/** The time of the closing call: chosen, moved, called off, missed, and given back at every way out. */
import { apply } from '../../domain/apply';
import { whatHappensNext } from '../../domain/danish';
import { asId, plusMillis, type StaffId } from '../../domain/ids';
import type { CourseEvent, CourseState } from '../../domain/state';
import { closingTimeOf } from '../support/closingCalls';
import { closed, dueOf, kinds, refusal, sendsOf, treated } from '../support/courseStages';
import { DAY, HOUR, moment, moveBackOf, steps, untilFired } from '../support/courseWalk';

const agreed = (days = 5): CourseState => {
  const state = closed();
  return steps(state, closingTimeOf(state.lastAt, days));
};
/** After the call has begun, and nobody has said yet what became of it. */
const begun = (): CourseState => {
  const state = untilFired(untilFired(agreed(), 'appointmentReminder3'), 'appointmentReminder1');
  return { ...state, lastAt: plusMillis(state.closingTime?.startsAt ?? state.lastAt, HOUR) };
};
const cancel = (by: 'patient' | 'clinic'): CourseEvent => ({ name: 'cancelClosing', by });
const MISSED: CourseEvent = { name: 'missClosing' };
const OTHER = asId<StaffId>('00000000-0000-4000-8000-000000000077');
const ASSIGNED: CourseEvent = { name: 'assign', psychologistId: OTHER };
const saidNow = (state: CourseState): string =>
  whatHappensNext(state, state.lastAt).sentences.join(' ');

describe('a time for the closing call', () => {
  it('is a yes to the call, and leaves the task and its deadline as they are', () => {
    const before = closed();
    const state = agreed();
    expect(state.closingWish).toBe('chooses');
    expect([state.stage, kinds(state)]).toEqual(['closing', ['closingCall']]);
    expect(dueOf(state, 'closingCall')).toBe(dueOf(before, 'closingCall'));
    expect(sendsOf(before, closingTimeOf(before.lastAt))).toEqual(['closingBooked', 'epjClosing']);
  });

  it('is reminded of three days and one day before, as the first conversation is', () => {
    const state = agreed();
    expect(state.dues.map(({ name }) => name)).toEqual([
      'appointmentReminder3',
      'appointmentReminder1',
      'closingCall',
    ]);
    const once = untilFired(state, 'appointmentReminder3');
    expect(once.sent.reminderAppointment).toBe((state.sent.reminderAppointment ?? 0) + 1);
    // Agreed for tomorrow, it would only remind of what has just been agreed.
    expect(agreed(1).dues.map(({ name }) => name)).toEqual(['closingCall']);
  });

  it('reminds of nothing in a closing stage without one, however the first one was reminded of', () => {
    expect(closed().dues.map(({ name }) => name)).toEqual(['closingCall']);
    expect(closed().since.appointmentStart).toBeDefined();
  });

  it('is moved by choosing another, which is reminded of anew', () => {
    const state = untilFired(agreed(), 'appointmentReminder3');
    const other = closingTimeOf(state.lastAt, 6);
    expect(sendsOf(state, other)).toEqual(['closingBooked', 'epjClosing', 'epjClosingEnded']);
    const moved = steps(state, other);
    expect(moved.closingTime?.startsAt).not.toBe(state.closingTime?.startsAt);
    expect(dueOf(moved, 'appointmentReminder3')).toBeDefined();
  });

  it('makes every form stale that was shown before it', () => {
    const before = closed();
    const state = agreed();
    expect(state.offerVersion).toBeGreaterThan(before.offerVersion);
    const old = before.tasks[0]?.version ?? 0;
    const answers = { subject: { task: 'closingCall' }, version: old };
    const waived = apply(state, { name: 'closingWaived' }, moment(state.lastAt), { answers });
    expect(waived).toEqual({ kind: 'refused', name: 'stale' });
  });

  it.each(['patient', 'clinic'] as const)(
    'is called off by the %s, and can be chosen anew',
    (by) => {
      expect(sendsOf(agreed(), cancel(by))).toEqual(['closingCancelled', 'epjClosingEnded']);
      const off = steps(agreed(), cancel(by));
      expect([off.closingTime, off.stage, kinds(off)]).toEqual([
        undefined,
        'closing',
        ['closingCall'],
      ]);
      expect(dueOf(off, 'appointmentReminder3')).toBeUndefined();
      expect(steps(off, closingTimeOf(off.lastAt)).closingTime).toBeDefined();
    },
  );

  it('goes when the patient declines the call after all, and stays when they say yes again', () => {
    const no = steps(agreed(), { name: 'wishClosing', wish: 'declines' });
    expect([no.closingTime, no.closingWish]).toEqual([undefined, 'declines']);
    const yes = steps(agreed(), { name: 'wishClosing', wish: 'wants' });
    expect(yes.closingTime).toEqual(agreed().closingTime);
  });

  it('nobody came to the telephone: the stage, the task and its deadline stay', () => {
    const state = begun();
    expect(refusal(agreed(), MISSED)).toBe('callAhead');
    expect(sendsOf(state, MISSED)).toEqual(['closingMissed', 'epjClosingEnded']);
    const missed = steps(state, MISSED);
    expect([missed.stage, kinds(missed), missed.closingTime]).toEqual([
      'closing',
      ['closingCall'],
      undefined,
    ]);
    expect(dueOf(missed, 'closingCall')).toBe(dueOf(closed(), 'closingCall'));
    // What is counted before treatment is not counted here.
    expect(missed.noShows).toBe(0);
    expect(steps(missed, closingTimeOf(missed.lastAt)).closingTime).toBeDefined();
  });

  it('that nobody took the telephone is said until another time is agreed, or treatment goes on', () => {
    const missed = steps(begun(), MISSED);
    const words = 'Psykologen fik ikke fat i dig';
    expect(saidNow(missed)).toContain(words);
    const off = steps(missed, closingTimeOf(missed.lastAt, 2), cancel('patient'));
    expect(saidNow(off)).not.toContain(words);
    const back = steps(missed, moveBackOf(plusMillis(missed.lastAt, 30 * DAY)));
    expect(saidNow(steps(back, { name: 'dropOut' }))).not.toContain(words);
  });

  it('cannot be moved once it has begun, and none is agreed for what has been', () => {
    expect(refusal(begun(), closingTimeOf(begun().lastAt))).toBe('callBegun');
    expect(refusal(closed(), closingTimeOf(closed().lastAt, -1))).toBe('callBegun');
  });

  it('is off when another psychologist gets the course, and another can be chosen', () => {
    expect(sendsOf(agreed(), ASSIGNED)).toEqual(['closingCancelled', 'epjClosingEnded']);
    const given = steps(agreed(), ASSIGNED);
    expect([given.psychologistId, given.closingTime, given.closingWish]).toEqual([
      OTHER,
      undefined,
      'chooses',
    ]);
    expect(steps(given, closingTimeOf(given.lastAt)).closingTime).toBeDefined();
    // The same one again changes nothing; a call that has begun is the new one's to write of.
    expect(steps(given, closingTimeOf(given.lastAt), ASSIGNED).closingTime).toBeDefined();
    expect(steps(begun(), ASSIGNED).closingTime).toEqual(begun().closingTime);
  });

  it('a time with the psychologist before does not fit the course of the one after', () => {
    const state = steps(closed(), ASSIGNED);
    const answers = { subject: 'offer', version: closed().offerVersion } as const;
    const late = apply(state, closingTimeOf(state.lastAt), moment(state.lastAt), { answers });
    expect(late).toEqual({ kind: 'refused', name: 'stale' });
  });

  it('cannot be called off once it has begun, nor declined', () => {
    expect(refusal(begun(), cancel('patient'))).toBe('callBegun');
    expect(refusal(begun(), { name: 'wishClosing', wish: 'declines' })).toBe('callBegun');
  });

  it('without one there is nothing to call off or to miss', () => {
    expect(refusal(closed(), cancel('patient'))).toBe('noTimeAgreed');
    expect(refusal(closed(), MISSED)).toBe('noTimeAgreed');
  });

  it('is refused by name before the closing stage and after it', () => {
    const at = treated();
    expect(refusal(at, closingTimeOf(at.lastAt))).toBe('notNow');
    const after = steps(closed(), { name: 'closingWaived' });
    expect(refusal(after, closingTimeOf(after.lastAt))).toBe('notNow');
  });

  it.each<CourseEvent>([
    { name: 'closingWaived' },
    { name: 'withdraw' },
    { name: 'refer' },
    { name: 'end' },
    moveBackOf(plusMillis(closed().lastAt, DAY)),
  ])('is off when the course leaves the stage by $name, and the patient is told', (event) => {
    const left = steps(agreed(), event);
    expect(left.closingTime).toBeUndefined();
    expect(left.since.closingStart).toBeUndefined();
    const sent = sendsOf(agreed(), event);
    expect(sent).toEqual(expect.arrayContaining(['closingCancelled', 'epjClosingEnded']));
  });

  it('nobody is told that a call is off which has been held', () => {
    expect(sendsOf(begun(), { name: 'closingHeld' })).toEqual(['epjNote']);
    expect(steps(begun(), { name: 'closingHeld' }).closingTime).toBeUndefined();
    expect(kinds(steps(begun(), { name: 'closingHeld' }))).toEqual(['writeEpicrise']);
    expect(kinds(steps(agreed(), { name: 'withdraw' }))).toEqual(['writeEpicrise']);
  });

  it('a call given up after its time leaves no letter about a time that has been', () => {
    expect(sendsOf(begun(), { name: 'closingWaived' })).toEqual(['epjClosingEnded']);
  });
});
