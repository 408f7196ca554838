/** The master key: wraps every person's data key, is proved by a canary, and can be exchanged. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { PersonId } from '../domain/ids';
import { decrypt, encrypt } from './aes';
import { zBytes, zId } from './columns';
import { inTransaction, SYSTEM } from './transaction';
import type { Database, Keys, Tx } from './transaction';

/** A data key as it lies in its row, with the public name of the master key that wrapped it. */
export interface Wrapped {
  readonly wrappedKey: Buffer;
  readonly keyId: string;
}

/** The keys given are not those the database was filled with. */
export class WrongMasterKey extends Error {
  constructor(
    message = 'The master key is not the one this database was sealed with: ' +
      'nothing in it can be read. Start with the key file that belongs to these data.',
  ) {
    super(message);
    this.name = 'WrongMasterKey';
  }
}

const CANARY = 'canary|sealed|1';
const wrapPlace = (personId: PersonId): string => `person_key|wrapped_key|${personId}`;

const mastersOf = (keys: Keys): readonly Buffer[] => [keys.master, ...(keys.otherMasters ?? [])];

/** A short public name of a master key, by which its rows are known. */
function nameOf(master: Buffer): string {
  return createHash('sha256').update('forloeb key id').update(master).digest('hex').slice(0, 12);
}

/** What the canary holds: it binds the key of the search hashes to these data as well. */
const songOf = (hash: Buffer): Buffer => createHash('sha256').update(hash).digest();

/** Held shared by who wraps a new key, alone by who changes which key wraps: nothing slips between. */
const LOCK = 'forloeb keys';
const LOCK_SHARED = 'SELECT pg_advisory_xact_lock_shared(hashtext($1))';
const LOCK_ALONE = 'SELECT pg_advisory_xact_lock(hashtext($1))';

/**
 * Wraps a new person's data key with the master key that the canary names, whichever key stands
 * first in the file. Throws WrongMasterKey for a process that has not been given the key of today,
 * or has an older search key: it would make a second person of somebody it did not find.
 */
export async function wrap(tx: Tx, personId: PersonId, dataKey: Buffer): Promise<Wrapped> {
  const { keys } = tx.secrets;
  await tx.run(LOCK_SHARED, [LOCK]);
  const canary = await readCanary(tx);
  const master = canary === undefined ? keys.master : singer(keys, canary);
  if (!master) throw new WrongMasterKey();
  return { wrappedKey: encrypt(master, wrapPlace(personId), dataKey), keyId: nameOf(master) };
}

/** Throws WrongMasterKey when the key that wrapped it is none of ours. */
export function unwrap(keys: Keys, personId: PersonId, { wrappedKey, keyId }: Wrapped): Buffer {
  const master = mastersOf(keys).find((one) => nameOf(one) === keyId);
  if (!master) throw new WrongMasterKey();
  return decrypt(master, wrapPlace(personId), wrappedKey);
}

async function readCanary(tx: Tx): Promise<Buffer | undefined> {
  return (await tx.row(z.object({ sealed: zBytes }), 'SELECT sealed FROM canary'))?.sealed;
}

/** The master key that opens the canary, if the search key is the right one too. */
function singer(keys: Keys, canary: Buffer): Buffer | undefined {
  return mastersOf(keys).find((master) => sings(master, canary, songOf(keys.hash)));
}

function sings(master: Buffer, sealed: Buffer, song: Buffer): boolean {
  try {
    return decrypt(master, CANARY, sealed).equals(song);
  } catch {
    return false;
  }
}

/**
 * Throws WrongMasterKey when the keys are others than at the first start, which writes the canary,
 * or when some person's key is wrapped with a master key that is not among them.
 */
export async function checkCanary(db: Database): Promise<void> {
  await inTransaction(db, SYSTEM, async (tx) => {
    const { keys } = tx.secrets;
    await tx.run(
      `INSERT INTO canary (canary_id, sealed) VALUES (1, $1)
      ON CONFLICT (canary_id) DO NOTHING`,
      [encrypt(keys.master, CANARY, songOf(keys.hash))],
    );
    const canary = await readCanary(tx);
    if (!canary || !singer(keys, canary)) throw new WrongMasterKey();
    await refuseStrangers(tx);
  });
}

async function refuseStrangers(tx: Tx): Promise<void> {
  const stranger = await tx.row(
    z.object({ keyId: z.string() }),
    'SELECT key_id FROM person_key WHERE key_id <> ALL($1) LIMIT 1',
    [mastersOf(tx.secrets.keys).map(nameOf)],
  );
  if (!stranger) return;
  throw new WrongMasterKey(
    'Some persons’ keys are still wrapped with a master key that is not in the key file: ' +
      'put it back beside the new one, and let the rotation run to its end.',
  );
}

/** From here on `next`, which must be among the keys, wraps. False: it did already. */
export async function wrapWith(tx: Tx, next: Buffer): Promise<boolean> {
  const { keys } = tx.secrets;
  await tx.run(LOCK_ALONE, [LOCK]);
  const canary = await readCanary(tx);
  if (!canary || !singer(keys, canary)) throw new WrongMasterKey();
  await refuseStrangers(tx);
  if (sings(next, canary, songOf(keys.hash))) return false;
  await tx.run('UPDATE canary SET sealed = $1', [encrypt(next, CANARY, songOf(keys.hash))]);
  return true;
}

const KeyRow = z.object({ personId: zId<PersonId>(), wrappedKey: zBytes, keyId: z.string() });

/** Wraps the data keys of at most `limit` persons anew with `next`; says how many: 0 is the end. */
export async function rewrapSome(tx: Tx, next: Buffer, limit: number): Promise<number> {
  const rows = await tx.rows(
    KeyRow,
    `SELECT person_id, wrapped_key, key_id FROM person_key WHERE key_id <> $1
    ORDER BY person_id LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [nameOf(next), limit],
  );
  for (const row of rows) {
    const dataKey = unwrap(tx.secrets.keys, row.personId, row);
    await tx.run('UPDATE person_key SET wrapped_key = $2, key_id = $3 WHERE person_id = $1', [
      row.personId,
      encrypt(next, wrapPlace(row.personId), dataKey),
      nameOf(next),
    ]);
  }
  return rows.length;
}

/** How many persons' keys another master key than this still wraps. */
export async function leftToRewrap(tx: Tx, next: Buffer): Promise<number> {
  const row = await tx.row(
    z.object({ left: z.number() }),
    'SELECT count(*) AS left FROM person_key WHERE key_id <> $1',
    [nameOf(next)],
  );
  return row?.left ?? 0;
}

/**
 * Puts this search key in the place of the one the canary names, while nobody wraps; what is
 * hashed must be made anew in the same transaction. `before`: the keys of today. Throws
 * WrongMasterKey when they are not. False: it is the search key already.
 */
export async function hashWith(tx: Tx, before: Keys): Promise<boolean> {
  const { keys } = tx.secrets;
  await tx.run(LOCK_ALONE, [LOCK]);
  const canary = await readCanary(tx);
  if (canary && singer(keys, canary)) return false;
  const master = canary && singer(before, canary);
  if (!master) throw new WrongMasterKey();
  await tx.run('UPDATE canary SET sealed = $1', [encrypt(master, CANARY, songOf(keys.hash))]);
  return true;
}
