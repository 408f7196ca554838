/** The shape of a database as text, the same on every machine: what db/schema.sql holds. */
import type { Client } from 'pg';

const HEAD =
  '-- What the migrations lead to. Written by a test, compared by a test: ' +
  'tests/db/schema.test.ts says how.\n';

const FUNCTIONS = `SELECT pg_get_functiondef(p.oid) AS text FROM pg_proc p
  LEFT JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e'
  WHERE p.pronamespace = 'public'::regnamespace AND d.objid IS NULL ORDER BY p.proname`;

const SEQUENCES = `SELECT format('CREATE SEQUENCE %I START %s;', sequencename, start_value) AS text
  FROM pg_sequences WHERE schemaname = 'public'
    AND sequencename NOT LIKE '%\\_id\\_seq' ORDER BY 1`;

const TABLES = `SELECT oid, relname AS name, relrowsecurity AS "rowSecurity" FROM pg_class
  WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'pgmigrations'
  ORDER BY relname`;

const COLUMNS = `SELECT concat_ws(' ', quote_ident(attname), format_type(atttypid, atttypmod),
    CASE WHEN attnotnull THEN 'NOT NULL' END,
    CASE attidentity WHEN 'a' THEN 'GENERATED ALWAYS AS IDENTITY' END,
    CASE attgenerated WHEN 's'
      THEN format('GENERATED ALWAYS AS (%s) STORED', pg_get_expr(adbin, adrelid))
      ELSE 'DEFAULT ' || pg_get_expr(adbin, adrelid) END) AS text
  FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE attrelid = $1 AND attnum > 0 AND NOT attisdropped ORDER BY attnum`;

// NOT NULL is a constraint of its own from Postgres 18 on; the columns say it already.
const CONSTRAINTS = `SELECT format('CONSTRAINT %I %s', conname, pg_get_constraintdef(oid)) AS text
  FROM pg_constraint WHERE conrelid = $1 AND contype <> 'n' ORDER BY contype, conname`;

const INDEXES = `SELECT pg_get_indexdef(indexrelid) || ';' AS text FROM pg_index
  WHERE indrelid = $1 AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid
    AND contype IN ('p', 'u', 'x')) ORDER BY 1`;

const TRIGGERS = `SELECT pg_get_triggerdef(oid) || ';' AS text FROM pg_trigger
  WHERE tgrelid = $1 AND NOT tgisinternal ORDER BY tgname`;

const POLICIES = `SELECT concat_ws(' ', format('CREATE POLICY %I ON %s FOR %s TO %s', polname,
    polrelid::regclass, CASE polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' ELSE 'ALL' END,
    coalesce((SELECT string_agg(rolname, ', ' ORDER BY rolname) FROM pg_roles
      WHERE oid = ANY(polroles)), 'PUBLIC')),
    'USING (' || pg_get_expr(polqual, polrelid) || ')',
    'WITH CHECK (' || pg_get_expr(polwithcheck, polrelid) || ')') || ';' AS text
  FROM pg_policy WHERE polrelid = $1 ORDER BY polname`;

const GRANTS = `SELECT format('GRANT %s ON %s TO %I;', what, $1::oid::regclass, rolname) AS text
  FROM (
    SELECT grantee, string_agg(privilege_type, ', ' ORDER BY privilege_type) AS what
    FROM pg_class, aclexplode(relacl) WHERE pg_class.oid = $1 GROUP BY grantee
    UNION ALL
    SELECT grantee, format('%s (%s)', privilege_type, string_agg(attname, ', ' ORDER BY attnum))
    FROM pg_attribute, aclexplode(attacl) WHERE attrelid = $1 GROUP BY grantee, privilege_type
  ) AS granted JOIN pg_roles ON pg_roles.oid = grantee
  WHERE rolname IN ('forloeb_app', 'forloeb_worker', 'forloeb_statistics') ORDER BY 1`;

async function texts(client: Client, sql: string, parameters: unknown[] = []): Promise<string[]> {
  const { rows } = await client.query<{ text: string }>(sql, parameters);
  return rows.map(({ text }) => text);
}

/** The public schema without its data: functions, tables with all that hangs on them, grants. */
export async function dumpSchema(client: Client): Promise<string> {
  const parts = [HEAD, ...(await texts(client, FUNCTIONS)).map((text) => `${text.trim()};\n`)];
  parts.push(`${(await texts(client, SEQUENCES)).join('\n')}\n`);
  const { rows } = await client.query<{ oid: number; name: string; rowSecurity: boolean }>(TABLES);
  for (const { oid, name, rowSecurity } of rows) {
    const inside = [
      ...(await texts(client, COLUMNS, [oid])),
      ...(await texts(client, CONSTRAINTS, [oid])),
    ];
    const security = rowSecurity ? [`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY;`] : [];
    const after: string[] = [];
    for (const sql of [INDEXES, TRIGGERS, POLICIES, GRANTS])
      after.push(...(await texts(client, sql, [oid])));
    parts.push(
      [`CREATE TABLE ${name} (\n  ${inside.join(',\n  ')}\n);`, ...security, ...after, ''].join(
        '\n',
      ),
    );
  }
  return parts.join('\n');
}
