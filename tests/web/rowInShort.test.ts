/** A row of each kind of exercise in the words that patient and psychologist both read. */
import { exerciseRead } from '../../api/queries/exerciseForm';
import { exerciseOf, KIND_NAMES, KINDS } from '../../domain/exercises';
import type { Exercise, KindName } from '../../domain/exercises/exercise';
import { instant } from '../../domain/ids';
import { rowHeading, rowRead } from '../../web/shared/rowInShort';
import { ROWS } from '../domain/exercises/rows';

const NOW = instant('2026-11-27T09:00:00Z');

function exercise(kind: KindName): Exercise {
  const { parts } = KINDS[kind];
  return exerciseOf({ id: 'x', title: 'Øvelse', intro: '', minRows: 1, kind, parts });
}
function fieldsOf(kind: KindName, changed: Readonly<Record<string, string>> = {}) {
  const answer = { rows: [{ ...ROWS[kind], ...changed }] };
  const own = { exercise: exercise(kind), version: 0, answer, entries: [] };
  return exerciseRead(own, NOW).rows[0]?.fields ?? [];
}

test('a heading says what each number is', () => {
  const headings = Object.fromEntries(
    KIND_NAMES.map((kind) => [kind, rowHeading(exercise(kind), fieldsOf(kind))]),
  );
  expect(headings).toMatchObject({
    activityDiary:
      'Fredag 27. november, formiddag: »Gik en tur«, humør før 2, humør efter 4, det løftede mig',
    activityPlan:
      'Mandag 30. november: »Køber brød klokken ti«, sværhed 3, gjort: ja, humør før 3, humør bagefter 5',
    behaviourExperiment: '»De griner«, troede på det 8, tror på det nu 3',
    exposureLadder: '»Køre én station med toget«, ventet angst 70, prøvet: ja, angst 40',
    goals: '»Gå i haven«, hvor vigtigt 8, hvor langt 2',
    panicDiary: 'Fredag 27. november kl. 14.10: »I bussen«, angst 9, 12 minutter',
  });
});

test('a long text is shortened in the heading, and its numbers still stand there', () => {
  const activity = 'Gik en meget lang tur gennem skoven og hele vejen hjem igen';
  const fields = fieldsOf('activityDiary', { activity });
  expect(rowHeading(exercise('activityDiary'), fields)).toMatch(
    /»Gik en meget lang tur gennem skoven og h …«, humør før 2, humør efter 4/,
  );
  expect(rowRead(exercise('activityDiary'), fields, 'Linje 1').said).toContain(`»${activity}«`);
});

test.each(KIND_NAMES)(
  '%s: read whole, nothing that was written is left out or said twice',
  (kind) => {
    const fields = fieldsOf(kind);
    const { when, said, facts } = rowRead(exercise(kind), fields, 'Linje 1');
    const words = [when, said ?? '', ...(facts?.rows ?? []).map(({ text }) => text)].join('\n');
    for (const { shown } of fields.filter((field) => field.shown.length > 2)) {
      expect(words.toLowerCase().split(shown.toLowerCase())).toHaveLength(2);
    }
  },
);
