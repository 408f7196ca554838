/** A diary is kept entry by entry: nothing is written twice, over another, or by somebody else. */
import {
  addEntry,
  changeEntry,
  entriesOf,
  entryById,
  entryCounts,
  hasRoom,
  latestEntries,
  markEntriesHandedIn,
  removeEntry,
} from '../../db/diary';
import { newId } from '../../db/newId';
import { lastActivity } from '../../db/record';
import { inTransaction, SYSTEM, type Tx } from '../../db/transaction';
import { civilDate } from '../../domain/calendar';
import type { DiaryEntryId, UpdateId } from '../../domain/ids';
import { ANNA, at, BO, NOW, openClinic, patient, staff, type Clinic, type Patient } from './clinic';

let clinic: Clinic;
let anna: Patient;
let bo: Patient;
beforeAll(async () => {
  clinic = await openClinic();
  anna = await patient(clinic, ANNA);
  bo = await patient(clinic, BO);
});
afterAll(() => clinic.close());

const as = <T>(who: Patient, work: (tx: Tx) => Promise<T>) =>
  inTransaction(clinic.app, who.actor, work);
const DAY = civilDate('2026-11-27');

/** What Anna writes in one of her diaries. */
async function written(answer: string, more: { exercise?: string; module?: string } = {}) {
  const entryId = newId<DiaryEntryId>();
  const { courseId, personId } = anna;
  const exercise = more.exercise ?? newId();
  const entry = {
    entryId,
    courseId,
    personId,
    module: more.module ?? 'm1',
    exercise,
    kind: 'activityDiary',
    day: DAY,
    answer,
    at: NOW,
  };
  await as(anna, (tx) => addEntry(tx, entry));
  return { entry, which: { courseId, exercise, entryId } };
}
const read = (which: Parameters<typeof entryById>[1]) => as(anna, (tx) => entryById(tx, which));
const change = (which: Parameters<typeof entryById>[1], answer: string, basedOn: number) =>
  as(anna, (tx) => changeEntry(tx, { ...which, basedOn, day: DAY, answer, at: NOW }));

test('an entry posted twice is one entry', async () => {
  const { entry, which } = await written('gik en tur');
  await as(anna, (tx) => addEntry(tx, entry));
  const all = await as(anna, (tx) => entriesOf(tx, anna.courseId, { module: 'm1' }));
  expect(all.filter(({ exercise }) => exercise === which.exercise)).toHaveLength(1);
  expect(await read(which)).toMatchObject({ answer: 'gik en tur', day: DAY, version: 1 });
});

test('two windows never write over each other, and the same words again are saved already', async () => {
  const { which } = await written('gik en tur');
  expect(await change(which, 'gik to ture', 1)).toEqual({ kind: 'saved' });
  expect(await change(which, 'sov længe', 1)).toEqual({ kind: 'changedElsewhere' });
  expect(await change(which, 'gik to ture', 1)).toEqual({ kind: 'saved' });
  expect(await as(anna, (tx) => removeEntry(tx, { ...which, basedOn: 1 }))).toEqual({
    kind: 'changedElsewhere',
  });
  expect(await read(which)).toMatchObject({ answer: 'gik to ture', version: 2 });
});

test('entries of one moment stand as they were written, also after the first is mended', async () => {
  const exercise = newId();
  const first = await written('gik en tur', { module: 'm4', exercise });
  // An id tells no order: by these the later ones would stand first.
  for (const [answer, start] of [
    ['så tv', '00000000'],
    ['lavede mad', '00000001'],
  ] as const) {
    const entryId = `${start}${newId().slice(8)}` as DiaryEntryId;
    await as(anna, (tx) => addEntry(tx, { ...first.entry, entryId, answer }));
  }
  const later = at('2026-11-30T08:00:00Z');
  await as(anna, (tx) =>
    changeEntry(tx, { ...first.which, basedOn: 1, day: DAY, answer: 'gik to ture', at: later }),
  );
  const all = await as(anna, (tx) => entriesOf(tx, anna.courseId, { module: 'm4' }));
  const answers = all.map(({ answer }) => answer);
  expect(answers).toEqual(['gik to ture', 'så tv', 'lavede mad']);
  const last = { module: 'm4', exercise, limit: 3 };
  const latest = await as(anna, (tx) => latestEntries(tx, anna.courseId, last));
  expect(latest.map(({ answer }) => answer)).toEqual(answers.toReversed());
});

test('an entry can be taken away, once or twice, and is then gone', async () => {
  const { which } = await written('en fejl');
  const remove = () => as(anna, (tx) => removeEntry(tx, { ...which, basedOn: 1 }));
  expect([await remove(), await remove()]).toEqual([{ kind: 'saved' }, { kind: 'saved' }]);
  expect(await read(which)).toBeUndefined();
  expect(await change(which, 'kom igen', 1)).toEqual({ kind: 'gone' });
});

test('what is handed in stays as it was; what is written after it does not', async () => {
  const { which } = await written('før', { module: 'm7', exercise: 'e7' });
  const { courseId } = anna;
  const handed = { courseId, module: 'm7', updateId: newId<UpdateId>(), at: NOW };
  const count = await inTransaction(clinic.worker, SYSTEM, (tx) => markEntriesHandedIn(tx, handed));
  expect(count).toBe(1);
  expect(await change(which, 'noget andet', 1)).toEqual({ kind: 'handedIn' });
  expect(await as(anna, (tx) => removeEntry(tx, { ...which, basedOn: 1 }))).toEqual({
    kind: 'handedIn',
  });
  const { which: later } = await written('efter', { module: 'm7', exercise: 'e7' });
  expect(await change(later, 'efter, rettet', 1)).toEqual({ kind: 'saved' });
  const counts = await as(anna, (tx) => entryCounts(tx, courseId, 'm7'));
  expect(counts.get('e7')).toBe(2);
});

test('the last entries are read and no more; a full diary has room for what is in it already', async () => {
  const exercise = newId();
  const written3 = [];
  for (const answer of ['en', 'to', 'tre']) {
    written3.push((await written(answer, { module: 'm3', exercise })).entry);
  }
  const { courseId } = anna;
  const last = await as(anna, (tx) =>
    latestEntries(tx, courseId, { module: 'm3', exercise, limit: 2 }),
  );
  const all = await as(anna, (tx) => entriesOf(tx, courseId, { module: 'm3' }));
  expect(last).toEqual(all.toReversed().slice(0, 2));
  const [one] = written3;
  if (!one) throw new Error('nothing was written');
  const another = { ...one, entryId: newId<DiaryEntryId>() };
  expect(await as(anna, (tx) => hasRoom(tx, another, 4))).toBe(true);
  expect(await as(anna, (tx) => hasRoom(tx, another, 3))).toBe(false);
  expect(await as(anna, (tx) => hasRoom(tx, one, 3))).toBe(true);
});

test('nobody else reads, changes or takes away an entry', async () => {
  const { entry, which } = await written('hemmeligt');
  expect(await as(bo, (tx) => entryById(tx, which))).toBeUndefined();
  expect(await as(bo, (tx) => entriesOf(tx, anna.courseId))).toEqual([]);
  expect(await as(bo, (tx) => removeEntry(tx, { ...which, basedOn: 1 }))).toEqual({
    kind: 'saved',
  });
  await expect(as(bo, (tx) => addEntry(tx, { ...entry, entryId: newId() }))).rejects.toThrow();
  expect(await read(which)).toMatchObject({ answer: 'hemmeligt' });
  const mette = await staff(clinic, 'psychologist');
  const seen = await inTransaction(clinic.app, mette, (tx) => entryById(tx, which));
  expect(seen).toMatchObject({ answer: 'hemmeligt' });
});

test('a psychologist reads an entry and cannot touch it; nor can anybody take away what is handed in', async () => {
  const { which } = await written('mine ord', { module: 'm8', exercise: 'e8' });
  const mette = await staff(clinic, 'psychologist');
  const by = (who: Patient['actor'] | typeof mette, sql: string) =>
    inTransaction(clinic.app, who, (tx) => tx.run(sql, [which.entryId]));
  const touch = 'UPDATE diary_entry SET version = 9 WHERE entry_id = $1';
  const drop = 'DELETE FROM diary_entry WHERE entry_id = $1';
  expect([await by(mette, touch), await by(mette, drop)]).toEqual([0, 0]);
  const handed = { courseId: anna.courseId, module: 'm8', updateId: newId<UpdateId>(), at: NOW };
  await inTransaction(clinic.worker, SYSTEM, (tx) => markEntriesHandedIn(tx, handed));
  expect(await by(anna.actor, drop)).toBe(0);
  expect(await read(which)).toMatchObject({ answer: 'mine ord', version: 1 });
});

test('an entry is a sign of life', async () => {
  const later = at('2026-11-30T08:00:00Z');
  const { entry } = await written('i live');
  await as(anna, (tx) => addEntry(tx, { ...entry, entryId: newId(), at: later }));
  const seen = await inTransaction(clinic.worker, SYSTEM, (tx) => lastActivity(tx, anna.courseId));
  expect(seen).toBe(later);
});
