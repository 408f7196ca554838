/** The closing call as a patient has it: a time chosen, moved, called off, or asked for. */
import { newId } from '../../../db/newId';
import { saveContact } from '../../../db/persons';
import { fillSlots } from '../../../db/slotRules';
import { takeSlot } from '../../../db/slots';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { addDays, atTime, copenhagenDate } from '../../../domain/calendar';
import { CLOSING_MS } from '../../../domain/closingTime';
import { plusMillis, type Instant } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { staff } from '../../db/clinic';
import { DAY, HOUR } from '../../support/courseWalk';
import { openPatientSite, START, type Patient, type PatientSite } from './site';

const HOME = paths.myCourse.to();
const CLOSING = paths.myClosing.to();
const TIME = paths.myClosingTime.to();
const PHONE = '20304050';
let site: PatientSite;
let patient: Patient;
let now: Instant;
beforeEach(async () => {
  site = await openPatientSite();
  patient = await ending();
});
afterEach(() => site.close());

/** Treatment has ended, and the psychologist has quarters on the next days. */
async function ending(): Promise<Patient> {
  const someone = await site.inTreatment();
  await site.happens(someone, { name: 'dropOut' });
  now = (await site.state(someone)).lastAt;
  await inTransaction(site.clinic.app, SYSTEM, (tx) =>
    saveContact(tx, someone.personId, { phone: PHONE, email: '', byConsent: false }),
  );
  await quarters(2, 3, 4, 44);
  return someone;
}
/** One at noon on each of so many days from now. */
async function quarters(...days: readonly number[]): Promise<void> {
  const times = days.map((day) => {
    const startsAt = noon(day);
    return { startsAt, endsAt: plusMillis(startsAt, CLOSING_MS) };
  });
  await inTransaction(site.clinic.worker, SYSTEM, (tx) =>
    fillSlots(tx, site.psychologist.id, times, 'closing'),
  );
}
const noon = (day: number): Instant => atTime(addDays(copenhagenDate(now), day), '12:00');
const timesOn = (html: string): string[] =>
  [...html.matchAll(/name="slot" value="([0-9a-f-]{36})"/g)].map(([, id = '']) => id);
async function offered(): Promise<string[]> {
  await patient.browser.get(TIME);
  return timesOn(patient.browser.html);
}
async function takes(at = 0): Promise<string> {
  const slot = (await offered())[at] ?? '';
  await patient.browser.press(TIME, { slot });
  return slot;
}
const stateNow = () => site.state(patient);
const slotIs = async (slotId: string): Promise<string | undefined> => {
  const { rows } = await site.clinic.owner.query<{ state: string }>(
    'SELECT state FROM slot WHERE slot_id = $1',
    [slotId],
  );
  return rows[0]?.state;
};

describe('a time for the closing call', () => {
  it('is reached from Mit forløb, and stands there with its day, its number and its file', async () => {
    await patient.browser.get(HOME);
    expect(patient.browser.html).toContain(`href="${CLOSING}"`);
    await patient.browser.get(CLOSING);
    await patient.browser.press(CLOSING, { wish: 'chooses' });
    expect(patient.browser.words()).toContain('Tid til afsluttende samtale');
    expect(await stateNow()).toMatchObject({ closingWish: 'chooses' });
    const slot = await takes();
    const said = patient.browser.words();
    expect(said).toContain('Tiden er din');
    expect(said).toMatch(/Psykologen ringer \p{L}+ \d+\. \p{L}+ kl\. \d+\.\d\d/u);
    expect(said).toContain(`Psykolog Karen Eksempel ringer til dig på ${PHONE}.`);
    expect(patient.browser.html).toContain(`href="${paths.myDetails.to()}"`);
    const { closingTime } = await stateNow();
    expect(closingTime?.slotId).toBe(slot);
    expect(await slotIs(slot)).toBe('booked');
    const file = paths.myCalendarFile.to({ appointment: closingTime?.appointmentId ?? '' });
    expect(patient.browser.html).toContain(`href="${file}"`);
    await patient.browser.get(file);
    expect(patient.browser.html).toContain('SUMMARY:Samtale på telefonen');
    expect(patient.browser.html).not.toMatch(/behandling|afslut|Karen/i);
  });

  it('is offered with the own psychologist only, and no later than the last day', async () => {
    const other = await staff(site.clinic, 'psychologist', 'Ib Eksempel');
    const startsAt = plusMillis(noon(2), HOUR);
    await inTransaction(site.clinic.worker, SYSTEM, (tx) =>
      fillSlots(tx, other.id, [{ startsAt, endsAt: plusMillis(startsAt, CLOSING_MS) }], 'closing'),
    );
    const { rows } = await site.clinic.owner.query<{ slot_id: string }>(
      `SELECT slot_id FROM slot WHERE kind = 'closing' AND psychologist_id = $1
        AND starts_at < $2 ORDER BY starts_at`,
      [site.psychologist.id, plusMillis(now, 14 * DAY)],
    );
    expect(await offered()).toEqual(rows.map((row) => row.slot_id));
  });

  it('is moved, and the first one is somebody else’s to have', async () => {
    const first = await takes();
    expect((await offered()).includes(first)).toBe(false);
    const second = await takes();
    expect(patient.browser.words()).toContain('Samtalen er flyttet');
    expect([await slotIs(first), await slotIs(second)]).toEqual(['free', 'booked']);
  });

  it('is neither chosen nor called off while nobody can take it in', async () => {
    const [slot = ''] = await offered();
    site.courses.isThere = false;
    await patient.browser.press(TIME, { slot });
    site.courses.isThere = true;
    expect([patient.browser.status, (await stateNow()).closingTime]).toEqual([503, undefined]);
    await takes();
    await patient.browser.get(TIME);
    site.courses.isThere = false;
    await patient.browser.press(TIME, { do: 'cancel', updateId: newId() });
    site.courses.isThere = true;
    expect([patient.browser.status, (await stateNow()).closingTime?.slotId]).toEqual([503, slot]);
  });

  it('is called off, and can be chosen anew', async () => {
    const slot = await takes();
    await patient.browser.get(TIME);
    await patient.browser.press(TIME, { do: 'cancel', updateId: newId() });
    expect(patient.browser.words()).toContain('Samtalen er aflyst');
    expect(await slotIs(slot)).toBe('free');
    expect((await stateNow()).closingTime).toBeUndefined();
    expect(await offered()).toContain(slot);
  });

  it('goes to the first of two; the other is told, and picks among the rest', async () => {
    const [wanted = '', next = ''] = await offered();
    const other = await site.inTreatment();
    await site.happens(other, { name: 'dropOut' });
    await inTransaction(site.clinic.worker, SYSTEM, (tx) =>
      takeSlot(tx, {
        slotId: wanted as Parameters<typeof takeSlot>[1]['slotId'],
        courseId: other.courseId,
        updateId: newId(),
        state: 'booked',
        heldAt: now,
      }),
    );
    await patient.browser.press(TIME, { slot: wanted });
    expect(patient.browser.status).toBe(409);
    expect(patient.browser.words()).toContain('En anden har lige taget tiden');
    expect(timesOn(patient.browser.html)).not.toContain(wanted);
    await patient.browser.press(TIME, { slot: next });
    expect((await stateNow()).closingTime?.slotId).toBe(next);
  });

  it('is refused by name in the past, with somebody else, after the last day, and unchosen', async () => {
    await offered();
    await patient.browser.press(TIME, { slot: '' });
    expect([patient.browser.status, patient.browser.words()]).toEqual([
      422,
      expect.stringContaining('Vælg en af tiderne.'),
    ]);
    const said = async (where: string, ...of: readonly unknown[]): Promise<string> => {
      const { rows } = await site.clinic.owner.query<{ slot_id: string }>(
        `SELECT slot_id FROM slot WHERE ${where} LIMIT 1`,
        [...of],
      );
      await patient.browser.get(TIME);
      await patient.browser.press(TIME, { slot: rows[0]?.slot_id ?? '' });
      expect(patient.browser.status).toBe(409);
      return patient.browser.words();
    };
    const late = plusMillis(now, 15 * DAY);
    await expect(said("kind = 'closing' AND starts_at > $1", late)).resolves.toContain(
      'Tiden ligger efter den sidste dag for samtalen.',
    );
    // An hour for a first conversation is none of these times.
    await expect(said("kind = 'assessment' AND state = 'free'")).resolves.toContain(
      'En anden har lige taget tiden',
    );
    const [first = ''] = await offered();
    await site.clockAt(plusMillis(now, 5 * DAY));
    await patient.browser.press(TIME, { slot: first });
    expect(patient.browser.words()).toContain('Tiden er gået.');
    expect((await stateNow()).closingTime).toBeUndefined();
  });

  it('pressed twice is one time, and a page that was left open is told what changed', async () => {
    const [slot = '', other = ''] = await offered();
    const hidden = patient.browser.hidden(TIME);
    await patient.browser.press(TIME, { slot });
    const { revision } = await stateNow();
    await patient.browser.get(TIME);
    await patient.browser.press(TIME, { ...hidden, slot });
    expect((await stateNow()).revision).toBe(revision);
    await patient.browser.get(TIME);
    await patient.browser.press(TIME, { ...hidden, slot: other });
    expect(patient.browser.status).toBe(409);
    expect(patient.browser.words()).toContain('Der blev aftalt en tid til den afsluttende samtale');
    expect((await stateNow()).closingTime?.slotId).toBe(slot);
    expect(await slotIs(other)).toBe('free');
  });

  it('is not there to choose in another stage', async () => {
    const [slot = ''] = await offered();
    await site.happens(patient, { name: 'closingWaived' });
    await patient.browser.press(TIME, { slot });
    expect(patient.browser.status).toBe(409);
    expect(await slotIs(slot)).toBe('free');
  });

  it('is neither moved nor called off once it has begun', async () => {
    await takes();
    const { closingTime } = await stateNow();
    await patient.browser.get(TIME);
    await site.clockAt(plusMillis(closingTime?.startsAt ?? now, 60_000));
    await patient.browser.press(TIME, { do: 'cancel', updateId: newId() });
    expect(patient.browser.status).toBe(409);
    await patient.browser.get(TIME);
    expect(patient.browser.words()).toContain('Der er ikke en tid at vælge nu.');
    expect(patient.browser.words()).toContain(PHONE);
    await patient.browser.get(HOME);
    expect(patient.browser.html).not.toContain(`href="${TIME}"`);
  });
});

describe('nobody is stuck without a time', () => {
  it('asks the psychologist in one press when none fits', async () => {
    await patient.browser.get(CLOSING);
    await patient.browser.press(CLOSING, { wish: 'chooses' });
    expect(patient.browser.words()).toContain('Passer ingen af tiderne?');
    await patient.browser.press(CLOSING, {});
    expect(patient.browser.words()).toContain('Du har sagt ja tak');
    expect(await stateNow()).toMatchObject({ closingWish: 'wants' });
    expect(patient.browser.words()).toContain('Psykologen finder en tid sammen med dig.');
    await offered();
    expect(patient.browser.words()).toContain('finder en tid sammen med dig');
  });

  it('asks in one press when none is free, or the last day is over', async () => {
    await site.clinic.owner.query(`UPDATE slot SET state = 'closed' WHERE kind = 'closing'`);
    expect(await offered()).toEqual([]);
    expect(patient.browser.words()).toContain('Der er ingen ledige tider til og med');
    await patient.browser.press(CLOSING, {});
    expect(await stateNow()).toMatchObject({ closingWish: 'wants' });
    await site.clockAt(plusMillis(now, 20 * DAY));
    await offered();
    expect(patient.browser.words()).toContain('Den sidste dag for samtalen er gået');
  });

  it('says no after all, and the time is somebody else’s', async () => {
    const slot = await takes();
    await patient.browser.get(CLOSING);
    await patient.browser.press(CLOSING, { wish: 'declines' });
    expect(patient.browser.words()).toContain('Du har sagt nej tak');
    expect(patient.browser.words()).toContain('Tiden er aflyst.');
    expect(await slotIs(slot)).toBe('free');
    expect(await stateNow()).toMatchObject({ closingWish: 'declines' });
  });

  it('is not taken from somebody by a no on a page that knew of no time', async () => {
    await patient.browser.get(CLOSING);
    const stale = patient.browser.hidden(CLOSING);
    const slot = await takes();
    await patient.browser.get(CLOSING);
    await patient.browser.press(CLOSING, { ...stale, wish: 'declines' });
    expect(patient.browser.status).toBe(409);
    expect(patient.browser.words()).toContain('Der blev aftalt en tid til den afsluttende samtale');
    expect(await slotIs(slot)).toBe('booked');
    // Now they have seen the time, and may still say no.
    await patient.browser.press(CLOSING, { wish: 'declines' });
    expect(await slotIs(slot)).toBe('free');
  });

  it('says what is missing when we have no number to ring', async () => {
    await inTransaction(site.clinic.app, SYSTEM, (tx) =>
      saveContact(tx, patient.personId, { phone: '', email: '', byConsent: false }),
    );
    await takes();
    expect(patient.browser.words()).toContain('vi har ikke dit telefonnummer');
  });
});

it('tells a patient whom nobody reached that a new time can be chosen', async () => {
  await takes();
  const { closingTime } = await stateNow();
  // What happens comes an hour after what happened last: until the call has been.
  while ((await stateNow()).lastAt < (closingTime?.startsAt ?? START)) {
    await site.happens(patient, { name: 'wishClosing', wish: 'wants' });
  }
  await site.happens(patient, { name: 'missClosing' });
  await patient.browser.get(HOME);
  expect(patient.browser.words()).toContain('Psykologen fik ikke fat i dig');
  expect(patient.browser.html).toContain(`href="${TIME}"`);
});
