/** Opens everything that is sealed in a database, whatever it is: the columns come from its schema. */
import { createDecipheriv } from 'node:crypto';
import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';

export interface SealedValue {
  /** 'message.body_sealed' */
  readonly column: string;
  readonly value: unknown;
}

interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** False: a row is about a course, and through it about a person. */
  readonly hasPerson: boolean;
}

/** By their ending, so that a new sealed column cannot be forgotten; the canary is no value. */
export async function sealedColumns(owner: Client): Promise<SealedColumn[]> {
  const { rows } = await owner.query<SealedColumn>(`
    SELECT table_name AS table, column_name AS column, EXISTS (SELECT 1
      FROM information_schema.columns AS own WHERE own.table_schema = 'public'
      AND own.table_name = one.table_name AND own.column_name = 'person_id') AS "hasPerson"
    FROM information_schema.columns AS one
    WHERE table_schema = 'public' AND column_name LIKE '%\\_sealed' ORDER BY 1, 2`);
  return rows;
}

/** Every sealed value of every row, opened with the persons' own keys. `owner`: past all policies. */
export async function sealedValues(owner: Client, master: Buffer): Promise<SealedValue[]> {
  const { rows: keys } = await owner.query<{ id: string; wrapped: Buffer }>(
    'SELECT person_id AS id, wrapped_key AS wrapped FROM person_key',
  );
  const keyOf = new Map(keys.map(({ id, wrapped }) => [id, opened(master, wrapped)]));
  const values: SealedValue[] = [];
  for (const { table, column, hasPerson } of await sealedColumns(owner)) {
    const { rows } = await owner.query<{ id: string; sealed: Buffer }>(
      `SELECT person_id AS id, ${escapeIdentifier(column)} AS sealed
      FROM ${escapeIdentifier(table)} ${hasPerson ? '' : 'JOIN course USING (course_id)'}
      WHERE ${escapeIdentifier(column)} IS NOT NULL`,
    );
    for (const { id, sealed } of rows) {
      const key = keyOf.get(id);
      if (!key) throw new Error(`${table}: a row of a person without a key`);
      const value: unknown = JSON.parse(opened(key, sealed).toString());
      values.push({ column: `${table}.${column}`, value });
    }
  }
  return values;
}

/**
 * Format byte, nonce, tag, ciphertext (db/sealed.ts). The tag is not asked: it is bound to the
 * row, and this reads columns of which it knows nothing but the name.
 */
function opened(key: Buffer, sealed: Buffer): Buffer {
  return createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13)).update(sealed.subarray(29));
}
