import { writeAudit } from '../../../db/audit';
import { consentsOf } from '../../../db/consents';
import { messagesOf } from '../../../db/messages';
import { newId } from '../../../db/newId';
import { slotById } from '../../../db/slots';
import { inTransaction, SYSTEM, type Tx } from '../../../db/transaction';
import { asId, type SlotId } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { openPatientSite, START, type PatientSite } from './site';

const TIME = paths.myTime.to();
const MESSAGES = paths.myMessages.to();

let site: PatientSite;
beforeAll(async () => {
  site = await openPatientSite();
});
afterAll(() => site.close());

const rows = <T>(read: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(site.clinic.worker, SYSTEM, read);

async function offeredOne() {
  const patient = await site.someone();
  return { patient, slot: await site.offered(patient) };
}
/** The times on the page that can be chosen. */
function timesOn(html: string): string[] {
  return [...html.matchAll(/name="slot" value="([0-9a-f-]{36})"/g)].map(([, id = '']) => id);
}

describe('the time of the conversation', () => {
  it('a patient says yes to the time that was kept, in one press from Mit forløb', async () => {
    const { patient, slot } = await offeredOne();
    const { browser } = patient;
    await browser.get(paths.myCourse.to());
    expect(browser.words()).toContain('Vi har holdt en tid til dig');
    await browser.press(TIME, {});
    expect(browser.url).toBe(paths.myCourse.to());
    expect(browser.words()).toContain('Tiden er din');
    expect((await site.state(patient)).appointment?.slotId).toBe(slot.slotId);
    expect(await rows((tx) => slotById(tx, slot.slotId))).toMatchObject({ state: 'booked' });
  });

  it('another time frees the kept one, and a second press of the same form changes nothing', async () => {
    const { patient, slot } = await offeredOne();
    const { browser } = patient;
    await browser.get(TIME);
    const [chosen = ''] = timesOn(browser.html).filter((id) => id !== slot.slotId);
    const hidden = browser.hidden(`${TIME}`);
    const before = site.courses.events.length;
    await browser.press(TIME, { ...hidden, slot: chosen });
    const { appointment } = await site.state(patient);
    expect(appointment?.slotId).toBe(chosen);
    expect(await rows((tx) => slotById(tx, slot.slotId))).toMatchObject({
      state: 'free',
      courseId: null,
    });
    await (await browser.get(TIME)).press(TIME, { ...hidden, slot: chosen });
    expect((await site.state(patient)).appointment).toEqual(appointment);
    expect(site.courses.events.length).toBe(before + 1);
  });

  it('of two patients who want the same time, the second is shown three others', async () => {
    const one = await offeredOne();
    const two = await offeredOne();
    await one.patient.browser.get(TIME);
    await two.patient.browser.get(TIME);
    const [both = ''] = timesOn(one.patient.browser.html).slice(1);
    await one.patient.browser.press(TIME, { slot: both });
    await two.patient.browser.press(TIME, { slot: both });
    expect(two.patient.browser.status).toBe(409);
    expect(two.patient.browser.words()).toContain('En anden har lige taget tiden');
    const shown = timesOn(two.patient.browser.html).filter((id) => id !== two.slot.slotId);
    expect(shown).toHaveLength(3);
    expect(shown).not.toContain(both);
    expect((await site.state(two.patient)).reserved?.slotId).toBe(two.slot.slotId);
  });

  it('only times from tomorrow to day 28 are offered, with the psychologist of the course', async () => {
    const { patient } = await offeredOne();
    await patient.browser.get(TIME);
    const shown = timesOn(patient.browser.html);
    expect(shown.length).toBeGreaterThan(10);
    for (const id of shown) {
      const slot = await rows((tx) => slotById(tx, asId<SlotId>(id)));
      expect(slot?.psychologistId).toBe(site.psychologist.id);
      expect((slot?.startsAt ?? '') > '2026-11-24' && (slot?.startsAt ?? '') < '2026-12-22').toBe(
        true,
      );
    }
  });

  it('no time chosen, or one that is no time, comes back as a form with what is missing', async () => {
    const { browser } = (await offeredOne()).patient;
    await (await browser.get(TIME)).press(TIME, { slot: '' });
    expect(browser.status).toBe(422);
    expect(browser.words()).toContain('Vælg en af tiderne.');
    await browser.press(TIME, { slot: newId() });
    expect(browser.status).toBe(409);
  });

  it('the third cancellation is told beforehand, and goes to the coordinator', async () => {
    const { patient } = await offeredOne();
    const { browser } = patient;
    for (const turn of [1, 2, 3]) {
      await browser.get(TIME);
      await browser.press(TIME, { slot: timesOn(browser.html)[0] ?? '' });
      await browser.get(TIME);
      expect(browser.words().includes('ser koordinatoren på')).toBe(turn === 3);
      await browser.press(TIME, {
        do: 'cancel',
        version: String((await site.state(patient)).offerVersion),
        updateId: newId(),
      });
    }
    const state = await site.state(patient);
    expect(state).toMatchObject({ appointment: null, cancellations: 3 });
    expect(state.tasks.map((task) => task.kind)).toContain('decideWhatNow');
    await browser.get(paths.myCourse.to());
    expect(browser.words()).toMatch(/Koordinatoren kontakter dig senest \S+dag/);
    expect(browser.words()).not.toMatch(/Vælg en (ny )?tid|Du kan vælge/);
    expect(browser.html).toContain(`href="${MESSAGES}"`);
    await browser.get(TIME);
    expect(timesOn(browser.html)).toEqual([]);
    expect(browser.words()).toMatch(/Koordinatoren kontakter dig senest \S+dag/);
    expect(browser.html).toContain(`href="${MESSAGES}"`);
  });

  it('a time pressed while the coordinator decides is refused, and the task stays open', async () => {
    const { patient } = await offeredOne();
    const { browser } = patient;
    let slot = '';
    for (const name of ['noShow', 'secondNoShow'] as const) {
      await browser.get(TIME);
      slot = timesOn(browser.html)[0] ?? '';
      await browser.press(TIME, { slot });
      await browser.get(TIME);
      await site.happens(patient, { name });
    }
    const version = String((await site.state(patient)).offerVersion);
    await browser.press(TIME, { slot, version, updateId: newId() });
    expect(browser.status).toBe(409);
    expect(browser.words()).toContain('Du kan ikke selv vælge en tid lige nu.');
    const state = await site.state(patient);
    expect(state.appointment).toBeNull();
    expect(state.tasks.map((task) => task.kind)).toContain('decideWhatNow');
  });

  it('while Temporal is away nothing is booked, and the form says so', async () => {
    const { patient } = await offeredOne();
    await patient.browser.get(TIME);
    site.courses.isThere = false;
    await patient.browser.press(TIME, {});
    site.courses.isThere = true;
    expect(patient.browser.status).toBe(503);
    expect(patient.browser.words()).toContain('Der er ikke sendt noget');
    expect((await site.state(patient)).appointment).toBeNull();
  });
});

describe('messages, consents, readers', () => {
  it('a message is sent once, is read as text, and is promised an answer', async () => {
    const patient = await site.someone();
    const { browser } = patient;
    await (await browser.get(MESSAGES)).press(MESSAGES, { message: '   ' });
    expect(browser.status).toBe(422);
    await browser.press(MESSAGES, { message: 'Hej <script>alert(1)</script>' });
    expect(browser.html).toContain('Hej &lt;script&gt;');
    expect(browser.words()).toMatch(/Du får svar senest \S+dag/);
    expect(await rows((tx) => messagesOf(tx, patient.courseId, { limit: 9 }))).toHaveLength(1);
  });

  it('what could not be sent stands in the form and not in the thread', async () => {
    const { browser } = await site.someone();
    await browser.get(MESSAGES);
    site.courses.isThere = false;
    await browser.press(MESSAGES, { message: 'Er I der?' });
    site.courses.isThere = true;
    expect(browser.status).toBe(503);
    expect(browser.html).toMatch(/<textarea[^>]*>\s*Er I der\?<\/textarea>/);
    expect(browser.html).not.toContain('class="mine"');
    await browser.press(MESSAGES, { message: 'Er I der?' });
    expect(browser.html).toContain('class="mine"');
  });

  it('a consent is given and withdrawn, and the withdrawal counts even when nobody answers', async () => {
    const patient = await site.someone();
    const { browser, courseId } = patient;
    const address = paths.myConsents.to();
    const change = (how: string) => ({ consent: 'gpEnd', change: how, updateId: newId() });
    const standing = async () =>
      (await rows((tx) => consentsOf(tx, courseId)))
        .filter((one) => one.withdrawnAt === null)
        .map((one) => one.kind);
    await (await browser.get(address)).press(address, change('give'));
    expect((await site.state(patient)).consents).toEqual(['gpEnd']);
    expect(await standing()).toEqual(['gpEnd']);
    site.courses.isThere = false;
    await browser.press(address, change('withdraw'));
    site.courses.isThere = true;
    expect(browser.status).toBe(503);
    expect(await standing()).toEqual([]);
    await browser.press(address, change('withdraw'));
    expect((await site.state(patient)).consents).toEqual([]);
    expect(browser.words()).toContain('Du trak dit samtykke tilbage');
  });

  it('a consent that could not be saved has not been given', async () => {
    const { browser, courseId } = await site.someone();
    const address = paths.myConsents.to();
    await browser.get(address);
    site.courses.isThere = false;
    await browser.press(address, { consent: 'research', change: 'give', updateId: newId() });
    site.courses.isThere = true;
    const [consent] = await rows((tx) => consentsOf(tx, courseId));
    expect(consent?.withdrawnAt).not.toBeNull();
  });

  it('a patient reads who has opened what, not their own visits, not other people’s', async () => {
    const one = await site.someone();
    const two = await site.someone();
    await inTransaction(site.clinic.app, site.psychologist, (tx) =>
      writeAudit(tx, {
        at: START,
        event: 'readApplication',
        courseId: one.courseId,
        personId: one.personId,
      }),
    );
    const address = paths.myReaders.to();
    expect((await one.browser.get(address)).words()).toContain('Karen Eksempel, psykolog');
    expect(one.browser.words()).toContain('Læste din ansøgning. Mandag 23. november kl. 10.00');
    expect((await two.browser.get(address)).words()).toContain(
      'Ingen har åbnet noget om dig endnu',
    );
  });
});

describe('the end', () => {
  it('a patient stops the treatment, is offered the closing call, and says no to it', async () => {
    const patient = await site.inTreatment();
    const { browser } = patient;
    const address = paths.withdraw.to();
    await browser.get(address);
    expect(browser.words()).toContain('Behandlingen slutter nu');
    await browser.press(address, {});
    const closing = paths.myClosing.to();
    await (await browser.get(closing)).press(closing, {});
    expect(browser.words()).toContain('Svar ja tak eller nej tak.');
    await browser.press(closing, { wish: 'declines' });
    expect(await site.state(patient)).toMatchObject({
      closingWish: 'declines',
      outcome: 'withdrawn',
    });
    expect(browser.words()).toContain('Du har sagt nej tak');
  });

  it('after the end everything can be read, and nothing is answered by an error page', async () => {
    const patient = await site.someone();
    const { browser } = patient;
    await (await browser.get(paths.withdraw.to())).press(paths.withdraw.to(), {});
    expect(browser.words()).toContain('Dit forløb er slut');
    const all = [
      TIME,
      MESSAGES,
      paths.myLetters.to(),
      paths.myConsents.to(),
      paths.myReaders.to(),
      paths.myClosing.to(),
      paths.withdraw.to(),
      paths.myApplication.to(),
    ];
    for (const address of all)
      expect([address, (await browser.get(address)).status]).toEqual([address, 200]);
    expect((await browser.get(paths.myLetter.to({ letter: newId() }))).status).toBe(404);
  });

  it('a stale time is refused with what happened meanwhile', async () => {
    const { patient } = await offeredOne();
    const { browser } = patient;
    await browser.get(paths.myCourse.to());
    const old = browser.hidden(TIME);
    await browser.press(TIME, {});
    await (await browser.get(TIME)).press(TIME, { ...old, updateId: newId() });
    expect(browser.status).toBe(409);
    expect(browser.words()).toMatch(
      /Der blev aftalt en tid til samtalen\. Det skete \S+ \d+\. \S+ kl\. \d+\.\d+\. Noget er ændret/,
    );
    expect(browser.words()).not.toContain('Patienten');
  });
});
