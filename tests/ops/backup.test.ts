/** A backup holds everything of one moment, and comes back whole or not at all. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { z } from 'zod';
import { writeAudit } from '../../db/audit';
import { insertDelivery } from '../../db/deliveries';
import { tablesInOrder, tablesWithRows } from '../../db/copies';
import { migrate } from '../../db/migrate';
import { newId } from '../../db/newId';
import { findOrCreateByCpr, personIdentity } from '../../db/persons';
import { recordEvent } from '../../db/record';
import { inTransaction, openDatabase, SYSTEM } from '../../db/transaction';
import { apply } from '../../domain/apply';
import { plusMillis } from '../../domain/ids';
import type { DeliveryId, UpdateId } from '../../domain/ids';
import { freshState } from '../../domain/state';
import type { CourseEvent, CourseState } from '../../domain/state';
import { backup } from '../../ops/backup';
import { readConfig } from '../../ops/config';
import { restore } from '../../ops/restore';
import { ANNA, BO, NOW, openClinic, patient, staff } from '../db/clinic';
import type { Clinic, Patient } from '../db/clinic';
import { fillCourse } from '../db/fullCourse';
import { dumpSchema } from '../db/schemaDump';
import { RULES } from '../support/courseWalk';
import { emptyDatabase } from '../support/database';

let clinic: Clinic;
let folder: string;
let anna: Patient;
let bo: Patient;

beforeAll(async () => {
  clinic = await openClinic();
  folder = mkdtempSync(path.join(os.tmpdir(), 'forloeb-backup-'));
  anna = await patient(clinic, ANNA);
  bo = await patient(clinic, BO);
  const psychologist = await staff(clinic, 'psychologist', 'Karen \\. "Øst"\n\\.\n\t\\N');
  await fillCourse(clinic, anna, psychologist.id);
  await live(bo, [
    { name: 'activate' },
    { name: 'submit', region: '1083', rules: RULES, consents: [] },
  ]);
  await clinic.owner.query(`INSERT INTO session VALUES ('s', '{}', now())`);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await clinic.close();
});

async function live(who: Patient, events: readonly CourseEvent[]): Promise<void> {
  let state: CourseState = freshState({ courseId: who.courseId, epoch: 1, at: NOW, rules: RULES });
  for (const event of events) {
    const at = plusMillis(state.lastAt, 3_600_000);
    const done = apply(state, event, { at, realAt: at, releaseAt: at });
    if (done.kind === 'refused') throw new Error(done.name);
    const actor = { kind: 'patient', id: who.actor.id };
    const entry = { id: newId<UpdateId>(), event, actor, state: done.state, sends: done.sends };
    await inTransaction(clinic.worker, SYSTEM, (tx) => recordEvent(tx, entry, NOW));
    ({ state } = done);
  }
}

const configOf = (ownerUrl: string) => readConfig({ DATABASE_URL: ownerUrl }, 'backup');
let number = 0;
const newFile = () => path.join(folder, `${(number += 1)}.gz`);
async function taken(): Promise<string> {
  const file = newFile();
  await backup(configOf(clinic.place.ownerUrl), file);
  return file;
}

/** The same file with one thing said otherwise. */
function rewritten(file: string, what: RegExp | string, instead: string): string {
  const other = newFile();
  const text = gunzipSync(readFileSync(file)).toString('latin1').replace(what, instead);
  writeFileSync(other, gzipSync(Buffer.from(text, 'latin1')));
  return other;
}

async function intoNew<T>(work: (ownerUrl: string, owner: Client) => Promise<T>): Promise<T> {
  const place = await emptyDatabase();
  const owner = new Client(place.ownerUrl);
  await owner.connect();
  try {
    return await work(place.ownerUrl, owner);
  } finally {
    await owner.end();
    await place.drop();
  }
}

const zText = z.array(z.object({ row: z.string() }));
/** Every row of every table as text. */
async function everything(client: Client): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const { table } of await tablesInOrder(client)) {
    const { rows } = await client.query(`SELECT t::text AS row FROM ${table} t ORDER BY 1`);
    found[table] = zText.parse(rows).map(({ row }) => row);
  }
  return found;
}

test('everything comes back as it was, but for who was logged in', async () => {
  const file = newFile();
  const said = await backup(configOf(clinic.place.ownerUrl), file);
  expect(said).toContain('The keys are not in this file.');
  await intoNew(async (ownerUrl, owner) => {
    await expect(restore(configOf(ownerUrl), file)).resolves.toContain('npm run rebuild -- --all');
    expect(await everything(owner)).toEqual(await everything(clinic.owner));
    expect(await dumpSchema(owner)).toBe(await dumpSchema(clinic.owner));
    expect((await owner.query('SELECT FROM session')).rowCount).toBe(0);
    expect((await tablesWithRows(owner)).length).toBeGreaterThan(20);
    const db = openDatabase({ url: ownerUrl, applicationName: 'test', keys: clinic.keys });
    const found = await inTransaction(db, SYSTEM, (tx) => personIdentity(tx, anna.personId));
    expect(found.name).toBe(ANNA.name);
    await inTransaction(db, SYSTEM, (tx) => writeAudit(tx, { at: NOW, event: 'login' }));
    await db.close();
    const next = `SELECT nextval('course_number') AS next`;
    expect((await owner.query(next)).rows).toEqual((await clinic.owner.query(next)).rows);
  });
});

test('what may have left since by mail is never sent again, but told; a letter keeps waiting', async () => {
  const waiting = async (client: Client) => {
    const sql = `SELECT kind, status, reason FROM delivery WHERE course_id = $1 ORDER BY kind`;
    return (await client.query(sql, [bo.courseId])).rows;
  };
  const { owner } = clinic;
  const mail = { deliveryId: newId<DeliveryId>(), kind: 'staffRedFlag', sequence: 9 } as const;
  const of = { courseId: bo.courseId, personId: bo.personId, subject: '', epoch: 1, at: NOW };
  await inTransaction(clinic.worker, SYSTEM, (tx) => insertDelivery(tx, { ...of, ...mail }));
  await owner.query(
    `INSERT INTO morning_mail SELECT $1, '2026-11-24', staff_id, '{}', 'waiting', NULL, $2
    FROM staff LIMIT 1`,
    [newId(), NOW],
  );
  expect(await waiting(owner)).toContainEqual(
    expect.objectContaining({ kind: 'receipt', status: 'waiting' }),
  );
  const file = await taken();
  await intoNew(async (ownerUrl, restored) => {
    await restore(configOf(ownerUrl), file);
    expect(await waiting(restored)).toEqual(
      (await waiting(owner)).map((one: { kind: string }) =>
        one.kind === 'staffRedFlag' ? { ...one, status: 'unknown', reason: null } : one,
      ),
    );
    const { rows } = await restored.query('SELECT status, reason FROM morning_mail');
    expect(rows).toEqual([{ status: 'unknown', reason: null }]);
  });
  await owner.query('DELETE FROM morning_mail');
  await owner.query('DELETE FROM delivery WHERE delivery_id = $1', [mail.deliveryId]);
});

test('the file is for its owner only, and never half there', async () => {
  const file = await taken();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await expect(backup(configOf(clinic.place.ownerUrl), file)).rejects.toThrow('is there already');
  const before = readdirSync(folder);
  await intoNew(async (ownerUrl) => {
    await expect(backup(configOf(ownerUrl), newFile())).rejects.toThrow('holds no data of Forløb');
  });
  expect(readdirSync(folder)).toEqual(before);
});

test('a folder gets a file that is named by its time', async () => {
  const place = mkdtempSync(path.join(folder, 'many-'));
  await backup(configOf(clinic.place.ownerUrl), place);
  expect(readdirSync(place)).toEqual([expect.stringMatching(/^forloeb-\d{8}T\d{6}Z\.gz$/)]);
});

test('nobody reads a name in it without the master key', async () => {
  const plain = gunzipSync(readFileSync(await taken())).toString('utf8');
  expect(plain).not.toContain(ANNA.name);
  expect(plain).not.toContain(ANNA.cpr);
  expect(plain).not.toContain(clinic.keys.master.toString('hex'));
});

test('what is written meanwhile is in it whole or not at all', async () => {
  const last = { at: 0 };
  let going = true;
  const writing = (async () => {
    for (; going; last.at += 1) {
      const cpr = `${String(last.at).padStart(10, '9')}`;
      await inTransaction(clinic.app, SYSTEM, (tx) =>
        findOrCreateByCpr(tx, { cpr, name: `Ny ${cpr}`, at: NOW }),
      );
    }
  })();
  const files = [await taken(), await taken(), await taken()];
  going = false;
  await writing;
  expect(last.at).toBeGreaterThan(5);
  for (const file of files) {
    await intoNew(async (ownerUrl, owner) => {
      await restore(configOf(ownerUrl), file);
      const { rows } = await owner.query(
        'SELECT (SELECT count(*) FROM person) = (SELECT count(*) FROM person_key) AS whole',
      );
      expect(rows).toEqual([{ whole: true }]);
    });
  }
});

test('a file that is cut off, turned, or no backup at all is refused before anything is touched', async () => {
  const whole = readFileSync(await taken());
  const plain = gunzipSync(whole);
  const turned = Buffer.from(plain);
  const at = turned.indexOf('Karen');
  turned.write('Kamma', at);
  const shorter = plain.subarray(0, plain.lastIndexOf('\n', plain.length - 2) + 1);
  const wrong = [
    whole.subarray(0, whole.length - 20),
    whole.subarray(0, whole.length / 2),
    gzipSync(turned),
    gzipSync(shorter),
    gzipSync(Buffer.concat([plain, Buffer.from('{}\n')])),
    Buffer.from('hello'),
    Buffer.alloc(0),
  ];
  await intoNew(async (ownerUrl, owner) => {
    for (const bytes of wrong) {
      const file = newFile();
      writeFileSync(file, bytes);
      await expect(restore(configOf(ownerUrl), file)).rejects.toThrow('is no whole backup');
      expect(await tablesInOrder(owner)).toEqual([]);
    }
    const none = path.join(folder, 'none.gz');
    await expect(restore(configOf(ownerUrl), none)).rejects.toThrow('There is no file');
    await expect(restore(configOf(ownerUrl), undefined)).rejects.toThrow('Name the backup');
  });
});

test('rows that are there already are never overwritten', async () => {
  const file = await taken();
  const before = await everything(clinic.owner);
  await expect(restore(configOf(clinic.place.ownerUrl), file)).rejects.toThrow(
    'a backup goes into an empty database only',
  );
  expect(await everything(clinic.owner)).toEqual(before);
});

test('a backup of another version of the program is refused, with what to do', async () => {
  const file = rewritten(await taken(), /,"[^"]+"\],"postgres"/, '],"postgres"');
  await intoNew(async (ownerUrl, owner) => {
    await expect(restore(configOf(ownerUrl), file)).rejects.toThrow(
      'restore with the version that took the backup',
    );
    expect(await tablesInOrder(owner)).toEqual([]);
  });
});

test('while web or worker is connected nothing is restored, also into a migrated database', async () => {
  const file = await taken();
  await intoNew(async (ownerUrl, owner) => {
    await migrate(ownerUrl);
    const app = new URL(clinic.place.appUrl);
    app.pathname = new URL(ownerUrl).pathname;
    const web = new Client(app.toString());
    await web.connect();
    await expect(restore(configOf(ownerUrl), file)).rejects.toThrow('stop web and worker first');
    expect(await tablesWithRows(owner)).toEqual([]);
    await web.end();
    await gone(owner, 'forloeb_app');
    await restore(configOf(ownerUrl), file);
    expect(await everything(owner)).toEqual(await everything(clinic.owner));
  });
});

/** A closed connection's backend ends a moment later. */
async function gone(owner: Client, login: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const sql = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename = $1`;
    if ((await owner.query(sql, [login])).rowCount === 0) return;
    if (Date.now() > deadline) throw new Error(`${login} is still connected`);
  }
}

test('a broken chain of events is told at once, and does not keep a backup from coming back', async () => {
  const file = newFile();
  const said = await backup(configOf(clinic.place.ownerUrl), file);
  expect(said).toContain('WARNING: the events of 1 courses do not follow on each other.');
  const worse = rewritten(file, '"chainBreaks":1', '"chainBreaks":0');
  await intoNew(async (ownerUrl, owner) => {
    await expect(restore(configOf(ownerUrl), worse)).rejects.toThrow('nothing was kept');
    expect(await tablesWithRows(owner)).toEqual([]);
    await expect(restore(configOf(ownerUrl), file)).resolves.toContain('WARNING');
  });
});
