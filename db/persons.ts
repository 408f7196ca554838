/** Persons: who somebody is, how to reach them, and how to find them among sealed rows. */
import { z } from 'zod';
import type { Instant, PersonId } from '../domain/ids';
import { zBytes, zId } from './columns';
import { nameBeginning, nameHashes, nameWords } from './nameSearch';
import { newId } from './newId';
import {
  forgetDataKey,
  keepDataKey,
  keyedHash,
  makeDataKey,
  preloadKeys,
  seal,
  unseal,
} from './sealed';
import type { Tx } from './transaction';

const Identity = z.object({ name: z.string(), cpr: z.string() });
export type Identity = z.infer<typeof Identity>;

const Reach = z.object({ phone: z.string().nullable(), email: z.string().nullable() });
/** How a person may be reached beside Digital Post; `byConsent`: e-mail is allowed. */
export interface Contact extends z.infer<typeof Reach> {
  readonly byConsent: boolean;
  readonly municipality: string | null;
}

const identityPlace = (row: string) => ({ table: 'person', column: 'identity_sealed', row });
const contactPlace = (row: string) => ({ table: 'person', column: 'contact_sealed', row });
const PersonRef = z.object({ personId: zId<PersonId>() });
const PersonRow = PersonRef.extend({
  identitySealed: zBytes,
  municipality: z.string().nullable(),
});

const cprHash = (tx: Tx, cpr: string): Buffer => keyedHash(tx, 'cpr', cpr.replace(/\D/g, ''));

/**
 * The person with this identity number (ten digits), made at the first login. The name is the one
 * the identity provider says now. Runs as the system: nobody is anybody before this answers.
 */
export async function findOrCreateByCpr(
  tx: Tx,
  { cpr, name, at }: { cpr: string; name: string; at: Instant },
): Promise<{ personId: PersonId; created: boolean }> {
  const known = await personByCpr(tx, cpr);
  if (known) {
    if ((await personIdentity(tx, known)).name !== name)
      await saveIdentity(tx, known, { cpr, name });
    return { personId: known, created: false };
  }
  const personId = newId<PersonId>();
  makeDataKey(tx, personId);
  const sealed = await seal(tx, personId, identityPlace(personId), { name, cpr });
  const made = await tx.run(
    `INSERT INTO person (person_id, cpr_hash, identity_sealed, created_at)
    VALUES ($1, $2, $3, $4) ON CONFLICT (cpr_hash) DO NOTHING`,
    [personId, cprHash(tx, cpr), sealed, at],
  );
  if (made === 0) {
    forgetDataKey(tx, personId);
    const other = await personByCpr(tx, cpr);
    if (!other) throw new Error('a person was neither found nor made');
    return { personId: other, created: false };
  }
  await keepDataKey(tx, personId);
  await saveNameHashes(tx, personId, name);
  return { personId, created: true };
}

async function personByCpr(tx: Tx, cpr: string): Promise<PersonId | undefined> {
  const row = await tx.row(PersonRef, 'SELECT person_id FROM person WHERE cpr_hash = $1', [
    cprHash(tx, cpr),
  ]);
  return row?.personId;
}

async function saveIdentity(tx: Tx, personId: PersonId, identity: Identity): Promise<void> {
  await tx.run('UPDATE person SET identity_sealed = $2 WHERE person_id = $1', [
    personId,
    await seal(tx, personId, identityPlace(personId), identity),
  ]);
  await renewNameHashes(tx, personId, identity.name);
}

async function renewNameHashes(tx: Tx, personId: PersonId, name: string): Promise<void> {
  await tx.run('DELETE FROM person_name_hash WHERE person_id = $1', [personId]);
  await saveNameHashes(tx, personId, name);
}

async function saveNameHashes(tx: Tx, personId: PersonId, name: string): Promise<void> {
  await tx.run(
    `INSERT INTO person_name_hash (hash, person_id)
    SELECT hash, $2 FROM unnest($1::bytea[]) AS hash ON CONFLICT DO NOTHING`,
    [nameHashes(tx, name), personId],
  );
}

const PAGE = 200;

/** Makes every search hash anew from the sealed names and numbers; says of how many persons. */
export async function rehashPersons(tx: Tx): Promise<number> {
  let done = 0;
  for (let after: PersonId | null = null; ;) {
    const page: { personId: PersonId }[] = await tx.rows(
      PersonRef,
      `SELECT person_id FROM person WHERE $1::uuid IS NULL OR person_id > $1
      ORDER BY person_id LIMIT $2`,
      [after, PAGE],
    );
    if (page.length === 0) return done;
    const ids = page.map(({ personId }) => personId);
    for (const [personId, identity] of await personIdentities(tx, ids)) {
      await tx.run('UPDATE person SET cpr_hash = $2 WHERE person_id = $1', [
        personId,
        cprHash(tx, identity.cpr),
      ]);
      await renewNameHashes(tx, personId, identity.name);
    }
    done += ids.length;
    after = ids.at(-1) ?? null;
  }
}

/** Name and identity number. Throws when the actor may not see the person. */
export async function personIdentity(tx: Tx, personId: PersonId): Promise<Identity> {
  const found = (await personIdentities(tx, [personId])).get(personId);
  if (!found) throw new Error('this actor sees no such person');
  const { name, cpr } = found;
  return { name, cpr };
}

/** Who a person is, and the code of the municipality they live in, as far as they have said it. */
export type Listed = Identity & { readonly municipality: string | null };

/** Names and identity numbers of a page of persons, in two queries; those unseen are left out. */
export async function personIdentities(
  tx: Tx,
  personIds: readonly PersonId[],
): Promise<Map<PersonId, Listed>> {
  const rows = await tx.rows(
    PersonRow,
    'SELECT person_id, identity_sealed, municipality FROM person WHERE person_id = ANY($1)',
    [[...new Set(personIds)]],
  );
  await preloadKeys(
    tx,
    rows.map(({ personId }) => personId),
  );
  const found = new Map<PersonId, Listed>();
  for (const { personId, identitySealed, municipality } of rows) {
    const place = identityPlace(personId);
    const identity = await unseal(tx, personId, place, identitySealed, Identity);
    found.set(personId, { ...identity, municipality });
  }
  return found;
}

const ContactRow = z.object({
  contactSealed: zBytes.nullable(),
  contactByConsent: z.boolean(),
  municipality: z.string().nullable(),
});

/** Throws when the actor may not see the person. */
export function personContact(tx: Tx, personId: PersonId): Promise<Contact> {
  return contactOf(tx, personId, '');
}

/** The same, and until the transaction ends nobody else changes it. */
export function lockContact(tx: Tx, personId: PersonId): Promise<Contact> {
  return contactOf(tx, personId, 'FOR UPDATE');
}

async function contactOf(tx: Tx, personId: PersonId, lock: '' | 'FOR UPDATE'): Promise<Contact> {
  const row = await tx.row(
    ContactRow,
    `SELECT contact_sealed, contact_by_consent, municipality
    FROM person WHERE person_id = $1 ${lock}`,
    [personId],
  );
  if (!row) throw new Error('this actor sees no such person');
  const reach =
    row.contactSealed === null
      ? { phone: null, email: null }
      : await unseal(tx, personId, contactPlace(personId), row.contactSealed, Reach);
  return { ...reach, byConsent: row.contactByConsent, municipality: row.municipality };
}

export async function saveContact(
  tx: Tx,
  personId: PersonId,
  { byConsent, ...reach }: { phone: string | null; email: string | null; byConsent: boolean },
): Promise<void> {
  await tx.run(
    `UPDATE person SET contact_sealed = $2, contact_by_consent = $3
    WHERE person_id = $1`,
    [personId, await seal(tx, personId, contactPlace(personId), reach), byConsent],
  );
}

/** The municipality where the person lives now, by its code. */
export async function saveMunicipality(tx: Tx, personId: PersonId, code: string): Promise<void> {
  await tx.run('UPDATE person SET municipality = $2 WHERE person_id = $1', [personId, code]);
}

/** So many rows are opened at most to answer one search. */
const OPENED_AT_MOST = 200;

/**
 * Finds by identity number (ten digits, dash or not) or by name: each word typed, from three
 * letters on, is the beginning of a word of the name; shorter ones must be a whole word.
 */
export async function searchPersons(
  tx: Tx,
  text: string,
  limit: number,
): Promise<{ personId: PersonId; name: string }[]> {
  const digits = text.replace(/[\s-]/g, '');
  if (/^\d{10}$/.test(digits)) {
    const personId = await personByCpr(tx, digits);
    return personId ? [{ personId, name: (await personIdentity(tx, personId)).name }] : [];
  }
  const words = nameWords(text);
  if (words.length === 0) return [];
  const hashes = words.map((word) => nameBeginning(tx, word));
  const candidates = await tx.rows(
    PersonRef,
    `SELECT person_id FROM person_name_hash
    WHERE hash = ANY($1) GROUP BY person_id HAVING count(DISTINCT hash) = $2
    ORDER BY person_id DESC LIMIT $3`,
    [hashes, new Set(hashes.map((hash) => hash.toString('hex'))).size, OPENED_AT_MOST],
  );
  const identities = await personIdentities(
    tx,
    candidates.map(({ personId }) => personId),
  );
  return [...identities]
    .map(([personId, { name }]) => ({ personId, name }))
    .filter(({ name }) => fits(nameWords(name), words))
    .slice(0, limit);
}

function fits(name: readonly string[], typed: readonly string[]): boolean {
  return typed.every((word) =>
    name.some((one) => (word.length < 3 ? one === word : one.startsWith(word))),
  );
}
