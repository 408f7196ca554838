/** Outside practice no treatment begins with texts that nobody has approved; who follows them goes on. */
import { insertAppointment } from '../../../db/appointments';
import { newId } from '../../../db/newId';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { civilDate } from '../../../domain/calendar';
import { plusMillis, type AppointmentId, type CourseId } from '../../../domain/ids';
import { programmeToFollow } from '../../../domain/programme';
import { Programmes } from '../../../programmes/programmes';
import { paths } from '../../../web/paths';
import { ANNA } from '../../db/clinic';
import { depression, restOf } from '../../support/depression';
import { openClinicSite, START, type Browser, type ClinicSite } from './clinicSite';

const HOUR = 3_600_000;
const NOTE = 'Moderat depression. Motiveret, vil gerne begynde.';
const signed = { by: 'Anne Prøve, ledende overlæge', on: civilDate('2026-11-20') };
const approved = new Programmes([
  {
    ...depression,
    modules: depression.modules.map((one) => ({ ...one, clinicalApproval: signed })),
  },
]);

let site: ClinicSite;
let course: CourseId;
let karen: Browser;
const talk = (): string => paths.assessment.to({ course });

/** Anna, whose conversation has just been held, in production. */
async function open(programmes?: Programmes): Promise<void> {
  site = await openClinicSite(programmes);
  course = await site.applicant(ANNA);
  karen = await site.as('karen');
  await karen.get(paths.screening.to({ course }));
  const slot = /<option value="([0-9a-f-]{36})"/.exec(karen.html)?.[1] ?? '';
  await karen.press(paths.screening.to({ course }), { answer: 'offer', slot });
  await site.happens(course, { name: 'release' });
  const { reserved } = await site.state(course);
  if (!reserved) throw new Error('no time is held');
  const { slotId, startsAt } = reserved;
  const endsAt = plusMillis(startsAt, HOUR);
  const at = { slotId, startsAt, endsAt, appointmentId: newId<AppointmentId>() };
  const psychologistId = site.staff.karen;
  await inTransaction(site.clinic.app, SYSTEM, (tx) =>
    insertAppointment(tx, { ...at, courseId: course, psychologistId, at: START }),
  );
  await site.happens(course, { name: 'book', ...at, withinClock: true });
  await site.setNow(plusMillis(endsAt, HOUR));
  site.inEarnest();
}

const accepts = { answer: 'accept', diagnosis: 'DF321', note: NOTE };

describe('a programme that nobody has approved', () => {
  beforeAll(() => open());
  afterAll(() => site.close());

  it('is told of before anything is typed, and treatment is no answer to choose', async () => {
    await karen.get(talk());
    expect(karen.words()).toContain('Behandling kan ikke begynde.');
    expect(karen.words()).toContain('Ikke godkendt til patienter endnu: Depression, version 2.');
    expect(karen.words()).toContain('Kladde. Ingen har godkendt teksterne til patienter endnu.');
    expect(karen.html).not.toContain('value="accept"');
    expect(karen.html).toContain('value="decline"');
  });

  it('is refused by name when it is pressed all the same, and what was typed comes back', async () => {
    await karen.press(talk(), accepts);
    expect(karen.status).toBe(409);
    expect(karen.words()).toContain('for programmet er ikke godkendt til patienter endnu.');
    expect(karen.html).toContain(NOTE);
    expect((await site.state(course)).stage).toBe('booked');
    expect((await site.clinic.owner.query('SELECT 1 FROM note')).rows).toEqual([]);
  });

  it('is followed to its end by who follows it, and staff read that it is a draft', async () => {
    const [module = ''] = depression.modules.map(({ id }) => id);
    const programme = programmeToFollow(depression);
    await site.happens(course, { name: 'accept', programme, diagnosis: 'DF321' });
    await site.happens(course, { name: 'handIn', moduleId: module });
    for (const event of restOf([module])) {
      if (event.name === 'openModule' || event.name === 'handIn') await site.happens(course, event);
    }
    await karen.get(paths.course.to({ course }));
    expect(karen.words()).toContain('Depression, version 2');
    expect(karen.words()).toContain('Kladde. Ingen har godkendt teksterne til patienter endnu.');
    await karen.get(paths.courseModule.to({ course, module }));
    await karen.press(paths.courseModule.to({ course, module }), { body: 'Godt set.' });
    expect(karen.words()).toContain('Svaret er sendt');
  });
});

describe('a programme whose modules are all approved', () => {
  beforeAll(() => open(approved));
  afterAll(() => site.close());

  it('begins, and staff read by whom it is approved and since when', async () => {
    await karen.get(talk());
    expect(karen.words()).not.toContain('Behandling kan ikke begynde.');
    await karen.press(talk(), accepts);
    expect(karen.words()).toContain('Resultatet er gemt');
    expect((await site.state(course)).programme).toMatchObject({ version: 2 });
    await karen.get(paths.course.to({ course }));
    expect(karen.words()).toContain('Godkendt af Anne Prøve, ledende overlæge, 20. november 2026.');
  });
});
