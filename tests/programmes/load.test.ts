/** Answers for treatment texts at start: broken ones stop it by file and line, older ones stay. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadProgrammes, type LoadedModule } from '../../programmes/load';
import { ProgrammeError } from '../../programmes/located';
import { depression } from '../support/depression';

const shipped = join(__dirname, '../../programmes/depression');
const first = '01-hvad-er-depression.md';
/** Of the first version, whose exercises have their fields in the data. */
const rows = 'versions/1/01-hvad-er-depression.md';
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'programmes-'));
  cpSync(shipped, join(dir, 'depression'), { recursive: true });
});
afterEach(() => rmSync(dir, { recursive: true }));

function change(file: string, from: string | RegExp, to: string): void {
  const path = join(dir, 'depression', file);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
}
const loading = (): unknown => loadProgrammes(dir);

/** The version that begins now, without the others that ship beside it. */
function copyTo(folder: string): void {
  cpSync(shipped, folder, {
    recursive: true,
    filter: (source) => source !== join(shipped, 'versions'),
  });
}
const modules = (): readonly LoadedModule[] => loadProgrammes(dir).newest[0]?.modules ?? [];
/** The line of the shipped file in which the words first stand, from 1. */
function lineOf(file: string, words: string): number {
  const lines = readFileSync(join(shipped, file), 'utf8').split('\n');
  return lines.findIndex((line) => line.includes(words)) + 1;
}

test('the copy as shipped loads', () => {
  expect(modules()).toHaveLength(depression.modules.length);
});

test('a slip is told with its line', () => {
  change(first, 'gate: week', 'gate: never');
  expect(loading).toThrow(`depression/${first}:${lineOf(first, 'gate: week')}: gate: `);
});

test('a missing field is told with the line of what it is missing from', () => {
  change(first, /^title: .*\n/m, '');
  expect(loading).toThrow(`depression/${first}:2: title: `);
});

test('a field missing deep inside is told with the line of its own block', () => {
  const moodAfter = lineOf(rows, '- name: moodAfter');
  change(rows, /(- name: moodAfter\n) +label: .*\n/, '$1');
  expect(loading).toThrow(`depression/${rows}:${moodAfter}: exercises.0.fields.4.label: `);
});

test('a key nobody knows is told with its own line', () => {
  change(first, /^week: 1$/m, 'week: 1\nmonth: 2');
  const line = lineOf(first, 'week: 1') + 1;
  expect(loading).toThrow(`depression/${first}:${line}: (head): `);
});

test('a file that is not there is told with the line that lists it', () => {
  change('programme.yaml', '07-adfaerdseksperimenter.md', '07-forsoeg.md');
  const line = lineOf('programme.yaml', '07-adfaerdseksperimenter.md');
  expect(loading).toThrow(
    `depression/programme.yaml:${line}: modules.6.file: there is no depression/07-forsoeg.md`,
  );
});

test('text before the first heading is told with the line under the head', () => {
  change(first, '## Velkommen', 'Hej\n\n## Velkommen');
  expect(loading).toThrow(`depression/${first}:${lineOf(first, '## Velkommen')}: (text): `);
});

describe('an approval', () => {
  const line = lineOf(first, 'clinicalApproval:');
  const approved = (words: string): void =>
    change(first, 'clinicalApproval: awaits', `clinicalApproval: ${words}`);

  test('names somebody with a title, and the day', () => {
    approved("{ by: 'Anne Prøve, ledende overlæge', on: 2026-12-01 }");
    expect(modules()[0]?.clinicalApproval).toEqual({
      by: 'Anne Prøve, ledende overlæge',
      on: '2026-12-01',
    });
    expect(modules()[1]?.clinicalApproval).toBe('awaits');
  });

  test.each([
    ['approved', ': must be "awaits", or { by: <name, title>, on: <date> }'],
    ['', ': must be "awaits", or { by: <name, title>, on: <date> }'],
    ["{ by: 'Anne Prøve, overlæge' }", '.on: '],
    ['{ on: 2026-12-01 }', '.by: '],
    ["{ by: 'Anne Prøve', on: 2026-12-01 }", '.by: must be a name, a comma and a title'],
    ["{ by: 'Anne Prøve, overlæge', on: 2026-02-30 }", '.on: must be a date, YYYY-MM-DD'],
    ["{ by: 'Anne Prøve, overlæge', on: i går }", '.on: must be a date, YYYY-MM-DD'],
    ["{ by: 'Anne Prøve, overlæge', on: 2026-12-01, why: x }", ': Unrecognized key'],
  ])('%j stops the start at its own line', (words, said) => {
    approved(words);
    expect(loading).toThrow(`depression/${first}:${line}: clinicalApproval${said}`);
  });

  test('that is missing is told with the line of the head', () => {
    change(first, /^clinicalApproval: .*\n/m, '');
    expect(loading).toThrow(`depression/${first}:2: clinicalApproval: must be "awaits"`);
  });
});

describe('an older version that courses follow', () => {
  const old = 'versions/1/programme.yaml';
  beforeEach(() => {
    rmSync(join(dir, 'depression/versions'), { recursive: true });
    mkdirSync(join(dir, 'depression/versions'));
    copyTo(join(dir, 'depression/versions/1'));
    change(old, 'version: 2', 'version: 1');
    change(first, '## Velkommen', '## Velkommen igen');
  });

  test('keeps its own words beside the newest', () => {
    const programmes = loadProgrammes(dir);
    const titleIn = (version: number): string | undefined =>
      programmes.followed({ programmeId: 'depression', version })?.modules[0]?.steps[0]?.title;
    expect([1, 2, 3].map(titleIn)).toEqual(['Velkommen', 'Velkommen igen', undefined]);
    expect(programmes.newest.map(({ version }) => version)).toEqual([2]);
    expect(programmes.followed(null)).toBeUndefined();
  });

  test.each([
    ['that its folder does not say', 'version: 1', 'version: 3', 'must be 1'],
    ['of another programme', 'id: depression', 'id: x', 'id: must be "depression"'],
  ])('stops the start when it is one %s', (_, from, to, message) => {
    change(old, from, to);
    expect(loading).toThrow(`depression/${old}`);
    expect(loading).toThrow(message);
  });

  test('stops the start when it is the newest itself', () => {
    change('programme.yaml', 'version: 2', 'version: 1');
    expect(loading).toThrow(`depression/${old}:4: version: is that of the programme itself`);
  });
});

test.each([
  ['an unknown gate', first, 'gate: week', 'gate: never', ': gate:'],
  ['a key nobody knows', first, 'week: 1', 'week: 1\nmonth: 2', ': (head):'],
  ['two right answers', first, 'correct: false', 'correct: true', 'check.0.options: exactly one'],
  [
    'two options alike',
    first,
    /(- \{ text: )'[^']+'(.*\n.*text: )('[^']+')/,
    '$1$3$2$3',
    'two options say the same',
  ],
  [
    'a question without a right answer',
    first,
    'correct: true',
    'correct: false',
    'check.0.options: exactly one',
  ],
  [
    'a question without its why',
    first,
    /^ +explanation: >-\n(?: {6}.*\n)+/m,
    '',
    'check.0.explanation: ',
  ],
  ['a required field without its sentence', rows, /^ +missing: Skriv.*\n/m, '', '.missing: a req'],
  ['a module under another id', first, 'module: hvad', 'module: hvor', ': module: must be "hvad'],
  ['a head that is no YAML', first, 'week: 1', 'week: [', ': (head):'],
  ['an exercise twice', first, 'id: aktivitetsdagbog', 'id: ugeplan', 'two exercises have the'],
  ['weeks that fall', first, 'week: 1', 'week: 3', ': modules.1: weeks must not fall'],
  ['a programme in the wrong folder', 'programme.yaml', 'id: depression', 'id: x', ': id: must be'],
])('%s stops the start', (_, file, from, to, message) => {
  change(file, from, to);
  expect(loading).toThrow(ProgrammeError);
  expect(loading).toThrow(message);
  expect(loading).toThrow(/^depression\/[\w/-]+\.(?:md|yaml):\d+: /);
});

describe('an exercise of a kind', () => {
  const typed = '    kind: activityDiary\n    intro: Skriv.\n    minRows: 3\n    parts: [note]\n';
  /** The first exercise of the module as a clinic writes one with its fields in the program. */
  function writeTyped(exercise: string = typed): void {
    change(
      first,
      /^exercises:\n[\s\S]*?^---$/m,
      `exercises:\n  - id: a\n    title: A\n${exercise}---`,
    );
  }
  const line = (words: string): number =>
    readFileSync(join(dir, 'depression', first), 'utf8')
      .split('\n')
      .findIndex((one) => one.includes(words)) + 1;

  test('has the fields of its kind and of the parts it names', () => {
    writeTyped();
    const [diary] = modules()[0]?.exercises ?? [];
    expect(diary).toMatchObject({ kind: 'activityDiary', isDiary: true, rowsName: 'linjer' });
    expect(diary?.fields.map(({ name }) => name)).toContain('note');
  });

  test('with more rows than it can take stops the start', () => {
    writeTyped('    kind: goals\n    intro: Skriv.\n    minRows: 7\n');
    expect(loading).toThrow('must be 6 at most');
  });

  test.each([
    ['a kind nobody knows', 'activityDiary', 'moodDiary', 'must be one of rows, act'],
    ['a part the kind has not', '[note]', '[dreams]', 'must be of note, gave, avoided'],
    ['more rows than anybody is asked for', 'minRows: 3', 'minRows: 101', '<=100'],
    ['fields of its own', 'parts: [note]', 'fields: []', 'fields'],
  ])('with %s stops the start, with file and line', (_, from, to, message) => {
    writeTyped(typed.replace(from, to));
    expect(loading).toThrow(`depression/${first}:${line(to)}: exercises.0`);
    expect(loading).toThrow(message);
  });
});

test('HTML and pictures in a text stay text', () => {
  change(first, 'Det er godt,', '<script>x</script> ![billede](https://example.org/x.png) Det er,');
  const html = modules()[0]?.steps[0]?.html;
  expect(html).toContain('&lt;script&gt;');
  expect(html).not.toMatch(/<script|<img/);
});

test('a step is a heading and its HTML', () => {
  const steps = modules()[0]?.steps ?? [];
  expect(steps[0]?.title).toBe('Velkommen');
  expect(steps[0]?.html).toMatch(/^<p>Det er godt, at du er her\./);
  expect(steps[4]?.html).toMatch(/^<h3>Eksempel: Mette bliver hjemme<\/h3>/);
});
