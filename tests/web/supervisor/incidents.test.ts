/** What went wrong stands on one page until it is retried or seen to, for those whose work it is. */
import { audits } from '../../support/audits';
import { deliveryById, setDeliveryStatus } from '../../../db/deliveries';
import { reportDelivery, reportIncident } from '../../../db/incidents';
import {
  claimMorningMail,
  planMorning,
  settleMorningMail,
  unsettledMails,
} from '../../../db/morningMail';
import { inTransaction, SYSTEM, type Tx } from '../../../db/transaction';
import { copenhagenDate } from '../../../domain/calendar';
import { plusMillis, type CourseId, type DeliveryId } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { ANNA } from '../../db/clinic';
import { openClinicSite, START, type ClinicSite } from '../clinician/clinicSite';

let site: ClinicSite;
let courseId: CourseId;
beforeEach(async () => {
  site = await openClinicSite();
  courseId = await site.applicant(ANNA);
});
afterEach(() => site.close());

const LIST = paths.incidents.to();
const asWorker = <T>(work: (tx: Tx) => Promise<T>) =>
  inTransaction(site.clinic.worker, SYSTEM, work);

/** The receipt of Anna's application came to nothing in this way. */
async function fails(reason: string, status: 'failed' | 'unknown' = 'failed'): Promise<DeliveryId> {
  const { rows } = await site.clinic.owner.query<{ id: DeliveryId }>(
    `SELECT delivery_id AS id FROM delivery WHERE kind = 'receipt'`,
  );
  const deliveryId = rows[0]?.id;
  if (!deliveryId) throw new Error('no receipt was on its way');
  await asWorker(async (tx) => {
    const row = await deliveryById(tx, deliveryId);
    const epoch = row?.epoch ?? 0;
    await setDeliveryStatus(tx, { deliveryId, epoch, status, reason, at: START });
    await reportDelivery(tx, { deliveryId, courseId, kind: 'receipt', reason, at: START });
  });
  return deliveryId;
}
const stands = (deliveryId: DeliveryId) => asWorker((tx) => deliveryById(tx, deliveryId));
const goneWrong = (at = START) =>
  asWorker((tx) => reportIncident(tx, { kind: 'workflowGone', courseId, cause: 'notRunning', at }));

test('with nothing wrong the page says so, and no number stands in the navigation', async () => {
  const lise = await site.as('supervisor');
  await lise.get(LIST);
  expect(lise.words()).toContain('Alt går, som det skal.');
  expect(lise.words()).not.toMatch(/Fejl \(\d/);
  expect((await lise.get(paths.runningCourses.to())).html).not.toContain('skal ses på');
});

test('a course that stands still says what it means, since when, how often, and in how many', async () => {
  await goneWrong();
  await goneWrong(plusMillis(START, 3_600_000));
  const lise = await site.as('supervisor');
  await lise.get(paths.runningCourses.to());
  expect(lise.words()).toContain('1 fejl skal ses på');
  expect(lise.words()).toContain('Fejl (1)');
  await lise.get(LIST);
  expect(lise.words()).toMatch(/Forløbet er gået i stå .* I 1 forløb løber ingen frister/);
  expect(lise.words()).toMatch(/Første gang .* kl\. 10\.00 .*Senest .* kl\. 11\.00 .*1 forløb/);
  await lise.get(paths.incidentsOf.to({ kind: 'workflowGone', cause: 'notRunning' }));
  expect(lise.words()).toMatch(/Anna Østergaard Åkjær · F-\d+ .*Set 2 gange/);
  await lise.get(paths.runningCourse.to({ course: courseId }));
  expect(lise.words()).toContain('Forløbet er gået i stå.');
});

test('a course is retried later when Temporal is away, and a second press asks for nothing', async () => {
  await goneWrong();
  site.away(true);
  const lise = await site.as('supervisor');
  const here = paths.incidentsOf.to({ kind: 'workflowGone', cause: 'notRunning' });
  await lise.get(here);
  const form = lise.hidden(here);
  await lise.press(here, {});
  expect(lise.words()).toContain('Vi prøver igen om lidt');
  expect(lise.words()).toContain('Bliver prøvet igen.');
  expect(lise.html).not.toContain('Prøv igen<');
  await lise.post(here, form);
  expect(lise.status).toBe(409);
  expect(lise.words()).toContain('En anden har lige taget sig af det');
});

test('all of a kind are retried in the background, and the page says that they are', async () => {
  await goneWrong();
  const lise = await site.as('supervisor');
  await lise.get(LIST);
  const form = lise.hidden(LIST);
  await lise.press(LIST, {});
  expect(lise.words()).toContain('Den bliver prøvet igen.');
  expect(await audits(site.clinic, 'askedForRetries')).toMatchObject([
    { detail: { kind: 'workflowGone', cause: 'notRunning', asked: 1 } },
  ]);
  await lise.post(LIST, form);
  expect(lise.status).toBe(409);
  expect(await audits(site.clinic, 'askedForRetries')).toHaveLength(1);
});

describe('a letter that did not come through', () => {
  test('is the coordinator’s too, and leaves once more under its own id', async () => {
    const deliveryId = await fails('refused');
    const kirsten = await site.as('coordinator');
    await kirsten.get(LIST);
    expect(kirsten.words()).toContain('1 brev eller besked er ikke kommet frem');
    const here = paths.incidentsOf.to({ kind: 'deliveryFailed', cause: 'refused' });
    await kirsten.get(here);
    expect(kirsten.words()).toContain('Kvittering for ansøgning');
    const form = kirsten.hidden(here);
    await kirsten.press(here, {});
    expect(kirsten.words()).toContain('Det er på vej igen');
    expect(kirsten.words()).toContain('Her er ikke flere.');
    expect(await stands(deliveryId)).toMatchObject({ status: 'waiting', epoch: 2, reason: null });
    // The old attempt answers late, and another window still shows the form.
    await asWorker(async (tx) => {
      const late = { deliveryId, epoch: 1, status: 'failed', reason: 'late', at: START } as const;
      expect(await setDeliveryStatus(tx, late)).toBe(false);
    });
    await kirsten.post(here, form);
    expect(kirsten.status).toBe(409);
    expect(await stands(deliveryId)).toMatchObject({ status: 'waiting', epoch: 2 });
    expect(await audits(site.clinic, 'resentDelivery')).toMatchObject([
      {
        role: 'coordinator',
        detail: { before: { status: 'failed', epoch: 1, reason: 'refused' }, after: { epoch: 2 } },
      },
    ]);
  });

  test('is told again when it fails again', async () => {
    await fails('refused');
    const kirsten = await site.as('coordinator');
    const here = paths.incidentsOf.to({ kind: 'deliveryFailed', cause: 'refused' });
    await kirsten.get(here);
    await kirsten.press(here, {});
    await asWorker(async (tx) => {
      const { rows } = await site.clinic.owner.query<{ id: DeliveryId }>(
        `SELECT delivery_id AS id FROM delivery WHERE kind = 'receipt'`,
      );
      const deliveryId = rows[0]?.id as DeliveryId;
      const of = { deliveryId, courseId, kind: 'receipt', reason: 'refused', at: START } as const;
      await reportDelivery(tx, of);
    });
    await kirsten.get(here);
    expect(kirsten.words()).toContain('Kvittering for ansøgning');
  });

  test('is seen to in another way, with a reason that is kept sealed', async () => {
    await fails('notDelivered');
    const kirsten = await site.as('coordinator');
    const here = paths.incidentsOf.to({ kind: 'deliveryFailed', cause: 'notDelivered' });
    await kirsten.get(here);
    expect(kirsten.html).not.toContain('Prøv igen<');
    await kirsten.press(here, { handling: 'onPaper', reason: '' });
    expect(kirsten.status).toBe(422);
    expect(kirsten.words()).toContain('Skriv en grund.');
    expect(kirsten.html).toMatch(/value="onPaper"[^>]* checked/);
    await kirsten.press(here, { handling: 'onPaper', reason: 'Moderen henter det' });
    expect(kirsten.words()).toContain('Det er skrevet ned');
    const { rows } = await site.clinic.owner.query(
      `SELECT how, handling, closed_by, encode(reason_sealed, 'escape') AS sealed FROM incident`,
    );
    expect(rows).toMatchObject([
      { how: 'handled', handling: 'onPaper', closed_by: site.staff.coordinator },
    ]);
    expect(rows[0]?.sealed).not.toContain('Moderen');
    expect(await audits(site.clinic, 'handledIncident')).toMatchObject([
      { detail: { handling: 'onPaper' } },
    ]);
  });

  test('is not handled twice, and what the second wrote is shown to them', async () => {
    await fails('notDelivered');
    const here = paths.incidentsOf.to({ kind: 'deliveryFailed', cause: 'notDelivered' });
    const [kirsten, lise] = [await site.as('coordinator'), await site.as('supervisor')];
    await kirsten.get(here);
    await lise.get(here);
    const typed = { handling: 'called', reason: 'Jeg ringede' };
    const late = { ...kirsten.hidden(here), ...typed };
    await lise.press(here, { handling: 'onPaper', reason: 'Sendt i dag' });
    await kirsten.post(here, late);
    expect(kirsten.status).toBe(409);
    expect(kirsten.words()).toMatch(/En anden har lige taget sig af det.* Jeg ringede/);
  });

  test('a mail of unknown fate is sent again only knowingly, and never with all others', async () => {
    const deliveryId = await fails('noAnswer', 'unknown');
    const kirsten = await site.as('coordinator');
    await kirsten.get(LIST);
    expect(kirsten.html).not.toContain('Prøv igen<');
    const here = paths.incidentsOf.to({ kind: 'deliveryFailed', cause: 'noAnswer' });
    await kirsten.get(here);
    await kirsten.press(here, { action: 'retry', reason: '' });
    expect(kirsten.status).toBe(422);
    expect(await stands(deliveryId)).toMatchObject({ status: 'unknown', epoch: 1 });
    await kirsten.press(here, { action: 'retry', reason: 'Hun har ikke fået den' });
    expect(await stands(deliveryId)).toMatchObject({ status: 'waiting', epoch: 2 });
  });

  test('waits to be sent when Temporal is away', async () => {
    const deliveryId = await fails('refused');
    site.away(true);
    const kirsten = await site.as('coordinator');
    const here = paths.incidentsOf.to({ kind: 'deliveryFailed', cause: 'refused' });
    await kirsten.get(here);
    await kirsten.press(here, {});
    expect(kirsten.words()).toContain('Vi prøver igen om lidt');
    expect(await stands(deliveryId)).toMatchObject({ status: 'waiting', epoch: 2 });
  });
});

test('a coordinator sees letters only, and a psychologist none', async () => {
  await goneWrong();
  const kirsten = await site.as('coordinator');
  await kirsten.get(LIST);
  expect(kirsten.words()).toContain('Alle breve og beskeder er kommet frem');
  const here = paths.incidentsOf.to({ kind: 'workflowGone', cause: 'notRunning' });
  expect((await kirsten.get(here)).status).toBe(404);
  const karen = await site.as('karen');
  expect((await karen.get(LIST)).status).toBe(403);
  expect(karen.html).not.toContain(`href="${LIST}"`);
});

test('an event that a rebuilt course could not keep is told to somebody, not retried', async () => {
  await asWorker((tx) =>
    reportIncident(tx, {
      kind: 'recordingStopped',
      courseId,
      subject: '01a21814-f4ef-770d-ac6a-b61ea92750be',
      cause: 'stale',
      detail: { event: 'writeMessage' },
      at: START,
    }),
  );
  const lise = await site.as('supervisor');
  const here = paths.incidentsOf.to({ kind: 'recordingStopped', cause: 'stale' });
  await lise.get(here);
  expect(lise.words()).toMatch(
    /Noget, nogen trykkede på, kunne ikke gemmes .*Besked fra patienten/,
  );
  expect(lise.html).not.toContain('Prøv igen<');
  await lise.press(here, { handling: 'called', reason: 'Jeg ringede til hende' });
  expect(lise.words()).toContain('Det er skrevet ned');
});

test('a morning mail whose answer was lost stands there with whose it was', async () => {
  await asWorker(async (tx) => {
    await planMorning(tx, copenhagenDate(START), START);
    const [mailId] = await unsettledMails(tx, copenhagenDate(START));
    if (!mailId) throw new Error('nobody was to be told');
    await claimMorningMail(tx, mailId);
    await settleMorningMail(tx, { mailId, at: START, status: 'unknown', reason: 'noAnswer' });
  });
  const lise = await site.as('supervisor');
  const here = paths.incidentsOf.to({ kind: 'morningMailFailed', cause: 'noAnswer' });
  await lise.get(here);
  expect(lise.words()).toMatch(/Morgenmails, der måske ikke kom frem .* Eksempel, mandag 23\. nov/);
  await lise.press(here, { handling: 'told' });
  expect(lise.words()).toContain('Det er skrevet ned');
});
