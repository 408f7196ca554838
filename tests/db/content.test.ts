/** What people write is kept once, however often a form is posted, and changes only while it may. */
import { consentsOf, giveConsent, hasConsent, withdrawConsent } from '../../db/consents';
import { deliveryById, insertDelivery, setDeliveryStatus } from '../../db/deliveries';
import { exercisesOf, markHandedIn, saveExercise } from '../../db/exercises';
import { feedbackOf, keepFeedback } from '../../db/feedback';
import { flagById, insertFlag, keepFlagAction, openFlags, releaseFlag } from '../../db/flags';
import { keepResponse, responsesOf } from '../../db/measures';
import {
  keepMessage,
  markMessageSent,
  markMessagesRead,
  messagesOf,
  unreadCount,
} from '../../db/messages';
import { newId } from '../../db/newId';
import { keepNote, notesOf, signNote } from '../../db/notes';
import { inTransaction, SYSTEM } from '../../db/transaction';
import type { Tx } from '../../db/transaction';
import type { DeliveryId, FlagId, MessageId, UpdateId } from '../../domain/ids';
import { ANNA, at, NOW, openClinic, patient, staff, waitingForLocks } from './clinic';
import type { Clinic, Patient } from './clinic';

let clinic: Clinic;
let anna: Patient;
beforeAll(async () => {
  clinic = await openClinic();
  anna = await patient(clinic, ANNA);
});
afterAll(() => clinic.close());

const asAnna = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(clinic.app, anna.actor, work);
const asWorker = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(clinic.worker, SYSTEM, work);
const ofAnna = () => ({ courseId: anna.courseId, personId: anna.personId, at: NOW });

test('an exercise is saved like a section, and stays as it was once handed in', async () => {
  const save = (answer: string, basedOn: number) =>
    asAnna((tx) =>
      saveExercise(tx, { ...ofAnna(), module: 'm1', exercise: 'e1', answer, basedOn }),
    );
  expect(await save('gik en tur', 0)).toEqual({ kind: 'saved', version: 1 });
  expect(await save('sov længe', 0)).toMatchObject({ kind: 'changedElsewhere', version: 1 });
  expect(await save('gik to ture', 1)).toEqual({ kind: 'saved', version: 2 });
  await asWorker((tx) =>
    markHandedIn(tx, {
      courseId: anna.courseId,
      module: 'm1',
      updateId: newId<UpdateId>(),
      at: NOW,
    }),
  );
  expect(await save('noget andet', 2)).toEqual({ kind: 'handedIn' });
  const [exercise] = await asAnna((tx) => exercisesOf(tx, anna.courseId, 'm1'));
  expect(exercise).toMatchObject({ answer: 'gik to ture', version: 2, handedInAt: NOW });
});

test('a message posted twice is one message, unread until it is read', async () => {
  const updateId = newId<UpdateId>();
  const post = (body: string) =>
    asAnna((tx) =>
      keepMessage(tx, {
        ...ofAnna(),
        messageId: newId<MessageId>(),
        author: { kind: 'patient', id: anna.personId },
        body,
        updateId,
      }),
    );
  expect(await post('Hej')).toBe(await post('Hej Mette'));
  expect(await asWorker((tx) => unreadCount(tx, anna.courseId, 'staff'))).toBe(0);
  await asWorker((tx) => markMessageSent(tx, updateId));
  await post('for sent');
  const [message, ...others] = await asAnna((tx) => messagesOf(tx, anna.courseId, { limit: 9 }));
  expect(others).toEqual([]);
  expect(message).toMatchObject({ body: 'Hej Mette', state: 'sent', readAt: null });
  const mette = await staff(clinic, 'psychologist');
  const read = (kind: 'patient' | 'staff', messages: readonly MessageId[]) =>
    asWorker((tx) =>
      markMessagesRead(tx, anna.courseId, { kind, id: mette.id }, { messages, at: NOW }),
    );
  const own = message ? [message.messageId] : [];
  expect([await read('patient', own), await read('staff', [])]).toEqual([0, 0]);
  expect([await read('staff', own), await read('staff', own)]).toEqual([1, 0]);
  const [opened] = await asAnna((tx) => messagesOf(tx, anna.courseId, { limit: 9 }));
  expect(opened).toMatchObject({ readAt: NOW, readBy: mette.id });
});

test('a score is never overwritten, and its items come back as they were marked', async () => {
  const answer = (score: number) =>
    asAnna((tx) =>
      keepResponse(tx, {
        ...ofAnna(),
        responseId: newId(),
        measure: 'phq9',
        version: '1',
        language: 'da',
        occasion: 'application',
        items: [1, null, 3],
        score,
        band: 'moderate',
        isCase: true,
        scorerVersion: '1',
      }),
    );
  expect([await answer(12.5), await answer(3)]).toEqual([true, false]);
  const responses = await asAnna((tx) => responsesOf(tx, anna.courseId));
  expect(responses).toMatchObject([{ score: 12.5, items: [1, null, 3], answeredAt: NOW }]);
});

test('a signed note does not change when its form is posted again', async () => {
  const mette = await staff(clinic, 'psychologist');
  const updateId = newId<UpdateId>();
  const write = (body: string) =>
    asWorker((tx) =>
      keepNote(tx, { ...ofAnna(), staffId: mette.id, kind: 'closing', body, updateId }),
    );
  await write('kladde');
  await write('færdig');
  expect(await asWorker((tx) => signNote(tx, updateId, NOW))).toBe(true);
  await write('rettet bagefter');
  const notes = await asWorker((tx) => notesOf(tx, anna.courseId));
  expect(notes).toMatchObject([{ body: 'færdig', signedAt: NOW }]);
});

test('a consent is given, withdrawn and given again, each with its own version', async () => {
  const { courseId } = anna;
  const give = (textVersion: string) =>
    asAnna((tx) =>
      giveConsent(tx, { courseId, kind: 'gpEnd', textVersion, by: 'patient', at: NOW }),
    );
  await give('2026-1');
  await give('2026-1');
  expect(await asWorker((tx) => hasConsent(tx, courseId, 'gpEnd'))).toBe(true);
  expect(await asWorker((tx) => hasConsent(tx, courseId, 'gpStart'))).toBe(false);
  const withdraw = () => asAnna((tx) => withdrawConsent(tx, { courseId, kind: 'gpEnd', at: NOW }));
  expect([await withdraw(), await withdraw()]).toEqual([true, false]);
  expect(await asWorker((tx) => hasConsent(tx, courseId, 'gpEnd'))).toBe(false);
  await give('2026-1');
  await give('2027-1');
  expect(await asAnna((tx) => consentsOf(tx, courseId))).toMatchObject([
    { kind: 'gpEnd', version: 3, textVersion: '2027-1', withdrawnAt: null },
  ]);
});

test('a flag is not released without an action, an outcome and a name', async () => {
  const mette = await staff(clinic, 'psychologist');
  const flagId = newId<FlagId>();
  await asWorker((tx) =>
    insertFlag(tx, { ...ofAnna(), flagId, tier: 'red', trigger: 'item9', ownerId: null }),
  );
  const release = () => asWorker((tx) => releaseFlag(tx, { flagId, by: mette.id, at: NOW }));
  expect(await asWorker((tx) => openFlags(tx, 9))).toMatchObject([
    { flagId, tier: 'red', courseNumber: expect.stringMatching(/^F-/) },
  ]);
  await expect(release()).rejects.toThrow('flag_released');
  await asWorker((tx) =>
    keepFlagAction(tx, { flagId, personId: anna.personId, action: 'Ringet op', outcome: 'safe' }),
  );
  expect([await release(), await release()]).toEqual([true, false]);
  expect(await asWorker((tx) => openFlags(tx, 9))).toEqual([]);
  const flag = await asWorker((tx) => flagById(tx, flagId));
  expect(flag).toMatchObject({ action: 'Ringet op', outcome: 'safe', releasedBy: mette.id });
});

test('a delivery listens to its own epoch, and no late answer unsends a letter', async () => {
  const deliveryId = newId<DeliveryId>();
  const row = {
    ...ofAnna(),
    deliveryId,
    kind: 'offer' as const,
    sequence: 1,
    subject: '',
    epoch: 2,
  };
  expect(await asWorker((tx) => insertDelivery(tx, row))).toBe(true);
  const twin = { ...row, deliveryId: newId<DeliveryId>() };
  expect(await asWorker((tx) => insertDelivery(tx, twin))).toBe(false);
  const status = (epoch: number, word: 'sent' | 'delivered' | 'failed', when: string) =>
    asWorker((tx) => setDeliveryStatus(tx, { deliveryId, epoch, status: word, at: at(when) }));
  expect(await status(1, 'failed', '2026-11-23T10:00:00Z')).toBe(false);
  expect(await status(2, 'sent', '2026-11-23T10:00:00Z')).toBe(true);
  expect(await status(2, 'delivered', '2026-11-23T11:00:00Z')).toBe(true);
  expect(await status(2, 'failed', '2026-11-23T12:00:00Z')).toBe(false);
  expect(await asWorker((tx) => deliveryById(tx, deliveryId))).toMatchObject({
    status: 'delivered',
    sentAt: at('2026-11-23T10:00:00Z'),
    hasLetter: false,
  });
});

/** Two presses of one form: the second is under way while the first has not finished. */
async function atOnce(write: (tx: Tx) => Promise<unknown>): Promise<unknown[]> {
  let second: Promise<unknown> = Promise.resolve();
  const first = await asWorker(async (tx) => {
    const written = await write(tx);
    second = asWorker(write);
    await waitingForLocks(clinic, 1);
    return written;
  });
  return [first, await second];
}

test.each(['message', 'note', 'answer'] as const)(
  '%s: posted twice at once it is kept once, and neither press fails',
  async (what) => {
    const mette = await staff(clinic, 'psychologist');
    const updateId = newId<UpdateId>();
    const said = { ...ofAnna(), body: `på én gang: ${what}`, updateId, staffId: mette.id };
    await atOnce((tx) => {
      if (what === 'note') return keepNote(tx, { ...said, kind: 'closing' });
      if (what === 'answer') return keepFeedback(tx, { ...said, module: 'm2' });
      const author = { kind: 'patient', id: anna.personId } as const;
      return keepMessage(tx, { ...said, author, messageId: newId<MessageId>() });
    });
    const kept = await asWorker(async (tx) => [
      ...(await messagesOf(tx, anna.courseId, { limit: 99 })),
      ...(await notesOf(tx, anna.courseId)),
      ...(await feedbackOf(tx, anna.courseId)),
    ]);
    expect(kept.filter((one) => one.body === said.body)).toHaveLength(1);
  },
);
