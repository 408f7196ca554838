import { KIND_NAMES, KINDS } from '../../../domain/exercises';
import type { Field } from '../../../domain/exercises/exercise';
import { inShort } from '../../../domain/exercises/inShort';

describe.each(KIND_NAMES)('%s in a few words', (kind) => {
  const fields: readonly Field[] = KINDS[kind].fields;
  const { when, what } = inShort({ kind, fields });

  test('says fields that the exercise has, each once', () => {
    const said = [...when, ...what].map(([name]) => name);
    expect(fields.map(({ name }) => name)).toEqual(expect.arrayContaining(said));
    expect(new Set(said).size).toBe(said.length);
    expect(what.length).toBeGreaterThan(0);
  });

  test('never says a bare number', () => {
    const bare = [...when, ...what].filter(([name, word]) => {
      const field = fields.find((one) => one.name === name);
      const isNumber = field?.kind === 'scale' || (field?.kind === 'number' && field.unit === '');
      return (isNumber || field?.kind === 'time') && word === '';
    });
    expect(bare).toEqual([]);
  });
});

test('an exercise whose fields stand in the programme is told by all of them', () => {
  const fields: readonly Field[] = [
    { name: 'day', label: 'Dag', kind: 'choice', required: true, options: [] },
    { name: 'activity', label: 'Hvad lavede du?', kind: 'text', required: true, maxLength: 300 },
    { name: 'mood', label: 'Humør før (0–10)', kind: 'scale', required: true, min: 0, max: 10 },
  ];
  expect(inShort({ kind: 'rows', fields })).toEqual({
    isSentence: true,
    when: [['day', '']],
    what: [
      ['activity', ''],
      ['mood', 'humør før'],
    ],
  });
});
