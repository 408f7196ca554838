/** The page on which a patient chooses a time, moves it or calls it off, whichever conversation it is. */
import type { Answer, Asked, Ctx } from '../../api/app';
import { stateOf } from '../../api/queries/courseState';
import type { CourseState } from '../../domain/state';
import { fieldsOf } from '../shared/fields';
import { addressOf, newForm, unsentForm, type FormState } from '../shared/formState';
import type { ButtonForm, Link } from '../shared/page';
import { show } from '../shared/show';
import { toMyCourse } from './place';
import type { DayOfTimes } from './timeDays';

export interface TimeMain {
  /** When no time can be chosen now: what happens instead. */
  readonly instead: { readonly heading: string; readonly sentences: readonly string[] } | null;
  readonly kept: { readonly strong: string; readonly form: ButtonForm } | null;
  readonly agreed: {
    readonly when: string;
    readonly sentences: readonly string[];
    readonly links: readonly Link[];
  } | null;
  readonly choose: {
    readonly heading: string;
    readonly sentences: readonly string[];
    readonly form: ButtonForm & {
      readonly days: readonly DayOfTimes[];
      readonly error: string | null;
      /** The page's one primary button is elsewhere. */
      readonly secondary: boolean;
    };
    readonly links: readonly Link[];
  } | null;
  readonly cancel: { readonly sentences: readonly string[]; readonly form: ButtonForm } | null;
  /** What else can be done where no time fits. */
  readonly other: {
    readonly heading: string;
    readonly sentences: readonly string[];
    readonly form: ButtonForm | null;
    readonly links: readonly Link[];
  } | null;
  readonly links: readonly Link[];
}
export interface TimeForms {
  readonly book: FormState;
  readonly cancel: FormState;
}

/** The page with the errors of its forms; `status` is its HTTP status. */
export function timePage(
  ctx: Ctx,
  asked: Asked,
  { title, main, forms }: { title: string; main: TimeMain; forms: TimeForms },
  status: number,
): Promise<Answer> {
  const fields = fieldsOf(forms.book.typed, { ...forms.cancel.errors, ...forms.book.errors });
  if (main.choose) fields.radio({ name: 'slot', label: main.choose.heading, options: [] });
  const errors = fields.summary();
  return show(
    ctx,
    asked,
    'patient/time',
    { title, back: toMyCourse, main, ...(errors && { errors }) },
    status,
  );
}

/** Both forms, before anything is pressed. */
export function freshForms(state: CourseState): TimeForms {
  return { book: newForm(state, 'offer', {}), cancel: newForm(state, 'offer', {}) };
}

/** Each form, or what was pressed on it and could not be taken in. */
export function openedForms(asked: Asked): TimeForms {
  const unsent = unsentForm(asked, addressOf(asked));
  const which = unsent?.typed['do'] === 'cancel' ? 'cancel' : 'book';
  return { ...freshForms(stateOf(asked.course)), ...(unsent && { [which]: unsent }) };
}
