/** A course that nobody may leave lying: the coordinator's two answers, side by side. */
import { TASK_WORDS } from '../../domain/danish';
import type { CourseId } from '../../domain/ids';
import type { TaskKind } from '../../domain/taskTable';
import { paths } from '../paths';
import type { DueMark } from '../shared/page';

/** Answered by a new time, or by closing the offer. */
const DECIDED: readonly TaskKind[] = ['decideWhatNow', 'lapseOrNewDate'];

/** `ways` are the reader's forms of the ways out; null: there is nothing for them to decide. */
export function decidePanel<
  Task extends { readonly kind: TaskKind; readonly courseId: CourseId },
  Way extends { readonly id: string },
>(
  own: readonly Task[],
  ways: readonly Way[],
  due: (task: Task) => DueMark,
): {
  readonly view: object;
  /** The tasks that both answers answer. */
  readonly answers: readonly Task[];
  readonly otherWays: readonly Way[];
} | null {
  const answers = own.filter(({ kind }) => DECIDED.includes(kind));
  const [task] = answers;
  const lapse = ways.find(({ id }) => id === 'lapse');
  if (!task || !lapse) return null;
  const { title, why } = TASK_WORDS[task.kind];
  const newTime = paths.newTime.to({ course: task.courseId });
  return {
    view: { heading: title, why, due: due(task), newTime, lapse },
    answers,
    otherWays: ways.filter((way) => way !== lapse),
  };
}
