/** Random legal walks through a course: what the table promises holds on every one of them. */
import fc from 'fast-check';
import { apply } from '../../domain/apply';
import { moveOf, rowOf, STAGES } from '../../domain/course';
import { refusalWords } from '../../domain/danish';
import { plusMillis } from '../../domain/ids';
import { SHIPPED_RULES } from '../../domain/rules';
import type { CourseState } from '../../domain/state';
import { candidates, frozen, HOUR, moment, walk, wayOut, type Choice } from '../support/courseWalk';

const often = (weight: number, sort: Choice['sort']) => ({ weight, arbitrary: fc.constant(sort) });
const choices = fc.array(
  fc.record({
    sort: fc.oneof(
      often(6, 'onward'),
      often(6, 'aside'),
      often(6, 'clock'),
      often(2, 'back'),
      often(1, 'out'),
    ),
    pick: fc.noBias(fc.nat(100_000)),
    hours: fc.integer({ min: 0, max: 200 }),
  }),
  { minLength: 1, maxLength: 60, size: 'max' },
);
function onEveryWalk(
  check: (state: CourseState) => void,
  how: { numRuns: number; seed?: number } = { numRuns: 150 },
): void {
  fc.assert(
    fc.property(choices, (walked: Choice[]) => {
      walk(walked, check);
    }),
    how,
  );
}

describe('on every way through a course', () => {
  it('we do meet every stage, every clock and every decision that can be undone', () => {
    const stages = new Set<string>();
    const waiting = new Set<string>();
    const clocks = new Set<string>();
    onEveryWalk(
      (state) => {
        stages.add(state.stage);
        if (state.revocable) waiting.add(state.revocable.event.name);
        for (const due of state.dues) clocks.add(due.name);
      },
      { numRuns: 300, seed: 7 },
    );
    expect([...stages].toSorted()).toEqual([...STAGES].toSorted());
    expect([...waiting].toSorted()).toEqual([
      'approveEpicrise',
      'closeWithoutLetter',
      'decline',
      'offer',
      'reject',
    ]);
    expect(SHIPPED_RULES.map((rule) => rule.name).filter((name) => !clocks.has(name))).toEqual([]);
  });

  it('the end is within reach', () => {
    onEveryWalk((state) => expect(wayOut(state).stage).toBe('ended'), { numRuns: 60 });
  });

  it('an open course has a task or a deadline, and so somebody who is waited for', () => {
    onEveryWalk((state) => {
      if (!rowOf(state.stage).open) return;
      expect(state.tasks.length + state.dues.length).toBeGreaterThan(0);
    });
  });

  it('a waiting decision lets nothing move the course but what cancels it', () => {
    onEveryWalk((state) => {
      if (!state.revocable) return;
      const at = moment(plusMillis(state.lastAt, 1));
      for (const event of candidates(state)) {
        const result = apply(state, event, at);
        if (result.kind === 'refused' || result.state.stage === state.stage) continue;
        expect(moveOf(state.stage, event.name)?.cancels ?? event.name === 'release').toBe(true);
        expect(result.state.revocable).toBeNull();
      }
      const moving = candidates(state).filter((event) => {
        const move = moveOf(state.stage, event.name);
        return move !== undefined && !move.cancels;
      });
      for (const event of moving)
        expect(apply(state, event, at)).toEqual({ kind: 'refused', name: 'decisionWaits' });
    });
  });

  it('what is refused changes nothing, and says in Danish what to do', () => {
    onEveryWalk(
      (state) => {
        const before = structuredClone(state);
        for (const event of candidates(frozen(state))) {
          const result = apply(state, event, moment(state.lastAt));
          if (result.kind === 'refused')
            expect(refusalWords(result.name)).toMatch(/^[A-ZÆØÅ].+\.$/);
        }
        expect(state).toEqual(before);
      },
      { numRuns: 40 },
    );
  });

  it('what is accepted raises the revision by one and never turns time back', () => {
    onEveryWalk(
      (state) => {
        for (const event of candidates(state)) {
          const result = apply(state, event, moment(plusMillis(state.lastAt, -HOUR)));
          if (result.kind === 'refused') continue;
          expect(result.state.revision).toBe(state.revision + 1);
          expect(result.state.lastAt).toBe(state.lastAt);
        }
      },
      { numRuns: 60 },
    );
  });

  it('tasks are open once each, and belong to where the course stands', () => {
    onEveryWalk((state) => {
      const refs = state.tasks.map((one) => `${one.kind}:${one.subject}`);
      expect(new Set(refs).size).toBe(refs.length);
      const open = rowOf(state.stage).tasks.filter(
        (kind) => !state.tasks.some((one) => one.kind === kind),
      );
      expect(open).toEqual([]);
    });
  });

  it('an ended course has an outcome, a running one before its end has none', () => {
    onEveryWalk((state) => {
      const fixed = !rowOf(state.stage).open || state.since.treatmentEnded !== undefined;
      expect(state.outcome !== null).toBe(fixed);
    });
  });
});
