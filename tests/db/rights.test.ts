/** Who sees which rows, and what no login may do, whatever the program asks for. */
import { Client } from 'pg';
import { z } from 'zod';
import { activeGrant } from '../../db/accessGrants';
import { auditOfPerson, writeAudit } from '../../db/audit';
import { readLetter } from '../../db/deliveries';
import { markCommentsSent } from '../../db/exerciseComments';
import { feedbackOf, markFeedbackSent } from '../../db/feedback';
import { countTimeSpent } from '../../db/timeSpent';
import { keepMessage } from '../../db/messages';
import { newId } from '../../db/newId';
import { findOrCreateByCpr, searchPersons } from '../../db/persons';
import { makePortalLink, readPortalLink } from '../../db/portalLinks';
import { ANONYMOUS, inTransaction, SYSTEM } from '../../db/transaction';
import type { Actor } from '../../db/transaction';
import type { DeliveryId, MessageId, UpdateId } from '../../domain/ids';
import { ANNA, at, BO, NOW, openClinic, patient, staff } from './clinic';
import type { Clinic, Patient } from './clinic';
import { fillCourse } from './fullCourse';

type Staff = Actor & { kind: 'staff' };
let clinic: Clinic;
let anna: Patient;
let bo: Patient;
let psychologist: Staff;
let coordinator: Staff;
let region: Staff;
let linkToken: string;
let deliveryId: DeliveryId;
let feedbackUpdate: UpdateId;

beforeAll(async () => {
  clinic = await openClinic();
  anna = await patient(clinic, ANNA);
  bo = await patient(clinic, BO);
  psychologist = await staff(clinic, 'psychologist');
  coordinator = await staff(clinic, 'coordinator', 'Jens Holm');
  region = await staff(clinic, 'regionContact', 'Ida Krogh');
  ({ deliveryId, feedbackUpdate } = await fillCourse(clinic, anna, psychologist.id));
  linkToken = await inTransaction(clinic.app, SYSTEM, (tx) =>
    makePortalLink(tx, {
      courseId: anna.courseId,
      personId: anna.personId,
      target: 'offer',
      expiresAt: at('2026-12-24T00:00:00Z'),
      at: NOW,
    }),
  );
});
afterAll(() => clinic.close());

/** Tables that tell nothing about a patient. */
const OPEN = new Set([
  'canary',
  'clock',
  'crisis_number',
  'dated_rule',
  'duty',
  'gp',
  'morning_mail',
  'pgmigrations',
  'public_text',
  'session',
  'slot_rule',
  'staff',
  'sweep_place',
]);
const CLINICAL = [
  'application',
  'decision',
  'diary_entry',
  'exercise_answer',
  'exercise_comment',
  'feedback',
  'flag',
  'measure_response',
  'message',
  'note',
  'time_spent',
  'own_summary',
];

async function personalTables(): Promise<string[]> {
  const { rows } = await clinic.owner.query<{ name: string }>(`SELECT table_name AS name
    FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`);
  return rows.map(({ name }) => name).filter((name) => !OPEN.has(name));
}

/** Personal tables in which the actor sees rows of the course, or of the person, of Anna. */
async function seenOfAnna(actor: Actor): Promise<string[]> {
  const seen: string[] = [];
  for (const table of await personalTables()) {
    const { rows: columns } = await clinic.owner.query<{ name: string }>(
      `SELECT column_name AS name
      FROM information_schema.columns WHERE table_name = $1`,
      [table],
    );
    const whose = columns.some(({ name }) => name === 'person_id') ? 'person_id' : 'course_id';
    const id = whose === 'person_id' ? anna.personId : anna.courseId;
    const count = await inTransaction(clinic.app, actor, (tx) =>
      tx.row(z.object({ count: z.number() }), `SELECT count(*) FROM ${table} WHERE ${whose} = $1`, [
        id,
      ]),
    );
    if ((count?.count ?? 0) > 0) seen.push(table);
  }
  return seen;
}

test('the system sees a row of every kind, so that the next tests mean something', async () => {
  expect(await seenOfAnna(SYSTEM)).toEqual(await personalTables());
});

test('every table about a patient has row-level security', async () => {
  const { rows } = await clinic.owner.query<{ name: string }>(`SELECT relname AS name FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relrowsecurity ORDER BY 1`);
  const walled = rows.map(({ name }) => name);
  // Not about a patient: everybody reads them, and only a supervisor adds one.
  expect(walled.filter((name) => name !== 'public_text')).toEqual(await personalTables());
  expect(walled).toContain('public_text');
});

test('another patient, a region’s contact and a stranger see nothing of Anna', async () => {
  expect(await seenOfAnna(bo.actor)).toEqual([]);
  expect(await seenOfAnna(region)).toEqual([]);
  expect(await seenOfAnna(ANONYMOUS)).toEqual([]);
});

test('Anna sees her own, but no notes, no drafts of others, nothing unsent', async () => {
  const seen = await seenOfAnna(anna.actor);
  const hidden = (await personalTables()).filter((table) => !seen.includes(table));
  expect(hidden).toEqual([
    'course_fact',
    'decision',
    'draft',
    'exercise_comment',
    'feedback',
    'incident',
    'note',
    'time_spent',
  ]);
  await inTransaction(clinic.worker, SYSTEM, async (tx) => {
    await markCommentsSent(tx, feedbackUpdate, NOW);
    await countTimeSpent(tx, feedbackUpdate, NOW);
  });
  expect(await seenOfAnna(anna.actor)).toContain('exercise_comment');
  expect(await seenOfAnna(anna.actor)).not.toContain('time_spent');
  await inTransaction(clinic.worker, SYSTEM, (tx) => markFeedbackSent(tx, feedbackUpdate, NOW));
  const [feedback] = await inTransaction(clinic.app, anna.actor, (tx) =>
    feedbackOf(tx, anna.courseId),
  );
  expect(feedback?.body).toBe('Fortroligt');
});

test('a coordinator sees who and when, and no clinical text', async () => {
  const seen = await seenOfAnna(coordinator);
  expect(seen.filter((table) => CLINICAL.includes(table))).toEqual([]);
  expect(seen).toEqual(
    expect.arrayContaining(['appointment', 'course', 'delivery', 'person', 'task']),
  );
});

test('a psychologist sees what a course is made of, and her own draft', async () => {
  const seen = await seenOfAnna(psychologist);
  expect(seen).toEqual(expect.arrayContaining([...CLINICAL, 'draft', 'person']));
  const colleague = await staff(clinic, 'psychologist', 'Lone Bak');
  expect(await seenOfAnna(colleague)).not.toContain('draft');
});

test('nobody reads Anna’s letter, link or name but those who may', async () => {
  const letterFor = (actor: Actor) =>
    inTransaction(clinic.app, actor, (tx) => readLetter(tx, deliveryId));
  expect((await letterFor(anna.actor))?.subject).toBe('Tid');
  expect(await letterFor(bo.actor)).toBeUndefined();

  const follow = (actor: Actor, when = NOW) =>
    inTransaction(clinic.app, actor, (tx) => readPortalLink(tx, linkToken, when));
  expect(await follow(anna.actor)).toMatchObject({ target: 'offer', expired: false });
  expect(await follow(anna.actor)).toBeDefined();
  expect(await follow(anna.actor, at('2026-12-24T00:00:00Z'))).toMatchObject({ expired: true });
  expect(await follow(bo.actor)).toBeUndefined();
  const search = inTransaction(clinic.app, region, (tx) => searchPersons(tx, 'Anna', 5));
  expect(await search).toEqual([]);
});

test('a patient cannot write into another’s course, nor log in as somebody new', async () => {
  const intrude = inTransaction(clinic.app, bo.actor, (tx) =>
    keepMessage(tx, {
      courseId: anna.courseId,
      personId: anna.personId,
      messageId: newId<MessageId>(),
      at: NOW,
      author: { kind: 'patient', id: bo.personId },
      body: 'x',
      updateId: newId<UpdateId>(),
    }),
  );
  await expect(intrude).rejects.toThrow('no key to that person');
  const forged = inTransaction(clinic.app, bo.actor, (tx) =>
    tx.run(`INSERT INTO consent VALUES ($1, $2, 'research', 1, $3, NULL, 'patient', '1')`, [
      newId(),
      anna.courseId,
      NOW,
    ]),
  );
  await expect(forged).rejects.toThrow('row-level security');
  const invented = inTransaction(clinic.app, bo.actor, (tx) =>
    findOrCreateByCpr(tx, { cpr: '0107729995', name: 'Ny Person', at: NOW }),
  );
  await expect(invented).rejects.toThrow();
});

test('everybody’s steps are written, and Anna sees who has read her data', async () => {
  const entry = { at: NOW, event: 'openCourse', courseId: anna.courseId, personId: anna.personId };
  await inTransaction(clinic.app, psychologist, (tx) => writeAudit(tx, entry));
  await inTransaction(clinic.app, ANONYMOUS, (tx) => writeAudit(tx, { at: NOW, event: 'denied' }));
  const [newest] = await inTransaction(clinic.app, anna.actor, (tx) =>
    auditOfPerson(tx, anna.personId, { limit: 5 }),
  );
  expect(newest).toMatchObject({ event: 'openCourse', staffName: 'Mette Lund' });
});

test('a reason opens a colleague’s course for as long as it says', async () => {
  const covered = (when: string) =>
    inTransaction(clinic.app, psychologist, (tx) =>
      activeGrant(tx, psychologist.id, anna.courseId, at(when)),
    );
  expect(await covered('2026-11-23T12:00:00Z')).toBe(true);
  expect(await covered('2026-11-24T00:00:00Z')).toBe(false);
});

describe('no login', () => {
  const logins = ['appUrl', 'workerUrl', 'statisticsUrl'] as const;
  const forbidden = [
    'UPDATE event SET name = name',
    'DELETE FROM event',
    'TRUNCATE event',
    'UPDATE audit SET event = event',
    'DELETE FROM audit',
    'TRUNCATE audit',
    'CREATE TABLE own (x int)',
    'DROP TABLE course',
    'ALTER TABLE course DISABLE ROW LEVEL SECURITY',
    'CREATE ROLE helper',
    'DELETE FROM course',
    'UPDATE dated_rule SET length = 1',
  ];
  test.each(logins.flatMap((login) => forbidden.map((sql) => [login, sql] as const)))(
    '%s may "%s"',
    async (login, sql) => {
      const client = new Client(clinic.place[login]);
      await client.connect();
      await client.query(`SET forloeb.role = 'system'`);
      await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
      await client.end();
    },
  );

  test('of the web moves a course, or of statistics reads a person', async () => {
    const move = inTransaction(clinic.app, SYSTEM, (tx) =>
      tx.run(`UPDATE course SET stage = 'screening'`),
    );
    await expect(move).rejects.toMatchObject({ code: '42501' });
    const client = new Client(clinic.place.statisticsUrl);
    await client.connect();
    for (const table of ['person', 'course', 'message', 'delivery']) {
      await expect(client.query(`SELECT * FROM ${table}`)).rejects.toMatchObject({ code: '42501' });
    }
    expect((await client.query('SELECT * FROM course_fact')).rows).toHaveLength(1);
    await client.end();
  });
});
