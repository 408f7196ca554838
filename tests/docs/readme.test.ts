/**
 * The README shows the course as the table has it, and nothing that is not there. After a change of
 * the table: FORLOEB_WRITE_DOCS=1 npm test -- tests/docs
 */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EVENTS, moveOf, STAGES } from '../../domain/course';
import { TOOL_VARIABLES, VARIABLES } from '../../ops/config';
import { courseDiagram } from './courseDiagram';

const ROOT = path.resolve(__dirname, '../..');
const README = path.join(ROOT, 'README.md');
const BLOCK = /```mermaid\n([\s\S]*?)\n```/;
const readme = () => readFileSync(README, 'utf8');

test('a reader sees the course that the table describes', () => {
  if (process.env.FORLOEB_WRITE_DOCS) {
    writeFileSync(
      README,
      readme().replace(BLOCK, () => `\`\`\`mermaid\n${courseDiagram()}\n\`\`\``),
    );
  }
  expect(BLOCK.exec(readme())?.[1]).toBe(courseDiagram());
});

test('the diagram has every stage and every move, once', () => {
  const lines = courseDiagram().split('\n');
  for (const stage of STAGES) {
    expect(lines.filter((line) => line.startsWith(`  ${stage} : `))).toHaveLength(1);
    for (const event of EVENTS) {
      const move = moveOf(stage, event);
      const naming = lines.filter(
        (line) =>
          line.startsWith(`  ${stage} --> `) &&
          line
            .split(' : ')[1]
            ?.split(', ')
            .some((said) => said.split(' ')[0] === event),
      );
      expect(naming.map((line) => line.split(' : ')[0])).toEqual(
        move ? [`  ${stage} --> ${move.to}`] : [],
      );
    }
  }
});

test('every picture and page that the README points at is there', () => {
  const links = [...readme().matchAll(/\]\(([^)#\s]+)\)/g)].map(([, target = '']) => target);
  const own = links.filter((target) => !/^https?:/.test(target));
  expect(own.length).toBeGreaterThan(10);
  expect(own.filter((target) => !existsSync(path.join(ROOT, target)))).toEqual([]);
});

test('a picture is light enough to read on a slow line', () => {
  const pictures = [...readme().matchAll(/\((docs\/pictures\/[^)]+)\)|"(docs\/pictures\/[^"]+)"/g)];
  const files = pictures.map(([, link, source]) => link ?? source ?? '');
  expect(files.length).toBeGreaterThanOrEqual(10);
  expect(files.filter((file) => statSync(path.join(ROOT, file)).size > 300_000)).toEqual([]);
});

test('the table of variables says what the program says', () => {
  const plain = readme().replaceAll('`', '');
  for (const [name, { meaning, practice, requiredBy }] of Object.entries(VARIABLES)) {
    expect(plain).toContain(`| ${name} | ${meaning} | ${practice} | ${requiredBy.join(', ')} |`);
  }
  for (const name of Object.keys(TOOL_VARIABLES)) expect(plain).toContain(`| ${name} |`);
});
