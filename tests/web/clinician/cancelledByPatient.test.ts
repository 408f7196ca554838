/** A patient who rings to cancel: written down as theirs, by the psychologist or the coordinator. */
import { plusMillis, type CourseId } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { ANNA } from '../../db/clinic';
import { openClinicSite, START, type Browser, type ClinicSite } from './clinicSite';

const HOUR = 3_600_000;
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
  await karen.press(paths.screening.to({ course }), { answer: 'offer', slot: aTimeOn(karen) });
  await site.happens(course, { name: 'release' });
  await agrees();
});
afterEach(() => site.close());

const talk = (): string => paths.assessment.to({ course });
const newTime = (): string => paths.newTime.to({ course });
const cancelTime = (): string => paths.cancelTime.to({ course });
const aTimeOn = ({ html }: Browser): string =>
  /<option value="([0-9a-f-]{36})"/.exec(html)?.[1] ?? '';
async function agrees(): Promise<void> {
  await coordinator.get(newTime());
  await coordinator.press(newTime(), { slot: aTimeOn(coordinator) });
}
/** Two cancellations of the patient's own, and a third time agreed. */
async function cancelledTwice(): Promise<void> {
  for (let times = 0; times < 2; times += 1) {
    await site.happens(course, { name: 'cancelByPatient' });
    await agrees();
  }
}
async function writes(note = ''): Promise<Browser> {
  await karen.get(talk());
  return karen.press(talk(), { answer: 'cancelByPatient', note });
}
async function rings(): Promise<Browser> {
  await coordinator.get(newTime());
  return coordinator.press(cancelTime(), {});
}
async function setAfterStart(): Promise<void> {
  const { appointment } = await site.state(course);
  await site.setNow(plusMillis(appointment?.startsAt ?? START, HOUR / 4));
}
const column = async (sql: string): Promise<unknown[]> =>
  (await site.clinic.owner.query<{ value: unknown }>(sql)).rows.map(({ value }) => value);
const outcomes = () => column('SELECT outcome AS value FROM appointment ORDER BY made_at');
const letters = () =>
  column(`SELECT sequence AS value FROM delivery WHERE kind = 'appointmentCancelled'`);
const lastEvent = () =>
  column(`SELECT name || ' ' || actor_kind AS value FROM event ORDER BY revision DESC LIMIT 1`);
const booked = () => column(`SELECT slot_id AS value FROM slot WHERE state = 'booked'`);
const notes = () => column('SELECT kind AS value FROM note WHERE signed_at IS NOT NULL');

describe('a psychologist writes that the patient has cancelled', () => {
  it('before the talk: it counts as theirs, and nobody has to write a note', async () => {
    await writes();
    expect(karen.words()).toContain('Resultatet er gemt');
    expect(karen.words()).toContain('Patienten får et brev om at vælge en ny tid.');
    expect(await site.state(course)).toMatchObject({
      stage: 'offered',
      appointment: null,
      cancellations: 1,
      noShows: 0,
      tasks: [],
    });
    expect(await outcomes()).toEqual(['cancelledByPatient']);
    expect(await lastEvent()).toEqual(['cancelByPatient staff']);
    expect(await letters()).toHaveLength(1);
    expect(await booked()).toEqual([]);
    expect(await notes()).toEqual([]);
    expect(karen.words()).toContain('Aflyst af patienten. Karen Eksempel');
  });

  it('after it has begun, with a note that is signed', async () => {
    await setAfterStart();
    await writes('Patienten ringede og kunne ikke komme på.');
    expect(karen.words()).toContain('Notatet er underskrevet med dit navn. Patienten får');
    expect(await outcomes()).toEqual(['cancelledByPatient']);
    expect(await notes()).toEqual(['assessment']);
  });

  it('the third time the coordinator decides what now, and the page says so before', async () => {
    await karen.get(talk());
    expect(karen.words()).not.toContain('afgør koordinatoren');
    await cancelledTwice();
    await karen.get(talk());
    expect(karen.words()).toMatch(/Aflyst af patienten før .{0,20}2 gange/);
    expect(karen.words()).toContain(
      'Patienten har aflyst 2 gange før. Aflyser patienten igen, afgør koordinatoren',
    );
    await writes();
    expect(karen.words()).toContain('Koordinatoren afgør, hvad der nu skal ske.');
    expect(await site.state(course)).toMatchObject({
      stage: 'offered',
      cancellations: 3,
      tasks: [{ kind: 'decideWhatNow' }],
    });
    expect(await lastEvent()).toEqual(['thirdCancellation staff']);
    expect(await outcomes()).toEqual(Array(3).fill('cancelledByPatient'));
  });

  it('and what the clinic calls off is still the clinic’s', async () => {
    await karen.get(talk());
    await karen.press(talk(), { answer: 'cancelByClinic' });
    expect(await outcomes()).toEqual(['cancelledByClinic']);
    expect((await site.state(course)).cancellations).toBe(0);
    expect(karen.words()).not.toContain('Patienten får et brev om at vælge');
  });

  it('a note that is too long comes back as it was typed', async () => {
    await writes('langt '.repeat(1400));
    expect(karen.status).toBe(422);
    expect(karen.words()).toContain('Notatet er for langt.');
    expect(karen.html).toMatch(/value="cancelByPatient"[^>]* checked/);
    expect((await site.state(course)).stage).toBe('booked');
  });

  it('but the patient was first: nothing counts twice', async () => {
    await karen.get(talk());
    await site.happens(course, { name: 'cancelByPatient' });
    await karen.press(talk(), { answer: 'cancelByPatient', note: '' });
    expect(karen.status).toBe(409);
    expect((await site.state(course)).cancellations).toBe(1);
  });
});

describe('a coordinator to whom the patient rings', () => {
  it('finds it from the course, writes it down and can give a new time at once', async () => {
    await coordinator.get(paths.course.to({ course }));
    expect(coordinator.html).toContain(`href="${newTime()}"`);
    await rings();
    expect(coordinator.url).toBe(newTime());
    expect(coordinator.words()).toContain('Samtalen er aflyst af patienten');
    expect(coordinator.html).not.toContain(cancelTime());
    expect(await site.state(course)).toMatchObject({ stage: 'offered', cancellations: 1 });
    expect(await outcomes()).toEqual(['cancelledByPatient']);
    expect(await letters()).toHaveLength(1);
    expect(await booked()).toEqual([]);
    await agrees();
    expect((await site.state(course)).stage).toBe('booked');
  });

  it('has the third one to decide about', async () => {
    await cancelledTwice();
    await coordinator.get(newTime());
    expect(coordinator.words()).toContain('Patienten har aflyst 2 gange før.');
    await rings();
    expect(coordinator.words()).toContain('Koordinatoren afgør, hvad der nu skal ske.');
    expect((await site.state(course)).tasks).toMatchObject([{ kind: 'decideWhatNow' }]);
  });

  it('leaves a talk that has begun to its psychologist', async () => {
    await coordinator.get(newTime());
    await setAfterStart();
    await coordinator.press(cancelTime(), {});
    expect(coordinator.status).toBe(409);
    expect((await site.state(course)).stage).toBe('booked');
    await coordinator.get(newTime());
    expect(coordinator.html).not.toContain(cancelTime());
  });

  it('is told when nothing can be saved, and the press that is then heard counts once', async () => {
    site.away(true);
    await rings();
    expect(coordinator.status).toBe(503);
    site.away(false);
    await coordinator.press(cancelTime(), {});
    expect((await site.state(course)).cancellations).toBe(1);
  });

  it('cancels no later time from an old page', async () => {
    await coordinator.get(newTime());
    const old = coordinator.hidden(cancelTime());
    await site.happens(course, { name: 'cancelByPatient' });
    await agrees();
    await coordinator.get(newTime());
    await coordinator.press(cancelTime(), { version: old['version'] ?? '' });
    expect(coordinator.status).toBe(409);
    expect(await site.state(course)).toMatchObject({ stage: 'booked', cancellations: 1 });
  });
});
