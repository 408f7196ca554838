/** Whoever is on call at night types what stands in the documents: all of it is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { INCIDENTS } from '../../domain/incidents';

const ROOT = path.resolve(__dirname, '../..');
const read = (name: string) => readFileSync(path.join(ROOT, name), 'utf8');
const documents = [
  'README.md',
  'compose.production.yml',
  'docker-compose.yml',
  ...readdirSync(path.join(ROOT, 'docs'))
    .filter((name) => name.startsWith('OPERATIONS'))
    .map((name) => `docs/${name}`),
];

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')));
const { services } = z
  .object({
    services: z.record(z.string(), z.object({ profiles: z.array(z.string()).default([]) })),
  })
  .parse(parse(read('compose.production.yml'), { merge: true }));
const verbs = read('ops/bootstrap.mjs');

function named(pattern: RegExp): string[] {
  const found = documents.flatMap((name) => [...read(name).matchAll(pattern)]);
  return [...new Set(found.map(([, what = '']) => what))].toSorted();
}

test.each(named(/\bnpm (?:run )?(start|test|(?<=run )[a-z]+)/g))(
  'npm run %s is a script',
  (name) => {
    expect(scripts[name]).toBe(`node ops/bootstrap.mjs ${name}`);
    expect(verbs).toMatch(new RegExp(`^ {2}${name}(:|,)`, 'm'));
  },
);

test.each(named(/\bdist\/ops\/(\w+)\.js/g))('dist/ops/%s.js is made by the build', (name) => {
  expect(existsSync(path.join(ROOT, 'ops', `${name}.ts`))).toBe(true);
});

test('every container that is named is one of production', () => {
  const lines = [
    ...named(/\bdc run --rm (?:-v \S+ )?([a-z0-9][a-z0-9-]*)/g),
    ...named(/\bdc (?:exec|up -d --no-deps|up -d|stop|logs|ps) ([a-z0-9 -]+)/g),
  ];
  // What follows `node`, or stands after "run --rm NAME", is said to the program inside.
  const words = lines.flatMap((line) => (line.split(/ node\b| -/)[0] ?? '').split(' '));
  const containers = words.filter((word) => word !== '' && word !== 'node');
  expect(containers.length).toBeGreaterThan(8);
  expect(containers.filter((word) => !(word in services))).toEqual([]);
});

test('what runs by hand only is told of', () => {
  const byHand = Object.entries(services).filter(([, one]) => one.profiles.includes('by-hand'));
  const text = documents.map(read).join('\n');
  for (const [name] of byHand) expect(text).toMatch(new RegExp(`dc run --rm (-v \\S+ )?${name}`));
});

test('each kind of incident has its row', () => {
  const text = read('docs/OPERATIONS.md');
  for (const kind of INCIDENTS) expect(text).toContain(`| \`${kind}\` | `);
});
