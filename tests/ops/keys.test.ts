/** Keys: made once for practice, readable by their owner only, refused in production. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../../ops/config';
import type { Config } from '../../ops/config';
import { makeMissingKeys, readIdentitySecret, readKeys } from '../../ops/keys';

let folder: string;
let config: Config;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'forloeb-keys-'));
  config = readConfig({ FORLOEB_DATA: folder }, 'start');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const production = (): Config => ({ ...config, mode: 'production' });

test('the first start makes keys that only their owner can read, and the second keeps them', () => {
  makeMissingKeys(config);
  for (const file of [config.masterKeyFile, config.payloadKeyFile, config.hashKeyFile]) {
    expect(statSync(file).mode & 0o777).toBe(0o600);
  }
  expect(statSync(path.dirname(config.masterKeyFile)).mode & 0o777).toBe(0o700);
  const first = readKeys(config);
  makeMissingKeys(config);
  expect(readKeys(config)).toEqual(first);
});

test('every key is 32 bytes and no two are the same', () => {
  makeMissingKeys(config);
  const { master, payload, hash, session } = readKeys(config);
  const [{ key: payloadKey }] = payload;
  const secret = readIdentitySecret(config);
  const all = [master, payloadKey, hash].map((key) => key.toString('base64'));
  expect([master.length, payloadKey.length, hash.length]).toEqual([32, 32, 32]);
  expect(new Set([...all, ...session, secret]).size).toBe(5);
});

test('production refuses a key that was generated for practice', () => {
  makeMissingKeys(config);
  expect(() => readKeys(production())).toThrow('was generated for practice');
});

test('production makes no keys by itself', () => {
  makeMissingKeys(production());
  expect(() => readKeys(production())).toThrow('PAYLOAD_KEY_FILE names');
});

test('production takes its own keys, but not where others can read them', () => {
  makeMissingKeys(config);
  const files = ['masterKeyFile', 'payloadKeyFile', 'hashKeyFile', 'sessionSecretFile'] as const;
  for (const field of files) {
    const kept: unknown = JSON.parse(readFileSync(config[field], 'utf8'));
    writeFileSync(config[field], JSON.stringify({ ...Object(kept), generated: false }));
  }
  expect(readKeys(production()).master).toHaveLength(32);
  chmodSync(config.masterKeyFile, 0o644);
  expect(() => readKeys(production())).toThrow('is readable by others; chmod 600 it.');
});

test('a damaged key file is one sentence that says what it must hold', () => {
  makeMissingKeys(config);
  writeFileSync(config.masterKeyFile, '{"key":"short"}');
  expect(() => readKeys(config)).toThrow('must hold {"id": "…", "key": "<32 bytes in base64>"}');
});

/** Puts several keys into one file, as an operator does who exchanges one. */
function several(file: string, ...ids: readonly string[]): string[] {
  const keys = ids.map((id, at) => ({ id, key: Buffer.alloc(32, at + 1).toString('base64') }));
  writeFileSync(file, JSON.stringify({ keys }), { mode: 0o600 });
  return keys.map(({ key }) => key);
}

test('a file may hold several keys: the first is for what is new, the others still open', () => {
  makeMissingKeys(config);
  const masters = several(config.masterKeyFile, 'new', 'old');
  several(config.payloadKeyFile, 'p2', 'p1');
  const secrets = several(config.sessionSecretFile, 's2', 's1');
  const { master, otherMasters, payload, session } = readKeys(config);
  expect([master, ...otherMasters].map((key) => key.toString('base64'))).toEqual(masters);
  expect(payload.map(({ id }) => id)).toEqual(['p2', 'p1']);
  expect(session).toEqual(secrets);
  const [secret] = several(config.identityClientSecretFile, 'i2', 'i1');
  expect(readIdentitySecret(config)).toBe(secret);
});

test('what would be ambiguous is refused: an id twice, no key at all, two search keys', () => {
  makeMissingKeys(config);
  several(config.payloadKeyFile, 'p1', 'p1');
  expect(() => readKeys(config)).toThrow('PAYLOAD_KEY_FILE: ');
  expect(() => readKeys(config)).toThrow('has two keys of the same id; each needs its own.');
  several(config.payloadKeyFile);
  expect(() => readKeys(config)).toThrow('or several of these as {"keys": [ … ]}.');
  several(config.payloadKeyFile, 'p1');
  several(config.hashKeyFile, 'h2', 'h1');
  expect(() => readKeys(config)).toThrow('HASH_KEY_FILE: ');
});
