/** The minutes that staff log with an answer: the usual ones unless somebody says otherwise. */
import { keepTimeSpent } from '../../db/timeSpent';
import type { CourseRow } from '../../db/courses';
import type { Tx } from '../../db/transaction';
import type { StaffId, UpdateId } from '../../domain/ids';
import { minutesTyped, MOST_MINUTES, TIME_KINDS, type TimeKind } from '../../domain/timeSpent';
import type { Ctx, Form } from '../app';

/** The field of every form that is an answer. */
export const MINUTES = 'minutes';

/** The minutes of a form; one without the field took as long as usual. Null: it is no such number. */
function minutesOf(form: Form, kind: TimeKind): number | null {
  const typed = form[MINUTES];
  return typeof typed === 'string' ? minutesTyped(typed) : TIME_KINDS[kind].minutes;
}

/** What is wrong with the minutes, as the error of their field. */
export function minutesErrors(form: Form, kind: TimeKind): Record<string, string> {
  return minutesOf(form, kind) === null
    ? { [MINUTES]: `Skriv tiden som et helt antal minutter fra 0 til ${MOST_MINUTES}.` }
    : {};
}

/** Logs the minutes under the pressing, beside its text; they count once its event is recorded. */
export async function logTimeOf(
  tx: Tx,
  ctx: Ctx,
  of: { course: CourseRow; form: Form; id: UpdateId; staffId: StaffId; kind: TimeKind },
): Promise<void> {
  const minutes = minutesOf(of.form, of.kind);
  if (minutes === null) throw new Error('asked before');
  const { courseId, personId } = of.course;
  const { staffId, kind, id: updateId } = of;
  await keepTimeSpent(tx, { courseId, personId, staffId, kind, minutes, at: ctx.now, updateId });
}
