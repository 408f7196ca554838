/** Answers for secrets at rest: what is sealed under a person's own key, and searched by hash. */
import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { PersonId } from '../domain/ids';
import { decrypt, encrypt } from './aes';
import { zBytes, zId } from './columns';
import { unwrap, wrap } from './masterKey';
import type { Tx } from './transaction';

/** Where a sealed value belongs; moved to another place it does not open. */
export interface Place {
  readonly table: string;
  readonly column: string;
  /** The row's key as text; several columns joined by '/'. */
  readonly row: string;
}

const aad = ({ table, column, row }: Place): string => `${table}|${column}|${row}`;

/** A data key for a person about to be inserted; keep it with `keepDataKey` after the insert. */
export function makeDataKey(tx: Tx, personId: PersonId): void {
  tx.secrets.dataKeys.set(personId, randomBytes(32));
}

export function forgetDataKey(tx: Tx, personId: PersonId): void {
  tx.secrets.dataKeys.delete(personId);
}

export async function keepDataKey(tx: Tx, personId: PersonId): Promise<void> {
  const { wrappedKey, keyId } = await wrap(tx, personId, await dataKey(tx, personId));
  await tx.run('INSERT INTO person_key (person_id, wrapped_key, key_id) VALUES ($1, $2, $3)', [
    personId,
    wrappedKey,
    keyId,
  ]);
}

const KeyRow = z.object({ personId: zId<PersonId>(), wrappedKey: zBytes, keyId: z.string() });

/** Fetches the data keys of several persons at once: before a loop of `unseal`. */
export async function preloadKeys(tx: Tx, personIds: readonly PersonId[]): Promise<void> {
  const { keys, dataKeys } = tx.secrets;
  const missing = [...new Set(personIds)].filter((personId) => !dataKeys.has(personId));
  if (missing.length === 0) return;
  const rows = await tx.rows(
    KeyRow,
    'SELECT person_id, wrapped_key, key_id FROM person_key WHERE person_id = ANY($1)',
    [missing],
  );
  for (const row of rows) dataKeys.set(row.personId, unwrap(keys, row.personId, row));
}

/** Per transaction: a connection takes one query at a time, and one asks for a key once. */
const loading = new WeakMap<Map<PersonId, Buffer>, Promise<void>>();

async function dataKey(tx: Tx, personId: PersonId): Promise<Buffer> {
  const { dataKeys } = tx.secrets;
  if (!dataKeys.has(personId)) {
    const before = loading.get(dataKeys) ?? Promise.resolve();
    const mine = before.then(() => preloadKeys(tx, [personId]));
    loading.set(dataKeys, mine);
    await mine;
  }
  const key = dataKeys.get(personId);
  if (!key) throw new Error('this actor has no key to that person');
  return key;
}

/** Seals any JSON value under the person's key, for one row of one column. */
export async function seal(
  tx: Tx,
  personId: PersonId,
  place: Place,
  value: unknown,
): Promise<Buffer> {
  return encrypt(await dataKey(tx, personId), aad(place), Buffer.from(JSON.stringify(value)));
}

/** Opens what `seal` closed, at the same place. Throws when it was moved or changed. */
export async function unseal<T>(
  tx: Tx,
  personId: PersonId,
  place: Place,
  sealed: Buffer,
  shape: z.ZodType<T>,
): Promise<T> {
  const plain = decrypt(await dataKey(tx, personId), aad(place), sealed);
  return shape.parse(JSON.parse(plain.toString()));
}

/** Keyed hash (HMAC-SHA-256) for exact search; `purpose` keeps kinds of values apart. */
export function keyedHash(tx: Tx, purpose: string, text: string): Buffer {
  return createHmac('sha256', tx.secrets.keys.hash).update(`${purpose}|${text}`).digest();
}

export { checkCanary, WrongMasterKey } from './masterKey';
