/** From a page for everybody a patient finds back to their own course; nobody else is shown one. */
import { findOrCreateByCpr } from '../../../db/persons';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { TEXT_KEYS } from '../../../domain/publicTexts';
import { paths } from '../../../web/paths';
import { visitor, type Visitor } from '../../support/visitor';
import { openPatientSite, START, type PatientSite } from './site';
import { numberOf } from './siteParts';

const PAGES = [
  ...TEXT_KEYS.map((key) => paths[key].to()),
  paths.selfCheck.to(),
  paths.professionals.to(),
  paths.front.to(),
];
const BACK = 'Tilbage til Mit forløb';

let site: PatientSite;
beforeAll(async () => {
  site = await openPatientSite();
});
afterAll(() => site.close());

async function hasWayBack(person: Visitor, address: string): Promise<boolean> {
  const { root, status } = await person.open(address);
  expect(status).toBe(200);
  const link = root.querySelectorAll('a').find(({ text }) => text === BACK);
  return link?.getAttribute('href') === paths.myCourse.to();
}

it.each(PAGES)('%s leads a patient back, and a stranger nowhere new', async (address) => {
  const { personId } = await site.someone();
  const patient = visitor(site.origin);
  await patient.open(`/test-login/${personId}`);
  expect(await hasWayBack(patient, address)).toBe(true);
  expect(await hasWayBack(visitor(site.origin), address)).toBe(false);
});

it('who is logged in and has no course is not sent to one', async () => {
  const { personId } = await inTransaction(site.clinic.app, SYSTEM, (tx) =>
    findOrCreateByCpr(tx, { cpr: numberOf(900), name: 'Prøve uden forløb', at: START }),
  );
  const person = visitor(site.origin);
  await person.open(`/test-login/${personId}`);
  expect(await hasWayBack(person, paths.complaint.to())).toBe(false);
});
