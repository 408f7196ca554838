/**
 * Whose turn it is in a treatment. Nobody is silent who waits for us, and who is active again need not
 * be rung about having been silent. Decision 41 says how, and why.
 */
import { startClock } from './anchors';
import type { Change } from './change';
import type { Awaited, DeadlineRow } from './deadlineRow';
import type { Instant } from './ids';
import { isToOpen, isWorkedOn } from './programmeState';
import { refused, type Refusal } from './refusals';
import type { CourseState, EventNamed } from './state';
import { closeTask, findTask } from './tasks';
import { TASK_KINDS, taskRow } from './taskTable';

const UNTIL_ACTIVE = TASK_KINDS.filter((kind) => taskRow(kind).untilActive);

/**
 * What the patient waits for; null: it is the patient's turn, or there is no treatment. A module that
 * may be left alone is nobody's turn.
 */
export function awaitedIn(state: CourseState): Awaited | null {
  const { treatmentStarted, treatmentEnded } = state.since;
  if (!treatmentStarted || treatmentEnded) return null;
  if (state.tasks.some(({ kind }) => kind === 'feedback' || kind === 'answerMessage')) {
    return 'answer';
  }
  const modules = state.programme?.modules ?? [];
  if (modules.some((one) => isWorkedOn(one) && one.required)) return null;
  const closed = modules.filter((one) => isToOpen(one) && !one.together);
  if (closed.some(({ gate }) => gate === 'week')) return 'week';
  return closed.some(({ gate }) => gate === 'psychologist') ? 'psychologist' : null;
}

/** True while the patient waits for what the row rests for. */
export function restsIn(state: CourseState, { restsFor }: DeadlineRow): boolean {
  const awaited = restsFor ? awaitedIn(state) : null;
  return awaited !== null && restsFor?.includes(awaited) === true;
}

/** The clocks that count from the patient's turn start when what was waited for has come. */
export function turned(state: CourseState, before: CourseState, at: Instant): CourseState {
  const [was, now] = [awaitedIn(before), awaitedIn(state)];
  const isOurs = now === 'answer' || now === 'week';
  return was === now || isOurs ? state : startClock(state, 'patientsTurn', at);
}

/** The tasks without those about a silent patient, and without those about their being overdue. */
export function withoutSilence(tasks: CourseState['tasks']): CourseState['tasks'] {
  return UNTIL_ACTIVE.reduce((open, kind) => closeTask(open, kind), tasks);
}

/** The tasks about a silent patient end by themselves, and the ladder begins anew. */
export function activeAgain(
  state: CourseState,
  { activeAt }: EventNamed<'activeAgain'>,
): Change | Refusal {
  if (!UNTIL_ACTIVE.some((kind) => findTask(state.tasks, kind))) return refused('unknownTask');
  const last = state.since.lastActivity;
  const since = last && last >= activeAt ? state : startClock(state, 'lastActivity', activeAt);
  return { state: { ...since, tasks: withoutSilence(state.tasks) }, send: [] };
}
