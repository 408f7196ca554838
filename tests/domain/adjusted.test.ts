/** A psychologist adjusts a programme: what moves, what opens, and what is refused. */
import { apply } from '../../domain/apply';
import { addDays, copenhagenDate, daysBetween } from '../../domain/calendar';
import { whenDue } from '../../domain/firing';
import { plusMillis } from '../../domain/ids';
import { openerOf, requiredMissing } from '../../domain/programmeState';
import type { CourseState, ProgrammePlanned } from '../../domain/state';
import { isStale } from '../../domain/tasks';
import { handIn, moduleOf, modulesOf, plan, programmeOf, treatedBy } from '../support/adjusting';
import { dueOf, kinds, refusal, sendsOf } from '../support/courseStages';
import { DAY, moment, nextDue, pauseOf, step, steps } from '../support/courseWalk';

const WEEKLY = programmeOf(['week', 'week', 'week', 'week', 'week'], ['d']);
const adjusted = (state: CourseState, changed: Partial<ProgrammePlanned>): CourseState =>
  steps(state, plan(state, changed));
const openOnes = (state: CourseState): string =>
  modulesOf(state)
    .flatMap((one) => (one.open ? [one.moduleId] : []))
    .join('');
/** The day each closed module opens, counted from the start of treatment. */
function opensOn(state: CourseState): Record<string, number> {
  const start = copenhagenDate(state.since.treatmentStarted ?? state.lastAt);
  return Object.fromEntries(
    state.dues
      .filter((due) => due.name === 'moduleOpens')
      .map((due) => [due.subject, daysBetween(start, copenhagenDate(due.dueAt))]),
  );
}

describe('a module is skipped', () => {
  it('and is not required any more; those after it come a week earlier', () => {
    const before = treatedBy(WEEKLY);
    expect(requiredMissing(before.programme)).toBe(4);
    expect(opensOn(before)).toEqual({ b: 7, c: 14, d: 21, e: 28 });
    const state = adjusted(before, { skipped: ['c'] });
    expect(requiredMissing(state.programme)).toBe(3);
    expect(opensOn(state)).toEqual({ b: 7, d: 14, e: 21 });
    expect(
      modulesOf(state)
        .map((one) => one.moduleId)
        .join(''),
    ).toBe('abcde');
  });

  it('and is taken back in with the week of its place', () => {
    const before = treatedBy(WEEKLY);
    const again = adjusted(adjusted(before, { skipped: ['c'] }), { skipped: [] });
    expect(opensOn(again)).toEqual(opensOn(before));
    expect(requiredMissing(again.programme)).toBe(4);
    expect(moduleOf(again, 'c')).not.toHaveProperty('skipped');
  });

  it('while it is open: it is not handed in, and the next one opens as if it had been', () => {
    const state = treatedBy(programmeOf(['week', 'handIn', 'handIn']));
    const skipped = adjusted(state, { skipped: ['a'] });
    expect(openOnes(skipped)).toBe('ab');
    expect(refusal(skipped, handIn('a'))).toBe('moduleSkipped');
    expect(sendsOf(state, plan(state, { skipped: ['a'] }))).toEqual(['moduleOpened']);
    const done = steps(skipped, handIn('b'), handIn('c'));
    expect(refusal(done, { name: 'finish' })).toBe('applied');
  });

  it('so the treatment can be completed: by finishing, and on its last day', () => {
    const all = programmeOf(['week', 'handIn', 'week']);
    const state = steps(treatedBy(all), handIn('a'));
    expect(refusal(state, { name: 'finish' })).toBe('modulesMissing');
    const done = adjusted(state, { skipped: ['b', 'c'] });
    expect(refusal(done, { name: 'finish' })).toBe('applied');
    const last = done.dues.find((due) => due.name === 'treatmentLength');
    const said = (now: CourseState) => last && whenDue(now, last, null).name;
    expect([said(state), said(done)]).toEqual(['timeUpIncomplete', 'timeUp']);
  });
});

describe('the order changes', () => {
  it('among those that are not open; the week stays with the place', () => {
    const state = adjusted(treatedBy(WEEKLY), { order: ['a', 'd', 'b', 'c', 'e'] });
    expect(opensOn(state)).toEqual({ d: 7, b: 14, c: 21, e: 28 });
    expect(moduleOf(state, 'd').required).toBe(false);
  });

  it('and so does a gate: the module at the place of a hand-in opens by the hand-in before it', () => {
    const state = treatedBy(programmeOf(['week', 'handIn', 'week', 'handIn']));
    const turned = adjusted(state, { order: ['a', 'c', 'b', 'd'] });
    expect(opensOn(turned)).toEqual({ b: 14 });
    expect(openOnes(steps(turned, handIn('a')))).toBe('ac');
    const opener = openerOf(modulesOf(turned), moduleOf(turned, 'd'));
    expect(opener?.moduleId).toBe('b');
  });
});

describe('one is opened early', () => {
  it('at once and with one message, and the others keep their days', () => {
    const before = treatedBy(WEEKLY);
    const event = plan(before, { opens: ['d'] });
    expect(sendsOf(before, event)).toEqual(['moduleOpened']);
    const state = steps(before, event);
    expect(openOnes(state)).toBe('ad');
    expect(opensOn(state)).toEqual({ b: 7, c: 14, e: 28 });
  });

  it('but not in a pause, whose gates are shut', () => {
    const before = treatedBy(WEEKLY);
    const paused = step(before, pauseOf(before.lastAt, 7), before.lastAt);
    expect(refusal(paused, plan(paused, { opens: ['b'] }))).toBe('opensInPause');
    expect(refusal(paused, plan(paused, { skipped: ['b'] }))).toBe('applied');
  });

  it('and what its hand-in opens does not wait for the one that was passed by', () => {
    const state = treatedBy(programmeOf(['week', 'handIn', 'handIn', 'handIn']));
    const early = adjusted(state, { opens: ['c'] });
    expect(openOnes(steps(early, handIn('c')))).toBe('acd');
    expect(openOnes(steps(early, handIn('a')))).toBe('abc');
  });
});

describe('an optional module', () => {
  it('that is open and left alone holds nobody up: the next one waits for the required one', () => {
    const state = treatedBy(programmeOf(['week', 'week', 'handIn'], ['b']));
    const open = adjusted(state, { opens: ['b'] });
    expect(openerOf(modulesOf(open), moduleOf(open, 'c'))?.moduleId).toBe('a');
    expect(openOnes(steps(open, handIn('a')))).toBe('abc');
  });
});

describe('two are worked with together', () => {
  it('they open at the same time, with one message, and each is handed in', () => {
    const before = treatedBy(WEEKLY);
    const state = adjusted(before, { together: [{ moduleId: 'c', with: 'b' }] });
    expect(opensOn(state)).toEqual({ b: 7, d: 14, e: 21 });
    const later = nextDue({ ...state, dues: state.dues.filter((due) => due.subject === 'b') });
    expect([openOnes(later), later.sent.moduleOpened]).toEqual(['abc', 1]);
    const handed = steps(later, handIn('b'), handIn('c'));
    expect(kinds(handed)).toEqual(['feedback', 'feedback']);
  });

  it('one joins a module that is open: it opens now', () => {
    const before = treatedBy(WEEKLY);
    const event = plan(before, { together: [{ moduleId: 'd', with: 'a' }] });
    expect(sendsOf(before, event)).toEqual(['moduleOpened']);
    expect(openOnes(steps(before, event))).toBe('ad');
  });
});

describe('what cannot be is refused by name, and changes nothing', () => {
  const fresh = treatedBy(WEEKLY);
  const state = steps(fresh, handIn('a'), { name: 'openModule', moduleId: 'b' });
  it.each<[string, Partial<ProgrammePlanned>, string]>([
    ['nothing changed', {}, 'nothingChanged'],
    ['a module that was handed in is skipped', { skipped: ['a'] }, 'handedInStays'],
    ['an open one is moved', { order: ['a', 'c', 'b', 'd', 'e'] }, 'openStays'],
    ['an open one is opened', { opens: ['b'] }, 'openStays'],
    ['one is opened and skipped', { opens: ['c'], skipped: ['c'] }, 'openStays'],
    ['a module is missing', { order: ['a', 'b', 'c', 'd'] }, 'stale'],
    ['a module comes twice', { order: ['a', 'b', 'c', 'c', 'e'] }, 'stale'],
    ['a module of another programme', { skipped: ['x'] }, 'stale'],
    ['one joins what is handed in', { together: [{ moduleId: 'c', with: 'a' }] }, 'cannotJoin'],
    ['one joins itself', { together: [{ moduleId: 'c', with: 'c' }] }, 'cannotJoin'],
    ['an open one joins', { together: [{ moduleId: 'b', with: 'c' }] }, 'cannotJoin'],
    [
      'one joins what joins another',
      {
        together: [
          { moduleId: 'c', with: 'd' },
          { moduleId: 'd', with: 'e' },
        ],
      },
      'cannotJoin',
    ],
    [
      'one joins what is skipped',
      { skipped: ['d'], together: [{ moduleId: 'c', with: 'd' }] },
      'cannotJoin',
    ],
  ])('%s', (_what, changed, name) => {
    expect(refusal(state, plan(state, changed))).toBe(name);
  });

  it('every module that must be handed in is skipped', () => {
    expect(refusal(fresh, plan(fresh, { skipped: ['a', 'b', 'c', 'e'] }))).toBe('nothingLeft');
  });

  it('after the treatment', () => {
    const over = steps(state, { name: 'dropOut' });
    expect(refusal(over, plan(over, { skipped: ['c'] }))).toBe('notNow');
  });

  it('a form from before another save, or from before a module was opened or handed in', () => {
    const version = (now: CourseState) => ({
      subject: 'programme' as const,
      version: Math.max(...modulesOf(now).map((one) => one.version)),
    });
    const shown = version(state);
    expect(isStale(state, shown)).toBe(false);
    for (const later of [adjusted(state, { skipped: ['c'] }), steps(state, handIn('b'))]) {
      expect(isStale(later, shown)).toBe(true);
      const late = apply(later, plan(later, { skipped: ['d'] }), moment(later.lastAt), {
        answers: shown,
      });
      expect(late).toMatchObject({ kind: 'refused', name: 'stale' });
    }
    // The patient's own form answers its module alone.
    expect(moduleOf(adjusted(state, { skipped: ['c'] }), 'b')).toBe(moduleOf(state, 'b'));
  });
});

it('a course from before anything could be adjusted reads and goes on as before', () => {
  const old = JSON.parse(JSON.stringify(treatedBy(WEEKLY))) as CourseState;
  expect(openOnes(steps(old, handIn('a')))).toBe('a');
  expect(opensOn(adjusted(old, { skipped: ['b'] }))).toEqual({ c: 7, d: 14, e: 21 });
  const start = old.since.treatmentStarted ?? old.lastAt;
  const first = dueOf(old, 'moduleOpens') ?? start;
  expect(copenhagenDate(first)).toBe(addDays(copenhagenDate(start), 7));
  expect(first > plusMillis(start, 6 * DAY)).toBe(true);
});
