/** One course by example: treatment, its clocks and pauses, flags, and what a supervisor can do. */
import { instant, plusMillis } from '../../domain/ids';
import type { CourseEvent } from '../../domain/state';
import { dueOf, kinds, refusal, screened, sendsOf, treated } from '../support/courseStages';
import { begin, DAY, FLAG, KAREN, nextDue, steps, untilFired } from '../support/courseWalk';

describe('treatment', () => {
  it('ends as dropped out at day 84 when required modules are missing', () => {
    const quiet = untilFired(treated(), 'treatmentLength');
    expect([quiet.stage, quiet.outcome]).toEqual(['closing', 'droppedOut']);
    expect(kinds(quiet)).toEqual(['closingCall']);
  });

  it('ends as completed at day 84 when the required modules are handed in', () => {
    const done = steps(
      treated(),
      { name: 'handIn', moduleId: 'm1' },
      { name: 'handIn', moduleId: 'm2' },
    );
    const over = untilFired(done, 'treatmentLength');
    expect([over.stage, over.outcome]).toEqual(['closing', 'completed']);
    expect(kinds(over)).toEqual(expect.arrayContaining(['feedback', 'closingCall']));
  });

  it('cannot be timed up as completed with modules missing', () => {
    expect(refusal(treated(), { name: 'timeUp' })).toBe('countsDiffer');
  });

  it('opens the next module by hand-in, and refuses a module that is closed or handed in', () => {
    expect(refusal(treated(), { name: 'handIn', moduleId: 'm2' })).toBe('moduleClosed');
    const one = steps(treated(), { name: 'handIn', moduleId: 'm1' });
    expect(refusal(one, { name: 'handIn', moduleId: 'm1' })).toBe('alreadyHandedIn');
    expect(one.programme?.modules.map((module) => module.open)).toEqual([true, true, false]);
    expect(sendsOf(one, { name: 'giveFeedback', moduleId: 'm1' })).toEqual(['newMessage']);
  });

  it('goes through closing and epicrise also when the patient withdraws', () => {
    const gone = steps(treated(), { name: 'withdraw' });
    expect([gone.stage, gone.outcome]).toEqual(['closing', 'withdrawn']);
    const further = steps(gone, { name: 'end' });
    expect([further.stage, further.outcome]).toEqual(['epicrise', 'withdrawn']);
    expect(steps(further, { name: 'withdraw' }).stage).toBe('epicrise');
  });

  it('writes to a silent patient, then asks for a call, then for a decision', () => {
    const decided = untilFired(treated(), 'silent14');
    expect(decided.sent.silence7).toBe(1);
    expect(kinds(decided)).toEqual(expect.arrayContaining(['silenceCall', 'silenceDecision']));
  });

  it('is patient again with who comes back: the ladder begins anew', () => {
    const back = steps(untilFired(treated(), 'silent14'), { name: 'answerMeasure' });
    expect(dueOf(back, 'silent7')).toBeDefined();
    expect(untilFired(back, 'silent7').sent.silence7).toBe(2);
  });

  it('looks again before calling a patient silent', () => {
    const quiet = treated();
    const diary = plusMillis(quiet.lastAt, 2 * DAY);
    const asked = { ...quiet, dues: quiet.dues.filter((due) => due.name === 'silent7') };
    const looked = nextDue(asked, diary);
    expect([looked.since.lastActivity, looked.sent.silence7]).toEqual([diary, undefined]);
  });
});

describe('a supervisor', () => {
  it('extends a deadline, and a clock that starts anew forgets it', () => {
    const until = instant('2027-06-01T07:00:00Z');
    const longer = steps(treated(), {
      name: 'extendDeadline',
      deadline: 'silent7',
      subject: '',
      until,
    });
    expect(dueOf(longer, 'silent7')).toBe(until);
    expect(dueOf(steps(longer, { name: 'writeMessage' }), 'silent7')).not.toBe(until);
  });

  it('extends the task in hand, not the next one of its kind', () => {
    const asked = steps(treated(), { name: 'writeMessage' });
    const until = instant('2027-06-01T07:00:00Z');
    const extend = {
      name: 'extendDeadline',
      deadline: 'taskDefault',
      subject: 'answerMessage',
      until,
    } as const;
    const answered = steps(asked, extend, { name: 'answerMessage' }, { name: 'writeMessage' });
    expect(dueOf(answered, 'taskDefault')).not.toBe(until);
    expect(refusal(asked, { ...extend, deadline: 'silent7' })).toBe('notDue');
  });
});

describe('a red flag', () => {
  const red: CourseEvent = { name: 'raiseFlag', flagId: FLAG, tier: 'red' };

  it('goes on to the duty psychologist and the supervisor until somebody takes it', () => {
    const raised = steps(screened(), red);
    expect(raised.sent.staffRedFlag).toBe(1);
    const passed = untilFired(raised, 'redToSupervisor');
    expect(passed.sent.staffRedFlag).toBe(3);
    const taken = steps(raised, { name: 'takeFlag', flagId: FLAG, staffId: KAREN });
    expect(dueOf(taken, 'redToDuty')).toBeUndefined();
    expect(dueOf(taken, 'redContact')).toBeDefined();
  });

  it('outlives the course until it has an outcome', () => {
    const ended = steps(screened(), red, { name: 'withdraw' });
    expect([ended.stage, kinds(ended)]).toEqual(['ended', ['redFlag']]);
    expect(kinds(steps(ended, { name: 'releaseFlag', flagId: FLAG }))).toEqual([]);
  });
});

describe('a clock', () => {
  it('is refused before its time', () => {
    expect(
      refusal(screened(), { name: 'deadline', deadline: 'screeningAnswer', subject: 'screen' }),
    ).toBe('notDue');
  });

  it('is refused when it speaks with its bare name instead of the event it stands for', () => {
    const state = begin();
    const last = state.dues.find((due) => due.name === 'applicationLapse');
    const bare = { name: 'deadline', deadline: 'applicationLapse', subject: '' } as const;
    expect(refusal(state, bare, last?.dueAt)).toBe('notNow');
  });

  it('lets a forgotten application lapse after two reminders', () => {
    const lapsed = untilFired(begin(), 'applicationLapse');
    expect([lapsed.stage, lapsed.outcome, lapsed.sent.reminderApplication]).toEqual([
      'ended',
      'lapsed',
      2,
    ]);
  });
});
