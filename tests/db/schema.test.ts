/**
 * The migrations and what they lead to: db/schema.sql shows it to a reviewer. After a new migration
 * write it anew with `FORLOEB_WRITE_SCHEMA=1 npx jest tests/db/schema.test.ts`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { OUTCOMES, STAGES } from '../../domain/course';
import { TEXT_KEYS } from '../../domain/publicTexts';
import { grantLogins, migrate } from '../../db/migrate';
import { emptyDatabase } from '../support/database';
import { openClinic } from './clinic';
import type { Clinic } from './clinic';
import { dumpSchema } from './schemaDump';

const SCHEMA = path.resolve(__dirname, '../../db/schema.sql');

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.close());

async function wordsOf(constraint: string): Promise<string[]> {
  const { rows } = await clinic.owner.query<{ text: string }>(
    'SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conname = $1',
    [constraint],
  );
  return [...(rows[0]?.text ?? '').matchAll(/'(\w+)'/g)].map(([, word]) => word ?? '');
}

test('the database knows exactly the stages and outcomes of the table', async () => {
  expect(await wordsOf('course_stage')).toEqual([...STAGES]);
  expect(await wordsOf('course_outcome')).toEqual([...OUTCOMES]);
});

test('the database knows exactly the public texts that have a page', async () => {
  expect(await wordsOf('public_text_key')).toEqual([...TEXT_KEYS]);
});

test('db/schema.sql is what the migrations make', async () => {
  const dump = await dumpSchema(clinic.owner);
  if (process.env.FORLOEB_WRITE_SCHEMA === '1') await writeFile(SCHEMA, dump);
  expect(dump).toBe(await readFile(SCHEMA, 'utf8'));
});

test('whatever belongs to a person or a course is found by an index', async () => {
  const { rows } = await clinic.owner.query<{ name: string }>(`
    SELECT conrelid::regclass::text || '.' || conname AS name FROM pg_constraint
    WHERE contype = 'f' AND confrelid IN ('person'::regclass, 'course'::regclass)
      AND NOT EXISTS (SELECT FROM pg_index WHERE indrelid = conrelid
        AND indkey[0] = ANY(conkey)) ORDER BY 1`);
  expect(rows.map(({ name }) => name)).toEqual([]);
});

test('several starts at once migrate one empty database, once', async () => {
  const empty = await emptyDatabase();
  const passwords = { app: 'app', worker: 'worker', statistics: 'statistics' };
  await Promise.all([migrate(empty.ownerUrl), migrate(empty.ownerUrl), migrate(empty.ownerUrl)]);
  await Promise.all([1, 2, 3].map(() => grantLogins(empty.ownerUrl, passwords)));
  const client = new Client(empty.ownerUrl);
  await client.connect();
  const { rows } = await client.query<{ name: string }>('SELECT name FROM pgmigrations');
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  expect(await dumpSchema(client)).toBe(await dumpSchema(clinic.owner));
  await client.end();
  await empty.drop();
});
