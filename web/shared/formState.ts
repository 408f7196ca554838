/** One form as it is shown: what is typed, what is wrong, and what it answers. */
import type { Asked, Form } from '../../api/app';
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

/** What was typed, as a form posts it. */
export function asForm(typed: Typed): Form {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** The form as it is first shown: a new pressing. */
export function newForm(state: CourseState, subject: Subject, typed: Typed): FormState {
  const hidden = { updateId: freshUpdateId(), ...versionNow(state, subject) };
  return { typed, errors: {}, hidden, status: 200 };
}

/**
 * The form of a page that is opened. What was pressed here and could not be taken in stands in it
 * again, with the id it had and the version it answered; else `draft`, else `first`.
 */
export function openedForm(
  asked: Asked,
  state: CourseState,
  subject: Subject,
  { draft, first = {} }: { draft?: Typed | undefined; first?: Typed },
): FormState {
  const unsent = unsentForm(asked, addressOf(asked));
  // A draft is kept at every press and every pause: it is never older than what was pressed.
  if (unsent) return draft ? { ...unsent, typed: draft } : unsent;
  return newForm(state, subject, draft ?? first);
}

/** What was pressed at `address` and not taken in; null: nothing, or the reader begins anew. */
export function unsentForm(
  asked: Asked,
  address: string,
  isIt: (form: Form) => boolean = () => true,
): FormState | null {
  const unsent = asked.query[ANEW] === undefined ? asked.unsent.get(address) : undefined;
  if (!unsent || !isIt(unsent.form)) return null;
  const { updateId, version } = unsent.form;
  return {
    typed: unsent.form,
    errors: {},
    hidden: {
      updateId: typeof updateId === 'string' ? updateId : freshUpdateId(),
      ...(typeof version === 'string' && { version }),
    },
    status: 200,
  };
}

/** In the query of a page: what was not taken in is left aside. */
export const ANEW = 'forfra';

/** The address of the request, without its query. */
export function addressOf({ url }: Pick<Asked, 'url'>): string {
  return url.split('?')[0] ?? url;
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
