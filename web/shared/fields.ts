/** Form fields as dkfds marks them up: label, hint, error and kept value, wired to each other. */
import type { ErrorSummary } from './page';

/** What was typed, by field name; a group of checkboxes gives a list. */
export type Typed = Readonly<Record<string, string | readonly string[] | undefined>>;
/** Danish sentences by field name; the empty name is about the whole form. */
export type FieldErrors = Readonly<Record<string, string | undefined>>;

interface Asked {
  name: string;
  label: string;
  hint?: string;
  /** Left out means that the field must be filled in. */
  optional?: boolean;
}

export interface Option {
  value: string;
  text: string;
  hint?: string;
}

type Width = 'xxs' | 'xs' | 's' | 'm' | 'l' | 'xl';

interface Wired {
  id: string;
  name: string;
  label: string;
  hint: string | null;
  error: string | null;
  required: boolean;
  describedBy: string;
}

export interface TextField extends Wired {
  kind: 'text';
  value: string;
  type: 'text' | 'tel' | 'email' | 'search';
  inputmode: string | null;
  autocomplete: string;
  width: string;
}
export interface TextareaField extends Wired {
  kind: 'textarea';
  value: string;
  rows: number;
  maxlength: number;
  /** The id of its form, when it stands elsewhere on the page. */
  form?: string;
}
interface ShownOption {
  id: string;
  value: string;
  text: string;
  hint: string | null;
  chosen: boolean;
}
export interface ChoiceField extends Wired {
  kind: 'select' | 'radio' | 'checkboxes' | 'scale';
  options: readonly ShownOption[];
}
export interface CheckboxField extends Wired {
  kind: 'checkbox';
  value: string;
  chosen: boolean;
}
export interface DateField extends Wired {
  kind: 'date';
  parts: readonly { id: string; name: string; label: string; part: string; value: string }[];
}
export type Field = TextField | TextareaField | ChoiceField | CheckboxField | DateField;

export interface Fields {
  text(
    asked: Asked & {
      type?: TextField['type'];
      inputmode?: string;
      autocomplete?: string;
      width?: Width;
    },
  ): TextField;
  textarea(asked: Asked & { rows?: number; maxlength?: number }): TextareaField;
  select(asked: Asked & { options: readonly Option[] }): ChoiceField;
  radio(asked: Asked & { options: readonly Option[] }): ChoiceField;
  checkboxes(asked: Asked & { options: readonly Option[] }): ChoiceField;
  /** One box, sent as "yes". */
  checkbox(asked: Asked): CheckboxField;
  /** Three boxes, sent as nameDay, nameMonth and nameYear; the error is under `name`. */
  date(asked: Asked): DateField;
  /** The errors of all fields made so far, in the order of the page; none: nothing. */
  summary(): ErrorSummary | undefined;
}

/** Longest text of a field when nothing else is said; the schema has the last word. */
const longestText = 8000;

/**
 * Makes the fields of one form from what was typed and what was wrong with it.
 * `prefix` keeps ids apart when a page has two forms with the same names.
 */
export function fieldsOf(typed: Typed, errors: FieldErrors, prefix = 'felt'): Fields {
  const summary: { text: string; href: string | null }[] = [];
  if (errors['']) summary.push({ text: errors[''], href: null });

  const wire = (asked: Asked, focusOn = ''): Wired => {
    const id = `${prefix}-${asked.name}`;
    const hint = asked.hint ?? null;
    const error = errors[asked.name] ?? null;
    if (error) summary.push({ text: error, href: `#${id}${focusOn}` });
    const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
    const required = !asked.optional;
    return { id, name: asked.name, label: asked.label, hint, error, required, describedBy };
  };
  const choice = (
    kind: ChoiceField['kind'],
    asked: Asked & { options: readonly Option[] },
  ): ChoiceField => {
    const wired = wire(asked, kind === 'select' ? '' : '-1');
    const chosen = listOf(typed[asked.name]);
    const options = asked.options.map((option, index) => ({
      id: `${wired.id}-${index + 1}`,
      value: option.value,
      text: option.text,
      hint: option.hint ?? null,
      chosen: chosen.includes(option.value),
    }));
    return { kind, ...wired, options };
  };

  return {
    text: (asked) => ({
      kind: 'text',
      ...wire(asked),
      value: textOf(typed[asked.name]),
      type: asked.type ?? 'text',
      inputmode: asked.inputmode ?? null,
      autocomplete: asked.autocomplete ?? 'off',
      width: asked.width ? `input-width-${asked.width}` : '',
    }),
    textarea: (asked) => ({
      kind: 'textarea',
      ...wire(asked),
      value: textOf(typed[asked.name]),
      rows: asked.rows ?? 5,
      maxlength: asked.maxlength ?? longestText,
    }),
    select: (asked) => choice('select', asked),
    radio: (asked) => choice('radio', asked),
    checkboxes: (asked) => choice('checkboxes', asked),
    checkbox: (asked) => {
      const chosen = textOf(typed[asked.name]) !== '';
      return { kind: 'checkbox', ...wire(asked), value: 'yes', chosen };
    },
    date: (asked) => {
      const wired = wire(asked, '-Day');
      const parts = dateParts.map(({ part, label }) => ({
        id: `${wired.id}-${part}`,
        name: `${asked.name}${part}`,
        label,
        part: part.toLowerCase(),
        value: textOf(typed[`${asked.name}${part}`]),
      }));
      return { kind: 'date', ...wired, parts };
    },
    summary: () => (summary.length > 0 ? { items: [...summary] } : undefined),
  };
}

const dateParts = [
  { part: 'Day', label: 'Dag' },
  { part: 'Month', label: 'Måned' },
  { part: 'Year', label: 'År' },
] as const;

function textOf(value: Typed[string]): string {
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

function listOf(value: Typed[string]): readonly string[] {
  return typeof value === 'string' ? [value] : (value ?? []);
}
