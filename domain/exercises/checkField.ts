/** Answers for one field of an exercise: what was typed as the answer it means, or what is wrong with it. */
import { addDays, civilDate } from '../calendar';
import type { CivilDate } from '../ids';
import type { DayField, Field, TextField, TimeField } from './exercise';

export type CheckedField =
  | { readonly kind: 'fine'; readonly value: string | number | null }
  | { readonly kind: 'wrong'; readonly message: string };

const fine = (value: string | number | null): CheckedField => ({ kind: 'fine', value });
const wrong = (message: string): CheckedField => ({ kind: 'wrong', message });

/** `value` is trimmed; `today` is the day it is written, which days are held against. */
export function checkField(field: Field, value: string, today: CivilDate): CheckedField {
  if (value === '')
    return field.required ? wrong(field.missing ?? `Udfyld »${field.label}«.`) : fine(null);
  switch (field.kind) {
    case 'choice':
      return field.options.some((option) => option.value === value)
        ? fine(value)
        : wrong(`Vælg en af mulighederne ved »${field.label}«.`);
    case 'text':
      return value.length <= field.maxLength ? fine(value) : wrong(tooLong(field, value));
    case 'scale': {
      const number = wholeNumber(value);
      return number !== null && number >= field.min && number <= field.max
        ? fine(number)
        : wrong(`Vælg et tal fra ${field.min} til ${field.max} ved »${field.label}«.`);
    }
    case 'number': {
      const number = wholeNumber(value);
      const unit = field.unit === '' ? '' : ` ${field.unit}`;
      return number !== null && number >= field.min && number <= field.max
        ? fine(number)
        : wrong(`Skriv et helt tal fra ${field.min} til ${field.max}${unit} ved »${field.label}«.`);
    }
    case 'day':
      return checkDay(field, value, today);
    case 'time': {
      const time = clockTime(value);
      return time === null ? wrong(noTime(field)) : fine(time);
    }
  }
}

function tooLong({ label, maxLength }: TextField, { length }: string): string {
  return (
    `Der er plads til ${maxLength} tegn ved »${label}«. Du har skrevet ${length}. Gør ` +
    `teksten ${length - maxLength} tegn kortere.`
  );
}

function noTime({ label, example }: TimeField): string {
  return `Skriv et klokkeslæt med tal ved »${label}«, for eksempel ${example}.`;
}

function wholeNumber(value: string): number | null {
  return /^\d{1,4}$/.test(value) ? Number(value) : null;
}

/** A form may be filled in over weeks: a day is good for as long as treatment lasts, and a while. */
const LONG_AGO = 180;

function checkDay(field: DayField, value: string, today: CivilDate): CheckedField {
  const day = realDay(value);
  if (day === null) return wrong(`Vælg en dag ved »${field.label}«.`);
  if (day > addDays(today, field.ahead)) {
    return wrong(
      field.ahead === 0
        ? `Dagen ved »${field.label}« er ikke kommet endnu. Vælg i dag eller en dag før.`
        : `Dagen ved »${field.label}« ligger for langt fremme. Vælg en dag i de næste to uger.`,
    );
  }
  return day < addDays(today, -LONG_AGO)
    ? wrong(`Dagen ved »${field.label}« er for længe siden. Vælg en senere dag.`)
    : fine(day);
}

/** The date when there is such a day, else null. */
export function realDay(value: string): CivilDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  try {
    return civilDate(value);
  } catch {
    return null;
  }
}

const LAST_HOUR = 24;
const LAST_MINUTE = 59;

/** "22:30" of "22.30", "2230", "kl. 22:30" or "22"; "24.00" is "00:00"; null when it is no time. */
export function clockTime(typed: string): string | null {
  const parts = /^(?:kl\.?\s*)?(\d{1,2})(?:[.:,\s]?(\d{2}))?$/i.exec(typed.trim());
  if (!parts) return null;
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? 0)];
  if (hour > LAST_HOUR || minute > LAST_MINUTE || (hour === LAST_HOUR && minute > 0)) return null;
  return `${String(hour % LAST_HOUR).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
