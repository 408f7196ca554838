/** The house stands as DESIGN draws it: arrows, circles, stage names, sizes and names of files. */
import { join } from 'node:path';
import { STAGES } from '../domain/course';
import {
  firstCycle,
  forbiddenArrows,
  forbiddenReach,
  importsOf,
  reachOf,
  readHouse,
  withoutComments,
  type Sources,
} from './support/architecture';

const files = readHouse(join(__dirname, '..'));
const made = (sources: Record<string, string>): Sources => new Map(Object.entries(sources));

describe('who imports whom', () => {
  it('follows the table', () => {
    expect(forbiddenArrows(files)).toEqual([]);
  });

  it('keeps workflows away from what does not replay', () => {
    expect(forbiddenReach(files)).toEqual([]);
    const reached = reachOf(files, 'workflows/').map((way) => way.at(-1));
    expect(reached).toContain('domain/apply.ts');
  });

  it('goes in no circle', () => {
    expect(firstCycle(files)).toBeUndefined();
  });

  it('would see an arrow that is not in the table', () => {
    const wrong = made({
      'domain/a.ts': "import { readFileSync } from 'node:fs';\nimport { b } from '../db/b';",
      'db/b.ts': "import pg from 'pg';",
      'web/c.ts': "import {\n  x,\n} from '../db/b';\nimport { ok } from '../api/commands/d';",
      'api/commands/d.ts': "export * from '../../activities/e';",
      'activities/e.ts': "import { Client } from '@temporalio/client';",
      'workflows/f.ts': "import type { E } from '../activities/e';",
      'workflows/g.ts': "import { e } from '../activities/e';",
      'letters/h.ts': "const m = await import('../partners/i');",
    });
    expect(forbiddenArrows(wrong)).toEqual([
      'domain/a.ts → node:fs',
      'domain/a.ts → db/b',
      'web/c.ts → db/b',
      'api/commands/d.ts → activities/e',
      'activities/e.ts → @temporalio/client',
      'workflows/g.ts → activities/e',
      'letters/h.ts → partners/i',
    ]);
  });

  it('would see a detour from a workflow, and a circle', () => {
    const wrong = made({
      'workflows/a.ts': "import { b } from '../domain/b';",
      'domain/b.ts': "import { c } from './danish';\nimport type { D } from './deadlines';",
      'domain/danish/index.ts': "export { c } from '../b';",
      'domain/deadlines.ts': "import { type X } from './b';",
    });
    expect(forbiddenReach(wrong)).toEqual([
      'workflows/a.ts → domain/b.ts → domain/danish/index.ts',
    ]);
    expect(firstCycle(wrong)).toEqual(['domain/b.ts', 'domain/danish/index.ts', 'domain/b.ts']);
  });

  it('reads imports as they are written here', () => {
    const source =
      "/** import x from 'no'; */\nimport { type A, b } from './a';\n" +
      "export type { C } from './c';\nimport './d';\nexport const E = 'e';\n";
    expect(importsOf('web/x.ts', source).map(({ to, typeOnly }) => [to, typeOnly])).toEqual([
      ['web/a', false],
      ['web/c', true],
      ['web/d', false],
    ]);
  });
});

describe('the domain', () => {
  it('asks no clock, no chance and no environment', () => {
    const impure = /\bDate\.now\b|new Date\(\)|Math\.random|\bprocess\.|\bfetch\(|\bsetTimeout\b/;
    const found = [...files].filter(
      ([path, text]) => path.startsWith('domain/') && impure.test(withoutComments(text)),
    );
    expect(found.map(([path]) => path)).toEqual([]);
  });
});

// ── Stage names ──────────────────────────────────────────────────────────────────────────────

const NAMES = STAGES.join('|');
/** These words mean nothing but a stage; the others are also slots, letters, moments. */
const ALONE = STAGES.filter((stage) => ['applying', 'screening', 'offered'].includes(stage)).join(
  '|',
);
const HOME = ['domain/course.ts', 'domain/danish.ts', 'domain/danish/', 'tests/'];

/** Lines that name a stage: compared with or kept as "stage", or a word that can only be one. */
function stageLines(path: string, text: string): string[] {
  const quoted = `['"](${NAMES})['"]`;
  const kept = new RegExp(
    `stages?\\b(\\s*:\\s*Stage(\\[\\])?)?\\s*([=!]={0,2}|<>|:|in\\b)?\\s*[[(]*\\s*${quoted}`,
    'i',
  );
  const among = new RegExp(`${quoted}[^;]*\\]\\.includes\\([^)]*stage|${quoted} as Stage`, 'i');
  const alone = new RegExp(`case ['"](${ALONE})['"]|[!=]==? ['"](${ALONE})['"]`);
  return withoutComments(text)
    .split('\n')
    .filter((line) => kept.test(line) || among.test(line) || alone.test(line))
    .map((line) => `${path}: ${line.trim()}`);
}

describe('stage names', () => {
  it('stand as literals in the table and the Danish words only', () => {
    const found = [...files]
      .filter(([path]) => !HOME.some((home) => path.startsWith(home)))
      .flatMap(([path, text]) => stageLines(path, text));
    expect(found).toEqual([]);
  });

  it('would be seen where they are written', () => {
    const wrong = [
      "if (state.stage === 'treatment') {",
      "const stages: Stage[] = ['closing'];",
      "where stage = 'ended'",
      "case 'screening':",
      "c.stage in ('closing', 'ended')",
      "if (['booked', 'closing'].includes(state.stage)) {",
      '{{#if (eq stage "booked")}}',
    ];
    expect(wrong.map((line) => stageLines('x', line).length)).toEqual(wrong.map(() => 1));
    expect(stageLines('x', "f(state.stage) ? 'notNow' : 'ended'; send: 'epicrise'")).toEqual([]);
  });
});

// ── Sizes and names ──────────────────────────────────────────────────────────────────────────

const LINES = 300;

describe('files', () => {
  it(`are at most ${LINES} lines`, () => {
    const long = [...files]
      .map(([path, text]) => [path, text.trimEnd().split('\n').length] as const)
      .filter(([, lines]) => lines > LINES);
    expect(long).toEqual([]);
  });

  it('have names that say what they are about', () => {
    const empty = /(^|\/)(utils?|common|services?|helpers?|types?)(\/|\.[a-z]+$)/;
    expect([...files.keys()].filter((path) => empty.test(path))).toEqual([]);
  });

  it('begin with one sentence that says what they answer for', () => {
    const silent = [...files].filter(
      ([path, text]) =>
        path.endsWith('.ts') && !path.startsWith('tests/') && !/^(#!.*\n)?\/\*\*/.test(text),
    );
    expect(silent.map(([path]) => path)).toEqual([]);
  });
});
