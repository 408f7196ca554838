/** What leaves by e-mail has no place for what somebody wrote, for a module or for a score. */
import { MAILED } from '../../domain/taskTable';
import { LetterDataError, type LetterData, type LetterKind } from '../../letters';
import { renderLetter } from '../../letters/render';
import { depression } from '../support/depression';
import { samples } from './samples';

const kinds = MAILED as readonly (LetterKind & (typeof MAILED)[number])[];
const FIELDS = ['body', 'text', 'comment', 'message', 'moduleTitle', 'firstModule', 'score'];

/** The field that the letter refuses, as a caller without types could give it. */
function refused(kind: LetterKind, data: object): string {
  try {
    renderLetter(kind, data as LetterData<typeof kind>);
  } catch (error) {
    if (error instanceof LetterDataError) return error.field;
    throw error;
  }
  return 'none';
}

test.each(kinds)('the mail "%s" takes in nothing that anybody wrote', (kind) => {
  const given = FIELDS.map((field) => refused(kind, { ...samples[kind], [field]: 'Gik en tur' }));
  expect(given).toEqual(FIELDS);
});

test.each(kinds)('the mail "%s" names no module, no exercise and no score', (kind) => {
  const { subject, text, html } = renderLetter(kind, samples[kind]);
  const titles = depression.modules.flatMap(({ title, exercises }) => [
    title,
    ...exercises.map((one) => one.title),
  ]);
  for (const words of [...titles, 'PHQ', 'GAD']) {
    for (const written of [subject, text, html]) expect(written).not.toContain(words);
  }
});
