/** The README names every variable that the program and its tools read, and every dependency. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { TOOL_VARIABLES, VARIABLES } from '../../ops/config';

const file = (name: string) => readFileSync(path.resolve(__dirname, '../..', name), 'utf8');
const dependencies = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});

test.each(Object.keys({ ...VARIABLES, ...TOOL_VARIABLES }))('the README names %s', (name) => {
  expect(file('README.md')).toContain(`\`${name}\``);
});

test('each dependency stands in the README with its reason', () => {
  const all = dependencies.parse(JSON.parse(file('package.json')));
  const names = Object.keys({ ...all.dependencies, ...all.devDependencies });
  const readme = file('README.md');
  const missing = names.filter((name) => !readme.includes(`\`${name}\``));
  // Types travel with the package they describe.
  expect(missing.filter((name) => !name.startsWith('@types/'))).toEqual([]);
});
