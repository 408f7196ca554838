/** Day 28 without a conversation counts once, for the reason that holds on that day. */
import { BEYOND, type CourseEvent, type CourseState } from '../../domain/state';
import { plusMillis } from '../../domain/ids';
import { booked, dueOf, offered } from '../support/courseStages';
import { ACCEPT, bookOf, DAY, step, steps, untilFired } from '../support/courseWalk';

const atClock = (state: CourseState): CourseState => untilFired(state, 'assessmentClock');
const reason = (state: CourseState) => atClock(state).breach?.reason;
/** Agreed for long after the promised weeks. */
const later = (state: CourseState, beyond?: (typeof BEYOND)[number]): CourseState => {
  const book = bookOf(state.lastAt, 40, false);
  return steps(state, { ...book, ...(beyond && { beyond }) } as CourseEvent);
};

describe('a breach of the promised weeks', () => {
  it('is of the minute they end, and of no minute before', () => {
    const state = atClock(offered());
    expect(state.breach?.at).toBe(dueOf(offered(), 'assessmentClock'));
    expect(untilFired(offered(), 'findTime').breach).toBeUndefined();
  });

  it.each(BEYOND)('has the reason given when a later time was agreed: %s', (given) => {
    expect(reason(later(offered(), given))).toBe(given);
  });

  it('is the no-show of who stayed away, also when they cancelled before', () => {
    const cancelled = steps(booked(), { name: 'cancelByPatient' });
    const again = steps(cancelled, bookOf(cancelled.lastAt));
    expect(reason(steps(again, { name: 'noShow' }))).toBe('noShow');
  });

  it('is the wish of a patient who cancelled, or who never answered the offer', () => {
    expect(reason(steps(booked(), { name: 'cancelByPatient' }))).toBe('patientWish');
    expect(reason(offered())).toBe('patientWish');
  });

  it('is our lack of times when the clinic cancelled, and when nobody said why', () => {
    expect(reason(steps(booked(), { name: 'cancelByClinic' }))).toBe('noCapacity');
    expect(reason(later(offered()))).toBe('noCapacity');
  });

  it('is not one when the conversation lay within them and its outcome comes late', () => {
    const talk = booked(27);
    const late = atClock(talk);
    expect(late.breach).toBeUndefined();
    expect(steps(late, ACCEPT).breach).toBeUndefined();
    const missed = steps(late, { name: 'noShow' });
    expect(missed.breach).toEqual({ at: missed.lastAt, reason: 'noShow' });
  });

  it('waits for the day that a supervisor gave instead', () => {
    const at = later(offered(), 'patientWish');
    const until = plusMillis(dueOf(at, 'assessmentClock') ?? at.lastAt, 30 * DAY);
    const extend = { name: 'extendDeadline', deadline: 'assessmentClock', subject: '' } as const;
    const longer = step(at, { ...extend, until }, plusMillis(at.lastAt, DAY));
    expect(atClock(longer).breach).toBeUndefined();
  });

  it('keeps its first reason whatever happens later', () => {
    const late = atClock(later(offered(), 'patientWish'));
    const after = steps(late, { name: 'noShow' });
    expect(after.breach).toEqual(late.breach);
  });
});
