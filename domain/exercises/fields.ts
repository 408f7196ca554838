/** Answers for fields that several kinds of exercises share, and for numbers read out of their rows. */
import { numberWords } from '../danish/numbers';
import type {
  AnswerRow,
  ChoiceField,
  DayField,
  Line,
  NumberField,
  ScaleField,
  TextField,
  TimeField,
} from './exercise';

/** What every diary has: no rows of a form to begin with, and room for 400 entries (decision 34). */
export const DIARY = { isDiary: true, startRows: 0, maxRows: 400 } as const;

/** A required field has a sentence for when it is empty; without one it is optional. */
type Asked = readonly [name: string, label: string, missing?: string];

function base([name, label, missing]: Asked) {
  return {
    name,
    label,
    required: missing !== undefined,
    ...(missing !== undefined && { missing }),
  };
}

/** A number from 0 to 10. */
export function scale(...asked: Asked): ScaleField {
  return { ...base(asked), kind: 'scale', min: 0, max: 10 };
}
export function text(maxLength: number, ...asked: Asked): TextField {
  return { ...base(asked), kind: 'text', maxLength };
}
/** `options` are value and label. */
export function choice(options: Readonly<Record<string, string>>, ...asked: Asked): ChoiceField {
  const listed = Object.entries(options).map(([value, label]) => ({ value, label }));
  return { ...base(asked), kind: 'choice', options: listed };
}
export function number(
  { min, max, unit }: Pick<NumberField, 'min' | 'max' | 'unit'>,
  ...asked: Asked
): NumberField {
  return { ...base(asked), kind: 'number', min, max, unit };
}
/** `example`: "6.45", a time as it may well be there. */
export function time(example: string, ...asked: Asked): TimeField {
  return { ...base(asked), kind: 'time', example };
}

const FORTNIGHT = 13;
/** A day that has been: today and the thirteen days before. */
export function pastDay(...asked: Asked): DayField {
  return { ...base(asked), kind: 'day', back: FORTNIGHT, ahead: 0 };
}
const WEEK = 7;
/** A day of a plan: the week before today and the two after it. */
export function plannedDay(...asked: Asked): DayField {
  return { ...base(asked), kind: 'day', back: WEEK, ahead: FORTNIGHT };
}

/** The feelings a thought may bring. */
export const FEELINGS = {
  tristhed: 'Tristhed',
  angst: 'Angst',
  skyld: 'Skyld',
  skam: 'Skam',
  vrede: 'Vrede',
  andet: 'Andet',
} as const;

/** The number in a row; null when it is empty or no number. */
export function numberIn(row: AnswerRow, name: string): number | null {
  const value = Object.hasOwn(row, name) ? row[name] : null;
  return typeof value === 'number' ? value : null;
}
/** The text in a row; '' when it is empty. */
export function textIn(row: AnswerRow, name: string): string {
  const value = Object.hasOwn(row, name) ? row[name] : null;
  return typeof value === 'string' ? value : '';
}

/** A line of the number that stands in the field `name`. */
export function lineOf(name: string, label: string, max = 10): Line {
  return { name, label, min: 0, max, value: (row) => numberIn(row, name) };
}

/** "3,2": a mean as it is said, to one place; whole numbers without. */
export function meanWords(mean: number): string {
  return numberWords(mean, 1);
}

/** "Humøret steg i snit fra 3,2 før til 4,1 efter."; null when either is not there. */
export function beforeAfter(
  what: string,
  before: number | null | undefined,
  after: number | null | undefined,
  [first, then]: readonly [string, string] = ['før', 'efter'],
): string | null {
  if (typeof before !== 'number' || typeof after !== 'number') return null;
  const [from, to] = [meanWords(before), meanWords(after)];
  if (from === to) return `${what} var i snit ${from} både ${first} og ${then}.`;
  return `${what} ${after > before ? 'steg' : 'faldt'} i snit fra ${from} ${first} til ${to} ${then}.`;
}
