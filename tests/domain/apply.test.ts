/** One course by example: from the first login to the epicrise, with the turns before treatment. */
import { apply } from '../../domain/apply';
import { asId, plusMillis, type StaffId } from '../../domain/ids';
import type { CourseEvent } from '../../domain/state';
import {
  booked,
  closed,
  dueOf,
  kinds,
  lettered,
  offered,
  refusal,
  screened,
  sendsOf,
  treated,
  worked,
} from '../support/courseStages';
import {
  ACCEPT,
  begin,
  bookOf,
  DAY,
  FLAG,
  MINUTE,
  moment,
  nextDue,
  offerOf,
  step,
  steps,
  SUBMIT,
  untilFired,
} from '../support/courseWalk';

const REJECT: CourseEvent = { name: 'reject' };

describe('a whole course', () => {
  it('goes from the first login to the epicrise', () => {
    const stages = [begin(), screened(), offered(), booked(), treated(), closed(), lettered()].map(
      (state) => state.stage,
    );
    expect(stages).toEqual([
      'applying',
      'screening',
      'offered',
      'booked',
      'treatment',
      'closing',
      'epicrise',
    ]);
    const pressed = steps(lettered(), { name: 'approveEpicrise' });
    expect(pressed.stage).toBe('epicrise');
    expect(sendsOf(pressed, { name: 'release' })).toEqual(['epicrise', 'epjNote']);
    const ended = steps(pressed, { name: 'release' });
    expect([ended.stage, ended.outcome, ended.tasks]).toEqual(['ended', 'completed', []]);
    expect(ended.revision).toBe(14);
  });

  it('sends at each step what the table says', () => {
    expect(sendsOf(begin(), SUBMIT)).toEqual(['receipt']);
    expect(sendsOf(offered(), bookOf(offered().lastAt))).toEqual([
      'appointmentBooked',
      'epjAppointment',
      'videoMeeting',
    ]);
    expect(sendsOf(booked(), ACCEPT)).toEqual([
      'treatmentLogin',
      'gpStartNote',
      'epjCourse',
      'epjNote',
    ]);
    expect(sendsOf(worked(), { name: 'finish' })).toEqual(['closingInvitation']);
    expect(refusal(treated(), { name: 'finish' })).toBe('modulesMissing');
  });

  it('opens the task that each stage waits for, and closes the one before', () => {
    expect([screened(), offered(), booked(), treated(), closed(), lettered()].map(kinds)).toEqual([
      ['screen'],
      [],
      ['holdAssessment'],
      [],
      ['closingCall'],
      ['writeEpicrise'],
    ]);
  });

  it('numbers letters of the same kind', () => {
    const twice = steps(treated(), { name: 'answerMessage' }, { name: 'answerMessage' });
    expect(twice.sent.newMessage).toBe(2);
  });
});

describe('a rejection', () => {
  it('moves nothing until it is released', () => {
    const pressed = steps(screened(), REJECT);
    expect([pressed.stage, pressed.outcome, pressed.tasks[0]?.waiting]).toEqual([
      'screening',
      null,
      true,
    ]);
    expect(sendsOf(screened(), REJECT)).toEqual([]);
    expect(dueOf(pressed, 'screeningAnswer')).toBeUndefined();
  });

  it('can be undone, pressed again and released after ten minutes', () => {
    const before = screened();
    const undone = steps(before, REJECT, { name: 'undo' });
    expect(undone.revocable).toBeNull();
    expect(undone.tasks[0]?.waiting).toBe(false);
    expect(dueOf(undone, 'screeningAnswer')).toBe(dueOf(before, 'screeningAnswer'));
    const again = steps(undone, REJECT);
    expect(refusal(again, { name: 'release' }, plusMillis(again.lastAt, 9 * MINUTE))).toBe(
      'notYetReleased',
    );
    const late = plusMillis(again.lastAt, 10 * MINUTE);
    expect(sendsOf(again, { name: 'release' }, late)).toEqual(['rejection']);
    const ended = step(again, { name: 'release' }, late);
    expect([ended.stage, ended.outcome]).toEqual(['ended', 'rejected']);
  });

  it('is cancelled by a red flag, and the task is back with its first due date', () => {
    const before = screened();
    const flagged = steps(before, REJECT, { name: 'raiseFlag', flagId: FLAG, tier: 'red' });
    expect([flagged.revocable, flagged.stage]).toEqual([null, 'screening']);
    expect(flagged.tasks.map((task) => [task.kind, task.waiting])).toEqual([
      ['screen', false],
      ['redFlag', false],
    ]);
    expect(dueOf(flagged, 'screeningAnswer')).toBe(dueOf(before, 'screeningAnswer'));
  });

  it('waits on when the flag is amber', () => {
    const flagged = steps(screened(), REJECT, { name: 'raiseFlag', flagId: FLAG, tier: 'amber' });
    expect(flagged.revocable?.event.name).toBe('reject');
  });

  it('is cancelled by a patient who withdraws', () => {
    const gone = steps(screened(), REJECT, { name: 'withdraw' });
    expect([gone.stage, gone.outcome, gone.revocable]).toEqual(['ended', 'withdrawn', null]);
  });

  it('lets no second decision in, and makes the shown form stale', () => {
    const before = screened();
    const pressed = steps(before, REJECT);
    expect(refusal(pressed, offerOf(pressed.lastAt))).toBe('decisionWaits');
    const answers = { subject: { task: 'screen' }, version: before.tasks[0]?.version ?? 0 };
    const late = apply(pressed, REJECT, moment(pressed.lastAt), { answers });
    expect(late).toEqual({ kind: 'refused', name: 'stale' });
  });
});

describe('an offer', () => {
  it('counts its 28 days from the press, not from the release', () => {
    const at = screened();
    const pressed = steps(at, offerOf(at.lastAt));
    const released = step(pressed, { name: 'release' }, plusMillis(pressed.lastAt, 3 * DAY));
    expect(released.since.decided).toBe(pressed.lastAt);
  });

  it('frees the reserved time and asks again when nobody takes it', () => {
    const before = offered();
    const freed = nextDue(before);
    expect([freed.reserved, freed.stage]).toEqual([null, 'offered']);
    expect(freed.offerVersion).toBeGreaterThan(before.offerVersion);
  });

  it('never stays open by itself: unanswered on day 28, the coordinator decides', () => {
    const late = untilFired(offered(), 'assessmentClock');
    expect(kinds(late)).toEqual(
      expect.arrayContaining(['followUpOffer', 'findTime', 'lapseOrNewDate', 'overdue']),
    );
    expect(refusal(late, { name: 'closeTask', task: 'lapseOrNewDate', subject: '' })).toBe(
      'taskNeedsAnswer',
    );
    expect(steps(late, { name: 'lapse' }).outcome).toBe('lapsed');
  });

  it('asks the coordinator again when a time beyond day 28 is cancelled', () => {
    const late = untilFired(offered(), 'assessmentClock');
    const agreed = steps(late, bookOf(late.lastAt, 12, false));
    expect(kinds(agreed)).not.toContain('lapseOrNewDate');
    expect(kinds(steps(agreed, { name: 'cancelByPatient' }))).toContain('lapseOrNewDate');
  });
});

describe('an assessment that is not held', () => {
  it('goes back to choosing a time after the first no-show', () => {
    const missed = steps(booked(), { name: 'noShow' });
    expect([missed.stage, missed.noShows, missed.appointment]).toEqual(['offered', 1, null]);
    expect(kinds(missed)).not.toContain('decideWhatNow');
    expect(dueOf(missed, 'assessmentClock')).toBe(dueOf(offered(), 'assessmentClock'));
  });

  it('asks what now after the second no-show, which cannot be called the first', () => {
    const again = steps(booked(), { name: 'noShow' });
    const second = steps(again, bookOf(again.lastAt));
    expect(refusal(second, { name: 'noShow' })).toBe('countsDiffer');
    expect(refusal(booked(), { name: 'secondNoShow' })).toBe('countsDiffer');
    const asked = steps(second, { name: 'secondNoShow' });
    expect([asked.stage, kinds(asked)]).toEqual(['offered', ['decideWhatNow']]);
    expect(steps(asked, bookOf(asked.lastAt)).tasks.map((task) => task.kind)).toEqual([
      'holdAssessment',
    ]);
  });

  it('asks what now after the third cancellation', () => {
    let state = booked();
    for (let times = 0; times < 2; times += 1) {
      state = steps(state, { name: 'cancelByPatient' });
      state = steps(state, bookOf(state.lastAt));
    }
    expect(refusal(state, { name: 'cancelByPatient' })).toBe('countsDiffer');
    expect(kinds(steps(state, { name: 'thirdCancellation' }))).toEqual(['decideWhatNow']);
  });

  it('has a course that follows the time the clinic gives with another, and no patient’s choice', () => {
    const ib = asId<StaffId>('00000000-0000-4000-8000-00000000000b');
    const given = { ...bookOf(offered().lastAt), psychologistId: ib } as CourseEvent;
    expect(steps(offered(), given).psychologistId).toBe(ib);
    expect(steps(booked(), given).psychologistId).toBe(ib);
    expect(booked().psychologistId).toBe(offered().psychologistId);
    const chosen = steps(steps(offered(), given), bookOf(offered().lastAt));
    expect(chosen.psychologistId).toBe(ib);
  });

  it('is escalated one working day after the appointment when nobody writes how it went', () => {
    const late = untilFired(booked(), 'assessmentOutcome');
    expect(late.tasks.map((task) => [task.kind, task.overdue])).toEqual([
      ['holdAssessment', true],
      ['overdue', false],
    ]);
  });

  it("takes the supervisor's task away when a time comes within the clock", () => {
    const late = untilFired(offered(), 'findTime');
    expect(kinds(late)).toContain('findTime');
    expect(kinds(steps(late, bookOf(late.lastAt, 3)))).toEqual(['holdAssessment']);
    const beyond = steps(late, bookOf(late.lastAt, 30, false));
    expect(kinds(beyond)).toEqual(['findTime', 'holdAssessment']);
    expect(kinds(steps(beyond, ACCEPT))).toEqual([]);
  });

  it('does not call a decided assessment overdue while the decision waits', () => {
    const pressed = steps(booked(40), { name: 'decline' });
    expect(dueOf(pressed, 'assessmentClock')).toBeUndefined();
    const undone = untilFired(steps(pressed, { name: 'undo' }), 'assessmentClock');
    expect(undone.tasks.map((task) => task.overdue)).toContain(true);
  });
});
