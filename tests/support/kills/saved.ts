/** What people saved without asking the course: the sections of an application, and exercises. */
import type { Ledger, Line } from './ledger';
import type { SealedValue } from '../sealedValues';

/** Presses that keep what was typed. A module that was handed in is kept first. */
export const SAVES: Readonly<Record<string, string>> = {
  saveSection: 'application.answers_sealed',
  saveModule: 'exercise_answer.answer_sealed',
  writeDiary: 'diary_entry.answer_sealed',
  handIn: 'exercise_answer.answer_sealed',
};

/** The sentence that tells whose an application or an exercise is. */
export const wroteThis = (name: string): string => `Det var rart at skrive, mener ${name}.`;

/**
 * A sentence for each confirmed save that Postgres does not have. `opened`: everything sealed. A
 * person's application is found by the sentence in it, and has every answer of every section.
 */
export function savesAreThere(ledger: Ledger, opened: readonly SealedValue[]): string[] {
  const kept = opened.map(({ column, value }) => ({ column, text: JSON.stringify(value) }));
  const confirmed = ledger.lines.filter(
    ({ what, ended }) => what in SAVES && ended === 'confirmed',
  );
  const rowsWith = (column: string | undefined, words: string) =>
    kept.filter((one) => one.column === column && one.text.includes(words));
  return confirmed.flatMap((line) => {
    const own = wroteThis(line.who);
    const rows = rowsWith(SAVES[line.what], own);
    const said = `${line.who}: "${line.what}" (${line.action})`;
    if (line.chosen.includes(own) && rows.length === 0) return [`${said} was not kept`];
    if (line.what !== 'saveSection') return [];
    if (rows.length > 1) return [`${said} stands in ${rows.length} applications`];
    const missing = answersOf(line).filter((value) => rows[0] && !rows[0].text.includes(value));
    return missing.length > 0 ? [`${said} was kept without ${missing.join(', ')}`] : [];
  });
}

/** As JSON writes them. */
function answersOf({ chosen }: Line): string[] {
  return chosen.filter((value) => value !== '').map((value) => JSON.stringify(value));
}
