/** docs/course.md says what the table says, in every cell. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EVENTS, isLegal, rowOf, STAGES } from '../../domain/course';
import { SHIPPED_RULES } from '../../domain/rules';
import { TASKS } from '../../domain/taskTable';
import { courseDocument } from './courseDocument';

const PAGE = path.resolve(__dirname, '../../docs/course.md');

test('docs/course.md is what the table says', () => {
  if (process.env.FORLOEB_WRITE_DOCS) writeFileSync(PAGE, courseDocument());
  const stands = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
  if (stands === courseDocument()) return;
  throw new Error(
    'docs/course.md is not what the table says now. ' +
      'Write it anew with: FORLOEB_WRITE_DOCS=1 npm test -- tests/docs',
  );
});

describe('the page', () => {
  const text = courseDocument();

  it('has a part for each stage, and names every deadline and task', () => {
    for (const stage of STAGES) expect(text).toContain(`\n### ${stage}\n`);
    const names = [...SHIPPED_RULES.map(({ name }) => name), ...Object.keys(TASKS)];
    expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
    expect(text).not.toMatch(/undefined|null|\[object/);
  });

  it('has a cell for each stage and event: where it leads, that it stays, or the refusal', () => {
    const matrix = text.split('## The matrix')[1]?.split('\n') ?? [];
    for (const event of EVENTS) {
      const row = matrix.find((line) => line.startsWith(`| \`${event}\` |`));
      const cells = row?.split(' | ').slice(1) ?? [];
      expect(cells).toHaveLength(STAGES.length);
      STAGES.forEach((stage, index) => {
        const to = rowOf(stage).moves[event]?.to;
        const expected = to ? `→ ${to}` : isLegal(stage, event) ? 'stays' : '✗ ';
        expect(`${event} ${cells[index]}`).toContain(`${event} ${expected}`);
      });
    }
  });
});
