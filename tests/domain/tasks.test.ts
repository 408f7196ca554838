/** Tasks open, change, close and escalate; and a form knows when what it answers has changed. */
import { instant } from '../../domain/ids';
import type { OpenTask } from '../../domain/state';
import {
  closeTask,
  escalateTask,
  findTask,
  isStale,
  openTask,
  taskRef,
  versionOf,
} from '../../domain/tasks';
import { offered, screened, treated } from '../support/courseStages';
import { steps } from '../support/courseWalk';

const at = instant('2026-12-07T09:00:00Z');
const later = instant('2026-12-09T09:00:00Z');
const one = openTask([], 'feedback', 'm1', at);

describe('a task', () => {
  it('is open once: opening it again says there is something new to read', () => {
    const again = openTask(one, 'feedback', 'm1', later);
    expect(again.map((task) => [task.version, task.openedAt])).toEqual([[2, at]]);
    expect(openTask(one, 'feedback', 'm2', later)).toHaveLength(2);
  });

  it('is marked overdue once, and the supervisor gets one task about it', () => {
    const late = escalateTask(one, 'feedback', 'm1', later);
    expect(late.map((task) => [taskRef(task), task.overdue])).toEqual([
      ['feedback:m1', true],
      ['overdue:feedback:m1', false],
    ]);
    expect(escalateTask(late, 'feedback', 'm1', later)).toBe(late);
    const both = escalateTask(late, 'overdue', 'feedback:m1', later);
    expect(both.map((task) => task.overdue)).toEqual([true, true]);
  });

  it('takes the task about it along when it closes, and no other', () => {
    const two = openTask(escalateTask(one, 'feedback', 'm1', later), 'feedback', 'm2', later);
    expect(closeTask(two, 'feedback', 'm1').map(taskRef)).toEqual(['feedback:m2']);
    expect(closeTask(two, 'feedback', 'm2').map(taskRef)).toEqual([
      'feedback:m1',
      'overdue:feedback:m1',
    ]);
  });

  it('that rests while its answer can be undone is not overdue', () => {
    const resting: OpenTask[] = one.map((task) => ({ ...task, waiting: true }));
    expect(escalateTask(resting, 'feedback', 'm1', later)).toBe(resting);
  });
});

describe('a form', () => {
  it("is not made stale by a reminder, an escalation or somebody else's message", () => {
    const before = screened();
    const shown = {
      subject: { task: 'screen' },
      version: versionOf(before, { task: 'screen' }) ?? 0,
    };
    expect(isStale(steps(before, { name: 'writeMessage' }), shown)).toBe(false);
    expect(isStale(steps(before, { name: 'reject' }), shown)).toBe(true);
    expect(isStale(steps(before, { name: 'reject' }, { name: 'undo' }), shown)).toBe(true);
  });

  it('is stale when its task is gone, or has been opened anew', () => {
    const asked = steps(treated(), { name: 'writeMessage' });
    const subject = { task: 'answerMessage' };
    const shown = { subject, version: versionOf(asked, subject) ?? 0 };
    const answered = steps(asked, { name: 'answerMessage' });
    expect(versionOf(answered, subject)).toBeUndefined();
    expect(isStale(answered, shown)).toBe(true);
    expect(isStale(steps(answered, { name: 'writeMessage' }), shown)).toBe(true);
  });

  it('about an offer is stale once the reserved time has gone', () => {
    const before = offered();
    const shown = { subject: 'offer' as const, version: before.offerVersion };
    expect(isStale(before, shown)).toBe(false);
    const at48 = before.dues.find((due) => due.name === 'reservedDays');
    if (!at48) throw new Error('nothing reserved');
    const freed = steps(
      { ...before, lastAt: at48.dueAt },
      {
        name: 'deadline',
        deadline: 'reservedDays',
        subject: '',
      },
    );
    expect(isStale(freed, shown)).toBe(true);
  });

  it('about a module is stale when it has been handed in', () => {
    const before = treated();
    const shown = { subject: { module: 'm1' }, version: versionOf(before, { module: 'm1' }) ?? 0 };
    expect(isStale(before, shown)).toBe(false);
    expect(isStale(steps(before, { name: 'handIn', moduleId: 'm1' }), shown)).toBe(true);
    expect(findTask(before.tasks, 'feedback', 'm1')).toBeUndefined();
  });
});
