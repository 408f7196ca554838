import { paths } from '../../../web/paths';
import { ANNA } from '../../db/clinic';
import { openClinicSite, type ClinicSite } from './clinicSite';

let site: ClinicSite;
beforeAll(async () => { site = await openClinicSite(); });
afterAll(() => site.close());

it('the first page', async () => {
  const course = await site.applicant(ANNA);
  const karen = await site.as('karen');
  await karen.get(paths.worklist.to());
  console.log(karen.status, karen.words().slice(0, 1500));
  await karen.get(paths.screening.to({ course }));
  console.log(karen.status, karen.words().slice(0, 6000));
  await karen.get(paths.course.to({ course }));
  console.log(karen.status, karen.words().slice(0, 3000));
});
