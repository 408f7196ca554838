/** The containers are given what the program asks for: no more, no less, and no secret in a file here. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig, VARIABLES } from '../../ops/config';
import type { Entry } from '../../ops/config';
import { ALSO_AS_FILE } from '../../ops/environment';
import { paths } from '../../web/paths';

const ROOT = path.resolve(__dirname, '../..');
const read = (name: string) => readFileSync(path.join(ROOT, name), 'utf8');

const words = z.union([z.string().transform((word) => [word]), z.array(z.string())]).default([]);
const service = z.object({
  image: z.string().optional(),
  command: words,
  entrypoint: words,
  environment: z.record(z.string(), z.coerce.string()).default({}),
  secrets: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  profiles: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  restart: z.string().optional(),
});
type Service = z.infer<typeof service>;
const file = z.object({
  services: z.record(z.string(), service),
  secrets: z.record(z.string(), z.object({ file: z.string() })).default({}),
});

const practice = file.parse(parse(read('docker-compose.yml'), { merge: true }));
const production = file.parse(parse(read('compose.production.yml'), { merge: true }));
const all = [...Object.entries(practice.services), ...Object.entries(production.services)];

/** dist/ops/NAME.js of a service that runs our image; undefined for the others. */
function programOf({ command, entrypoint }: Service): string | undefined {
  const said = [...entrypoint, ...command].join(' ');
  return /dist\/ops\/(\w+)\.js/.exec(said)?.[1];
}
const ofOurs = (of: z.infer<typeof file>) =>
  Object.entries(of.services).flatMap(([name, one]) => {
    const program = programOf(one);
    return program === undefined ? [] : [{ name, program, ...one }];
  });
const entryOf = (program: string): Entry => (program === 'seed' ? 'start' : (program as Entry));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'forloeb-compose-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The environment as a container would have it, the secrets being files of this test. */
function insideOf(environment: Record<string, string>): Record<string, string> {
  const login = path.join(folder, 'login');
  writeFileSync(login, 'postgres://login:password@postgres:5432/forloeb\n');
  const pairs = Object.entries(environment).map(([name, value]) => {
    if (ALSO_AS_FILE.some((one) => name === `${one}_FILE`)) return [name, login];
    return [name, value.replace(/^\$\{.*\}$/, 'https://given.example.dk')];
  });
  return Object.fromEntries(pairs) as Record<string, string>;
}

test.each([...ofOurs(practice), ...ofOurs(production)])(
  '$name runs a program that is in the image, with variables that the program reads',
  ({ program, environment }) => {
    expect(existsSync(path.join(ROOT, 'ops', `${program}.ts`))).toBe(true);
    expect(program.startsWith('measure')).toBe(false);
    const known = [...Object.keys(VARIABLES), ...ALSO_AS_FILE.map((name) => `${name}_FILE`)];
    expect(Object.keys(environment).filter((name) => !known.includes(name))).toEqual([]);
    expect(() => readConfig(insideOf(environment), entryOf(program))).not.toThrow();
  },
);

test.each(ofOurs(production))('$name is given the secrets that it names, and no other', (one) => {
  const named = Object.values(one.environment).flatMap((value) =>
    value.startsWith('/run/secrets/') ? [value.replace('/run/secrets/', '')] : [],
  );
  expect(one.secrets.toSorted()).toEqual(named.toSorted());
  expect(one.environment.FORLOEB_MODE).toBe('production');
});

test('what production must be given for a process is what the program asks of it', () => {
  for (const { program, environment } of ofOurs(production)) {
    for (const [name, { requiredBy }] of Object.entries(VARIABLES)) {
      if (!requiredBy.includes(entryOf(program))) continue;
      const without = Object.entries(environment).filter(
        ([given]) => given !== name && given !== `${name}_FILE`,
      );
      expect(without.length).toBe(Object.keys(environment).length - 1);
      expect(() => readConfig(insideOf(Object.fromEntries(without)), entryOf(program))).toThrow(
        name,
      );
    }
  }
});

test('whatever a document tells the person on call to run can be run in production', () => {
  const there = ofOurs(production);
  const programs = new Set(there.map(({ program }) => program));
  const entries = new Set(Object.values(VARIABLES).flatMap(({ requiredBy }) => requiredBy));
  // Partners are practice, and rebuild is started inside a worker's container.
  const missing = [...entries].filter((entry) => !programs.has(entry)).toSorted();
  expect(missing).toEqual(['rebuild']);
  for (const { environment } of there.filter(({ program }) => program === 'worker')) {
    expect(() => readConfig(insideOf(environment), 'rebuild')).not.toThrow();
  }
  const files = ['docs/OPERATIONS.md', 'docs/OPERATIONS-keys.md'].map(read).join('\n');
  const run = [...files.matchAll(/`dc run --rm (?:-v \S+ )?(\S+?)[ `]/g)].map(([, name]) => name);
  expect(new Set(run)).toEqual(new Set(['migrate', 'backup', 'restore', 'rotate']));
  expect(run.filter((name) => !production.services[name ?? '']?.profiles.length)).toEqual([]);
});

test('every secret of production is a file outside this repository, used and listed', () => {
  const used = new Set(Object.values(production.services).flatMap(({ secrets }) => secrets));
  expect([...used].toSorted()).toEqual(Object.keys(production.secrets).toSorted());
  for (const { file: place } of Object.values(production.secrets)) {
    expect(place).toMatch(/^\$\{SECRETS_DIR:\?/);
  }
  const text = read('compose.production.yml');
  expect(text).not.toMatch(/(PASSWORD|PWD|SECRET)\s*:/);
  expect(text).not.toMatch(/:\/\/[^\s:@]+:(?!PASSWORD@)[^\s@]+@/);
});

test('practice needs no secret: its only password is the word "practice"', () => {
  const text = read('docker-compose.yml');
  expect(text).not.toMatch(/(?<!\$)\$\{/);
  expect(practice.secrets).toEqual({});
  for (const { environment } of Object.values(practice.services)) {
    for (const [name, value] of Object.entries(environment)) {
      if (/PASSWORD|PWD|SECRET/.test(name)) expect([name, value]).toEqual([name, 'practice']);
      if (value.startsWith('postgres:')) expect(new URL(value).password).toBe('practice');
    }
  }
});

test('production has two webs and two workers, and starts them again when they end', () => {
  for (const program of ['web', 'worker']) {
    const those = ofOurs(production).filter((one) => one.program === program);
    expect(those.map(({ restart }) => restart)).toEqual(['unless-stopped', 'unless-stopped']);
    expect(those.every(({ depends_on }) => 'temporal' in depends_on)).toBe(true);
  }
});

test('commands by hand never run by themselves', () => {
  for (const { program, profiles, restart } of ofOurs(production)) {
    if (program === 'web' || program === 'worker') continue;
    expect([program, profiles, restart]).toEqual([program, ['by-hand'], 'no']);
  }
});

test('nothing listens but to this machine: a proxy stands in front', () => {
  const ports = all.flatMap(([, one]) => one.ports);
  expect(ports.length).toBeGreaterThan(5);
  expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  const open = Object.entries(production.services).filter(([, one]) => one.ports.length > 0);
  expect(open.map(([name]) => name)).toEqual(['web-1', 'web-2', 'temporal-ui']);
});

test('Temporal stands on Postgres, its schema and server of one version', () => {
  for (const { services } of [practice, production]) {
    const images = Object.values(services).flatMap(({ image = '' }) =>
      /^temporalio\/(?:server|admin-tools):(.+)$/.test(image) ? [image.split(':')[1]] : [],
    );
    expect(images.length).toBe(3);
    expect(new Set(images).size).toBe(1);
    expect(services.temporal?.environment.DB).toBe('postgres12');
    expect(services.temporal?.depends_on).toEqual({
      'temporal-schema': { condition: 'service_completed_successfully' },
    });
    // The server of these images ends at once without this file.
    const mounted = services.temporal?.environment.DYNAMIC_CONFIG_FILE_PATH ?? '';
    const [from, to] = services.temporal?.volumes[0]?.split(':') ?? [];
    expect(to).toBe(mounted);
    expect(existsSync(path.join(ROOT, from ?? 'nowhere'))).toBe(true);
  }
});

test('a web counts as healthy when its own page says so', () => {
  const webs = all.filter(([, one]) => programOf(one) === 'web');
  expect(webs.length).toBe(3);
  for (const [, { healthcheck }] of webs) {
    expect(healthcheck?.test.join(' ')).toContain(`:3000${paths.ready.to()}'`);
  }
});

test('every part that others wait for says whether it is well', () => {
  for (const [name, { depends_on }] of all) {
    for (const [other, { condition }] of Object.entries(depends_on)) {
      const found = all.filter(([one]) => one === other);
      expect([name, other, found.length > 0]).toEqual([name, other, true]);
      if (condition !== 'service_healthy') continue;
      expect(found.some(([, { healthcheck }]) => healthcheck !== undefined)).toBe(true);
    }
  }
});

test('the image is a slim Debian with a Node that we support, and nobody is root in it', () => {
  const text = read('Dockerfile');
  const bases = [...text.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
  expect(new Set(bases)).toEqual(new Set(['node:24-bookworm-slim']));
  expect(text).toMatch(/^USER node$/m);
  expect(text).toContain('node ops/bootstrap.mjs build');
  expect(text).toContain('COPY --from=build /app/dist dist');
  const [, started] = /^CMD \["node", "dist\/ops\/(\w+)\.js"\]$/m.exec(text) ?? [];
  expect(existsSync(path.join(ROOT, 'ops', `${started}.ts`))).toBe(true);
});
