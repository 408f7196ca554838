import { slotById } from '../../../db/slots';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import type { CourseId, SlotId } from '../../../domain/ids';
import { plusMillis } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { ANNA } from '../../db/clinic';
import { openClinicSite, START, type Browser, type ClinicSite } from './clinicSite';

const DAY = 86_400_000;
let site: ClinicSite;
let course: CourseId;
let karen: Browser;
let coordinator: Browser;
beforeEach(async () => {
  site = await openClinicSite();
  course = await site.applicant(ANNA);
  karen = await site.as('karen');
  coordinator = await site.as('coordinator');
  await karen.get(paths.screening.to({ course }));
  const slot = timesOn(karen, 'Karen')[0] ?? '';
  await karen.press(paths.screening.to({ course }), { answer: 'offer', slot });
  await site.happens(course, { name: 'release' });
});
afterEach(() => site.close());

const newTime = (): string => paths.newTime.to({ course });
/** The times with one psychologist, in the order they are shown. */
function timesOn({ html }: Browser, name: string): string[] {
  const options = html.matchAll(/<option value="([0-9a-f-]{36})"[^>]*>([^<]*)</g);
  return [...options].filter(([, , text]) => text?.includes(name)).map(([, id = '']) => id);
}
async function gives(name = 'Karen', more: Record<string, string> = {}): Promise<string> {
  await coordinator.get(newTime());
  const slot = timesOn(coordinator, name)[0] ?? '';
  await coordinator.press(newTime(), { slot, ...more });
  return slot;
}

const happened = async (): Promise<string[]> => {
  const { rows } = await site.clinic.owner.query<{ name: string }>(
    'SELECT name FROM event WHERE course_id = $1 ORDER BY revision',
    [course],
  );
  return rows.map(({ name }) => name);
};
const owners = async (): Promise<Record<string, string>> => {
  const { rows } = await site.clinic.owner.query<{ kind: string; owner_id: string }>(
    'SELECT kind, owner_id FROM task WHERE closed_at IS NULL AND course_id = $1',
    [course],
  );
  return Object.fromEntries(rows.map((row) => [row.kind, row.owner_id]));
};

describe('a coordinator gives a patient a new time', () => {
  it('goes from the worklist to a booked course after three cancellations', async () => {
    for (const name of ['cancelByPatient', 'cancelByPatient', 'thirdCancellation'] as const) {
      await gives();
      await site.happens(course, { name });
    }
    expect((await site.state(course)).tasks).toMatchObject([{ kind: 'decideWhatNow' }]);
    await coordinator.get(`${paths.worklist.to()}?ejer=team`);
    expect(coordinator.html).toContain(`href="${newTime()}"`);
    await coordinator.get(paths.course.to({ course }));
    expect(coordinator.html).toContain(`href="${newTime()}"`);
    const slot = await gives();
    expect(coordinator.words()).toContain('Patienten har fået tiden');
    expect(await site.state(course)).toMatchObject({
      stage: 'booked',
      appointment: { slotId: slot },
      psychologistId: site.staff.karen,
      tasks: [{ kind: 'holdAssessment' }],
    });
    const sent = await site.clinic.owner.query(
      `SELECT 1 FROM delivery WHERE kind = 'appointmentBooked'`,
    );
    expect(sent.rowCount).toBe(4);
  });

  it('still finds times when the promised weeks are over', async () => {
    await site.setNow(plusMillis(START, 30 * DAY));
    await site.happens(course, { name: 'deadline', deadline: 'assessmentClock', subject: '' });
    expect((await site.state(course)).tasks).toContainEqual(
      expect.objectContaining({ kind: 'lapseOrNewDate' }),
    );
    await gives();
    expect(coordinator.status).toBe(422);
    expect(coordinator.words()).toContain('Tiden ligger efter de uger, vi har lovet.');
    await coordinator.get(newTime());
    expect(coordinator.html).toContain('value="noCapacity" checked');
    await gives('Karen', { beyond: 'patientWish' });
    const { stage, tasks } = await site.state(course);
    expect(stage).toBe('booked');
    expect(tasks.map(({ kind }) => kind)).not.toContain('lapseOrNewDate');
  });

  it('sees the own psychologist first, and the course follows a time with another', async () => {
    await coordinator.get(newTime());
    const [own = ''] = timesOn(coordinator, 'Karen');
    const [other = ''] = timesOn(coordinator, 'Ib');
    expect(coordinator.html.indexOf(own)).toBeLessThan(coordinator.html.indexOf(other));
    await coordinator.press(newTime(), { slot: other });
    expect(await site.state(course)).toMatchObject({
      stage: 'booked',
      psychologistId: site.staff.ib,
    });
    expect(coordinator.words()).toContain('Samtale aftalt med en anden psykolog. Kirsten');
    // It is one event: `assign` is the supervisor's.
    expect(await happened()).not.toContain('assign');
    await gives('Ib');
    const again = coordinator.words().match(/med en anden psykolog/g);
    expect(again).toHaveLength(1);
  });

  it('hands the open tasks to whose time it is, and leaves a colleague what they have taken', async () => {
    await gives();
    await site.happens(course, { name: 'writeMessage' });
    await site.clinic.owner.query(
      `UPDATE task SET owner_id = $1 WHERE kind = 'answerMessage' AND closed_at IS NULL`,
      [site.staff.supervisor],
    );
    await gives();
    expect(await owners()).toEqual({
      holdAssessment: site.staff.karen,
      answerMessage: site.staff.supervisor,
    });
    await gives('Ib');
    expect(await owners()).toEqual({
      holdAssessment: site.staff.ib,
      answerMessage: site.staff.supervisor,
    });
  });

  it('moves neither course nor tasks when the time with another is refused', async () => {
    await gives();
    await coordinator.get(newTime());
    const [other = ''] = timesOn(coordinator, 'Ib');
    await site.happens(course, { name: 'decline' });
    const before = await site.state(course);
    const events = await happened();
    await coordinator.press(newTime(), { slot: other });
    expect(coordinator.status).toBe(409);
    expect(coordinator.words()).toContain('Der venter en afgørelse, som stadig kan fortrydes.');
    expect(await site.state(course)).toEqual(before);
    expect(before.psychologistId).toBe(site.staff.karen);
    expect(await happened()).toEqual(events);
    expect(await owners()).toEqual({ holdAssessment: site.staff.karen });
    const free = await inTransaction(site.clinic.app, SYSTEM, (tx) =>
      slotById(tx, other as SlotId),
    );
    expect(free).toMatchObject({ state: 'free', courseId: null });
  });

  it('can take the time that is held, when the patient says yes to it on the phone', async () => {
    const held = (await site.state(course)).reserved?.slotId;
    const slot = await gives('holdt til patienten');
    expect(slot).toBe(held);
    expect(await site.state(course)).toMatchObject({
      stage: 'booked',
      reserved: null,
      appointment: { slotId: held },
    });
    await coordinator.get(newTime());
    expect(coordinator.words()).toMatch(/Ny tid til samtalen Der er aftalt en samtale .* kl\./);
  });

  it('chooses again when the time is taken, and nothing is booked', async () => {
    await coordinator.get(newTime());
    const [slot = ''] = timesOn(coordinator, 'Karen');
    await site.clinic.owner.query(`UPDATE slot SET state = 'closed' WHERE slot_id = $1`, [slot]);
    await coordinator.press(newTime(), { slot });
    expect(coordinator.status).toBe(409);
    expect(coordinator.words()).toContain('En anden har lige taget tiden.');
    expect(timesOn(coordinator, 'Karen')).not.toContain(slot);
    expect((await site.state(course)).stage).toBe('offered');
  });

  it('is told when somebody else has given one meanwhile, and holds no time for it', async () => {
    await karen.get(newTime());
    await gives();
    const late = timesOn(karen, 'Ib')[3] ?? '';
    await karen.press(newTime(), { slot: late });
    expect(karen.status).toBe(409);
    const free = await inTransaction(site.clinic.app, SYSTEM, (tx) => slotById(tx, late as SlotId));
    expect(free).toMatchObject({ state: 'free', courseId: null });
    expect((await site.state(course)).psychologistId).toBe(site.staff.karen);
  });
});

describe('what staff read about a course', () => {
  it('says a note is signed only when one was written', async () => {
    await gives();
    const { appointment } = await site.state(course);
    await site.setNow(plusMillis(appointment?.endsAt ?? START, DAY));
    await karen.get(paths.assessment.to({ course }));
    await karen.press(paths.assessment.to({ course }), { answer: 'noShow' });
    expect(karen.words()).toContain('Resultatet er gemt');
    expect(karen.words()).not.toContain('underskrevet');
  });

  it('says "Nu" by the stage, and each flag in its own colour', async () => {
    const flag = (end: string) => `00000000-0000-4000-8000-0000000000${end}` as never;
    await site.happens(course, { name: 'raiseFlag', flagId: flag('f1'), tier: 'red' });
    await site.happens(course, { name: 'raiseFlag', flagId: flag('f2'), tier: 'amber' });
    await karen.get(paths.course.to({ course }));
    expect(karen.html).toContain('<span class="tag">Nu</span>');
    expect(karen.words()).not.toContain('Du er her');
    expect(karen.html).toContain('<span class="flag-red">Rød bekymringsmarkering</span>');
    expect(karen.html).toContain('<span class="flag-amber">Gul bekymringsmarkering</span>');
  });

  it('writes down who pressed before anybody knows what comes of it', async () => {
    await coordinator.get(newTime());
    const slot = timesOn(coordinator, 'Karen')[0] ?? '';
    site.away(true);
    await coordinator.press(newTime(), { slot });
    expect(coordinator.status).toBe(503);
    const rows = await site.clinic.owner.query(
      `SELECT event FROM audit WHERE event LIKE 'bookedTime%'`,
    );
    // It may have been done all the same: it is not written down as come to nothing.
    expect(rows.rows).toEqual([{ event: 'bookedTime' }]);
  });

  it('writes down a form that came back as no act', async () => {
    await coordinator.get(newTime());
    await coordinator.press(newTime(), { slot: '' });
    expect(coordinator.status).toBe(422);
    await gives();
    const rows = await site.clinic.owner.query(
      `SELECT event FROM audit WHERE event LIKE 'bookedTime%' ORDER BY audit_id`,
    );
    const written = rows.rows.map(({ event }) => event);
    expect(written).toEqual(['bookedTime', 'bookedTime.refused', 'bookedTime']);
    const leader = await site.as('supervisor');
    await leader.get(paths.course.to({ course }));
    await leader.press(paths.unlock.to({ course }), { reason: 'Ser efter, hvem der har set.' });
    const told = leader.words().match(/Kirsten Koordinator gav en tid/g);
    expect(told).toHaveLength(1);
  });
});
