/** Answers for secrets at rest: what is sealed under a person's own key, and searched by hash. */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { PersonId } from '../domain/ids';
import { zBytes, zId } from './columns';
import { inTransaction, SYSTEM } from './transaction';
import type { Database, Keys, Tx } from './transaction';

/** Where a sealed value belongs; moved to another place it does not open. */
export interface Place {
  readonly table: string;
  readonly column: string;
  /** The row's key as text; several columns joined by '/'. */
  readonly row: string;
}

const FORMAT = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + IV_BYTES + TAG_BYTES;

/** AES-256-GCM: a format byte, the nonce, the tag, the ciphertext. */
function encrypt(key: Buffer, belongsTo: string, plain: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(belongsTo));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([FORMAT]), iv, cipher.getAuthTag(), body]);
}

/** Throws when the key or the place is another, or a bit was changed. */
function decrypt(key: Buffer, belongsTo: string, sealed: Buffer): Buffer {
  if (sealed[0] !== FORMAT || sealed.length < HEAD_BYTES) throw new Error('not a sealed value');
  const iv = sealed.subarray(1, 1 + IV_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(belongsTo));
  decipher.setAuthTag(sealed.subarray(1 + IV_BYTES, HEAD_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES)), decipher.final()]);
}

const aad = ({ table, column, row }: Place): string => `${table}|${column}|${row}`;
const keyPlace = (personId: PersonId): string =>
  aad({ table: 'person_key', column: 'wrapped_key', row: personId });

/** A short public name of the master key, so that a rotation can tell old rows from new. */
function keyId(keys: Keys): string {
  return createHash('sha256')
    .update('forloeb key id')
    .update(keys.master)
    .digest('hex')
    .slice(0, 12);
}

/** A data key for a person about to be inserted; keep it with `keepDataKey` after the insert. */
export function makeDataKey(tx: Tx, personId: PersonId): void {
  tx.secrets.dataKeys.set(personId, randomBytes(32));
}

export function forgetDataKey(tx: Tx, personId: PersonId): void {
  tx.secrets.dataKeys.delete(personId);
}

export async function keepDataKey(tx: Tx, personId: PersonId): Promise<void> {
  const { keys } = tx.secrets;
  const wrapped = encrypt(keys.master, keyPlace(personId), await dataKey(tx, personId));
  await tx.run('INSERT INTO person_key (person_id, wrapped_key, key_id) VALUES ($1, $2, $3)', [
    personId,
    wrapped,
    keyId(keys),
  ]);
}

const KeyRow = z.object({ personId: zId<PersonId>(), wrappedKey: zBytes });

/** Fetches the data keys of several persons at once: before a loop of `unseal`. */
export async function preloadKeys(tx: Tx, personIds: readonly PersonId[]): Promise<void> {
  const { keys, dataKeys } = tx.secrets;
  const missing = [...new Set(personIds)].filter((personId) => !dataKeys.has(personId));
  if (missing.length === 0) return;
  const rows = await tx.rows(
    KeyRow,
    'SELECT person_id, wrapped_key FROM person_key WHERE person_id = ANY($1)',
    [missing],
  );
  for (const { personId, wrappedKey } of rows) {
    dataKeys.set(personId, decrypt(keys.master, keyPlace(personId), wrappedKey));
  }
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

/** The keys given are not those the database was filled with. */
export class WrongMasterKey extends Error {
  constructor() {
    super(
      'The master key is not the one this database was sealed with: ' +
        'nothing in it can be read. Start with the key file that belongs to these data.',
    );
    this.name = 'WrongMasterKey';
  }
}

const CANARY = { table: 'canary', column: 'sealed', row: '1' };

/** Throws WrongMasterKey when the keys are others than at the first start, which writes the row. */
export async function checkCanary(db: Database): Promise<void> {
  await inTransaction(db, SYSTEM, async (tx) => {
    const { master, hash } = tx.secrets.keys;
    const song = createHash('sha256').update(hash).digest();
    await tx.run(
      `INSERT INTO canary (canary_id, sealed) VALUES (1, $1)
      ON CONFLICT (canary_id) DO NOTHING`,
      [encrypt(master, aad(CANARY), song)],
    );
    const found = await tx.row(z.object({ sealed: zBytes }), 'SELECT sealed FROM canary');
    if (!found || !sings(master, found.sealed, song)) throw new WrongMasterKey();
  });
}

function sings(master: Buffer, sealed: Buffer, song: Buffer): boolean {
  try {
    return decrypt(master, aad(CANARY), sealed).equals(song);
  } catch {
    return false;
  }
}
