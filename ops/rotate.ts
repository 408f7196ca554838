/**
 * `npm run rotate -- master --new FILE` and `… hash --new FILE`: puts a new key in an old one's
 * place in the database. Broken off, the same command goes on where it stopped.
 */
import { parseArgs } from 'node:util';
import { hashWith, leftToRewrap, rewrapSome, wrapWith, WrongMasterKey } from '../db/masterKey';
import { rehashPersons } from '../db/persons';
import { inTransaction, openDatabase, SYSTEM, type Database, type Keys } from '../db/transaction';
import { readConfig, type Config } from './config';
import { readDatabaseKeys, readOneKey } from './keys';
import { withOwnerToRead } from './ownerDatabase';
import { inWords, Sentence } from './sentence';
import type { Tell } from './cache';

const USAGE = 'Say: npm run rotate -- master --new FILE, or: npm run rotate -- hash --new FILE';
/** So many persons a transaction: the pages that want to read one of them do not notice. */
const AT_ONCE = 100;
/** A line for whoever waits, every so many persons. */
const TOLD_EVERY = 10_000;

/**
 * Rotates as the owner of the database, who alone may change what is wrapped; in practice also beside
 * a running `npm start`.
 */
export async function rotate(
  config: Config,
  what: 'master' | 'hash',
  file: string,
  tell: Tell,
): Promise<void> {
  const keys = readDatabaseKeys(config);
  const next = readOneKey(file, '--new', config.mode);
  const exchange = what === 'master' ? rotateMaster : rotateHash;
  await withOwnerToRead(config, (ownerUrl) =>
    exchange({ config: { ...config, ownerUrl }, keys, next, tell }),
  ).catch((failure: unknown) => {
    throw failure instanceof WrongMasterKey ? new Sentence(failure.message) : failure;
  });
}

interface Rotation {
  readonly config: Config;
  readonly keys: Keys;
  readonly next: Buffer;
  readonly tell: Tell;
}

/** Web and worker go on meanwhile: both keys are in their file, so both kinds of rows open. */
async function rotateMaster({ config, keys, next, tell }: Rotation): Promise<void> {
  const all = [keys.master, ...(keys.otherMasters ?? [])];
  if (!all.some((one) => one.equals(next))) {
    throw new Sentence(
      'MASTER_KEY_FILE does not hold the new key yet: put both into it as {"keys": [old, new]}, ' +
        'restart every web and worker process with it, and then come again.',
    );
  }
  await withDatabase(config, keys, async (db) => {
    const began = await inTransaction(db, SYSTEM, (tx) => wrapWith(tx, next));
    tell(began ? 'New persons are under the new key.' : 'The new key is in use already.');
    let done = 0;
    for (;;) {
      const some = await inTransaction(db, SYSTEM, (tx) => rewrapSome(tx, next, AT_ONCE));
      done += some;
      if (some > 0 && done % TOLD_EVERY === 0) tell(`${done} persons so far.`);
      if (some === 0 && (await inTransaction(db, SYSTEM, (tx) => leftToRewrap(tx, next))) === 0)
        break;
    }
    tell(
      `Done: ${done} persons’ keys were wrapped anew, and none is left under another key. Now ` +
        'MASTER_KEY_FILE may hold the new key alone; keep the old one as long as older backups.',
    );
  });
}

/** All or nothing: a person found under one key and not under the other would be made twice. */
async function rotateHash({ config, keys, next, tell }: Rotation): Promise<void> {
  await withDatabase(config, { ...keys, hash: next }, async (db) => {
    const done = await inTransaction(db, SYSTEM, async (tx) =>
      (await hashWith(tx, keys)) ? rehashPersons(tx) : undefined,
    );
    tell(
      done === undefined
        ? 'The new search key is in use already.'
        : `Done: ${done} persons are found under the new key. Now put it at HASH_KEY_FILE and start ` +
            'web and worker; the old one is needed for older backups only.',
    );
  });
}

async function withDatabase(
  config: Config,
  keys: Keys,
  work: (db: Database) => Promise<void>,
): Promise<void> {
  const url = config.ownerUrl;
  const db = openDatabase({ url, applicationName: 'forloeb-rotate', keys, poolSize: 1 });
  try {
    await work(db);
  } finally {
    await db.close();
  }
}

/** What was asked for; a Sentence for whatever was meant otherwise. */
function asked(): { what: 'master' | 'hash'; file: string } {
  const { values, positionals } = parsed();
  const [what] = positionals;
  const known = positionals.length === 1 && (what === 'master' || what === 'hash');
  if (!known || !values.new) throw new Sentence(USAGE);
  return { what, file: values.new };
}

function parsed() {
  try {
    return parseArgs({ allowPositionals: true, options: { new: { type: 'string' } } });
  } catch {
    throw new Sentence(USAGE);
  }
}

async function main(): Promise<void> {
  const { what, file } = asked();
  await rotate(readConfig(process.env, 'rotate'), what, file, (line) => console.log(line));
}

if (require.main === module) {
  main().then(
    () => process.exit(0),
    (failure: unknown) => {
      console.error(inWords(failure));
      process.exit(1);
    },
  );
}
