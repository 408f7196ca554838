/** The closing call on the clinic's pages: its time agreed, moved, called off; held, or nobody answered. */
import { fillSlots } from '../../../db/slotRules';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { atTime } from '../../../domain/calendar';
import { CLOSING_MS } from '../../../domain/closingTime';
import { asId, plusMillis, type CivilDate, type CourseId } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { ANNA } from '../../db/clinic';
import { openClinicSite, type Browser, type ClinicSite } from './clinicSite';
import { untilTreatment } from './ended';

const NOTE = 'Talt sammen om, hvad der virkede.';
let site: ClinicSite;
let course: CourseId;
let karen: Browser;
beforeEach(async () => {
  site = await openClinicSite();
  course = await site.applicant(ANNA);
  await untilTreatment(site, course);
  await site.happens(course, { name: 'dropOut' });
  karen = await site.as('karen');
});
afterEach(() => site.close());

const closing = () => paths.courseClosing.to({ course });
const time = () => paths.closingTime.to({ course });
const at = (date: string, clock: string) => atTime(asId<CivilDate>(date), clock);
async function quarter(date = '2026-11-30', clock = '11:30'): Promise<void> {
  const startsAt = at(date, clock);
  const span = { startsAt, endsAt: plusMillis(startsAt, CLOSING_MS) };
  await inTransaction(site.clinic.worker, SYSTEM, (tx) =>
    fillSlots(tx, site.staff.karen, [span], 'closing'),
  );
}
const slotsOn = ({ html }: Browser): string[] =>
  [...html.matchAll(/<option value="([0-9a-f-]{36})"/g)].map(([, id = '']) => id);
/** A list's first time, or one typed by hand: Friday 4 December at 11.15. */
async function gives(how: 'listed' | 'typed', who = karen): Promise<string> {
  await who.get(time());
  const [slot = ''] = slotsOn(who);
  const hand = { slot: '', atDay: '4', atMonth: '12', atYear: '2026', time: '11.15' };
  await who.press(time(), how === 'listed' ? { slot } : hand);
  return slot;
}
const sent = async (): Promise<string[]> => {
  const { rows } = await site.clinic.owner.query<{ kind: string }>(
    `SELECT kind FROM delivery WHERE course_id = $1 AND kind LIKE 'closing%' ORDER BY created_at`,
    [course],
  );
  return rows.map(({ kind }) => kind);
};

describe('a time for the closing call', () => {
  it('is given from the list, and stands on the page, the course and the worklist', async () => {
    await quarter();
    await karen.get(closing());
    expect(karen.words()).toContain('Patienten har ikke svaret endnu.');
    expect(karen.html).toContain(`href="${time()}"`);
    const slot = await gives('listed');
    expect(karen.words()).toContain('Patienten har fået tiden');
    const agreed = 'Aftalt til mandag 30. november kl. 11.30.';
    expect(karen.words()).toContain(agreed);
    await karen.get(paths.course.to({ course }));
    expect(karen.words()).toContain(agreed);
    await karen.get(paths.worklist.to());
    expect(karen.words()).toContain(agreed);
    expect(karen.words()).toContain('Venter på patienten');
    expect(await site.state(course)).toMatchObject({
      closingTime: { slotId: slot },
      tasks: [{ kind: 'closingCall' }],
    });
    expect(await sent()).toEqual(['closingInvitation', 'closingBooked']);
  });

  it('is typed by hand, a quarter of an hour with the own psychologist, by a coordinator too', async () => {
    const coordinator = await site.as('coordinator');
    await gives('typed', coordinator);
    expect(coordinator.status).toBe(200);
    expect(coordinator.words()).toContain('Patienten har fået tiden');
    expect(coordinator.words()).toContain('Aftalt til fredag 4. december kl. 11.15.');
    // That page shows clinical text: no coordinator is led there.
    expect(coordinator.html).not.toContain(`href="${closing()}"`);
    expect((await site.state(course)).closingTime).toMatchObject({
      startsAt: at('2026-12-04', '11:15'),
      endsAt: at('2026-12-04', '11:30'),
    });
    const { rows } = await site.clinic.owner.query(
      `SELECT psychologist_id, by_hand, kind FROM slot WHERE course_id = $1`,
      [course],
    );
    expect(rows).toEqual([{ psychologist_id: site.staff.karen, by_hand: true, kind: 'closing' }]);
  });

  it.each([
    [{ time: '7.30' }, 'tidligst kl. 8'],
    [{ atDay: '5' }, 'Klinikken holder lukket den dag.'],
    [{ atDay: '2', atMonth: '11' }, 'Tiden er gået.'],
    [{ time: '' }, 'Skriv et klokkeslæt'],
    [{ time: '9.15' }, 'Psykologen har allerede en aftale eller en ledig tid på det tidspunkt.'],
  ])('typed as %p it comes back with why, and all that was typed', async (change, why) => {
    const hand = { slot: '', atDay: '4', atMonth: '12', atYear: '2026', time: '11.15' };
    await karen.get(time());
    await karen.press(time(), { ...hand, ...change });
    expect([409, 422]).toContain(karen.status);
    expect(karen.words()).toContain(why);
    expect(karen.html).toContain('value="2026"');
    expect((await site.state(course)).closingTime).toBeUndefined();
  });

  it('is refused on a page from before the patient chose one', async () => {
    await quarter();
    await quarter('2026-12-01');
    await karen.get(time());
    const [mine = '', other = ''] = slotsOn(karen);
    const coordinator = await site.as('coordinator');
    await coordinator.get(time());
    await coordinator.press(time(), { slot: other });
    await karen.press(time(), { slot: mine });
    expect(karen.status).toBe(409);
    expect(karen.words()).toContain('Tid til afsluttende samtale aftalt');
    expect((await site.state(course)).closingTime?.slotId).toBe(other);
  });

  it('cannot be typed with a psychologist who works here no longer', async () => {
    await site.clinic.owner.query('UPDATE staff SET active = false WHERE staff_id = $1', [
      site.staff.karen,
    ]);
    const coordinator = await site.as('coordinator');
    await gives('typed', coordinator);
    expect(coordinator.status).toBe(422);
    expect(coordinator.words()).toContain('Forløbets psykolog arbejder her ikke mere.');
    expect((await site.state(course)).closingTime).toBeUndefined();
  });

  it('is neither given nor called off while nobody can take it in', async () => {
    await quarter();
    await karen.get(time());
    const [slot = ''] = slotsOn(karen);
    site.away(true);
    await karen.press(time(), { slot });
    site.away(false);
    expect(karen.status).toBe(503);
    expect((await site.state(course)).closingTime).toBeUndefined();
    await karen.press(time(), { slot });
    expect((await site.state(course)).closingTime?.slotId).toBe(slot);
    await karen.get(time());
    site.away(true);
    await karen.press(paths.cancelClosing.to({ course }), { by: 'clinic' });
    site.away(false);
    expect(karen.status).toBe(503);
    expect((await site.state(course)).closingTime?.slotId).toBe(slot);
    await karen.press(paths.cancelClosing.to({ course }), { by: 'clinic' });
    expect((await site.state(course)).closingTime).toBeUndefined();
  });

  it.each(['patient', 'clinic'])('is called off by the %s, whoever writes it down', async (by) => {
    await gives('typed');
    await karen.get(time());
    await karen.press(paths.cancelClosing.to({ course }), { by: '' });
    expect(karen.words()).toContain('Vælg, hvem der aflyser.');
    await karen.press(paths.cancelClosing.to({ course }), { by });
    expect(karen.words()).toContain('Tiden er aflyst');
    expect((await site.state(course)).closingTime).toBeUndefined();
    expect(await sent()).toContain('closingCancelled');
    const { rows } = await site.clinic.owner.query('SELECT outcome FROM appointment');
    const coordinator = await site.as('coordinator');
    await coordinator.get(paths.course.to({ course }));
    const who = by === 'patient' ? 'patienten' : 'klinikken';
    expect(coordinator.words()).toContain('Tid til afsluttende samtale aftalt');
    expect(coordinator.words()).toContain(`Tid til afsluttende samtale aflyst af ${who}`);
    const outcome = by === 'patient' ? 'cancelledByPatient' : 'cancelledByClinic';
    expect(rows.map((row: { outcome: string }) => row.outcome)).toContain(outcome);
  });
});

describe('after the call', () => {
  beforeEach(() => gives('typed'));

  it('nobody can have missed it before it began', async () => {
    await karen.get(closing());
    expect(karen.html).not.toContain('value="missed"');
    await karen.press(closing(), { answer: 'missed', note: NOTE });
    expect(karen.status).toBe(409);
    expect(karen.words()).toContain('Samtalen er ikke begyndt endnu.');
    expect(karen.html).toContain(NOTE);
  });

  it('who did not answer stays in the stage, with a letter and the same deadline', async () => {
    const due = (await site.state(course)).dues.find(({ name }) => name === 'closingCall');
    await site.setNow(at('2026-12-04', '11:40'));
    await karen.get(closing());
    await karen.press(closing(), { answer: 'missed', note: '' });
    expect(karen.words()).toContain('Patienten får et brev om at vælge en ny tid.');
    const state = await site.state(course);
    expect(state).toMatchObject({ stage: 'closing', tasks: [{ kind: 'closingCall' }] });
    expect(state.dues.find(({ name }) => name === 'closingCall')).toEqual(due);
    expect(await sent()).toContain('closingMissed');
    await karen.get(closing());
    expect(karen.words()).toContain('Der er ikke valgt en tid endnu.');
    expect(karen.html).toContain(`href="${time()}"`);
    // Each must know whose turn it is to find the next time.
    await site.happens(course, { name: 'wishClosing', wish: 'wants' });
    await karen.get(closing());
    expect(karen.words()).toContain(
      'Patienten vil gerne have samtalen og har bedt dig finde en tid.',
    );
  });

  it('who did not answer after the last day is told to write, and staff that they are', async () => {
    await site.happens(course, { name: 'cancelClosing', by: 'clinic' });
    await karen.get(time());
    // The year's first Monday after the last day of the call.
    const late = { slot: '', atDay: '4', atMonth: '1', atYear: '2027', time: '11.15' };
    await karen.press(time(), late);
    await site.setNow(at('2027-01-04', '11:40'));
    await karen.get(closing());
    expect(karen.words()).toContain('patienten får et brev om at skrive til dig');
    await karen.press(closing(), { answer: 'missed', note: '' });
    expect(karen.words()).toContain('Patienten får et brev om at skrive til dig');
    expect(karen.words()).not.toContain('vælge en ny tid');
  });

  it('is held, with its note', async () => {
    await site.setNow(at('2026-12-04', '11:40'));
    await karen.get(closing());
    await karen.press(closing(), { answer: 'held', note: NOTE, minutes: '15' });
    expect(await site.state(course)).toMatchObject({ stage: 'epicrise' });
    expect(await sent()).not.toContain('closingCancelled');
  });
});
