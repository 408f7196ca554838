/** A form that is answered twice: what was kept for the answer that came to nothing counts nowhere. */
import type { Ctx, Form } from '../../api/app';
import { bookTime } from '../../api/commands/bookTime';
import { decided } from '../../api/commands/decided';
import { freshUpdateId } from '../../api/commands/press';
import { recordAssessment } from '../../api/commands/recordAssessment';
import { screenApplication } from '../../api/commands/screenApplication';
import { freeSlots } from '../../db/slots';
import { courseById, type CourseRow } from '../../db/courses';
import { decisionsOf, readDecision } from '../../db/decisions';
import { notesOf } from '../../db/notes';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { plusMillis, type Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { versionOf, type Answers } from '../../domain/tasks';
import { z } from 'zod';
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
const decisions = async () =>
  (await asWorker((tx) => decisionsOf(tx, anna.courseId)))
    .map(({ kind, state }) => [kind, state])
    .toSorted(([a = ''], [b = '']) => a.localeCompare(b));
const two = () =>
  asWorker((tx) => {
    const window = { from: plusMillis(START, 9 * DAY), until: plusMillis(START, 20 * DAY) };
    return freeSlots(tx, { ...window, limit: 2 });
  });

/** The hidden fields of one showing of a form. */
async function shown(subject: Answers['subject']): Promise<Record<string, string>> {
  const version = versionOf((await row()).resume as CourseState, subject);
  return { updateId: freshUpdateId(), version: String(version) };
}
/** Presses while Temporal is away, then again when it is back. */
async function awayThenThere(
  press: (form: Form) => Promise<{ readonly kind: string }>,
  first: Form,
  second: Form,
): Promise<void> {
  office.courses.isThere = false;
  expect((await press(first)).kind).toBe('unavailable');
  office.courses.isThere = true;
  expect(await press(second)).toEqual({ kind: 'done' });
}

const NO = { answer: 'reject', reasons: ['tooSevere'], recommendations: ['ownGp'] };

describe('a psychologist answers an application', () => {
  const screen = async (form: Form) => screenApplication(karen(START), await row(), form);

  it('with a rejection that nobody heard, then with an offer: only the offer stands', async () => {
    const hidden = await shown({ task: 'screen' });
    const [slot] = await two();
    const offer = { ...hidden, answer: 'offer', slot: slot?.slotId ?? '' };
    await awayThenThere(screen, { ...hidden, ...NO, letterText: 'Kære Anna' }, offer);
    expect((await site.state(anna)).revocable?.event).toMatchObject({ name: 'offer' });
    await site.happens(anna, { name: 'release' });
    expect(await decisions()).toEqual([
      ['offer', 'released'],
      ['reject', 'refused'],
    ]);
  });

  it('with one time and then another: the patient is offered the second', async () => {
    const hidden = await shown({ task: 'screen' });
    const [first, second] = await two();
    const offerOf = (slot: typeof first) => ({
      ...hidden,
      answer: 'offer',
      slot: slot?.slotId ?? '',
    });
    expect(await screen(offerOf(first))).toEqual({ kind: 'done' });
    expect(await screen(offerOf(first))).toEqual({ kind: 'done' });
    expect((await screen(offerOf(second))).kind).toBe('refused');
    expect((await site.state(anna)).revocable?.event).toMatchObject({ slotId: first?.slotId });
  });

  it('with the same form again and other words: the letter keeps the words it was sent with', async () => {
    const form = { ...(await shown({ task: 'screen' })), ...NO, letterText: 'Først skrevet' };
    await screen(form);
    expect(await screen({ ...form, letterText: 'Skrevet bagefter' })).toEqual({ kind: 'done' });
    const body = await asWorker(async (tx) => {
      const [only] = await decisionsOf(tx, anna.courseId);
      const shape = z.object({ letterText: z.string() });
      return only && (await readDecision(tx, only.decisionId, shape))?.body.letterText;
    });
    expect(body).toBe('Først skrevet');
  });

  it('a decision that was taken back does not become refused', async () => {
    await screen({ ...(await shown({ task: 'screen' })), ...NO });
    await site.happens(anna, { name: 'undo' });
    const [only] = await asWorker((tx) => decisionsOf(tx, anna.courseId));
    if (!only) throw new Error('nothing was decided');
    await decided(karen(START), only.decisionId, { kind: 'refused', name: 'stale' });
    expect(await decisions()).toEqual([['reject', 'undone']]);
  });
});

it('an assessment declined that nobody heard, then a no-show: no letter says no', async () => {
  await site.offered(anna);
  await (await anna.browser.get('/mit-forloeb')).press('/mit-forloeb/tid', {});
  const { appointment } = await site.state(anna);
  if (!appointment) throw new Error('nothing was booked');
  const hidden = await shown({ task: 'holdAssessment' });
  const hold = async (form: Form) => recordAssessment(karen(appointment.endsAt), await row(), form);
  const declined = { ...hidden, ...NO, answer: 'decline', note: 'Notat om et nej' };
  await awayThenThere(hold, declined, { ...hidden, answer: 'noShow', note: 'Kom ikke' });
  expect((await decisions()).filter(([kind]) => kind === 'decline')).toEqual([
    ['decline', 'pressed'],
  ]);
  const notes = await asWorker((tx) => notesOf(tx, anna.courseId));
  const signed = notes.filter((note) => note.signedAt !== null).map((note) => note.body);
  expect(signed).toEqual(['Kom ikke']);
});

it('a patient who chooses another time after one that was booked is not told that it is theirs', async () => {
  await site.offered(anna);
  const ctx = request(office, START, { kind: 'patient', id: anna.personId, role: 'patient' });
  const hidden = await shown('offer');
  const kept = (await site.state(anna)).reserved?.slotId ?? '';
  const [other] = await two();
  const book = async (slot: string) => bookTime(ctx, await row(), { ...hidden, slot });
  expect(await book(kept)).toEqual({ kind: 'done' });
  expect((await book(other?.slotId ?? '')).kind).toBe('refused');
  expect((await site.state(anna)).appointment?.slotId).toBe(kept);
});
