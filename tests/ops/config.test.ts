/** What a person is told when the environment is wrong, before anything starts. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readConfig, VARIABLES } from '../../ops/config';
import type { Entry } from '../../ops/config';

const production = {
  FORLOEB_MODE: 'production',
  BASE_URL: 'https://behandling.example.dk/',
  DATABASE_URL: 'postgres://owner:pw@db/forloeb',
  DATABASE_APP_URL: 'postgres://app:pw@db/forloeb',
  DATABASE_WORKER_URL: 'postgres://worker:pw@db/forloeb',
  DATABASE_STATISTICS_URL: 'postgres://statistics:pw@db/forloeb',
  TEMPORAL_ADDRESS: 'temporal:7233',
  MASTER_KEY_FILE: '/run/secrets/master',
  PAYLOAD_KEY_FILE: '/run/secrets/payload',
  HASH_KEY_FILE: '/run/secrets/hash',
  SESSION_SECRET_FILE: '/run/secrets/session',
  IDENTITY_ISSUER: 'https://login.example.dk',
  IDENTITY_CLIENT_ID: 'forloeb',
  IDENTITY_CLIENT_SECRET_FILE: '/run/secrets/identity',
  PARTNERS_URL: 'https://partners.example.dk',
};

test('practice needs no variable at all, and listens on this machine only', () => {
  const config = readConfig({}, 'start');
  expect(config).toMatchObject({ mode: 'practice', host: '127.0.0.1', taskQueue: 'forloeb' });
  expect(config.baseUrl).toBe('http://127.0.0.1:3000');
  expect(config.temporalIsGiven).toBe(false);
  expect(Object.isFrozen(config)).toBe(true);
});

test('addresses follow the ports they are made of', () => {
  const config = readConfig(
    { WEB_PORT: '4000', TEMPORAL_PORT: '4001', STANDINS_PORT: '4002' },
    'web',
  );
  expect(config.baseUrl).toBe('http://127.0.0.1:4000');
  expect(config.temporalAddress).toBe('127.0.0.1:4001');
  expect(config.partnersUrl).toBe('http://127.0.0.1:4002');
});

test('a variable that is set but empty counts as not set', () => {
  expect(readConfig({ WEB_PORT: '', DATABASE_URL: ' ' }, 'start')).toEqual(readConfig({}, 'start'));
});

test.each([
  ['WEB_PORT', 'abc', 'WEB_PORT is wrong: it must be a port number between 1 and 65535.'],
  ['WEB_PORT', '70000', 'WEB_PORT is wrong: it must be a port number between 1 and 65535.'],
  ['FORLOEB_MODE', 'prod', 'FORLOEB_MODE is wrong: it must be practice or production.'],
  ['TEMPORAL_ADDRESS', 'here', 'TEMPORAL_ADDRESS is wrong: it must have the form host:port.'],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL is wrong: it must be one of debug, info, warn, error, silent.'],
  [
    'BASE_URL',
    'localhost',
    'BASE_URL is wrong: it must be an address that begins with http:// or https://.',
  ],
  [
    'DATABASE_URL',
    'mysql://x',
    'DATABASE_URL is wrong: it must be an address of the form ' +
      'postgres://login:password@host:5432/name.',
  ],
])('%s=%s stops the start with one sentence', (name, value, sentence) => {
  const given = name === 'FORLOEB_MODE' ? {} : { FORLOEB_MODE: 'practice' };
  expect(() => readConfig({ ...given, [name]: value }, 'start')).toThrow(sentence);
});

const needed = Object.entries(VARIABLES).flatMap(([name, { requiredBy }]) =>
  requiredBy.map((entry): [Entry, string] => [entry, name]),
);

test.each(needed)('production %s does not start without %s, and says so', (entry, name) => {
  const without = Object.fromEntries(Object.entries(production).filter(([key]) => key !== name));
  expect(() => readConfig(without, entry)).toThrow(`${name} is not set: in production ${entry}`);
});

test('production web starts with everything given, and knows no other login than its own', () => {
  const { DATABASE_APP_URL, DATABASE_URL: _, DATABASE_WORKER_URL: _w, ...rest } = production;
  const config = readConfig({ ...rest, DATABASE_APP_URL }, 'web');
  expect(config).toMatchObject({ ownerUrl: '', workerUrl: '', appUrl: DATABASE_APP_URL });
  expect(config.baseUrl).toBe('https://behandling.example.dk');
});

test('production has no stand-ins and no npm start', () => {
  expect(() => readConfig(production, 'partners')).toThrow('stand-ins are for practice');
  expect(() => readConfig(production, 'start')).toThrow('npm start is for practice');
});

test('an address with its password may be a file, which must be there and be the only one', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'forloeb-config-'));
  const file = path.join(folder, 'app');
  writeFileSync(file, `${production.DATABASE_APP_URL}\n`);
  const { DATABASE_APP_URL: _, ...rest } = production;
  const config = readConfig({ ...rest, DATABASE_APP_URL_FILE: file }, 'web');
  expect(config.appUrl).toBe(production.DATABASE_APP_URL);
  expect(() => readConfig({ ...production, DATABASE_APP_URL_FILE: file }, 'web')).toThrow(
    'DATABASE_APP_URL and DATABASE_APP_URL_FILE are both set',
  );
  rmSync(folder, { recursive: true });
  expect(() => readConfig({ ...rest, DATABASE_APP_URL_FILE: file }, 'web')).toThrow(
    'which cannot be read',
  );
});
