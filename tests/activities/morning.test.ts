/** Each working morning everybody who works here is told what waits for them: numbers, once. */
import { morningActivities } from '../../activities/morning';
import { insertAppointment } from '../../db/appointments';
import { setDuty } from '../../db/duty';
import { insertFlag } from '../../db/flags';
import { incidentsIn } from '../../db/incidentList';
import { newId } from '../../db/newId';
import { saveStaff } from '../../db/staff';
import { handTaskTo, taskIdOf } from '../../db/tasks';
import { worklistCounts } from '../../db/worklist';
import { addDays } from '../../domain/calendar';
import {
  plusMillis,
  type AppointmentId,
  type CivilDate,
  type FlagId,
  type Instant,
  type MorningMailId,
  type StaffId,
} from '../../domain/ids';
import { MORNING_PAGES } from '../../letters/composeMorning';
import { PartnerUnavailable } from '../../partners/exchange';
import { paths, withQuery } from '../../web/paths';
import { at, morning as slots, staff } from '../db/clinic';
import { screened } from '../support/courseStages';
import { FLAG } from '../support/courseWalk';
import { asWorker, openSending, standAt, type Sending } from './sending';

/** A Tuesday; the course of the tests was submitted on 2 November, to be answered by the 16th. */
const DAY = '2026-11-17' as CivilDate;
const FIVE = at('2026-11-17T04:00:00Z');
const HOUR = 3_600_000;
let sending: Sending;
let now: Instant;
let activities: ReturnType<typeof morningActivities>;
let karen: StaffId;
let ib: StaffId;
let kirsten: StaffId;
let lise: StaffId;

const under = (baseUrl: string): ReturnType<typeof morningActivities> =>
  morningActivities({
    db: sending.clinic.worker,
    partners: sending.partners as never,
    baseUrl,
    realNow: () => now,
  });

beforeAll(async () => {
  sending = await openSending();
  const { clinic } = sending;
  karen = (await staff(clinic, 'psychologist', 'Karen')).id;
  ib = (await staff(clinic, 'psychologist', 'Ib')).id;
  kirsten = (await staff(clinic, 'coordinator', 'Kirsten')).id;
  lise = (await staff(clinic, 'supervisor', 'Lise')).id;
  await staff(clinic, 'regionContact', 'Rikke');
  const { id } = await staff(clinic, 'psychologist', 'Erik');
  await clinic.owner.query('UPDATE staff SET active = false WHERE staff_id = $1', [id]);
  activities = under('http://portal.example');
});
afterAll(() => sending.clinic.close());
beforeEach(async () => {
  now = FIVE;
  await sending.clinic.owner.query(
    'TRUNCATE morning_mail, duty, task, flag, delivery, incident, appointment, slot',
  );
  sending.partners.mail.sent.length = 0;
});

async function morning(date = DAY): Promise<readonly MorningMailId[]> {
  const mails = await activities.planMorningMails(date);
  for (const one of mails) await activities.sendMorningMail(one);
  return mails;
}
const mailTo = (id: StaffId): Record<string, unknown> | undefined =>
  sending.partners.mail.sent.find(({ to }) => to === `${id}@klinik.example`);
/** What waits, line by line, each with the page it leads to. */
const linesTo = (id: StaffId): string[] =>
  String(mailTo(id)?.['text'])
    .split('\n')
    .filter((line) => line.startsWith('– '))
    .map((line) => line.slice(2).replace('http://portal.example', ''));
const rows = async (): Promise<unknown[]> =>
  (
    await sending.clinic.owner.query(
      'SELECT status, reason FROM morning_mail ORDER BY status, reason',
    )
  ).rows;

test('everybody who works in the clinic gets one, two lines long when nothing waits', async () => {
  await morning();
  expect(sending.partners.mail.sent).toHaveLength(4);
  for (const id of [karen, ib, kirsten, lise]) expect(mailTo(id)).toBeDefined();
  expect(mailTo(karen)).toMatchObject({ subject: 'Din dag: tirsdag 17. november', sentAt: FIVE });
  expect(mailTo(karen)?.['text']).toBe(
    'Der er ikke noget, der venter på dig i dag.\n\n' +
      'Log ind og se din arbejdsliste: http://portal.example/arbejdsliste\n\n' +
      'Internetpsykiatrien, Region Syddanmark. Mailen indeholder ingen personoplysninger.\n',
  );
  expect(linesTo(lise)).toEqual(['10 arbejdsdage i de næste to uger er uden vagt: /vagtplan']);
});

test('counts are one’s own, by role, and name nobody', async () => {
  const { clinic, anna } = sending;
  const flags = [
    { flagId: FLAG, tier: 'red' as const, raisedAt: FIVE, takenBy: null },
    { flagId: newId<FlagId>(), tier: 'amber' as const, raisedAt: FIVE, takenBy: null },
  ];
  const state = await standAt(sending, screened(), {});
  await asWorker(clinic, async (tx) => {
    await handTaskTo(tx, taskIdOf(anna.courseId, { kind: 'screen', subject: '' }), karen);
    for (const { flagId, tier } of flags)
      await insertFlag(tx, { ...anna, flagId, tier, trigger: 'x', ownerId: null, at: FIVE });
    for (const days of [0, 1, 2]) await setDuty(tx, addDays(DAY, days), karen);
  });
  await clinic.owner.query(
    `INSERT INTO task (task_id, course_id, kind, subject, version, role, state, opened_at, due_at)
    VALUES (gen_random_uuid(), $1, 'followUpOffer', 'a', 1, 'coordinator', 'open', $2, $2),
      (gen_random_uuid(), $1, 'answerMessage', 'b', 1, 'psychologist', 'open', $2, $3)`,
    [anna.courseId, FIVE, plusMillis(FIVE, HOUR)],
  );
  const [slot] = await slots(clinic, karen, 1);
  await asWorker(clinic, (tx) =>
    insertAppointment(tx, {
      appointmentId: newId<AppointmentId>(),
      courseId: anna.courseId,
      slotId: slot?.slotId ?? ('' as never),
      psychologistId: karen,
      startsAt: plusMillis(FIVE, 5 * HOUR),
      endsAt: plusMillis(FIVE, 6 * HOUR),
      at: FIVE,
    }),
  );
  await clinic.owner.query('UPDATE course SET needs_attention = true');
  await morning();
  await clinic.owner.query('UPDATE course SET needs_attention = false');
  expect(state.tasks.map(({ kind }) => kind)).toEqual(['screen']);
  const flagLines = [
    '1 rød bekymringsmarkering, som ingen har taget: /arbejdsliste?vis=team',
    '1 gul bekymringsmarkering eller forværring, som du skal se på: /arbejdsliste?vis=team',
  ];
  expect(linesTo(karen)).toEqual([
    ...flagLines,
    'Du har vagten i dag: /vagtplan',
    '1 af dine opgaver er over frist: /arbejdsliste?vis=mine',
    '1 samtale i dag: /arbejdsliste?vis=mine',
    '1 opgave, som ingen har taget: /arbejdsliste?vis=unassigned',
  ]);
  expect(linesTo(kirsten)).toEqual(['1 opgave, som ingen har taget: /arbejdsliste?vis=unassigned']);
  expect(linesTo(lise)).toEqual([
    ...flagLines,
    '2 opgaver, som ingen har taget: /arbejdsliste?vis=unassigned',
    '2 opgaver i klinikken er over frist: /arbejdsliste?vis=team',
    '1 forløb er gået i stå: /leder/forloeb?se=yes',
    '7 arbejdsdage i de næste to uger er uden vagt: /vagtplan',
  ]);
  const counts = await asWorker(clinic, (tx) =>
    worklistCounts(tx, { me: karen, roles: ['psychologist'] }),
  );
  expect(counts).toMatchObject({ mine: 1, unassigned: 1 });
  const all = JSON.stringify(sending.partners.mail.sent);
  expect(all).not.toMatch(/Anna|Østergaard|0201919990|F-\d/);
});

test('on a weekend, a holiday and for a day that has passed nobody is written to', async () => {
  now = at('2026-11-21T04:00:00Z');
  await morning('2026-11-21' as CivilDate);
  now = at('2026-12-24T04:00:00Z');
  await morning('2026-12-24' as CivilDate);
  now = at('2026-11-19T04:00:00Z');
  await morning();
  expect(sending.partners.mail.sent).toEqual([]);
  expect(await rows()).toEqual([]);
});

test('the morning asked for again writes to nobody again', async () => {
  const mails = await morning();
  expect(await morning()).toEqual([]);
  for (const one of mails) await activities.sendMorningMail(one);
  expect(sending.partners.mail.sent).toHaveLength(4);
});

test('a mail whose answer is lost is not sent again, and the supervisor is told whose', async () => {
  const [first] = await activities.planMorningMails(DAY);
  if (!first) throw new Error('nobody was to be told');
  sending.partners.mail.next = async () => ({ kind: 'unknown' });
  await activities.sendMorningMail(first);
  await activities.sendMorningMail(first);
  expect(sending.partners.mail.sent).toHaveLength(1);
  expect(await rows()).toContainEqual({ status: 'unknown', reason: 'noAnswer' });
  const failed = { kind: 'morningMailFailed', cause: 'noAnswer' } as const;
  const told = () => asWorker(sending.clinic, (tx) => incidentsIn(tx, failed, { limit: 9 }));
  expect(await told()).toMatchObject([{ onDate: DAY, staffName: 'Karen', courseId: null }]);
  now = at('2026-11-18T04:00:00Z');
  await morning('2026-11-18' as CivilDate);
  expect(linesTo(lise)).toContain('1 brev eller besked kom ikke frem: /fejl');
  now = at('2026-11-24T05:00:00Z');
  await activities.planMorningMails(addDays(DAY, 7));
  expect(await told()).toHaveLength(1);
  // By then newer mails have said what waits.
  now = at('2026-11-25T05:00:00Z');
  await activities.planMorningMails(addDays(DAY, 8));
  expect(await told()).toEqual([]);
});

test('mails planned by a worker that then died until the next day are told as not sent', async () => {
  const mails = await activities.planMorningMails(DAY);
  now = at('2026-11-18T04:00:00Z');
  expect(await morning()).toEqual(mails);
  expect(sending.partners.mail.sent).toEqual([]);
  expect(await rows()).toEqual(mails.map(() => ({ status: 'failed', reason: 'tooLate' })));
  expect(await morning()).toEqual([]);
});

test('a worker that dies while it sends does not send twice', async () => {
  const [first] = await activities.planMorningMails(DAY);
  if (!first) throw new Error('nobody was to be told');
  sending.partners.mail.next = () => Promise.reject(new Error('killed'));
  await expect(activities.sendMorningMail(first)).rejects.toThrow('killed');
  expect(await activities.planMorningMails(DAY)).toContain(first);
  await activities.sendMorningMail(first);
  expect(sending.partners.mail.sent).toHaveLength(1);
  expect(await rows()).toContainEqual({ status: 'unknown', reason: 'noAnswer' });
});

test('a mail that cannot be written has not left, and leaves once it can', async () => {
  const [first] = await activities.planMorningMails(DAY);
  if (!first) throw new Error('nobody was to be told');
  await expect(under('no address').sendMorningMail(first)).rejects.toThrow('portalUrl');
  expect(await rows()).not.toContainEqual(expect.objectContaining({ status: 'unknown' }));
  expect(sending.partners.mail.sent).toEqual([]);
  await activities.sendMorningMail(first);
  expect(sending.partners.mail.sent).toHaveLength(1);
});

test('with nobody at the other end it is tried again, until the day is over', async () => {
  const [first, second] = await activities.planMorningMails(DAY);
  if (!first || !second) throw new Error('nobody was to be told');
  const nobody = () => Promise.reject(new PartnerUnavailable('mail', 'neverSent'));
  for (const one of [first, second]) {
    sending.partners.mail.next = nobody;
    await expect(activities.sendMorningMail(one)).rejects.toThrow('neverSent');
  }
  await activities.sendMorningMail(first);
  now = at('2026-11-17T23:00:00Z');
  await activities.sendMorningMail(second);
  expect(await rows()).toEqual([
    { status: 'failed', reason: 'tooLate' },
    { status: 'sent', reason: null },
    { status: 'waiting', reason: null },
    { status: 'waiting', reason: null },
  ]);
});

test('an address that takes no mail is told to the supervisor', async () => {
  const [first] = await activities.planMorningMails(DAY);
  if (!first) throw new Error('nobody was to be told');
  sending.partners.mail.next = async () => ({ kind: 'refused', reason: 'x' });
  await activities.sendMorningMail(first);
  expect(await rows()).toContainEqual({ status: 'failed', reason: 'refused' });
});

test('somebody with two roles gets one mail about both', async () => {
  const both = newId<StaffId>();
  await asWorker(sending.clinic, (tx) =>
    saveStaff(tx, {
      staffId: both,
      name: 'Bodil',
      email: `${both}@klinik.example`,
      roles: ['psychologist', 'supervisor'],
      active: true,
    }),
  );
  await morning();
  expect(
    sending.partners.mail.sent.filter(({ to }) => to === `${both}@klinik.example`),
  ).toHaveLength(1);
  expect(linesTo(both)).toHaveLength(1);
  await sending.clinic.owner.query('UPDATE staff SET active = false WHERE staff_id = $1', [both]);
});

test('the links lead where the pages are', () => {
  const worklist = paths.worklist.to();
  expect(MORNING_PAGES).toEqual({
    mine: withQuery(worklist, { vis: 'mine' }),
    unowned: withQuery(worklist, { vis: 'unassigned' }),
    team: withQuery(worklist, { vis: 'team' }),
    roster: paths.dutyRoster.to(),
    incidents: paths.incidents.to(),
    stuck: withQuery(paths.runningCourses.to(), { se: 'yes' }),
    worklist,
  });
});
