/** Why somebody opened a course that is another's: read by the person it is about, and nobody else. */
import { grantAccess, reasonsOf } from '../../../db/accessGrants';
import { writeAudit } from '../../../db/audit';
import { inTransaction } from '../../../db/transaction';
import { plusMillis, type Instant } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { openPatientSite, START, type Patient, type PatientSite } from './site';

const READERS = paths.myReaders.to();
const MINUTE = 60_000;
let site: PatientSite;
beforeAll(async () => {
  site = await openPatientSite();
});
afterAll(() => site.close());

/** As the page that asks for it does: the reason, and its line in the audit. */
function opens({ courseId, personId }: Patient, reason: string, at: Instant): Promise<void> {
  return inTransaction(site.clinic.app, site.psychologist, async (tx) => {
    const until = plusMillis(at, MINUTE);
    await grantAccess(tx, { staffId: site.psychologist.id, courseId, personId, reason, at, until });
    await writeAudit(tx, { at, event: 'openedWithReason', courseId, personId });
  });
}

it('each opening stands with its own reason, as it was typed, and as text', async () => {
  const [one, two] = [await site.someone(), await site.someone()];
  await opens(one, 'Karen er syg <b>i dag</b>.', START);
  await opens(one, 'Telefonvagt for Karen i aften.', plusMillis(START, MINUTE));
  await opens(two, 'Det her handler om en anden.', START);
  const words = (await one.browser.get(READERS)).words();
  expect(words).toMatch(
    /Mandag 23\. november kl\. 10\.01\. Grunden var: »Telefonvagt for Karen i aften\.«/,
  );
  expect(words).toContain('Grunden var: »Karen er syg <b>i dag</b>.«');
  expect(one.browser.html).not.toContain('<b>i dag');
  expect(words).not.toContain('en anden');
  expect((await two.browser.get(READERS)).words()).toContain('Det her handler om en anden.');
});

it('one patient cannot read what was written about another, whatever is asked for', async () => {
  const [one, two] = [await site.someone(), await site.someone()];
  await opens(one, 'Kun om den første.', START);
  const actor = { kind: 'patient', id: two.personId, role: 'patient' } as const;
  const found = await inTransaction(site.clinic.app, actor, (tx) =>
    reasonsOf(tx, one.personId, { from: START, until: plusMillis(START, MINUTE) }),
  );
  expect(found).toEqual([]);
});
