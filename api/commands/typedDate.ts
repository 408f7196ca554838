/** A date that was typed in three boxes of a form. */
import { copenhagenDate } from '../../domain/calendar';
import type { CivilDate, Instant } from '../../domain/ids';
import type { Form } from '../app';
import { textOf } from './press';

/** What to write where a date is asked for and none can be read. */
export const NO_DATE = 'Skriv en dato, for eksempel 7 12 2026.';

/** The date in `<name>Day`, `<name>Month` and `<name>Year`; null when there is no such day. */
export function typedDate(form: Form, name: string): CivilDate | null {
  const [day, month, year] = ['Day', 'Month', 'Year'].map((part) => textOf(form, `${name}${part}`));
  if (
    !/^\d{1,2}$/.test(day ?? '') ||
    !/^\d{1,2}$/.test(month ?? '') ||
    !/^20\d\d$/.test(year ?? '')
  ) {
    return null;
  }
  const text = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const at = new Date(`${text}T12:00:00Z`);
  const exists = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
  return exists ? copenhagenDate(at.toISOString() as Instant) : null;
}
