/** Mail to the clinic reaches the one who is to act, and names the hour that was promised. */
import { setDuty } from '../../db/duty';
import { settleContent } from '../../db/settle';
import { saveStaff, staffById } from '../../db/staff';
import { handTaskTo, taskIdOf } from '../../db/tasks';
import { fire, readFlagStep } from '../../domain/firing';
import {
  asId,
  plusMillis,
  type CivilDate,
  type Instant,
  type StaffId,
  type UpdateId,
} from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import type { StaffRole } from '../../domain/taskTable';
import { at, staff } from '../db/clinic';
import { booked, screened } from '../support/courseStages';
import { FLAG, nextDue, step, withDues } from '../support/courseWalk';
import {
  asWorker,
  openSending,
  rowOfDelivery,
  send,
  standAt,
  waiting,
  type Sending,
} from './sending';

let sending: Sending;
let own: string;
let duty: string;
let supervisors: string[];
let psychologists: string[];
let coordinators: string[];
const DAY = '2026-11-23' as CivilDate;

async function member(role: StaffRole, name: string): Promise<string> {
  return (await staff(sending.clinic, role, name)).id;
}
const mailOf = (id: string): string => `${id}@klinik.example`;
const receivers = (): unknown => [sending.partners.mail.sent.at(-1)?.['to']].flat();
const text = (): string => String(sending.partners.mail.sent.at(-1)?.['text']);

beforeAll(async () => {
  sending = await openSending();
  [own, duty] = [await member('psychologist', 'Anne'), await member('psychologist', 'Bente')];
  supervisors = [await member('supervisor', 'Carl'), await member('supervisor', 'Dorte')];
  psychologists = [own, duty];
  coordinators = [await member('coordinator', 'Frida'), await member('coordinator', 'Gitte')];
});
afterAll(() => sending.clinic.close());
beforeEach(async () => {
  await sending.clinic.owner.query('TRUNCATE duty, task, delivery, incident');
});

/** Raised at 13:30 in Copenhagen: contact by 12:00 of the next working day. */
const RAISED = at('2026-11-23T12:30:00Z');
function worried(psychologistId: string | null): CourseState {
  const state = screened();
  const flag = { flagId: FLAG, tier: 'red' as const, raisedAt: RAISED, takenBy: null };
  return {
    ...state,
    flags: [flag],
    psychologistId: psychologistId === null ? null : asId<StaffId>(psychologistId),
  };
}
const onDuty = (): Promise<void> =>
  asWorker(sending.clinic, (tx) => setDuty(tx, DAY, asId<StaffId>(duty)));
async function ownerOfFlag(): Promise<string | undefined> {
  const { rows } = await sending.clinic.owner.query<{ id: string }>(
    `SELECT owner_id AS id FROM task WHERE kind = 'redFlag' AND subject = $1`,
    [FLAG],
  );
  return rows[0]?.id;
}
async function flagMail(subject: string, when: Instant = RAISED): Promise<void> {
  expect(await send(sending, await waiting(sending, 'staffRedFlag', { subject, at: when }))).toBe(
    'accepted',
  );
}

test('a red flag is told at once to the own psychologist', async () => {
  await onDuty();
  await standAt(sending, worried(own));
  await flagMail(FLAG);
  expect(receivers()).toEqual([mailOf(own)]);
  expect(text()).toContain(`http://portal.example/forloeb/${sending.anna.courseId}/marker/${FLAG}`);
});

test('with no psychologist yet it is the one on duty, and with nobody on duty the supervisors', async () => {
  await standAt(sending, worried(null));
  await flagMail(FLAG);
  expect(receivers()).toEqual(supervisors.map(mailOf));
  await onDuty();
  await flagMail(FLAG);
  expect(receivers()).toEqual([mailOf(duty)]);
});

test('raised on a Saturday, mail and task are Monday’s duty’s', async () => {
  const saturday = at('2026-11-28T10:00:00Z');
  await asWorker(sending.clinic, (tx) =>
    setDuty(tx, '2026-11-30' as CivilDate, asId<StaffId>(duty)),
  );
  const raised = step(screened(), { name: 'raiseFlag', flagId: FLAG, tier: 'red' }, saturday);
  await standAt(sending, raised, { psychologistId: null });
  await flagMail(FLAG, saturday);
  expect(receivers()).toEqual([mailOf(duty)]);
  expect(await ownerOfFlag()).toBe(duty);
});

test('an own psychologist’s red flag nobody takes is handed to who has the duty that day', async () => {
  await onDuty();
  const flagged = step(screened(), { name: 'raiseFlag', flagId: FLAG, tier: 'red' }, RAISED);
  const state = await standAt(sending, flagged, { psychologistId: asId<StaffId>(own) });
  expect(await ownerOfFlag()).toBe(own);
  const settled = {
    id: asId<UpdateId>(FLAG),
    event: { name: 'deadline', deadline: 'redToDuty', subject: FLAG },
    personId: sending.anna.personId,
    psychologistBefore: asId<StaffId>(own),
    actor: { kind: 'system', id: null },
  } as const;
  const passes = (when: Instant) =>
    asWorker(sending.clinic, (tx) =>
      settleContent(tx, { ...settled, state: { ...state, lastAt: when } }),
    );
  // On the next day nobody has the duty: it stays where it is, and the supervisors are told.
  await passes(at('2026-11-24T08:30:00Z'));
  expect(await ownerOfFlag()).toBe(own);
  await passes(at('2026-11-23T13:30:00Z'));
  expect(await ownerOfFlag()).toBe(duty);
});

test('a psychologist who has left is not written to', async () => {
  const gone = await member('psychologist', 'Erik');
  await asWorker(sending.clinic, async (tx) => {
    const row = await staffById(tx, asId<StaffId>(gone));
    if (row) await saveStaff(tx, { ...row, active: false });
  });
  await standAt(sending, worried(gone));
  await onDuty();
  await flagMail(FLAG);
  expect(receivers()).toEqual([mailOf(duty)]);
});

test('untaken after two hours it goes to the duty, after four to the supervisors', async () => {
  await onDuty();
  await standAt(sending, worried(own));
  await flagMail(`redToDuty:${FLAG}`);
  expect(receivers()).toEqual([mailOf(duty)]);
  expect(text()).toContain(`/marker/${FLAG}`);
  await flagMail(`redToSupervisor:${FLAG}`);
  expect(receivers()).toEqual(supervisors.map(mailOf));
});

test('the hour of contact counts from when the flag was raised, not from the mail', async () => {
  await standAt(sending, worried(own));
  await flagMail(`redToSupervisor:${FLAG}`, at('2026-11-24T14:30:00Z'));
  expect(text()).toContain('tirsdag 24. november kl. 12.00');
});

test('each of the two clocks of a flag says in its mail which it was', () => {
  const raisedAt = at('2026-11-23T08:00:00Z');
  let state = step(screened(), { name: 'raiseFlag', flagId: FLAG, tier: 'red' }, raisedAt);
  const steps: unknown[] = [];
  for (let turn = 0; turn < 30 && steps.length < 2; turn += 1) {
    const due = state.dues[0];
    if (!due) break;
    const event = { name: 'deadline', deadline: due.name, subject: due.subject } as const;
    const change = fire(withDues(state), event, due.dueAt);
    if (!('kind' in change))
      for (const one of change.send)
        if (one.kind === 'staffRedFlag') steps.push(readFlagStep(one.subject));
    state = nextDue(state);
  }
  expect(steps).toEqual([
    { clock: 'redToDuty', flagId: FLAG },
    { clock: 'redToSupervisor', flagId: FLAG },
  ]);
  expect(readFlagStep(FLAG)).toEqual({ clock: null, flagId: FLAG });
});

test('a task over its deadline is told to its owner and the supervisors, with its own deadline', async () => {
  const state = await standAt(sending, screened());
  const due = state.dues.find((one) => one.name === 'screeningAnswer');
  const screen = taskIdOf(sending.anna.courseId, { kind: 'screen', subject: '' });
  const late = { subject: 'screen', at: plusMillis(due?.dueAt ?? RAISED, 3 * 86_400_000) };
  await send(sending, await waiting(sending, 'staffEscalation', late));
  expect(receivers()).toEqual([...psychologists, ...supervisors].map(mailOf));
  expect(text()).toContain('mandag 16. november kl. 24.00');
  await asWorker(sending.clinic, (tx) => handTaskTo(tx, screen, asId<StaffId>(own)));
  await send(sending, await waiting(sending, 'staffEscalation', late));
  expect(receivers()).toEqual([own, ...supervisors].map(mailOf));
});

test.each(['lapseOrNewDate', 'decideWhatNow', 'followUpOffer'] as const)(
  'a coordinator’s task that nobody has is told to the coordinators: %s',
  async (kind) => {
    await standAt(sending, screened());
    const { courseId } = sending.anna;
    const dueAt = at('2026-12-02T14:00:00Z');
    await sending.clinic.owner.query(
      `INSERT INTO task (task_id, course_id, kind, subject, version, role, state, opened_at, due_at)
      VALUES ($1, $2, $3, '', 1, 'coordinator', 'open', $4, $4)`,
      [taskIdOf(courseId, { kind, subject: '' }), courseId, kind, dueAt],
    );
    const late = { subject: kind, at: plusMillis(dueAt, 1) };
    await send(sending, await waiting(sending, 'staffEscalation', late));
    expect(receivers()).toEqual([...coordinators, ...supervisors].map(mailOf));
    const task = taskIdOf(courseId, { kind, subject: '' });
    await asWorker(sending.clinic, (tx) =>
      handTaskTo(tx, task, asId<StaffId>(coordinators[1] ?? '')),
    );
    await send(sending, await waiting(sending, 'staffEscalation', late));
    expect(receivers()).toEqual([coordinators[1] ?? '', ...supervisors].map(mailOf));
  },
);

test('the first reminder of an application is its owner’s, the second everybody’s', async () => {
  await standAt(sending, screened());
  const screen = taskIdOf(sending.anna.courseId, { kind: 'screen', subject: '' });
  await asWorker(sending.clinic, (tx) => handTaskTo(tx, screen, asId<StaffId>(own)));
  const when = at('2026-11-12T08:00:00Z');
  await send(
    sending,
    await waiting(sending, 'staffReminder', { subject: 'screeningRemindOwner', at: when }),
  );
  expect(receivers()).toEqual([mailOf(own)]);
  expect(text()).toContain('mandag 16. november kl. 24.00');
  await send(
    sending,
    await waiting(sending, 'staffReminder', { subject: 'screeningRemindTeam', at: when }),
  );
  expect(receivers()).toEqual(psychologists.map(mailOf));
  expect(JSON.stringify(sending.partners.mail.sent)).not.toContain('vagt@');
});

test('when nobody can be told, it is not lost in silence', async () => {
  await standAt(sending, booked(), { psychologistId: null });
  await sending.clinic.owner.query('UPDATE staff SET active = false');
  const id = await waiting(sending, 'staffRedFlag', { subject: `redToSupervisor:${FLAG}` });
  expect(await send(sending, id)).toBe('done');
  await sending.clinic.owner.query('UPDATE staff SET active = true');
  expect(await rowOfDelivery(sending, id)).toMatchObject({
    status: 'notAllowed',
    reason: 'noReceiver',
  });
  const { rows } = await sending.clinic.owner.query('SELECT kind FROM incident');
  expect(rows).toEqual([{ kind: 'deliveryFailed' }]);
});
