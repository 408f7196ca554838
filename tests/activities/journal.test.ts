/** Each entry in the journal carries its own event's note, the same at every attempt. */
import { countLetters, readEntry, readLetter } from '../../db/deliveries';
import { newId } from '../../db/newId';
import { keepNote, signNote } from '../../db/notes';
import type { StaffId, UpdateId } from '../../domain/ids';
import { PartnerUnavailable } from '../../partners/exchange';
import { NOW, staff } from '../db/clinic';
import { booked, treated } from '../support/courseStages';
import {
  asWorker,
  happened,
  openSending,
  rowOfDelivery,
  send,
  standAt,
  waiting,
  type Sending,
} from './sending';

let sending: Sending;
let psychologistId: StaffId;
beforeAll(async () => {
  sending = await openSending();
  psychologistId = (await staff(sending.clinic, 'psychologist')).id;
});
afterAll(() => sending.clinic.close());
beforeEach(async () => {
  await sending.clinic.owner.query('TRUNCATE task, delivery, incident, note, event');
  sending.partners.epj.sent.length = 0;
});

describe('an entry in the journal', () => {
  const PRESSED = ['accept', 'closingHeld'] as const;
  async function notes(): Promise<readonly UpdateId[]> {
    const { courseId, personId } = sending.anna;
    const ids = PRESSED.map(() => newId<UpdateId>());
    for (const [index, updateId] of ids.entries()) {
      const body = `Notat ${index + 1}`;
      const of = {
        courseId,
        personId,
        staffId: psychologistId,
        kind: 'x',
        body,
        at: NOW,
        updateId,
      };
      await asWorker(sending.clinic, async (tx) => {
        await keepNote(tx, of);
        await signNote(tx, updateId, NOW);
      });
      const name = PRESSED[index] ?? '';
      await happened(sending, { courseId, revision: index + 1, id: updateId, name });
    }
    return ids;
  }

  test('carries the note that its own event wrote, though another was signed since', async () => {
    await notes();
    await standAt(sending, treated(), { psychologistId });
    await send(sending, await waiting(sending, 'epjNote', { sequence: 1 }));
    await send(sending, await waiting(sending, 'epjNote', { sequence: 2 }));
    expect(sending.partners.epj.sent.map((one) => one['text'])).toEqual(['Notat 1', 'Notat 2']);
  });

  test('carries the note of the pressing that was released, not of the one taken back', async () => {
    const { courseId, personId } = sending.anna;
    const [undone, pressed] = [newId<UpdateId>(), newId<UpdateId>()];
    const names = [
      [undone, 'decline'],
      [newId(), 'undo'],
      [pressed, 'decline'],
      [newId(), 'release'],
    ] as const;
    for (const [index, [id, name]] of names.entries())
      await happened(sending, { courseId, revision: index + 1, id, name });
    for (const updateId of [pressed, undone])
      await asWorker(sending.clinic, async (tx) => {
        const body = updateId === pressed ? 'Gælder' : 'Fortrudt';
        const of = { courseId, personId, staffId: psychologistId, kind: 'x', at: NOW };
        await keepNote(tx, { ...of, body, updateId });
        await signNote(tx, updateId, NOW);
      });
    await standAt(sending, booked(), { psychologistId });
    await send(sending, await waiting(sending, 'epjNote', { sequence: 1 }));
    expect(sending.partners.epj.sent.map((one) => one['text'])).toEqual(['Gælder']);
  });

  test('tried again is word for word what was tried first, and is sealed, and is no letter', async () => {
    await standAt(sending, booked(), { psychologistId });
    const id = await waiting(sending, 'epjAppointment');
    sending.partners.epj.next = () => Promise.reject(new PartnerUnavailable('epj', 'noAnswer'));
    await expect(send(sending, id)).rejects.toThrow(PartnerUnavailable);
    const moved = booked(12);
    await standAt(sending, moved, { psychologistId });
    expect(await send(sending, id)).toBe('accepted');
    const [first, second] = sending.partners.epj.sent;
    expect(second).toEqual(first);
    expect(await asWorker(sending.clinic, (tx) => readEntry(tx, id))).toEqual(first);
    expect(await asWorker(sending.clinic, (tx) => readLetter(tx, id))).toBeUndefined();
    expect((await rowOfDelivery(sending, id)).hasLetter).toBe(false);
    const { courseId } = sending.anna;
    const letters = await asWorker(sending.clinic, (tx) =>
      countLetters(tx, courseId, ['epjAppointment']),
    );
    expect(letters).toBe(0);
    const { rows } = await sending.clinic.owner.query<{ sealed: Buffer }>(
      'SELECT letter_sealed AS sealed FROM delivery',
    );
    expect(rows[0]?.sealed.toString('latin1')).not.toContain('Udredende');
  });
});
