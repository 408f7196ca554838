/** Marks a task as done that no event answers: followed up, rung, decided. */
import { writeAudit } from '../../db/audit';
import type { CourseRow } from '../../db/courses';
import { isRecorded } from '../../db/events';
import { inTransaction } from '../../db/transaction';
import type { UpdateId } from '../../domain/ids';
import { may } from '../../domain/permissions';
import { taskRow, type TaskKind } from '../../domain/taskTable';
import type { OpenTask } from '../../domain/state';
import { findTask, mayClose, taskRef, type Answers } from '../../domain/tasks';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { taskDraft } from '../queries/draft';
import { keepNoteOf, LONGEST_NOTE, noteErrors } from './clinicalNote';
import { withDraft } from './keepDraft';
import { logTimeOf, minutesErrors } from './logTime';
import { answersOf, isDone, press, textOf, updateIdOf, type Outcome } from './press';

/** What was done, in words of ours: a coordinator writes no free text about a patient. */
export const DONE_WAYS = ['reached', 'wrote', 'notReached', 'solved'] as const;
export type DoneWay = (typeof DONE_WAYS)[number];

/** A call that was promised or needed: that it did not get through is told, with what now. */
const CALLS: readonly TaskKind[] = ['adviceCall', 'silenceCall'];

/** True when a clinician who closes the task in this way writes a note of it (DOMAIN 9). */
function needsNote(kind: TaskKind, way: DoneWay): boolean {
  return way === 'reached' || (way === 'notReached' && isCall(kind));
}

/** True for a task that is answered by ringing the patient. */
export function isCall(kind: TaskKind): boolean {
  return CALLS.includes(kind);
}

/** True for the call whose minutes are logged: to somebody in treatment who has gone silent. */
export function isTimed(kind: TaskKind): boolean {
  return kind === 'silenceCall';
}

/** `task` names it within the course; `way` is required, `note` is a clinician's (`needsNote`). */
export async function closeTask(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const id = updateIdOf(form);
  const ref = textOf(form, 'task');
  const answers = answersOf(form, { task: ref });
  const { actor } = ctx;
  if (!id || !answers || actor.kind !== 'staff') return { kind: 'refused', name: 'invalid' };
  if (await isDone(ctx, id)) return { kind: 'done' };
  const task = stateOf(course).tasks.find((one) => taskRef(one) === ref);
  if (!task || !findTask(stateOf(course).tasks, task.kind, task.subject)) {
    // Closed by this very press, which came twice: it is done.
    const closed = await inTransaction(ctx.app.db, actor, (tx) => isRecorded(tx, id));
    return closed === course.courseId ? { kind: 'done' } : { kind: 'refused', name: 'unknownTask' };
  }
  if (!mayClose(actor.role, task.kind)) return { kind: 'refused', name: 'taskNeedsAnswer' };
  const close = () => keepAndClose(ctx, { course, form, task, id, answers, staff: actor });
  // What is typed about a silent patient keeps the task from ending by itself.
  return taskRow(task.kind).untilActive
    ? withDraft(ctx, course, taskDraft(ref), form, close)
    : close();
}

interface Closing {
  readonly course: CourseRow;
  readonly form: Form;
  readonly task: OpenTask;
  readonly id: UpdateId;
  readonly answers: Answers;
  readonly staff: Extract<Ctx['actor'], { kind: 'staff' }>;
}

/** Keeps what was done about the task, and asks the course to close it. */
async function keepAndClose(ctx: Ctx, of: Closing): Promise<Outcome> {
  const { course, form, task, id, answers, staff } = of;
  const errors = closingErrors(form, task.kind, staff.role);
  if (errors) return { kind: 'invalid', errors };
  const way = wayOf(form);
  await inTransaction(ctx.app.db, staff, async (tx) => {
    await writeAudit(tx, {
      at: ctx.now,
      event: 'markedTaskDone',
      courseId: course.courseId,
      personId: course.personId,
      detail: { task: task.kind, way },
      requestId: ctx.requestId,
    });
    if (!may(staff.role, 'seeClinicalText')) return;
    await keepNoteOf(tx, ctx, { course, form, id, staffId: staff.id, kind: 'task' });
    if (isTimed(task.kind))
      await logTimeOf(tx, ctx, { course, form, id, staffId: staff.id, kind: 'silenceCall' });
  });
  const event = { name: 'closeTask', task: task.kind, subject: task.subject } as const;
  return press(ctx, { courseId: course.courseId, id, event, answers });
}

const wayOf = (form: Form): DoneWay | undefined =>
  DONE_WAYS.find((one) => one === textOf(form, 'way'));

/** What is missing or too long, by field; null: nothing. */
function closingErrors(
  form: Form,
  kind: TaskKind,
  role: Closing['staff']['role'],
): Readonly<Record<string, string>> | null {
  const way = wayOf(form);
  if (!way) return { way: 'Vælg, hvad der er gjort.' };
  const missing = may(role, 'seeClinicalText') && textOf(form, 'note') === '';
  if (missing && needsNote(kind, way)) {
    const note = 'Skriv et journalnotat: hvornår du prøvede, og hvad der nu skal ske.';
    return way === 'notReached' ? { note } : noteErrors(form);
  }
  if (textOf(form, 'note').length > LONGEST_NOTE) {
    return { note: `Notatet er for langt. Skriv højst ${LONGEST_NOTE} tegn.` };
  }
  const errors = isTimed(kind) ? minutesErrors(form, 'silenceCall') : {};
  return Object.keys(errors).length > 0 ? errors : null;
}
