/** Dates and times as people type them into a form. */
import { civilDate } from '../../domain/calendar';
import type { CivilDate } from '../../domain/ids';
import type { Form } from '../app';
import { textOf } from './press';

/** What to write where a date is asked for and none can be read. */
export const NO_DATE = 'Skriv en dato, for eksempel 7 12 2026.';

/** The date of `nameDay`, `nameMonth` and `nameYear`; null when it is none of this century. */
export function typedDate(form: Form, name: string): CivilDate | null {
  const [day = '', month = '', year = ''] = ['Day', 'Month', 'Year'].map((part) =>
    textOf(form, `${name}${part}`),
  );
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^20\d\d$/.test(year)) return null;
  try {
    return civilDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  } catch {
    return null;
  }
}

/** "10", "10.30", "kl. 9:05" as `HH:MM`; null when it is no time of day. */
export function typedTime(form: Form, name: string): string | null {
  const found = /^(?:kl\.?\s*)?(\d{1,2})(?:[.:]?(\d{2}))?$/i.exec(textOf(form, name));
  const [, hour = '', minute = '00'] = found ?? [];
  if (!found || Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute}`;
}
