/** The master key is exchanged under a running program, is broken off on the way, and ends well. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { findOrCreateByCpr, personIdentity } from '../../db/persons';
import { checkCanary, WrongMasterKey } from '../../db/sealed';
import { inTransaction, openDatabase, SYSTEM, type Keys } from '../../db/transaction';
import { instant, type PersonId } from '../../domain/ids';
import type { Config } from '../../ops/config';
import { makeMissingKeys, readDatabaseKeys } from '../../ops/keys';
import { journeyStack, type JourneyStack } from '../support/stack';
import { visitor } from '../support/visitor';

jest.setTimeout(300_000);
const PEOPLE = 2000;
const NEW_KEY = { id: 'm2', key: randomBytes(32).toString('base64') };
let stack: JourneyStack;
let owner: Client;
beforeAll(async () => {
  stack = await journeyStack({ prepare: withBothKeys });
  owner = new Client(stack.config.ownerUrl);
  await owner.connect();
  await fill(stack.config);
});
afterAll(async () => {
  await owner?.end();
  await stack?.stop();
});

/** What the operator does first: both keys in the file, and every process started with it. */
function withBothKeys(config: Config): void {
  makeMissingKeys(config);
  const old: unknown = JSON.parse(readFileSync(config.masterKeyFile, 'utf8'));
  writeFileSync(config.masterKeyFile, JSON.stringify({ keys: [old, NEW_KEY] }));
  writeFileSync(newFile(config), JSON.stringify(NEW_KEY), { mode: 0o600 });
}

const newFile = (config: Config) => path.join(config.dataDir, 'keys', 'master-new.json');

/** As many people as make the exchange last a while. */
async function fill(config: Config): Promise<void> {
  const db = openDatabase({
    url: config.appUrl,
    applicationName: 'forloeb-test',
    keys: readDatabaseKeys(config),
  });
  for (let first = 0; first < PEOPLE; first += 250) {
    await inTransaction(db, SYSTEM, async (tx) => {
      for (let number = first; number < first + 250; number += 1) {
        const cpr = String(3_000_000_000 + number);
        await findOrCreateByCpr(tx, { cpr, name: `P${number}`, at: instant(Date.now()) });
      }
    });
  }
  await db.close();
}

/** `node dist/ops/rotate.js master --new FILE`, as in production. */
function rotating(): { child: ChildProcess; said: () => string } {
  const { config } = stack;
  const program = path.resolve(__dirname, '../../dist/ops/rotate.js');
  const child = spawn(process.execPath, [program, 'master', '--new', newFile(config)], {
    env: {
      ...process.env,
      DATABASE_URL: config.ownerUrl,
      MASTER_KEY_FILE: config.masterKeyFile,
      HASH_KEY_FILE: config.hashKeyFile,
    },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  }
  return { child, said: () => text };
}

let newcomers = 0;
/** Somebody logs in for the first time, begins, and comes back: web, worker and Temporal do it. */
async function applies(): Promise<void> {
  const somebody = visitor(stack.url);
  newcomers += 1;
  // The page names a newcomer by the second: two within one would be the same person.
  const who = { person: `ny:${newcomers}` };
  const begun = await somebody.press(await somebody.open('/oevelse'), 'Vær en ny ansøger', who);
  const name = / Prøve/.exec(begun.page?.root.querySelector('header')?.innerText ?? '');
  if (begun.page?.status !== 200 || !name) {
    throw new Error(`somebody was met by ${begun.page?.status}: ${begun.page?.text ?? ''}`);
  }
  const again = await somebody.open('/ansoegning');
  if (again.status !== 200) throw new Error(`and then by ${again.status}: ${again.text}`);
}

async function wrappedBy(): Promise<number[]> {
  const { rows } = await owner.query<{ count: number }>(
    'SELECT count(*)::int FROM person_key GROUP BY key_id ORDER BY 1',
  );
  return rows.map(({ count }) => count);
}

test('people apply all the while; killed on the way it goes on; the new key alone opens all', async () => {
  await applies();
  expect(await wrappedBy()).toEqual([PEOPLE + 1]);
  const first = rotating();
  const ended = once(first.child, 'exit');
  // Killed as soon as some, and not all, are under the new key.
  let counts = await wrappedBy();
  while (counts.length < 2 && first.child.exitCode === null) counts = await wrappedBy();
  first.child.kill('SIGKILL');
  await ended;
  const between = await wrappedBy();
  process.stderr.write(`rotation: killed with ${between.join(' and ')} under the two keys\n`);
  expect(between).toHaveLength(2);
  await applies();

  const second = rotating();
  const done = once(second.child, 'exit');
  let met = 0;
  do {
    await applies();
    met += 1;
  } while (second.child.exitCode === null);
  const [code] = (await done) as [number];
  process.stderr.write(`rotation: ${met} people applied meanwhile. ${second.said()}`);
  expect([code, second.said()]).toEqual([0, expect.stringContaining('Done: ')]);
  await applies();
  expect(await wrappedBy()).toEqual([PEOPLE + 3 + met]);
  await opensAll();
});

async function opensAll(): Promise<void> {
  const { master: old, hash } = readDatabaseKeys(stack.config);
  const url = stack.config.appUrl;
  const open = (keys: Keys) => openDatabase({ url, applicationName: 'forloeb-test', keys });
  const after = open({ master: Buffer.from(NEW_KEY.key, 'base64'), hash });
  await checkCanary(after);
  const { rows } = await owner.query<{ id: PersonId }>('SELECT person_id AS id FROM person');
  await inTransaction(after, SYSTEM, async (tx) => {
    for (const { id } of rows) expect((await personIdentity(tx, id)).name).not.toBe('');
  });
  await after.close();
  const before = open({ master: old, hash });
  await expect(checkCanary(before)).rejects.toBeInstanceOf(WrongMasterKey);
  await before.close();
}
