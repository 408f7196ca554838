/** Answers for broken treatment texts: the start stops and says which file and field. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadProgrammes, ProgrammeError } from '../../programmes/load';

const shipped = join(__dirname, '../../programmes/depression');
const first = '01-hvad-er-depression.md';
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

test('the copy as shipped loads', () => {
  expect(loadProgrammes(dir).get('depression')?.modules).toHaveLength(2);
});

test.each([
  ['an unknown gate', first, 'gate: week', 'gate: never', `${first}: gate:`],
  ['a key nobody knows', first, 'week: 1', 'week: 1\nmonth: 2', `${first}: (head):`],
  ['two right answers', first, 'correct: false', 'correct: true', 'check.0.options: exactly one'],
  ['a required field without its sentence', first, /^ +missing: Skriv.*\n/m, '', '.missing: a req'],
  ['a module under another id', first, 'module: hvad', 'module: hvor', ': module: must be "hvad'],
  ['text before the first step', first, '## Velkommen', 'Hej\n\n## Velkommen', ': (text): must be'],
  ['a head that is no YAML', first, 'week: 1', 'week: [', `${first}: (head):`],
  ['weeks that fall', first, 'week: 1', 'week: 3', 'programme.yaml: modules: weeks must not fall'],
  ['a file that is not there', 'programme.yaml', '01-hvad', '09-hvad', ': (file): cannot be read'],
  ['a programme in the wrong folder', 'programme.yaml', 'id: depression', 'id: x', ': id: must be'],
])('%s stops the start', (_, file, from, to, message) => {
  change(file, from, to);
  expect(loading).toThrow(ProgrammeError);
  expect(loading).toThrow(message);
  expect(loading).toThrow(/^depression\//);
});

test('HTML and pictures in a text stay text', () => {
  change(first, 'Det er godt,', '<script>x</script> ![billede](https://example.org/x.png) Det er,');
  const html = loadProgrammes(dir).get('depression')?.modules[0]?.steps[0]?.html;
  expect(html).toContain('&lt;script&gt;');
  expect(html).not.toMatch(/<script|<img/);
});

test('a step is a heading and its HTML', () => {
  const steps = loadProgrammes(dir).get('depression')?.modules[0]?.steps ?? [];
  expect(steps[0]?.title).toBe('Velkommen');
  expect(steps[0]?.html).toMatch(/^<p>Det er godt, at du er her\./);
  expect(steps[4]?.html).toContain('<h3>Eksempel: Jonas og de ti minutter</h3>');
});
