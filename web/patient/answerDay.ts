/** The day on which the table promises an answer, said before anything is sent and after. */
import { dateWords } from '../../domain/danish';
import { dueIfOpened, taskDueAt } from '../../domain/deadlines';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { findTask } from '../../domain/tasks';

/** Of the message that waits, or of one sent now: it joins the one that waits. */
export function messagePromise(state: CourseState, now: Instant): string {
  const waits = findTask(state.tasks, 'answerMessage');
  const due = waits && taskDueAt(state, waits);
  if (due && due > now) return `Du får svar senest ${dateWords(due, now)}.`;
  if (due) {
    return `Du skulle have haft svar senest ${dateWords(due, now)}. Det har vi ikke nået. Lederen har fået besked.`;
  }
  return `Skriver du nu, får du svar senest ${messageDay(state, now)}.`;
}

/** Said once a message is sent; '' when the answer to an earlier one is late already. */
export function sentPromise(state: CourseState, now: Instant): string {
  const waits = findTask(state.tasks, 'answerMessage');
  const due = (waits && taskDueAt(state, waits)) ?? dueIfOpened(state, 'answerMessage', now);
  return due > now ? `Du får svar senest ${dateWords(due, now)}.` : '';
}

function messageDay(state: CourseState, now: Instant): string {
  return dateWords(dueIfOpened(state, 'answerMessage', now), now);
}

/** The day by which a module that is handed in now is answered. */
export function handInDay(state: CourseState, now: Instant): string {
  return dateWords(dueIfOpened(state, 'feedback', now), now);
}
