/** Whatever is adjusted, handed in, paused and waited for, in whatever order: what never breaks. */
import fc from 'fast-check';
import { plannedNow } from '../../domain/adjusted';
import { apply } from '../../domain/apply';
import { whenDue } from '../../domain/firing';
import { plusMillis } from '../../domain/ids';
import { odditiesOf } from '../../domain/oddities';
import { isRequired, isToOpen, isWorkedOn, requiredMissing } from '../../domain/programmeState';
import type { CourseEvent, CourseState, ModuleState, ProgrammePlanned } from '../../domain/state';
import {
  handIn,
  moduleOf,
  modulesOf,
  plan,
  programmeOf,
  treatedBy,
  type Gate,
} from '../support/adjusting';
import { HOUR, moment, pauseOf, step, steps, withDues } from '../support/courseWalk';

type Deed = 'adjust' | 'handIn' | 'clock' | 'pause' | 'resume';
const GATES = fc.array(fc.constantFrom<Gate>('week', 'handIn', 'psychologist'), {
  minLength: 1,
  maxLength: 6,
});
const DEEDS = fc.array(
  fc.record({
    deed: fc.constantFrom<Deed>('adjust', 'adjust', 'handIn', 'handIn', 'clock', 'pause', 'resume'),
    pick: fc.noBias(fc.nat(1_000_000)),
  }),
  { minLength: 1, maxLength: 40, size: 'max' },
);
/** Any plan at all, most of them refused: the course must bear it. */
function anyPlan(state: CourseState, pick: number): CourseEvent {
  const ids = modulesOf(state).map((one) => one.moduleId);
  const [one = '', other = ''] = [ids[pick % ids.length], ids[(pick >> 4) % ids.length]];
  const now = plannedNow(state.programme ?? programmeOf([]));
  const without = now.skipped.filter((id) => id !== one);
  const closed = ids.filter((id) => isToOpen(moduleOf(state, id)));
  const order = ids.map((id) => {
    if (!closed.includes(id)) return id;
    const place = closed.indexOf(id);
    return closed[(place + 1) % closed.length] ?? id;
  });
  const changes: readonly Partial<ProgrammePlanned>[] = [
    { skipped: [...without, one], together: [] },
    { skipped: without },
    { order },
    { opens: [one] },
    { together: [...now.together, { moduleId: one, with: other }] },
    { together: [] },
  ];
  return plan(state, changes[(pick >> 8) % changes.length] ?? {});
}

function eventOf(state: CourseState, { deed, pick }: { deed: Deed; pick: number }): CourseEvent {
  const ids = modulesOf(state).map((one) => one.moduleId);
  if (deed === 'adjust') return anyPlan(state, pick);
  if (deed === 'handIn') return handIn(ids[pick % ids.length] ?? '');
  if (deed === 'pause') return pauseOf(state.lastAt, 1 + (pick % 9));
  if (deed === 'resume') return { name: 'resumeTreatment' };
  const due = state.dues.find((one) => one.name === 'moduleOpens' || one.name === 'pauseEnds');
  return due ? whenDue(state, due, null) : { name: 'resumeTreatment' };
}

/** What holds of a step whatever it was. */
function holds(before: CourseState, after: CourseState, opened: readonly string[]): void {
  const [old, now] = [modulesOf(before), modulesOf(after)];
  expect(now.map((one) => one.moduleId).toSorted()).toEqual(
    old.map((one) => one.moduleId).toSorted(),
  );
  for (const one of old) {
    const later = moduleOf(after, one.moduleId);
    // Nothing that was opened closes, and nothing handed in is taken back.
    expect([later.open || !one.open, later.handedIn || !one.handedIn]).toEqual([true, true]);
    expect(later.required).toBe(one.required);
    if (later.skipped) expect([later.handedIn, later.open && !one.open]).toEqual([false, false]);
  }
  const fresh = now.filter((one) => one.open && !moduleOf(before, one.moduleId).open);
  // Each module that opens was told of, by itself or with the one it opens together with; once.
  expect(fresh.filter((one) => opened.includes(one.moduleId)).length).toBe(opened.length);
  expect(
    fresh.every(
      (one) => opened.includes(one.together ?? one.moduleId) || opened.includes(one.moduleId),
    ),
  ).toBe(true);
  const places = (of: readonly ModuleState[]) =>
    of
      .filter((one) => !one.open)
      .map((one) => `${one.gate} ${one.week}`)
      .toSorted();
  expect(places(old)).toEqual(expect.arrayContaining(places(now)));
  expect(requiredMissing(after.programme)).toBe(
    now.filter((one) => isRequired(one) && !one.handedIn).length,
  );
  const dues = after.dues.filter((due) => due.name === 'moduleOpens').map((due) => due.subject);
  expect(new Set(dues).size).toBe(dues.length);
  expect(dues.every((id) => isToOpen(moduleOf(after, id)))).toBe(true);
}

it('no module is lost, opened twice or forgotten by whatever is adjusted, handed in and paused', () => {
  let applied = 0;
  fc.assert(
    fc.property(GATES, fc.nat(3), DEEDS, (gates, spare, deeds) => {
      const optional = spare === 0 ? [] : ['abcdefg'.charAt(spare)];
      let state = treatedBy(programmeOf(['week', ...gates], optional));
      const told: string[] = [];
      for (const deed of deeds) {
        const event = eventOf(state, deed);
        const clock = state.dues.find((one) => one.name === 'moduleOpens');
        const soon = plusMillis(state.lastAt, HOUR);
        const at = deed.deed === 'clock' && clock && clock.dueAt > soon ? clock.dueAt : soon;
        const result = apply(state, event, moment(at));
        if (result.kind === 'refused') continue;
        const next = withDues(result.state);
        if (event.name === 'adjustProgramme') isWarnedOf(state, next);
        const opened = result.sends.filter((one) => one.kind === 'moduleOpened');
        holds(
          state,
          next,
          opened.map((one) => one.subject),
        );
        told.push(...opened.map((one) => one.subject));
        state = next;
        applied += 1;
      }
      expect(new Set(told).size).toBe(told.length);
      finishes(state, () => true);
      finishes(state, isRequired);
    }),
    { numRuns: 300 },
  );
  expect(applied).toBeGreaterThan(300);
});

/** What the preview says of an adjustment: no hole without a word, and no word about what is not so. */
function isWarnedOf(before: CourseState, after: CourseState): void {
  const said = odditiesOf(before, after, after.lastAt);
  const works = (state: CourseState) =>
    modulesOf(state).some((one) => isWorkedOn(one) && one.required);
  const isEmpty = !works(after) && modulesOf(after).some(isToOpen);
  if (!isEmpty) expect(said.map(({ kind }) => kind)).not.toContain('nothingOpen');
  if (isEmpty && works(before)) expect(said.map(({ kind }) => kind)).toContain('nothingOpen');
  for (const [at, one] of modulesOf(after).entries()) {
    const isFresh = one.open && !moduleOf(before, one.moduleId).open;
    const closed = modulesOf(after).slice(0, at).find(isToOpen);
    const ahead = said.filter((odd) => odd.kind === 'ahead' && odd.moduleId === one.moduleId);
    if (isFresh) expect(ahead.length).toBe(closed ? 1 : 0);
  }
}

/**
 * Whoever hands in what is open comes to the end, also who leaves alone what may be left out: no gate
 * waits for ever but the psychologist's.
 */
function finishes(state: CourseState, isDone: (module: ModuleState) => boolean): void {
  let now = state.pausedAt ? steps(state, { name: 'resumeTreatment' }) : state;
  for (let turn = 0; turn < 40; turn += 1) {
    const work = modulesOf(now).find((one) => isWorkedOn(one) && isDone(one));
    const waits = modulesOf(now).find(
      (one) => isToOpen(one) && one.gate === 'psychologist' && !one.together,
    );
    const due = now.dues.find((one) => one.name === 'moduleOpens');
    if (work) now = steps(now, handIn(work.moduleId));
    else if (due)
      now = step(now, whenDue(now, due, null), due.dueAt > now.lastAt ? due.dueAt : now.lastAt);
    else if (waits) now = steps(now, plan(now, { opens: [waits.moduleId] }));
    else break;
  }
  expect(modulesOf(now).filter(isToOpen)).toEqual([]);
  expect(requiredMissing(now.programme)).toBe(0);
}
