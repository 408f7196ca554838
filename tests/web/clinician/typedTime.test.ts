/** A time typed by hand on "Giv en ny tid": booked like any other, or back with what is wrong. */
import { appointmentsOf } from '../../../db/appointments';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { plusMillis, type CourseId } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { ANNA, BO } from '../../db/clinic';
import { openClinicSite, START, type Browser, type ClinicSite } from './clinicSite';

const DAY = 86_400_000;
let site: ClinicSite;
let course: CourseId;
let karen: Browser;
let coordinator: Browser;
beforeEach(async () => {
  site = await openClinicSite();
  karen = await site.as('karen');
  coordinator = await site.as('coordinator');
  course = await offered(ANNA);
});
afterEach(() => site.close());

async function offered(who: { cpr: string; name: string }): Promise<CourseId> {
  const one = await site.applicant(who);
  const screening = paths.screening.to({ course: one });
  await karen.get(screening);
  const slot = /<option value="([0-9a-f-]{36})"/.exec(karen.html)?.[1] ?? '';
  await karen.press(screening, { answer: 'offer', slot });
  await site.happens(one, { name: 'release' });
  return one;
}
/** Friday 11 December 2026 at 11, an hour that stands in nobody's calendar. */
const typed = () => ({
  slot: '',
  atDay: '11',
  atMonth: '12',
  atYear: '2026',
  time: '11.00',
  psychologist: site.staff.karen,
  beyond: '',
});
async function gives(change: Record<string, string>, to = course): Promise<Browser> {
  await coordinator.get(paths.newTime.to({ course: to }));
  return coordinator.press(paths.newTime.to({ course: to }), { ...typed(), ...change });
}
const slotAt = async (startsAt: string) =>
  (
    await site.clinic.owner.query(
      'SELECT state, by_hand, course_id FROM slot WHERE starts_at = $1 AND psychologist_id = $2',
      [startsAt, site.staff.karen],
    )
  ).rows;
const ELEVEN = '2026-12-11T10:00:00.000Z';

describe('a time typed by hand', () => {
  it('becomes the psychologist’s, and is booked with its letter', async () => {
    await gives({});
    expect(coordinator.words()).toContain('Patienten har fået tiden');
    expect((await site.state(course)).appointment).toMatchObject({
      startsAt: ELEVEN,
      endsAt: '2026-12-11T11:00:00.000Z',
    });
    expect(await slotAt(ELEVEN)).toEqual([{ state: 'booked', by_hand: true, course_id: course }]);
  });

  it.each([
    ['one that is over', { atMonth: '11', atDay: '20' }, 'Tiden er gået.'],
    ['a Saturday', { atDay: '12' }, 'Klinikken holder lukket den dag.'],
    ['a holiday', { atDay: '24' }, 'Klinikken holder lukket den dag.'],
    ['an evening', { time: '19.30' }, 'Samtaler begynder tidligst kl. 8'],
    ['a talk that ends too late', { time: '14:15' }, 'Samtaler begynder tidligst kl. 8'],
    ['one after the promised weeks', { atDay: '22' }, 'Tiden ligger efter de uger, vi har lovet.'],
    ['no date', { atDay: '31', atMonth: '11' }, 'Skriv en dato, for eksempel'],
    ['another century', { atYear: '2099' }, 'Skriv en dato inden for det næste år.'],
    ['no time', { time: 'formiddag' }, 'Skriv et klokkeslæt'],
    ['nobody', { psychologist: '' }, 'Vælg den psykolog'],
  ])('comes back with what is wrong and everything typed: %s', async (_, change, sentence) => {
    const before = await site.state(course);
    const sent = { ...typed(), ...change };
    await gives(change);
    expect(coordinator.status).toBe(422);
    expect(coordinator.words()).toContain(sentence);
    for (const name of ['atDay', 'atMonth', 'atYear', 'time'] as const) {
      expect(coordinator.html).toContain(`name="${name}" value="${sent[name]}"`);
    }
    expect(coordinator.html).toContain('<details class="by-hand" open>');
    expect(await site.state(course)).toEqual(before);
    const made = await site.clinic.owner.query('SELECT 1 FROM slot WHERE by_hand');
    expect(made.rowCount).toBe(0);
  });

  it('after the promised weeks is agreed with a reason, which the event keeps', async () => {
    await gives({ atDay: '22', beyond: 'patientWish' });
    expect((await site.state(course)).appointment).toMatchObject({ beyond: 'patientWish' });
    const { rows } = await site.clinic.owner.query<{ event: object }>(
      `SELECT event FROM event WHERE name = 'book'`,
    );
    expect(rows[0]?.event).toMatchObject({ withinClock: false, beyond: 'patientWish' });
    expect(coordinator.words()).toContain(
      'Samtale aftalt efter de lovede uger: patienten ønsker en senere tid. Kirsten Koordinator',
    );
  });

  it('within the promised weeks has no reason to be late', async () => {
    await gives({ beyond: 'noCapacity' });
    expect((await site.state(course)).appointment).not.toHaveProperty('beyond');
  });

  it('is not both chosen and typed', async () => {
    const slot = (await site.state(course)).reserved?.slotId ?? '';
    await gives({ slot });
    expect(coordinator.status).toBe(422);
    expect(coordinator.words()).toContain('Vælg en tid på listen, eller skriv en selv, ikke begge');
  });

  it('takes the free time that stands there, and no hour across it', async () => {
    await gives({ time: '9.30' });
    expect(coordinator.status).toBe(409);
    expect(coordinator.words()).toContain(
      'Psykologen har allerede en aftale eller en ledig tid på det tidspunkt.',
    );
    expect(coordinator.html).toContain('name="time" value="9.30"');
    await gives({ time: '9' });
    const at = '2026-12-11T08:00:00.000Z';
    expect(await slotAt(at)).toEqual([{ state: 'booked', by_hand: false, course_id: course }]);
  });

  it('that another patient has is theirs', async () => {
    const bo = await offered(BO);
    await gives({}, bo);
    await gives({});
    expect(coordinator.status).toBe(409);
    expect(coordinator.words()).toContain(
      'Psykologen har allerede en aftale eller en ledig tid på det tidspunkt.',
    );
    expect((await site.state(course)).stage).toBe('offered');
    expect((await site.state(bo)).appointment?.startsAt).toBe(ELEVEN);
  });

  it('is offered to nobody else when the press comes to nothing, and can be typed again', async () => {
    await coordinator.get(paths.newTime.to({ course }));
    await karen.get(paths.newTime.to({ course }));
    const slot = (await site.state(course)).reserved?.slotId ?? '';
    await karen.press(paths.newTime.to({ course }), { slot });
    await coordinator.press(paths.newTime.to({ course }), typed());
    expect(coordinator.status).toBe(409);
    expect(coordinator.words()).toContain('Samtale aftalt. Det skete mandag 23. november');
    expect(await slotAt(ELEVEN)).toEqual([{ state: 'closed', by_hand: true, course_id: null }]);
    await coordinator.press(paths.newTime.to({ course }), typed());
    expect((await site.state(course)).appointment?.startsAt).toBe(ELEVEN);
  });
});

describe('a conversation that is moved after a press that came to nothing', () => {
  it('is the one that the record hears is off', async () => {
    await gives({});
    await karen.get(paths.newTime.to({ course }));
    await gives({ time: '12.00' });
    await karen.press(paths.newTime.to({ course }), { ...typed(), time: '13.00' });
    expect(karen.status).toBe(409);
    await gives({ atDay: '14' });
    const rows = await inTransaction(site.clinic.app, SYSTEM, (tx) => appointmentsOf(tx, course));
    const hours = rows.map(({ startsAt, outcome }) => [startsAt.slice(8, 16), outcome]);
    expect(Object.fromEntries(hours)).toEqual({
      '11T10:00': 'moved',
      '11T11:00': 'moved',
      '11T12:00': 'neverAgreed',
      '14T10:00': null,
    });
    const sent = await site.clinic.owner.query<{ kind: string; count: string }>(
      `SELECT kind, count(*) FROM delivery WHERE kind IN ('epjAppointment', 'epjAppointmentEnded',
        'videoCancelled') GROUP BY kind ORDER BY kind`,
    );
    expect(sent.rows.map(({ kind, count }) => [kind, Number(count)])).toEqual([
      ['epjAppointment', 3],
      ['epjAppointmentEnded', 2],
      ['videoCancelled', 2],
    ]);
  });
});

describe('the promised weeks that went by', () => {
  it('are counted with their reason, and everybody on the course can read it', async () => {
    await gives({ atDay: '22', beyond: 'patientWish' });
    await site.setNow(plusMillis(START, 29 * DAY));
    await coordinator.get(paths.course.to({ course }));
    expect(coordinator.words()).not.toContain('overskredet');
    await site.happens(course, { name: 'deadline', deadline: 'assessmentClock', subject: '' });
    const { rows } = await site.clinic.owner.query(
      'SELECT breach_at, breach_reason FROM course_fact WHERE course_id = $1',
      [course],
    );
    expect(rows).toEqual([
      { breach_at: new Date('2026-12-21T23:00:00Z'), breach_reason: 'patientWish' },
    ]);
    for (const reader of [coordinator, karen]) {
      await reader.get(paths.course.to({ course }));
      expect(reader.words()).toContain('De 4 uger er overskredet');
      expect(reader.words()).toContain('senest mandag 21. december');
      expect(reader.words()).toContain('Grund: patientens ønske.');
    }
  });
});
