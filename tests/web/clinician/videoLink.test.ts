/** The psychologist's way into the video: there when the patient's is, and not before. */
import { setMeetingUrls } from '../../../db/appointments';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { plusMillis, type CourseId, type Instant } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { ANNA } from '../../db/clinic';
import { openClinicSite, type Browser, type ClinicSite } from './clinicSite';

const MINUTE = 60_000;
const LINK = 'https://video.example/moede/psykolog';
let site: ClinicSite;
let course: CourseId;
let karen: Browser;
let startsAt: Instant;
let endsAt: Instant;

const aTimeOn = ({ html }: Browser): string =>
  /<option value="([0-9a-f-]{36})"/.exec(html)?.[1] ?? '';

beforeAll(async () => {
  site = await openClinicSite();
  course = await site.applicant(ANNA);
  karen = await site.as('karen');
  const coordinator = await site.as('coordinator');
  await karen.get(paths.screening.to({ course }));
  await karen.press(paths.screening.to({ course }), { answer: 'offer', slot: aTimeOn(karen) });
  await site.happens(course, { name: 'release' });
  await coordinator.get(paths.newTime.to({ course }));
  await coordinator.press(paths.newTime.to({ course }), { slot: aTimeOn(coordinator) });
  const { appointment } = await site.state(course);
  if (!appointment) throw new Error('nothing is agreed');
  ({ startsAt, endsAt } = appointment);
  await inTransaction(site.clinic.worker, SYSTEM, (tx) =>
    setMeetingUrls(tx, appointment.appointmentId, { patientUrl: `${LINK}/p`, staffUrl: LINK }),
  );
});
afterAll(() => site.close());

const seenAt = async (at: Instant): Promise<{ isThere: boolean; words: string }> => {
  await site.setNow(at);
  await karen.get(paths.assessment.to({ course }));
  return { isThere: karen.html.includes(`href="${LINK}"`), words: karen.words() };
};

it('is not there 31 minutes before, and the page says when it is', async () => {
  const { isThere, words } = await seenAt(plusMillis(startsAt, -31 * MINUTE));
  expect(isThere).toBe(false);
  expect(words).toMatch(/Videoen åbner \S+dag \d+\. \S+ kl\. \d+\.30\./);
});

it.each([
  ['29 minutes before', -29],
  ['in the middle of it', 30],
])('is there %s', async (_when, minutes) => {
  expect((await seenAt(plusMillis(startsAt, minutes * MINUTE))).isThere).toBe(true);
});

it('is gone an hour after the end', async () => {
  expect((await seenAt(plusMillis(endsAt, 61 * MINUTE))).isThere).toBe(false);
});
