/** Random legal walks through a course: what the table promises holds on every one of them. */
import fc from 'fast-check';
import { apply } from '../../domain/apply';
import { moveOf, rowOf, STAGES } from '../../domain/course';
import { refusalWords } from '../../domain/danish';
import { plusMillis } from '../../domain/ids';
import { SHIPPED_RULES } from '../../domain/rules';
import type { CourseState, Due, OpenTask } from '../../domain/state';
import { taskRef } from '../../domain/tasks';
import { taskRow, UNTAKEN_CLOCKS } from '../../domain/taskTable';
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

const PEOPLE = ['patient', 'staff', 'psychologist', 'coordinator', 'supervisor'];
const ownerOfTask = (task: OpenTask): string => taskRow(task.kind).role;

/** Who a running clock waits for: the row's side, the task's role, the flag's next reader. */
function ownerOf(state: CourseState, { name, subject }: Due): string | undefined {
  const row = rowOf(state.stage).deadlines.find((one) => one.name === name);
  if (row) return row.on;
  const isRed = UNTAKEN_CLOCKS.red.some((clock) => clock === name);
  if (isRed && state.flags.some((flag) => flag.flagId === subject && !flag.takenBy))
    return name === 'redToSupervisor' ? 'supervisor' : 'psychologist';
  const module = state.programme?.modules.find((one) => one.moduleId === subject);
  if (name === 'moduleOpens' && module && !module.open) return 'patient';
  const task = state.tasks.find((one) => taskRef(one) === subject);
  return task && taskRow(task.kind).due === name ? ownerOfTask(task) : undefined;
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

  it('an open course has a task or a deadline, and each of them somebody it waits for', () => {
    onEveryWalk((state) => {
      const { open, waitsFor } = rowOf(state.stage);
      if (!open) return;
      const owners = [
        ...state.tasks.map(ownerOfTask),
        ...state.dues.map((due) => ownerOf(state, due)),
      ];
      expect(owners.length).toBeGreaterThan(0);
      for (const owner of owners) expect(PEOPLE).toContain(owner);
      if (waitsFor === 'clinician') expect(owners.some((one) => one !== 'patient')).toBe(true);
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

  it('pauses take 21 days at most, and in a pause no treatment ends', () => {
    onEveryWalk((state) => {
      expect(state.pausedDays).toBeLessThanOrEqual(21);
      const ends = state.dues.find((due) => due.name === 'treatmentLength');
      if (state.pausedAt) expect(ends).toBeUndefined();
    });
  });

  it('an ended course has an outcome, a running one before its end has none', () => {
    onEveryWalk((state) => {
      const fixed = !rowOf(state.stage).open || state.since.treatmentEnded !== undefined;
      expect(state.outcome !== null).toBe(fixed);
    });
  });
});
