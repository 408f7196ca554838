/** The times of closing calls: apart from those of first conversations, and free again at every end. */
import { appointmentsOf, insertAppointment } from '../../db/appointments';
import { newId } from '../../db/newId';
import { recordEvent } from '../../db/record';
import { fillSlots } from '../../db/slotRules';
import { freeSlots, openSlot, slotById, takeSlot, type NamedSlot } from '../../db/slots';
import { inTransaction, SYSTEM, type Tx } from '../../db/transaction';
import { apply } from '../../domain/apply';
import { CLOSING_MS } from '../../domain/closingTime';
import { duesOf } from '../../domain/deadlines';
import {
  plusMillis,
  type AppointmentId,
  type Instant,
  type StaffId,
  type UpdateId,
} from '../../domain/ids';
import type { CourseEvent, CourseState } from '../../domain/state';
import { closed } from '../support/courseStages';
import { HOUR, moment, moveBackOf } from '../support/courseWalk';
import {
  ANNA,
  morning,
  NOW,
  openClinic,
  patient,
  staff,
  type Clinic,
  type Patient,
} from './clinic';

let clinic: Clinic;
let anna: Patient;
let psychologistId: StaffId;
let times: NamedSlot[];
beforeAll(async () => {
  clinic = await openClinic();
});
beforeEach(async () => {
  await clinic.owner.query('TRUNCATE person CASCADE');
  await clinic.owner.query('DELETE FROM slot');
  anna = await patient(clinic, ANNA);
  psychologistId = (await staff(clinic, 'psychologist')).id;
  times = await closingMorning();
});
afterAll(() => clinic.close());

const asWorker = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(clinic.worker, SYSTEM, work);
const SOON = { from: soon(0), until: soon(48), limit: 9 };

/** Hours after the state of `closed()`, from which every test starts. */
function soon(hours: number): Instant {
  return plusMillis(closed().lastAt, hours * HOUR);
}

async function closingMorning(): Promise<NamedSlot[]> {
  const spans = [24, 25].map((hours) => ({
    startsAt: soon(hours),
    endsAt: plusMillis(soon(hours), CLOSING_MS),
  }));
  return asWorker(async (tx) => {
    await fillSlots(tx, psychologistId, spans, 'closing');
    return freeSlots(tx, { ...SOON, kind: 'closing' });
  });
}

/** Anna's course as it stands when her treatment has ended; its row knows nothing of before. */
function ended(): CourseState {
  return { ...closed(), courseId: anna.courseId, epoch: 1, revision: 0, psychologistId };
}

async function record(state: CourseState, event: CourseEvent, hours = 1): Promise<CourseState> {
  const at = plusMillis(state.lastAt, hours * HOUR);
  const result = apply({ ...state, dues: duesOf(state) }, event, moment(at));
  if (result.kind === 'refused') throw new Error(result.name);
  const entry = {
    id: newId<UpdateId>(),
    event,
    actor: { kind: 'patient', id: anna.personId },
    state: result.state,
    sends: result.sends,
  };
  const answer = await asWorker((tx) => recordEvent(tx, entry, NOW));
  expect(answer.kind).toBe('recorded');
  return result.state;
}

/** As the command keeps it: the time is taken and the conversation written, then it is agreed. */
async function agrees(state: CourseState, slot: NamedSlot | undefined): Promise<CourseState> {
  if (!slot) throw new Error('no such time');
  const { slotId, startsAt, endsAt } = slot;
  const time = { slotId, startsAt, endsAt, appointmentId: newId<AppointmentId>() };
  const of = { courseId: anna.courseId, psychologistId, at: NOW, kind: 'closing' } as const;
  await asWorker((tx) => insertAppointment(tx, { ...of, ...time }));
  return record(state, { name: 'bookClosing', ...time });
}
const slotNow = async (slot: NamedSlot | undefined) =>
  slot && (await asWorker((tx) => slotById(tx, slot.slotId)))?.state;
const outcomes = async () =>
  (await asWorker((tx) => appointmentsOf(tx, anna.courseId))).map(({ outcome }) => outcome);

test('an hour for a first conversation is nobody’s closing call, and the other way round', async () => {
  await morning(clinic, psychologistId, 1);
  const window = { ...SOON, until: plusMillis(SOON.until, 60 * 24 * HOUR) };
  const kinds = (rows: NamedSlot[]) => new Set(rows.map(({ kind }) => kind));
  expect(kinds(await asWorker((tx) => freeSlots(tx, window)))).toEqual(new Set(['assessment']));
  const calls = await asWorker((tx) => freeSlots(tx, { ...window, kind: 'closing' }));
  expect(kinds(calls)).toEqual(new Set(['closing']));
});

test('of two who press at once for a quarter of an hour, one gets it', async () => {
  const bo = await patient(clinic, { cpr: '0102901234', name: 'Bo Vang' });
  const press = ({ courseId }: Patient) =>
    asWorker((tx) =>
      takeSlot(tx, {
        slotId: times[0]?.slotId ?? newId(),
        courseId,
        updateId: newId(),
        state: 'booked',
        heldAt: NOW,
      }),
    );
  const kinds = (await Promise.all([press(anna), press(bo)])).map(({ kind }) => kind);
  expect(kinds.toSorted()).toEqual(['taken', 'takenByOther']);
});

test('a quarter typed by hand cannot lie in an hour that somebody has', async () => {
  const [hour] = await morning(clinic, psychologistId, 1);
  if (!hour) throw new Error('no hour');
  const within = { startsAt: plusMillis(hour.startsAt, CLOSING_MS), kind: 'closing' } as const;
  const endsAt = plusMillis(within.startsAt, CLOSING_MS);
  expect(await asWorker((tx) => openSlot(tx, { ...within, endsAt, psychologistId }))).toBe(
    undefined,
  );
});

test('a moved call frees the first time, and is the same conversation', async () => {
  const state = await agrees(ended(), times[0]);
  expect(await slotNow(times[0])).toBe('booked');
  await agrees(state, times[1]);
  expect([await slotNow(times[0]), await slotNow(times[1])]).toEqual(['free', 'booked']);
  expect(await outcomes()).toEqual(['moved', null]);
});

test.each<[CourseEvent, string, number]>([
  [{ name: 'cancelClosing', by: 'patient' }, 'cancelledByPatient', 1],
  [{ name: 'cancelClosing', by: 'clinic' }, 'cancelledByClinic', 1],
  [{ name: 'wishClosing', wish: 'declines' }, 'cancelledByPatient', 1],
  [{ name: 'missClosing' }, 'noShow', 48],
  [{ name: 'closingHeld' }, 'held', 48],
  [{ name: 'closingWaived' }, 'cancelledByClinic', 1],
  [{ name: 'closingWaived' }, 'noShow', 48],
  [{ name: 'withdraw' }, 'cancelledByPatient', 1],
  [{ name: 'withdraw' }, 'noShow', 48],
  [{ name: 'refer' }, 'cancelledByClinic', 1],
  [{ name: 'end' }, 'cancelledByClinic', 1],
  [moveBackOf(closed().lastAt), 'cancelledByClinic', 1],
])(
  'by %p the time is free again, and the call is written down as %s',
  async (event, outcome, at) => {
    const state = await agrees(ended(), times[0]);
    await record(state, event, at);
    expect(await slotNow(times[0])).toBe('free');
    expect(await outcomes()).toEqual([outcome]);
  },
);

test('a time with the psychologist before is off, and free, once another has the course', async () => {
  const state = await agrees(ended(), times[0]);
  const { id } = await staff(clinic, 'psychologist', 'Ib Eksempel');
  await record(state, { name: 'assign', psychologistId: id });
  expect([await slotNow(times[0]), await outcomes()]).toEqual(['free', ['cancelledByClinic']]);
});

test('who says yes to the call once more keeps the time', async () => {
  const state = await agrees(ended(), times[0]);
  await record(state, { name: 'wishClosing', wish: 'wants' });
  expect([await slotNow(times[0]), await outcomes()]).toEqual(['booked', [null]]);
});
