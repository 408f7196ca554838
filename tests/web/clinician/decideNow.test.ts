/** "Decide what now": the coordinator sees both answers at once, and both are reached by clicking. */
import { deliveriesOf } from '../../../db/deliveries';
import { letterFacts } from '../../../db/letterFacts';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { plusMillis, type CourseId } from '../../../domain/ids';
import { composeLetter } from '../../../letters/compose';
import { paths } from '../../../web/paths';
import { ANNA } from '../../db/clinic';
import { openClinicSite, START, type Browser, type ClinicSite } from './clinicSite';

const DAY = 86_400_000;
let site: ClinicSite;
let course: CourseId;
let coordinator: Browser;
beforeEach(async () => {
  site = await openClinicSite();
  course = await site.applicant(ANNA);
  const karen = await site.as('karen');
  coordinator = await site.as('coordinator');
  await karen.get(paths.screening.to({ course }));
  const slot = /<option value="([0-9a-f-]{36})"/.exec(karen.html)?.[1] ?? '';
  await karen.press(paths.screening.to({ course }), { answer: 'offer', slot });
  await site.happens(course, { name: 'release' });
});
afterEach(() => site.close());

const page = (): string => paths.course.to({ course });
const lapse = (): string => paths.lapseOffer.to({ course });
async function gives(): Promise<void> {
  await coordinator.get(paths.newTime.to({ course }));
  const slot = /<option value="([0-9a-f-]{36})"/.exec(coordinator.html)?.[1] ?? '';
  await coordinator.press(paths.newTime.to({ course }), { slot, beyond: 'noShow' });
}
/** The letters that tell of the end, as the sending would write them now. */
async function lettersOfEnd(): Promise<string[]> {
  return inTransaction(site.clinic.worker, SYSTEM, async (tx) => {
    const all = await deliveriesOf(tx, course, { limit: 50 });
    const ends = all.filter(({ kind }) => kind === 'courseEnded');
    const told = {
      portalUrl: 'http://127.0.0.1/l/xxxxxxxx',
      titleOf: (_: unknown, id: string) => id,
    };
    return Promise.all(
      ends.map(async (one) => {
        const facts = await letterFacts(tx, { ...one, ...told, at: one.createdAt });
        return composeLetter('courseEnded', facts).text;
      }),
    );
  });
}
async function missedTwice(): Promise<void> {
  for (const name of ['noShow', 'secondNoShow'] as const) {
    await gives();
    await site.happens(course, { name });
  }
}
async function unanswered(): Promise<void> {
  await site.setNow(plusMillis(START, 29 * DAY));
  for (const deadline of ['reservedDays', 'assessmentClock'] as const) {
    await site.happens(course, { name: 'deadline', deadline, subject: '' });
  }
}

describe('a coordinator decides what now', () => {
  it('after the second no-show gives a new time, found from the course', async () => {
    await missedTwice();
    await coordinator.get(page());
    expect(coordinator.words()).toMatch(
      /Afgør, hvad der nu skal ske .* Giv en ny tid .* Luk tilbuddet .* Grund/,
    );
    expect(coordinator.html).toContain(`href="${paths.newTime.to({ course })}"`);
    expect(coordinator.html.match(/id="lapse"/g)).toHaveLength(1);
    await gives();
    expect(await site.state(course)).toMatchObject({ stage: 'booked', noShows: 2 });
    await coordinator.get(page());
    expect(coordinator.words()).not.toContain('Luk tilbuddet');
  });

  it('or closes the offer with a reason, and the patient gets a letter', async () => {
    await missedTwice();
    await coordinator.get(page());
    await coordinator.press(lapse(), { note: '' });
    expect(coordinator.status).toBe(422);
    expect(coordinator.words()).toContain('Skriv en grund.');
    await coordinator.press(lapse(), { note: 'Vi har ikke kunnet få fat i patienten.' });
    expect(await site.state(course)).toMatchObject({ stage: 'ended', outcome: 'lapsed' });
    const letters = await lettersOfEnd();
    expect(letters).toHaveLength(1);
    expect(letters[0]).toContain('Vi fik ikke talt sammen, selv om vi havde aftalt det.');
    expect(letters[0]).not.toContain('ikke hørt');
  });

  it('on an offer that nobody answered in the promised weeks, and reads that it counts', async () => {
    await unanswered();
    await coordinator.get(page());
    expect(coordinator.words()).toMatch(
      /Afgør: ny tid, eller luk forløbet .* Giv en ny tid .* Luk tilbuddet/,
    );
    expect(coordinator.words()).toContain('De 4 uger er overskredet');
    expect(coordinator.words()).toContain('Grund: patientens ønske.');
  });

  it('which the supervisor may do too, and no psychologist is asked', async () => {
    await missedTwice();
    const karen = await site.as('karen');
    await karen.get(page());
    expect(karen.html).not.toContain('>Afgør, hvad der nu skal ske<');
    expect(karen.html).not.toContain('id="lapse"');
    const leader = await site.as('supervisor');
    await leader.get(page());
    await leader.press(paths.unlock.to({ course }), { reason: 'Ser efter, hvad der skal ske.' });
    expect(leader.html).toContain('>Afgør, hvad der nu skal ske<');
  });
});
