/** Whose turn it is: who waits for us is not silent, and who is active again is not rung about it. */
import fc from 'fast-check';
import { addDays, atTime, copenhagenDate } from '../../domain/calendar';
import { duesOf } from '../../domain/deadlines';
import { whenDue } from '../../domain/firing';
import { instant, plusMillis, type Instant } from '../../domain/ids';
import { isWorkedOn } from '../../domain/programmeState';
import type { CourseState } from '../../domain/state';
import { awaitedIn } from '../../domain/turn';
import { handIn, modulesOf, plan, programmeOf, treatedBy, type Gate } from '../support/adjusting';
import { dueOf, kinds, refusal } from '../support/courseStages';
import { DAY, HOUR, MINUTE, step, steps, untilFired } from '../support/courseWalk';

const answer = (moduleId: string) => ({ name: 'giveFeedback', moduleId }) as const;
const LADDER = ['silent7', 'silent10', 'silent14'];
const runs = ({ dues }: CourseState) =>
  dues.map((due) => due.name).filter((name) => LADDER.includes(name));
const on = (state: CourseState, name: string) => {
  const due = dueOf(state, name);
  return due && copenhagenDate(due);
};

describe('a patient who waits', () => {
  it('for an answer is not silent; the ladder begins the day after the answer', () => {
    const waiting = steps(treatedBy(programmeOf(['week', 'handIn'])), handIn('a'));
    expect([awaitedIn(waiting), runs(waiting)]).toEqual(['answer', []]);
    const answered = step(waiting, answer('a'), plusMillis(waiting.lastAt, 3 * DAY));
    expect([awaitedIn(answered), runs(answered)]).toEqual([null, LADDER]);
    expect(on(answered, 'silent7')).toBe(addDays(copenhagenDate(answered.lastAt), 8));
  });

  it('for an answer to a message is not silent either', () => {
    const wrote = steps(treatedBy(programmeOf(['week'])), { name: 'writeMessage' });
    expect([awaitedIn(wrote), runs(wrote)]).toEqual(['answer', []]);
    expect(runs(steps(wrote, { name: 'answerMessage' }))).toEqual(LADDER);
  });

  it('for the week of the next module is not silent before it has opened', () => {
    const done = steps(treatedBy(programmeOf(['week', 'week', 'week'])), handIn('a'), answer('a'));
    expect([awaitedIn(done), runs(done)]).toEqual(['week', []]);
    const opened = untilFired(done, 'moduleOpens');
    expect([awaitedIn(opened), runs(opened)]).toEqual([null, LADDER]);
  });

  it('for the psychologist to open a module gets no e-mail; the psychologist is reminded', () => {
    const gates: Gate[] = ['week', 'psychologist'];
    const done = steps(treatedBy(programmeOf(gates)), handIn('a'), answer('a'));
    expect([awaitedIn(done), runs(done)]).toEqual(['psychologist', ['silent10', 'silent14']]);
    expect(kinds(untilFired(done, 'silent10'))).toEqual(['silenceCall']);
    const opened = steps(done, plan(done, { opens: ['b'] }));
    expect(runs(opened)).toEqual(LADDER);
  });

  it('is no longer waiting when only what is optional is left: the ladder is the safety net', () => {
    const all = treatedBy(programmeOf(['week', 'handIn'], ['b']));
    expect(runs(steps(all, handIn('a'), answer('a')))).toEqual(LADDER);
  });
});

it('a clock that was counted before it was to rest says nothing, and no row tells of it', () => {
  const ran = treatedBy(programmeOf(['week', 'handIn']));
  const due = ran.dues.find(({ name }) => name === 'silent7');
  if (!due) throw new Error('no ladder');
  const waiting = steps(ran, handIn('a'));
  // As a course from an earlier release has it: the clock runs on while it waits for an answer.
  const old = { ...waiting, dues: [due] };
  const event = whenDue(old, due, null);
  expect(event).toMatchObject({ looked: true });
  const after = step(old, event, due.dueAt);
  expect([after.sent.silence7, after.fired, runs(after)]).toEqual([undefined, [], []]);
  expect(runs(step(after, answer('a'), due.dueAt))).toEqual(LADDER);
});

it('the day after is the next date, on the days of 23 and 25 hours too', () => {
  const wrote = steps(treatedBy(programmeOf(['week'])), { name: 'writeMessage' });
  const days = [
    // Saturday 23.30 before the short Sunday, and 0.10 on the long one.
    ['2027-03-27T22:30:00.000Z', '2027-04-04'],
    ['2027-10-30T22:10:00.000Z', '2027-11-08'],
  ] as const;
  for (const [turn, silent] of days) {
    const at = instant(turn);
    const since = { ...wrote.since, lastActivity: plusMillis(at, -DAY), patientsTurn: at };
    const dues = duesOf({ ...wrote, tasks: [], since });
    const due = dues.find(({ name }) => name === 'silent7');
    expect(due && copenhagenDate(due.dueAt)).toBe(silent);
  }
});

it('an open module that nobody works on is not forgotten by what opens beside it', () => {
  let state = treatedBy(programmeOf(['week', 'week', 'week', 'week']));
  state = untilFired(state, 'silent14');
  expect(state.sent.silence7).toBe(1);
  expect(kinds(state)).toEqual(expect.arrayContaining(['silenceCall', 'silenceDecision']));
});

describe('a patient who is active again', () => {
  const silent = () => untilFired(treatedBy(programmeOf(['week', 'week'])), 'silent14');
  it('ends both tasks, overdue or not, and is written to again only after a new silence', () => {
    const late = untilFired(silent(), 'taskDefault');
    expect(kinds(late)).toEqual(expect.arrayContaining(['silenceCall', 'overdue']));
    const activeAt = plusMillis(late.lastAt, HOUR);
    const again = step(late, { name: 'activeAgain', activeAt }, plusMillis(activeAt, MINUTE));
    expect(kinds(again)).toEqual([]);
    expect(on(again, 'silent7')).toBe(addDays(copenhagenDate(activeAt), 7));
    expect(refusal(again, { name: 'activeAgain', activeAt })).toBe('unknownTask');
  });

  it('never sets the ladder back to an earlier day', () => {
    const wrote = steps(silent(), { name: 'answerMeasure' });
    const before = plusMillis(wrote.lastAt, -DAY);
    const again = steps(wrote, { name: 'activeAgain', activeAt: before });
    expect(again.since.lastActivity).toBe(wrote.since.lastActivity);
  });
});

/** Clocks speak on time until the instant; the patient was last seen when they last did something. */
function untilThen(state: CourseState, until: Instant, seen: Instant | null): CourseState {
  let now = state;
  for (let due = now.dues[0]; due && due.dueAt <= until; due = now.dues[0]) {
    now = step(now, whenDue(now, due, seen), due.dueAt > now.lastAt ? due.dueAt : now.lastAt);
  }
  return now;
}

it('who hands in once a week, on the same day at the same hour, is never called silent', () => {
  const gates = fc.array(fc.constantFrom<Gate>('week', 'handIn'), { minLength: 2, maxLength: 7 });
  const times = fc.record({
    // A first week without any sign of life is a silence.
    day: fc.integer({ min: 1, max: 6 }),
    minute: fc.integer({ min: 0, max: 24 * 60 - 1 }),
    delays: fc.array(fc.integer({ min: 1, max: 4 * 24 * 60 }), { minLength: 8, maxLength: 8 }),
  });
  let handedIn = 0;
  fc.assert(
    fc.property(gates, times, (rest, { day, minute, delays }) => {
      let state = treatedBy(programmeOf(['week', ...rest]));
      const first = addDays(copenhagenDate(state.lastAt), day);
      let seen: Instant | null = null;
      delays.forEach((delay, week) => {
        const hour = plusMillis(atTime(addDays(first, 7 * week), '00:00'), minute * MINUTE);
        const isDone = modulesOf(state).every((one) => one.handedIn);
        if (isDone || hour <= state.lastAt) return;
        state = untilThen(state, hour, seen);
        const work = modulesOf(state).find(isWorkedOn);
        if (!work || state.since.treatmentEnded) return;
        seen = hour;
        state = step(state, handIn(work.moduleId), hour);
        handedIn += 1;
        state = untilThen(state, plusMillis(hour, delay * MINUTE), seen);
        const at = plusMillis(hour, delay * MINUTE);
        state = step(state, answer(work.moduleId), at > state.lastAt ? at : state.lastAt);
      });
      expect([
        state.sent.silence7,
        kinds(state).filter((kind) => kind.startsWith('silence')),
      ]).toEqual([undefined, []]);
    }),
    { numRuns: 100 },
  );
  expect(handedIn).toBeGreaterThan(200);
});
