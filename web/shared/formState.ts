/** One form as it is shown: what is typed, what is wrong, and what it answers. */
import type { Asked } from '../../api/app';
import { freshUpdateId } from '../../api/commands/press';
import type { CourseState } from '../../domain/state';
import { versionOf, type Answers } from '../../domain/tasks';
import type { FieldErrors, Typed } from './fields';

export interface FormState {
  readonly typed: Typed;
  readonly errors: FieldErrors;
  /** The update id, and the version of what the form answers. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly status: number;
}
/** What a form answers; null for forms that the table alone decides about. */
type Subject = Answers['subject'] | null;

/** The form as it is first shown: a new pressing. */
export function newForm(state: CourseState, subject: Subject, typed: Typed): FormState {
  const hidden = { updateId: freshUpdateId(), ...versionNow(state, subject) };
  return { typed, errors: {}, hidden, status: 200 };
}

/**
 * The form again, as it was typed and with the id it had. After a refusal the reader has been told
 * what changed and may answer that; after a mistake in a field the form still answers what it did.
 */
export function formAgain(
  asked: Asked,
  state: CourseState,
  subject: Subject,
  errors: FieldErrors,
  status: number,
): FormState {
  const { form } = asked;
  const posted: Record<string, string> = {};
  if (typeof form['version'] === 'string') posted['version'] = form['version'];
  const updateId = typeof form['updateId'] === 'string' ? form['updateId'] : freshUpdateId();
  const version = status === 409 ? versionNow(state, subject) : posted;
  return { typed: form, errors, hidden: { updateId, ...version }, status };
}

function versionNow(state: CourseState, subject: Subject): Record<string, string> {
  const version = subject === null ? undefined : versionOf(state, subject);
  return version === undefined ? {} : { version: String(version) };
}
