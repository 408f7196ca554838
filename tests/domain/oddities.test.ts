/** What a psychologist is warned of before an adjusted programme is saved. */
import { copenhagenDate, daysBetween } from '../../domain/calendar';
import { plusMillis } from '../../domain/ids';
import { odditiesOf, type Oddity } from '../../domain/oddities';
import type { ProgrammePlanned } from '../../domain/state';
import { plan, programmeOf, treatedBy, type Gate } from '../support/adjusting';
import { steps } from '../support/courseWalk';

const WEEKS: Gate[] = ['week', 'week', 'week', 'week', 'week'];
function odd(gates: readonly Gate[], changed: Partial<ProgrammePlanned>): readonly Oddity[] {
  const before = treatedBy(programmeOf(gates));
  return odditiesOf(before, steps(before, plan(before, changed)), before.lastAt);
}

it('a module that is opened early: which one comes later though it stands before it, and the gap', () => {
  const [ahead, gap, ...more] = odd(WEEKS, { opens: ['d'] });
  expect([ahead, more]).toEqual([{ kind: 'ahead', moduleId: 'd', closed: 'b' }, []]);
  if (gap?.kind !== 'gap' || gap.from === null) throw new Error('no gap was told');
  expect(daysBetween(copenhagenDate(gap.from), copenhagenDate(gap.until))).toBe(14);
});

it('the only open module is skipped: until when there is nothing to work on', () => {
  expect(odd(WEEKS, { skipped: ['a'] })).toMatchObject([{ kind: 'nothingOpen' }]);
  expect(odd(['week', 'psychologist'], { skipped: ['a'] })).toEqual([
    { kind: 'nothingOpen', until: null },
  ]);
});

it('the next module is left out: that nothing new comes for more than a week from today', () => {
  const [gap, ...more] = odd(WEEKS, { opens: ['b'] });
  expect(more).toEqual([]);
  if (gap?.kind !== 'gap') throw new Error('no gap was told');
  expect(gap.from).toBeNull();
  const before = treatedBy(programmeOf(WEEKS));
  expect(daysBetween(copenhagenDate(before.lastAt), copenhagenDate(gap.until))).toBe(14);
  // Said once: another change later does not say it again.
  const once = steps(before, plan(before, { opens: ['b'] }));
  const twice = steps(once, plan(once, { skipped: ['e'] }));
  expect(odditiesOf(once, twice, plusMillis(once.lastAt, 60_000))).toEqual([]);
});

it('says nothing of what is as it should be, or was so before', () => {
  expect(odd(WEEKS, { skipped: ['c'] })).toEqual([]);
  expect(odd(WEEKS, { order: ['a', 'c', 'b', 'd', 'e'] })).toEqual([]);
  const before = treatedBy(programmeOf(WEEKS));
  const once = steps(before, plan(before, { opens: ['d'] }));
  expect(odditiesOf(once, steps(once, plan(once, { skipped: ['e'] })), once.lastAt)).toEqual([]);
});
