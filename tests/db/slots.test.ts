/** A time belongs to the first who takes it, and comes back when nothing comes of it. */
import { fillSlots } from '../../db/slotRules';
import {
  closeSlot,
  confirmSlot,
  freeSlots,
  freeSlotsNotIn,
  releaseHold,
  releaseStaleHold,
  slotById,
  slotsOfCourse,
  staleHolds,
  takeSlot,
} from '../../db/slots';
import type { NamedSlot } from '../../db/slots';
import { newId } from '../../db/newId';
import { inTransaction, SYSTEM } from '../../db/transaction';
import type { Tx } from '../../db/transaction';
import type { Instant, SlotId, StaffId, UpdateId } from '../../domain/ids';
import { ANNA, at, BO, morning, NOW, openClinic, patient, staff } from './clinic';
import type { Clinic, Patient } from './clinic';

let clinic: Clinic;
let anna: Patient;
let bo: Patient;
let psychologistId: StaffId;
let slots: NamedSlot[];
beforeAll(async () => {
  clinic = await openClinic();
  anna = await patient(clinic, ANNA);
  bo = await patient(clinic, BO);
});
beforeEach(async () => {
  psychologistId = (await staff(clinic, 'psychologist')).id;
  slots = await morning(clinic, psychologistId, 4);
});
afterEach(() => clinic.owner.query('DELETE FROM slot'));
afterAll(() => clinic.close());

const asWorker = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(clinic.worker, SYSTEM, work);
const slot = (index: number): SlotId => slots[index]?.slotId ?? newId<SlotId>();
const take = (who: Patient, slotId: SlotId, updateId = newId<UpdateId>()) =>
  inTransaction(clinic.app, who.actor, (tx) =>
    takeSlot(tx, { slotId, courseId: who.courseId, updateId, state: 'booked', heldAt: NOW }),
  );
const stateOf = async (slotId: SlotId) => (await asWorker((tx) => slotById(tx, slotId)))?.state;

test('of many who press at once, exactly one gets the time', async () => {
  const coordinator = await staff(clinic, 'coordinator');
  const press = ({ courseId }: Patient) =>
    inTransaction(clinic.app, coordinator, (tx) =>
      takeSlot(tx, {
        slotId: slot(0),
        courseId,
        updateId: newId<UpdateId>(),
        state: 'booked',
        heldAt: NOW,
      }),
    );
  const answers = await Promise.all([press(anna), press(bo), press(bo), press(anna)]);
  const kinds = answers.map(({ kind }) => kind);
  const annasOwn = (await asWorker((tx) => slotById(tx, slot(0))))?.courseId === anna.courseId;
  const [forAnna, forBo] = annasOwn ? ['taken', 'takenByOther'] : ['takenByOther', 'taken'];
  expect(kinds).toEqual([forAnna, forBo, forBo, forAnna]);
  expect((await take(anna, slot(0))).kind).toBe(forAnna);
  expect((await take(bo, slot(0))).kind).toBe(forBo);
});

test('the same form posted twice takes the time once', async () => {
  const updateId = newId<UpdateId>();
  expect((await take(anna, slot(0), updateId)).kind).toBe('taken');
  expect((await take(anna, slot(0), updateId)).kind).toBe('taken');
  expect(await asWorker((tx) => slotsOfCourse(tx, anna.courseId))).toHaveLength(1);
});

test('a refused booking frees its time at once, but not the one the offer reserved', async () => {
  const offer = newId<UpdateId>();
  await asWorker((tx) =>
    takeSlot(tx, {
      slotId: slot(0),
      courseId: anna.courseId,
      updateId: offer,
      state: 'reserved',
      heldAt: NOW,
    }),
  );
  await asWorker((tx) =>
    confirmSlot(tx, { slotId: slot(0), courseId: anna.courseId, state: 'reserved' }),
  );
  const refused = newId<UpdateId>();
  await take(anna, slot(0), refused);
  await take(anna, slot(1), refused);
  expect(await asWorker((tx) => releaseHold(tx, refused))).toBe(1);
  expect([await stateOf(slot(0)), await stateOf(slot(1))]).toEqual(['reserved', 'free']);
});

test('a recorded booking frees the course’s other times, but none that waits', async () => {
  const [first, waiting] = [newId<UpdateId>(), newId<UpdateId>()];
  await take(anna, slot(0), first);
  await take(anna, slot(1), first);
  await take(anna, slot(2), waiting);
  await take(bo, slot(3));
  await asWorker(async (tx) => {
    await confirmSlot(tx, { slotId: slot(1), courseId: anna.courseId, state: 'booked' });
    await freeSlotsNotIn(tx, anna.courseId, [slot(1)], first);
  });
  const states = await Promise.all([0, 1, 2, 3].map((index) => stateOf(slot(index))));
  expect(states).toEqual(['free', 'booked', 'booked', 'booked']);
  await asWorker((tx) => freeSlotsNotIn(tx, anna.courseId, []));
  expect(await stateOf(slot(1))).toBe('free');
});

test('a time taken for a form that never arrived is swept back', async () => {
  await take(anna, slot(0));
  await take(anna, slot(1));
  await asWorker((tx) =>
    confirmSlot(tx, { slotId: slot(1), courseId: anna.courseId, state: 'booked' }),
  );
  const held = (heldBefore: Instant) => asWorker((tx) => staleHolds(tx, heldBefore, 9));
  expect(await held(NOW)).toEqual([]);
  const later = at('2026-11-23T09:00:01Z');
  expect(await held(later)).toEqual([{ slotId: slot(0), courseId: anna.courseId }]);
  const swept = (index: number, heldBefore: Instant) =>
    asWorker((tx) => releaseStaleHold(tx, slot(index), heldBefore));
  expect(await swept(0, NOW)).toBe(false);
  expect(await swept(1, later)).toBe(false);
  expect(await swept(0, later)).toBe(true);
  expect([await stateOf(slot(0)), await stateOf(slot(1))]).toEqual(['free', 'booked']);
});

test('a psychologist is never in two conversations at once', async () => {
  const half = { startsAt: at('2026-12-01T09:30:00Z'), endsAt: at('2026-12-01T10:30:00Z') };
  const after = { startsAt: at('2026-12-01T13:00:00Z'), endsAt: at('2026-12-01T14:00:00Z') };
  const filled = await asWorker((tx) => fillSlots(tx, psychologistId, [half, after, after]));
  expect(filled).toBe(1);
  await expect(
    clinic.owner.query(
      `INSERT INTO slot (slot_id, psychologist_id, starts_at, ends_at)
    VALUES ($1, $2, $3, $4)`,
      [newId(), psychologistId, half.startsAt, half.endsAt],
    ),
  ).rejects.toThrow('slot_overlap');
});

test('free times come page by page, without those taken or closed', async () => {
  await take(bo, slot(1));
  expect(await asWorker((tx) => closeSlot(tx, slot(2)))).toBe(true);
  expect(await asWorker((tx) => closeSlot(tx, slot(1)))).toBe(false);
  const window = { from: at('2026-12-01T00:00:00Z'), until: at('2026-12-02T00:00:00Z'), limit: 1 };
  const [first] = await inTransaction(clinic.app, anna.actor, (tx) => freeSlots(tx, window));
  expect(first).toMatchObject({ slotId: slot(0), psychologistName: 'Mette Lund' });
  const after = first && { startsAt: first.startsAt, slotId: first.slotId };
  const second = await inTransaction(clinic.app, anna.actor, (tx) =>
    freeSlots(tx, { ...window, limit: 9, after }),
  );
  expect(second.map(({ slotId }) => slotId)).toEqual([slot(3)]);
});
