/** The supervisor's list of running courses says which letters did not come through, and why. */
import { reportDelivery } from '../../../db/incidents';
import { claimMorningMail, planMorning, settleMorningMail } from '../../../db/morningMail';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { copenhagenDate } from '../../../domain/calendar';
import type { DeliveryId } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { ANNA } from '../../db/clinic';
import { openClinicSite, START, type ClinicSite } from '../clinician/clinicSite';

let site: ClinicSite;
beforeEach(async () => {
  site = await openClinicSite();
});
afterEach(() => site.close());

test('a receipt that was refused stands there once, with its course; nothing stands there before', async () => {
  const courseId = await site.applicant(ANNA);
  const lise = await site.as('supervisor');
  expect((await lise.get(paths.runningCourses.to())).html).not.toContain('ikke kom frem');
  const { rows } = await site.clinic.owner.query<{ id: DeliveryId }>(
    `SELECT delivery_id AS id FROM delivery WHERE kind = 'receipt'`,
  );
  const deliveryId = rows[0]?.id;
  if (!deliveryId) throw new Error('no receipt was on its way');
  const of = { deliveryId, courseId, kind: 'receipt', reason: 'refused', at: START } as const;
  for (const _ of [1, 2])
    await inTransaction(site.clinic.worker, SYSTEM, (tx) => reportDelivery(tx, of));
  const { html } = await lise.get(paths.runningCourses.to());
  expect(html).toContain('Breve, der ikke kom frem (1)');
  expect(html).toContain(': Kvittering for ansøgning');
  expect(html).toContain('Modtageren sagde nej');
  expect(html).toContain(`href="${paths.runningCourse.to({ course: courseId })}"`);
  // It stops no course, so the course's own page does not say so.
  const page = await lise.get(paths.runningCourse.to({ course: courseId }));
  expect(page.status).toBe(200);
  expect(page.html).not.toContain('Forløbet er gået i stå');
});

test('a morning mail whose answer was lost stands there with whose it was', async () => {
  const lise = await site.as('supervisor');
  expect((await lise.get(paths.runningCourses.to())).html).not.toContain('Morgenmails');
  await inTransaction(site.clinic.worker, SYSTEM, async (tx) => {
    const [mailId] = await planMorning(tx, copenhagenDate(START), START);
    if (!mailId) throw new Error('nobody was to be told');
    await claimMorningMail(tx, mailId);
    await settleMorningMail(tx, { mailId, at: START, status: 'unknown', reason: 'noAnswer' });
  });
  await lise.get(paths.runningCourses.to());
  expect(lise.words()).toMatch(
    /Morgenmails, der måske ikke kom frem .* Eksempel, mandag 23\. november: modtageren svarede ikke/,
  );
});
