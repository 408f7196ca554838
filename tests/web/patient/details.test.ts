/** A patient sees how they are reached and changes it; nobody is overwritten, nothing half kept. */
import { eventsOf } from '../../../db/events';
import { personContact, saveContact, saveMunicipality } from '../../../db/persons';
import { inTransaction, SYSTEM, type Tx } from '../../../db/transaction';
import { paths } from '../../../web/paths';
import { visitor, type Visitor } from '../../support/visitor';
import { openPatientSite, type Patient, type PatientSite } from './site';

const HERE = paths.myDetails.to();
const SAVE = 'Gem e-mail og telefon';
const OLD = { email: 'gammel@post.example', phone: '00 00 00 01' };
const NEW = { email: 'ny@post.example', phone: '00 00 00 02' };

let site: PatientSite;
beforeAll(async () => {
  site = await openPatientSite();
});
afterAll(() => site.close());
afterEach(() => {
  site.courses.isThere = true;
});

const asSystem = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(site.clinic.app, SYSTEM, work);

async function reachedAtOld({ personId }: Patient): Promise<void> {
  await asSystem(async (tx) => {
    await saveContact(tx, personId, { ...OLD, byConsent: true });
    await saveMunicipality(tx, personId, '0461');
  });
}
async function opened({ personId }: Patient): Promise<Visitor> {
  const person = visitor(site.origin);
  await person.open(`/test-login/${personId}`);
  return person;
}
const reachOf = async ({ personId }: Patient) => {
  const { email, phone, byConsent } = await asSystem((tx) => personContact(tx, personId));
  return { email, phone, byConsent };
};
const changesOf = async ({ courseId }: Patient) =>
  (await asSystem((tx) => eventsOf(tx, courseId, { limit: 50 }))).filter(
    ({ event }) => event === 'changeContact',
  );

it('what is known is read, changed and used from then on; the event says only that', async () => {
  const patient = await site.someone();
  await reachedAtOld(patient);
  const person = await opened(patient);
  const home = await person.open(paths.myCourse.to());
  expect(home.root.querySelector(`a[href="${HERE}"]`)?.text).toBe('Dine oplysninger');
  const page = await person.open(HERE);
  expect(page.text).toMatch(/Prøve \d+\. Det har vi fra MitID/);
  expect(page.text).toMatch(/KommuneOdense RegionRegion Syddanmark Din lægeIngen læge valgt/);
  const pressed = await person.press(page, SAVE, NEW);
  expect(pressed.status).toBe(303);
  expect(pressed.page?.text).toMatch(/Det er gemt.*ny@post\.example.*00 00 00 02/);
  // What a reminder asks when it is about to leave.
  expect(await reachOf(patient)).toEqual({ ...NEW, byConsent: true });
  expect(await changesOf(patient)).toHaveLength(1);
  const { rows } = await site.clinic.owner.query(
    'SELECT to_jsonb(event)::text AS row FROM event WHERE course_id = $1',
    [patient.courseId],
  );
  expect(rows.map(({ row }) => row).join('\n')).not.toMatch(/post\.example|00 00 00 0/);
});

it('what cannot be right is told beside its field, with everything typed', async () => {
  const patient = await site.someone();
  await reachedAtOld(patient);
  const person = await opened(patient);
  const typed = { email: 'sofie', phone: 'ring til mig' };
  const { status, page } = await person.press(await person.open(HERE), SAVE, typed);
  expect(status).toBe(422);
  expect(page?.text).toContain('Skriv din e-mail, som den er');
  expect(page?.text).toContain('Skriv dit telefonnummer med mindst otte tal');
  for (const [name, value] of Object.entries(typed)) {
    expect(page?.root.querySelector(`input[name="${name}"]`)?.getAttribute('value')).toBe(value);
  }
  expect(await reachOf(patient)).toMatchObject(OLD);
  expect(await changesOf(patient)).toEqual([]);
});

it('going back and saying something else is another change, not the first one done', async () => {
  const patient = await site.someone();
  await reachedAtOld(patient);
  const person = await opened(patient);
  const page = await person.open(HERE);
  expect((await person.press(page, SAVE, NEW)).status).toBe(303);
  const other = { ...NEW, phone: '00 00 00 03' };
  const again = await person.press(page, SAVE, other);
  // Told that it was changed since, with the words still there; then it is saved.
  expect(again.status).toBe(409);
  if (!again.page) throw new Error('no page came');
  expect((await person.press(again.page, SAVE)).status).toBe(303);
  expect(await reachOf(patient)).toMatchObject(other);
});

it('an e-mail may be taken away; a telephone number may not', async () => {
  const patient = await site.someone();
  await reachedAtOld(patient);
  const person = await opened(patient);
  const none = await person.press(await person.open(HERE), SAVE, { email: '', phone: '' });
  expect(none.status).toBe(422);
  const fewer = await person.press(await person.open(HERE), SAVE, { email: '' });
  expect(fewer.status).toBe(303);
  expect(await reachOf(patient)).toMatchObject({ email: null, phone: OLD.phone });
  expect(fewer.page?.text).toContain('E-mailIkke oplyst');
});

it('who has said yes and has no e-mail is not promised a reminder to "the one that stands here"', async () => {
  const patient = await site.someone();
  await reachedAtOld(patient);
  await site.happens(patient, { name: 'giveConsent', consent: 'contact' });
  const person = await opened(patient);
  const page = await person.open(HERE);
  expect(page.text).toContain('Vi sender dem til den e-mail, der står her.');
  const { page: without } = await person.press(page, SAVE, { email: '' });
  expect(without?.text).not.toContain('den e-mail, der står her');
  expect(without?.text).toContain('Der står ingen e-mail, så vi kan ikke minde dig.');
});

it('the region is the one the course was sent in, as the clinic sees it', async () => {
  const patient = await site.someone();
  await reachedAtOld(patient);
  await site.clinic.owner.query(`UPDATE course SET region = '1084' WHERE course_id = $1`, [
    patient.courseId,
  ]);
  const page = await (await opened(patient)).open(HERE);
  expect(page.text).toContain('KommuneOdense RegionRegion Hovedstaden');
});

it('of two windows the second is told what stands there, and overwrites nothing unread', async () => {
  const patient = await site.someone();
  await reachedAtOld(patient);
  const [one, other] = [await opened(patient), await opened(patient)];
  const [first, second] = [await one.open(HERE), await other.open(HERE)];
  await one.press(first, SAVE, NEW);
  const late = await other.press(second, SAVE, { phone: '00 00 00 03' });
  expect(late.status).toBe(409);
  expect(late.page?.text).toMatch(/rettet i et andet vindue.*ny@post\.example/);
  expect(await reachOf(patient)).toMatchObject(NEW);
  if (!late.page) throw new Error('no page came back');
  const again = await other.press(late.page, SAVE, { ...NEW, phone: '00 00 00 03' });
  expect(again.status).toBe(303);
  expect(await reachOf(patient)).toMatchObject({ ...NEW, phone: '00 00 00 03' });
});

it('the same form sent twice, and nothing changed, make one line and none', async () => {
  const patient = await site.someone();
  await reachedAtOld(patient);
  const person = await opened(patient);
  const page = await person.open(HERE);
  const { action, fields } = person.fields(page, SAVE, NEW);
  await Promise.all([person.post(action, fields), person.post(action, fields)]);
  expect((await person.post(action, fields)).status).toBe(303);
  expect(await changesOf(patient)).toHaveLength(1);
  await person.press(await person.open(HERE), SAVE);
  expect(await changesOf(patient)).toHaveLength(1);
});

it('while nothing can be taken in, nothing is changed, and what was typed waits', async () => {
  const patient = await site.someone();
  await reachedAtOld(patient);
  const person = await opened(patient);
  const page = await person.open(HERE);
  site.courses.isThere = false;
  const { status } = await person.press(page, SAVE, NEW);
  expect(status).toBe(503);
  expect(await reachOf(patient)).toMatchObject(OLD);
  site.courses.isThere = true;
  const later = await person.open(HERE);
  expect(later.root.querySelector('input[name="email"]')?.getAttribute('value')).toBe(NEW.email);
  expect((await person.press(later, SAVE)).status).toBe(303);
  expect(await reachOf(patient)).toMatchObject(NEW);
});

it('while the application is written it is the place; after the end it can still be changed', async () => {
  const writing = await site.writing();
  const early = await (await opened(writing)).open(HERE);
  expect(early.text).toContain('Du retter det hele i din ansøgning');
  expect(early.root.querySelector('input[name="email"]')).toBeNull();

  const patient = await site.someone();
  await reachedAtOld(patient);
  await site.happens(patient, { name: 'withdraw' });
  const person = await opened(patient);
  expect((await person.press(await person.open(HERE), SAVE, NEW)).status).toBe(303);
  expect(await reachOf(patient)).toMatchObject(NEW);
  await site.fires(patient, 'afterwards');
  const closed = await person.open(HERE);
  expect(closed.text).toContain('Forløbet er lukket, så du kan ikke rette mere her.');
  expect(closed.root.querySelector('input[name="email"]')).toBeNull();
});
