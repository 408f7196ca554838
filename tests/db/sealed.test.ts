/** What is sealed opens only for its own person, at its own place, with the right key. */
import { z } from 'zod';
import { saveSection } from '../../db/applications';
import { keepDecision } from '../../db/decisions';
import { newId } from '../../db/newId';
import { keepNote } from '../../db/notes';
import { keepMessage } from '../../db/messages';
import { findOrCreateByCpr, personIdentity, saveContact, searchPersons } from '../../db/persons';
import { checkCanary, seal, unseal, WrongMasterKey } from '../../db/sealed';
import { inTransaction, openDatabase, SYSTEM } from '../../db/transaction';
import type { MessageId, UpdateId } from '../../domain/ids';
import { ANNA, BO, NOW, openClinic, patient, randomKeys, staff } from './clinic';
import type { Clinic, Patient } from './clinic';

let clinic: Clinic;
let anna: Patient;
let bo: Patient;
beforeAll(async () => {
  clinic = await openClinic();
  anna = await patient(clinic, ANNA);
  bo = await patient(clinic, BO);
});
afterAll(() => clinic.close());

const home = { table: 'message', column: 'body_sealed', row: '1' };

test('a sealed text comes back as it was, Danish letters and all', async () => {
  const text = 'Jeg sover dårligt – også når børnene er hos æøå 🌙';
  const back = await inTransaction(clinic.app, SYSTEM, async (tx) =>
    unseal(tx, anna.personId, home, await seal(tx, anna.personId, home, text), z.string()),
  );
  expect(back).toBe(text);
});

test.each([
  ['table', { ...home, table: 'note' }],
  ['column', { ...home, column: 'action_sealed' }],
  ['row', { ...home, row: '2' }],
])('a text moved to another %s does not open', async (_, elsewhere) => {
  const moved = inTransaction(clinic.app, SYSTEM, async (tx) =>
    unseal(tx, anna.personId, elsewhere, await seal(tx, anna.personId, home, 'x'), z.string()),
  );
  await expect(moved).rejects.toThrow();
});

test('a text moved to another person, or changed by one bit, does not open', async () => {
  const sealed = await inTransaction(clinic.app, SYSTEM, (tx) =>
    seal(tx, anna.personId, home, 'kun Annas'),
  );
  const open = (personId: Patient['personId'], bytes: Buffer) =>
    inTransaction(clinic.app, SYSTEM, (tx) => unseal(tx, personId, home, bytes, z.string()));
  await expect(open(bo.personId, sealed)).rejects.toThrow();
  const changed = Buffer.from(sealed);
  changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1);
  await expect(open(anna.personId, changed)).rejects.toThrow();
  expect(await open(anna.personId, sealed)).toBe('kun Annas');
});

test('nothing that people write or are called lies readable in any table', async () => {
  const word = 'Plantetord';
  const mette = await staff(clinic, 'psychologist');
  const { courseId, personId } = anna;
  const of = { courseId, personId, at: NOW };
  await inTransaction(clinic.app, SYSTEM, async (tx) => {
    const name = `${word} Hemmeligsen`;
    const person = await findOrCreateByCpr(tx, { cpr: '2509479989', name, at: NOW });
    await saveContact(tx, person.personId, { phone: word, email: word, byConsent: true });
    await saveSection(tx, { ...of, section: 'safety', answers: { plan: word }, basedOn: 0 });
    await keepMessage(tx, {
      ...of,
      messageId: newId<MessageId>(),
      author: { kind: 'patient', id: personId },
      body: word,
      updateId: newId<UpdateId>(),
    });
    const by = { staffId: mette.id, updateId: newId<UpdateId>() };
    await keepNote(tx, { ...of, ...by, kind: 'assessment', body: word });
    await keepDecision(tx, { ...of, ...by, kind: 'offer', body: { letter: word }, codes: {} });
  });
  expect(await places(word)).toEqual([]);
  expect(await places('2509479989')).toEqual([]);
  // The search itself can find: staff names are meant to be readable.
  expect(await places('Mette Lund')).toEqual(['staff.name']);
});

/** Every column of every table whose bytes hold the word, in any case. */
async function places(word: string): Promise<string[]> {
  const { rows: columns } = await clinic.owner.query<{ table: string; column: string }>(`
    SELECT table_name AS table, column_name AS column FROM information_schema.columns
    WHERE table_schema = 'public' ORDER BY 1, 2`);
  const found: string[] = [];
  for (const { table, column } of columns) {
    const { rows } = await clinic.owner.query<{ value: unknown }>(
      `SELECT "${column}" AS value FROM "${table}" WHERE "${column}" IS NOT NULL`,
    );
    const holds = rows.some(({ value }) => {
      const text = Buffer.isBuffer(value) ? value.toString('latin1') : JSON.stringify(value);
      return text.toLowerCase().includes(word.toLowerCase());
    });
    if (holds) found.push(`${table}.${column}`);
  }
  return found;
}

test('a person who logs in again is the same one, under the name they have now', async () => {
  const again = await inTransaction(clinic.app, SYSTEM, async (tx) => {
    const person = await findOrCreateByCpr(tx, { ...BO, name: 'Bo Nielsen', at: NOW });
    return { ...person, identity: await personIdentity(tx, person.personId) };
  });
  expect(again).toMatchObject({ personId: bo.personId, created: false });
  expect(again.identity).toEqual({ name: 'Bo Nielsen', cpr: BO.cpr });
  const byOldName = await inTransaction(clinic.app, SYSTEM, (tx) => searchPersons(tx, 'Chris', 9));
  expect(byOldName).toEqual([]);
});

test('two first logins in the same moment make one person', async () => {
  const login = () =>
    inTransaction(clinic.app, SYSTEM, (tx) =>
      findOrCreateByCpr(tx, { cpr: '0108589995', name: 'Karla Dobbelt', at: NOW }),
    );
  const [one, other] = await Promise.all([login(), login()]);
  expect(one.personId).toBe(other.personId);
  expect(new Set([one.created, other.created])).toEqual(new Set([true, false]));
});

test.each([
  ['the whole name', 'Anna Østergaard'],
  ['beginnings in any order', 'øster ann'],
  ['å written as aa', 'aakjær'],
  ['a beginning longer than five letters', 'Østerga'],
  ['the identity number', '020191-9990'],
])('a colleague finds Anna by %s', async (_, typed) => {
  const mette = await staff(clinic, 'coordinator');
  const found = await inTransaction(clinic.app, mette, (tx) => searchPersons(tx, typed, 10));
  expect(found).toEqual([{ personId: anna.personId, name: ANNA.name }]);
});

test.each(['Østergren', 'Anna Nielsen', 'an', '', '0201919991'])(
  'typing "%s" finds nobody',
  async (typed) => {
    const found = await inTransaction(clinic.app, SYSTEM, (tx) => searchPersons(tx, typed, 10));
    expect(found).toEqual([]);
  },
);

test('another master key or search key is one clear sentence at the start', async () => {
  await checkCanary(clinic.app);
  await checkCanary(clinic.app);
  for (const wrong of ['master', 'hash'] as const) {
    const keys = { ...clinic.keys, [wrong]: randomKeys()[wrong] };
    const db = openDatabase({ url: clinic.place.appUrl, applicationName: 'x', keys });
    await expect(checkCanary(db)).rejects.toBeInstanceOf(WrongMasterKey);
    await db.close();
  }
});
