/** A press whose answer was lost on the way: sent again, it is told as done, because it is. */
import type { Ctx, Form } from '../../api/app';
import { releaseRiskFlag, takeRiskFlag } from '../../api/commands/answerFlag';
import { bookTime } from '../../api/commands/bookTime';
import { answerMessage } from '../../api/commands/answerMessage';
import { freshUpdateId, press } from '../../api/commands/press';
import { screenApplication } from '../../api/commands/screenApplication';
import { writeMessage } from '../../api/commands/writeMessage';
import { courseById, type CourseRow } from '../../db/courses';
import { insertFlag } from '../../db/flags';
import { newId } from '../../db/newId';
import { keepMessage, messagesOf, type MessageAuthor } from '../../db/messages';
import { freeSlots } from '../../db/slots';
import { inTransaction, SYSTEM } from '../../db/transaction';
import {
  plusMillis,
  type FlagId,
  type Instant,
  type MessageId,
  type UpdateId,
} from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { versionOf, type Answers } from '../../domain/tasks';
import { DAY } from '../support/courseWalk';
import { openPatientSite, START, type Patient, type PatientSite } from '../web/patient/site';
import { openOffice, request, somebody, type Office } from './applicant';

let site: PatientSite;
let office: Office;
let anna: Patient;
beforeAll(async () => {
  site = await openPatientSite();
  office = openOffice(site.clinic, somebody());
});
beforeEach(async () => {
  office.courses.isThere = true;
  anna = await site.someone();
});
afterAll(() => site?.close());

const asWorker = <T>(read: Parameters<typeof inTransaction<T>>[2]) =>
  inTransaction(site.clinic.worker, SYSTEM, read);
const row = async (): Promise<CourseRow> => {
  const course = await asWorker((tx) => courseById(tx, anna.courseId));
  if (!course) throw new Error('the course is gone');
  return course;
};
const karen = (now: Instant): Ctx => request(office, now, site.psychologist);
async function shown(subject: Answers['subject']): Promise<Record<string, string>> {
  const version = versionOf((await row()).resume as CourseState, subject);
  return { updateId: freshUpdateId(), version: String(version) };
}
/** A time that can be offered today, and no more in a few days. */
async function nearestOffer(): Promise<Form> {
  const window = { from: plusMillis(START, 8 * DAY), until: plusMillis(START, 20 * DAY), limit: 1 };
  const [slot] = await asWorker((tx) => freeSlots(tx, window));
  return { ...(await shown({ task: 'screen' })), answer: 'offer', slot: slot?.slotId ?? '' };
}
const TOO_NEAR = plusMillis(START, 7 * DAY);

it('an offer that was recorded is told as done, also when its time has come too near', async () => {
  const form = await nearestOffer();
  const screen = async (at: Instant) => screenApplication(karen(at), await row(), form);
  expect(await screen(START)).toEqual({ kind: 'done' });
  expect(await screen(TOO_NEAR)).toEqual({ kind: 'done' });
});

it('an offer whose time is held, and of which nobody knows, is asked for again', async () => {
  const form = await nearestOffer();
  const screen = async (at: Instant) => screenApplication(karen(at), await row(), form);
  office.courses.isThere = false;
  expect(await screen(START)).toEqual({ kind: 'unavailable' });
  office.courses.isThere = true;
  expect(await screen(TOO_NEAR)).toEqual({ kind: 'done' });
});

it('a time that was booked is told as booked, also when the talk has begun meanwhile', async () => {
  await site.offered(anna);
  const slot = (await site.state(anna)).reserved?.slotId ?? '';
  const form = { ...(await shown('offer')), slot };
  const patient = { kind: 'patient', id: anna.personId, role: 'patient' } as const;
  const book = async (at: Instant) => bookTime(request(office, at, patient), await row(), form);
  expect(await book(START)).toEqual({ kind: 'done' });
  const { appointment } = await site.state(anna);
  expect(await book(appointment?.endsAt ?? START)).toEqual({ kind: 'done' });
});

it('a flag that was closed is told as closed, not as unknown', async () => {
  const flagId = newId<FlagId>();
  const { courseId, personId } = anna;
  const flag = { flagId, courseId, personId, tier: 'amber', trigger: 'item9' } as const;
  await asWorker((tx) => insertFlag(tx, { ...flag, ownerId: null, at: START }));
  await site.happens(anna, { name: 'raiseFlag', flagId, tier: 'amber' });
  await takeRiskFlag(karen(START), await row(), flagId, { updateId: freshUpdateId() });
  const task = { task: `amberFlag:${flagId}` } as const;
  const done = { action: 'Ringede og talte med Anna.', outcome: 'noRisk' };
  const form = { ...(await shown(task)), ...done };
  const release = async () => releaseRiskFlag(karen(START), await row(), flagId, form);
  expect(await release()).toEqual({ kind: 'done' });
  expect(await release()).toEqual({ kind: 'done' });
});

it('a message that seemed lost, and comes back with other words, is another message', async () => {
  const ctx = request(office, START, { kind: 'patient', id: anna.personId, role: 'patient' });
  const updateId = freshUpdateId();
  const write = async (message: string) => writeMessage(ctx, await row(), { updateId, message });
  for (const words of ['Den første', 'Den første', 'Den anden']) {
    expect(await write(words)).toEqual({ kind: 'done' });
  }
  const thread = await asWorker((tx) => messagesOf(tx, anna.courseId, { limit: 10 }));
  const bodies = thread.map(({ body }) => body);
  expect(bodies.toSorted()).toEqual(['Den anden', 'Den første']);
});

it('a message that a browser shows again after "back" is not said twice; later it may be', async () => {
  const as = (now: Instant) =>
    request(office, now, { kind: 'patient', id: anna.personId, role: 'patient' });
  const write = async (minutes: number, message: string) =>
    writeMessage(as(plusMillis(START, minutes * 60_000)), await row(), {
      updateId: freshUpdateId(),
      message,
    });
  for (const minutes of [0, 5, 20]) {
    expect(await write(minutes, 'Jeg ringer i morgen.')).toEqual({ kind: 'done' });
  }
  expect(await bodies()).toEqual(['Jeg ringer i morgen.', 'Jeg ringer i morgen.']);
});

const bodies = async () => {
  const thread = await asWorker((tx) => messagesOf(tx, anna.courseId, { limit: 10 }));
  return thread.map(({ body }) => body).toSorted();
};
/** As a version of ours before kept it: under the form's own id. */
async function keptBefore(updateId: UpdateId, author: MessageAuthor, body: string): Promise<void> {
  const { courseId, personId } = anna;
  const kept = { courseId, personId, author, body, at: START, updateId };
  await asWorker((tx) => keepMessage(tx, { ...kept, messageId: newId<MessageId>() }));
}

it('a message the version before sent, sent again here, is one; with other words it is two', async () => {
  const id = anna.personId;
  const ctx = request(office, START, { kind: 'patient', id, role: 'patient' });
  const updateId = freshUpdateId();
  const write = async (message: string) => writeMessage(ctx, await row(), { updateId, message });
  await keptBefore(updateId, { kind: 'patient', id }, 'Hej Karen');
  const event = { name: 'writeMessage' } as const;
  expect(await press(ctx, { courseId: anna.courseId, id: updateId, event })).toEqual({
    kind: 'done',
  });
  expect(await write('Hej Karen')).toEqual({ kind: 'done' });
  expect(await bodies()).toEqual(['Hej Karen']);
  expect(await write('Hej igen')).toEqual({ kind: 'done' });
  expect(await bodies()).toEqual(['Hej Karen', 'Hej igen']);
});

it('an answer the version before kept, and did not hear of, is sent here once', async () => {
  const updateId = freshUpdateId();
  const { id } = site.psychologist;
  await keptBefore(updateId, { kind: 'staff', id }, 'Kære Anna');
  const form = { updateId, body: 'Kære Anna' };
  const answer = async () => answerMessage(karen(START), await row(), form);
  expect([await answer(), await answer()]).toEqual([{ kind: 'done' }, { kind: 'done' }]);
  expect(await bodies()).toEqual(['Kære Anna']);
});
