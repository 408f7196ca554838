/** The clocks of offered and booked, exact to the minute, as DOMAIN section 3 has them. */
import { atTime, civilDate } from '../../domain/calendar';
import { plusMillis, type Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { booked, dueOf, kinds, offered, screened, sendsOf } from '../support/courseStages';
import { bookOf, DAY, HOUR, KAREN, offerOf, steps, untilFired } from '../support/courseWalk';

const on = (date: string, time: string): Instant => atTime(civilDate(date), time);
/** Decided on Monday 2 November 2026, with a time so many days ahead. */
function offerFor(days: number): CourseState {
  const at = screened();
  const offer = offerOf(at.lastAt);
  const startsAt = plusMillis(at.lastAt, days * DAY);
  return steps(at, { ...offer, startsAt } as typeof offer, { name: 'release' });
}

describe('the reserved time', () => {
  it('is kept to the end of the fifth day', () => {
    const at = offerFor(14);
    expect(at.dues[0]).toMatchObject({
      name: 'reservedDays',
      dueAt: on('2026-11-07', '24:00'),
    });
  });

  it('is let go 48 hours before, when that comes first', () => {
    const at = screened();
    const startsAt = plusMillis(at.lastAt, 6 * DAY);
    const near = offerFor(6);
    expect(near.dues[0]).toMatchObject({
      name: 'reservedNear',
      dueAt: plusMillis(startsAt, -48 * HOUR),
    });
    const freed = untilFired(near, 'reservedNear');
    expect(freed.reserved).toBeNull();
    expect(dueOf(freed, 'reservedDays')).toBeUndefined();
    expect(freed.psychologistId).toBe(KAREN);
  });

  it('stops both clocks when the patient chooses', () => {
    const chosen = steps(offerFor(14), bookOf(offerFor(14).lastAt));
    expect(dueOf(chosen, 'reservedDays')).toBeUndefined();
    expect(dueOf(chosen, 'reservedNear')).toBeUndefined();
  });
});

describe('an offer without a time', () => {
  it('is followed up at nine on day 14, and not while a time is agreed', () => {
    expect(dueOf(offered(), 'followUpOffer')).toBe(on('2026-11-16', '09:00'));
    const late = untilFired(offered(), 'followUpOffer');
    expect(late.tasks).toMatchObject([{ kind: 'followUpOffer', overdue: false }]);
    expect(dueOf(booked(20), 'followUpOffer')).toBeUndefined();
  });

  it('is the supervisor’s at nine on day 21, also when a later time is agreed', () => {
    expect(dueOf(offered(), 'findTime')).toBe(on('2026-11-23', '09:00'));
    expect(dueOf(booked(20), 'findTime')).toBeUndefined();
    expect(kinds(untilFired(booked(40), 'findTime'))).toContain('findTime');
  });

  it('is decided on by the coordinator when day 28 ends', () => {
    expect(dueOf(offered(), 'assessmentClock')).toBe(on('2026-11-30', '24:00'));
    expect(kinds(untilFired(offered(), 'assessmentClock'))).toContain('lapseOrNewDate');
  });
});

describe('a conversation that is moved', () => {
  it('tells the record and the video that the old one is off, and the patient only the new', () => {
    const moves = sendsOf(booked(), bookOf(booked().lastAt, 12));
    expect(moves).toEqual([
      'appointmentBooked',
      'epjAppointment',
      'videoMeeting',
      'epjAppointmentEnded',
      'videoCancelled',
    ]);
    expect(sendsOf(offered(), bookOf(offered().lastAt))).not.toContain('videoCancelled');
  });
});
