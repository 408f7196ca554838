/** One master key takes another's place while people go on reading and being read. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { rewrapSome, wrapWith } from '../../db/masterKey';
import { findOrCreateByCpr, personIdentity, searchPersons } from '../../db/persons';
import { checkCanary, WrongMasterKey } from '../../db/sealed';
import {
  inTransaction,
  openDatabase,
  SYSTEM,
  type Database,
  type Keys,
} from '../../db/transaction';
import type { PersonId } from '../../domain/ids';
import { readConfig } from '../../ops/config';
import { rotate } from '../../ops/rotate';
import { NOW, openClinic, type Clinic } from './clinic';

const PEOPLE = 250;
let clinic: Clinic;
let folder: string;
let old: Keys;
let next: Buffer;
let open: Database[];
beforeEach(async () => {
  clinic = await openClinic();
  folder = mkdtempSync(path.join(os.tmpdir(), 'forloeb-rotate-'));
  old = clinic.keys;
  next = randomBytes(32);
  open = [];
  await checkCanary(clinic.app);
});
afterEach(async () => {
  await Promise.all(open.map((db) => db.close()));
  await clinic.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A web process that was started with these keys. */
function webWith(keys: Keys): Database {
  const db = openDatabase({ url: clinic.place.appUrl, applicationName: 'forloeb-test', keys });
  open.push(db);
  return db;
}

function login(db: Database, number: number) {
  const cpr = String(1_000_000_000 + number);
  return inTransaction(db, SYSTEM, (tx) =>
    findOrCreateByCpr(tx, { cpr, name: `Person Nummer${number}`, at: NOW }),
  );
}

async function fill(db: Database, count: number): Promise<PersonId[]> {
  const ids: PersonId[] = [];
  for (let number = 0; number < count; number += 1) ids.push((await login(db, number)).personId);
  return ids;
}

function nameOf(db: Database, personId: PersonId): Promise<string> {
  return inTransaction(db, SYSTEM, async (tx) => (await personIdentity(tx, personId)).name);
}

function keyFile(name: string, ...keys: readonly Buffer[]): string {
  const file = path.join(folder, `${name}.json`);
  const all = keys.map((key, at) => ({ id: `${name}${at}`, key: key.toString('base64') }));
  writeFileSync(file, JSON.stringify(all.length === 1 ? all[0] : { keys: all }));
  chmodSync(file, 0o600);
  return file;
}

/** What `npm run rotate` does, and the lines that it says. */
async function rotated(
  what: 'master' | 'hash',
  of: { masters: readonly Buffer[]; to: Buffer },
): Promise<string[]> {
  const said: string[] = [];
  const environment = {
    DATABASE_URL: clinic.place.ownerUrl,
    MASTER_KEY_FILE: keyFile('master', ...of.masters),
    HASH_KEY_FILE: keyFile('hash', old.hash),
  };
  const config = readConfig(environment, 'rotate');
  await rotate(config, what, keyFile('new', of.to), (line) => said.push(line));
  return said;
}

test('people are made and read all the while, and afterwards the new key alone opens everything', async () => {
  const both = webWith({ ...old, otherMasters: [next] });
  const ids = await fill(both, PEOPLE);
  const newcomer = (await login(both, 9_999)).personId;
  let over = false;
  let reads = 0;
  const reading = (async () => {
    for (let turn = 0; !over; turn += 1) {
      const number = turn % PEOPLE;
      expect(await nameOf(both, ids[number] ?? newcomer)).toBe(`Person Nummer${number}`);
      expect((await login(both, PEOPLE + turn)).created).toBe(true);
      reads += 1;
    }
  })();
  const said = await rotated('master', { masters: [old.master, next], to: next });
  over = true;
  await reading;
  process.stderr.write(`${said.at(-1)} (${reads} persons read and made meanwhile)\n`);
  const after = webWith({ master: next, hash: old.hash });
  await checkCanary(after);
  expect(await nameOf(after, newcomer)).toBe('Person Nummer9999');
  for (const [number, id] of ids.entries())
    expect(await nameOf(after, id)).toBe(`Person Nummer${number}`);
  await expect(checkCanary(clinic.app)).rejects.toBeInstanceOf(WrongMasterKey);
});

test('broken off in the middle it goes on, and nobody starts with the new key alone before', async () => {
  const both = { ...old, otherMasters: [next] };
  const ids = await fill(webWith(both), 30);
  const owner = openDatabase({ url: clinic.place.ownerUrl, applicationName: 'x', keys: both });
  open.push(owner);
  await inTransaction(owner, SYSTEM, (tx) => wrapWith(tx, next));
  await inTransaction(owner, SYSTEM, (tx) => rewrapSome(tx, next, 10));

  const early = checkCanary(webWith({ master: next, hash: old.hash }));
  await expect(early).rejects.toThrow('let the rotation run to its end');
  await expect(checkCanary(webWith(old))).rejects.toBeInstanceOf(WrongMasterKey);
  await checkCanary(webWith({ ...old, master: next, otherMasters: [old.master] }));

  const said = await rotated('master', { masters: [next, old.master], to: next });
  expect(said.at(-1)).toContain('Done: 20 persons');
  expect(await rotated('master', { masters: [next], to: next })).toEqual([
    'The new key is in use already.',
    expect.stringContaining('Done: 0 persons'),
  ]);
  const after = webWith({ master: next, hash: old.hash });
  await checkCanary(after);
  for (const id of ids) expect(await nameOf(after, id)).toMatch(/^Person Nummer/);
});

test('a process without the new key keeps nobody under the old one, and says so', async () => {
  await fill(webWith(old), 3);
  await rotated('master', { masters: [old.master, next], to: next });
  await expect(login(webWith(old), 77)).rejects.toBeInstanceOf(WrongMasterKey);
  const { rowCount } = await clinic.owner.query('SELECT 1 FROM person');
  expect(rowCount).toBe(3);
});

test.each([
  ['only the old key is in the file', () => [old.master], 'does not hold the new key yet'],
  ['the old key is not in the file', () => [next, randomBytes(32)], 'is not the one'],
])('when %s, rotating is refused in a sentence and nothing changes', async (_, masters, words) => {
  const web = webWith(old);
  const [id] = await fill(web, 1);
  await expect(rotated('master', { masters: masters(), to: next })).rejects.toThrow(words);
  await checkCanary(web);
  expect(id && (await nameOf(web, id))).toBe('Person Nummer0');
});

test('with a new search key everybody is found, and a process with the old one makes nobody twice', async () => {
  const before = webWith(old);
  const ids = await fill(before, 5);
  const said = await rotated('hash', { masters: [old.master], to: next });
  expect(said).toEqual([expect.stringContaining('Done: 5 persons')]);
  const after = webWith({ ...old, hash: next });
  await checkCanary(after);
  expect(await login(after, 3)).toEqual({ personId: ids[3], created: false });
  const found = await inTransaction(after, SYSTEM, (tx) => searchPersons(tx, 'nummer4', 9));
  expect(found.map(({ personId }) => personId)).toContain(ids[4]);

  await expect(checkCanary(before)).rejects.toBeInstanceOf(WrongMasterKey);
  await expect(login(before, 3)).rejects.toBeInstanceOf(WrongMasterKey);
  const { rowCount } = await clinic.owner.query('SELECT 1 FROM person');
  expect(rowCount).toBe(5);
  expect(await rotated('hash', { masters: [old.master], to: next })).toEqual([
    'The new search key is in use already.',
  ]);
});

test('the web and the worker may not change what wraps anybody', async () => {
  const [id] = await fill(webWith(old), 1);
  for (const db of [clinic.app, clinic.worker]) {
    const change = (sql: string) => inTransaction(db, SYSTEM, (tx) => tx.run(sql));
    await expect(change(`UPDATE person_key SET key_id = 'x'`)).rejects.toThrow('denied');
    await expect(change('UPDATE canary SET canary_id = 1')).rejects.toThrow('denied');
  }
  expect(id && (await nameOf(clinic.app, id))).toBe('Person Nummer0');
});
