import { insertAppointment } from '../../../db/appointments';
import { courseById } from '../../../db/courses';
import { insertFlag } from '../../../db/flags';
import { newId } from '../../../db/newId';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { plusMillis, type AppointmentId, type CourseId, type FlagId } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { ANNA } from '../../db/clinic';
import { depression, restOf } from '../../support/depression';
import { openClinicSite, START, type Browser, type ClinicSite } from './clinicSite';

const HOUR = 3_600_000;
let site: ClinicSite;
let course: CourseId;
let karen: Browser;
beforeAll(async () => {
  site = await openClinicSite();
  course = await site.applicant(ANNA);
  karen = await site.as('karen');
});
afterAll(() => site.close());

const stage = async (): Promise<string> => (await site.state(course)).stage;

/** The patient accepts the time held for them. */
async function patientBooks(): Promise<void> {
  const { reserved } = await site.state(course);
  if (!reserved) throw new Error('no time is held');
  const { slotId, startsAt } = reserved;
  const at = {
    slotId,
    startsAt,
    endsAt: plusMillis(startsAt, HOUR),
    appointmentId: newId<AppointmentId>(),
  };
  await inTransaction(site.clinic.app, SYSTEM, (tx) =>
    insertAppointment(tx, {
      ...at,
      courseId: course,
      psychologistId: site.staff.karen,
      at: START,
    }),
  );
  await site.happens(course, { name: 'book', ...at, withinClock: true });
}

async function raiseFlag(tier: 'red' | 'amber'): Promise<FlagId> {
  const flagId = newId<FlagId>();
  const row = await inTransaction(site.clinic.app, SYSTEM, (tx) => courseById(tx, course));
  if (!row) throw new Error('no course');
  await inTransaction(site.clinic.app, SYSTEM, (tx) =>
    insertFlag(tx, {
      flagId,
      courseId: course,
      personId: row.personId,
      tier,
      trigger: tier === 'red' ? 'item9High' : 'item9Some',
      ownerId: site.staff.karen,
      at: START,
    }),
  );
  await site.happens(course, { name: 'raiseFlag', flagId, tier });
  return flagId;
}

describe('a course, from offer to epicrise, as its psychologist clicks it', () => {
  it('is offered a time and booked', async () => {
    await karen.get(paths.screening.to({ course }));
    const slot = /<option value="([0-9a-f-]{36})"/.exec(karen.html)?.[1] ?? '';
    await karen.press(paths.screening.to({ course }), { answer: 'offer', slot });
    await site.happens(course, { name: 'release' });
    await patientBooks();
    expect(await stage()).toBe('booked');
  });

  it('is not a no-show before its time', async () => {
    const address = paths.assessment.to({ course });
    await karen.get(address);
    await karen.press(address, { answer: 'noShow' });
    expect(karen.words()).toContain('Samtalen er ikke begyndt endnu');
  });

  it.each(['accept', 'decline'])('is not held before its time: %s', async (answer) => {
    const address = paths.assessment.to({ course });
    await karen.get(address);
    await karen.press(address, { answer, diagnosis: 'DF321', note: 'Skrevet for tidligt.' });
    expect(karen.status).toBe(422);
    expect(karen.words()).toContain('Samtalen er ikke begyndt endnu. Skriv resultatet bagefter.');
    expect(karen.html).toContain('Skrevet for tidligt.');
    expect(await stage()).toBe('booked');
  });

  it('begins treatment with a diagnosis, a signed note and the consents given aloud', async () => {
    const { appointment } = await site.state(course);
    await site.setNow(plusMillis(appointment?.endsAt ?? START, HOUR));
    const address = paths.assessment.to({ course });
    await karen.get(address);
    await karen.press(address, { answer: 'accept', diagnosis: 'DF321', consents: ['gpStart'] });
    expect(karen.status).toBe(422);
    expect(karen.words()).toContain('Skriv et journalnotat.');
    await karen.press(address, {
      answer: 'accept',
      diagnosis: 'DF321',
      consents: ['gpStart'],
      note: 'Depression, moderat.',
    });
    expect(karen.words()).toContain('Resultatet er gemt');
    const state = await site.state(course);
    expect(state).toMatchObject({ stage: 'treatment', programme: { programmeId: 'depression' } });
    expect(state.consents).toEqual(['gpEnd', 'gpStart']);
    const notes = await site.clinic.owner.query('SELECT signed_at FROM note');
    expect(notes.rows).toEqual([{ signed_at: expect.any(Date) }]);
  });

  it('answers a module once, and says so when it is asked again', async () => {
    const module = (await site.state(course)).programme?.modules[0]?.moduleId ?? '';
    const address = paths.courseModule.to({ course, module });
    await site.happens(course, { name: 'handIn', moduleId: module });
    await karen.get(address);
    await karen.press(address, { body: 'Godt set.' });
    expect(karen.words()).toContain('Svaret er sendt');
    await karen.get(address);
    expect(karen.words()).toContain('Modulet er besvaret.');
    expect(karen.words()).toContain('Godt set.');
  });

  it('answers a message', async () => {
    const address = paths.courseMessages.to({ course });
    await site.happens(course, { name: 'writeMessage' });
    await karen.get(address);
    await karen.press(address, { body: 'Tak for din besked.' });
    expect(karen.words()).toContain('Tak for din besked.');
    expect((await site.state(course)).tasks).toEqual([]);
  });

  it('puts a red flag before an amber one that is due sooner, and old answers below new ones', async () => {
    const amber = await raiseFlag('amber');
    // After 13 o'clock contact is promised for the next day.
    await site.setNow(plusMillis((await site.state(course)).lastAt, 3 * HOUR));
    const red = await raiseFlag('red');
    const { dues } = await site.state(course);
    const dueOf = (flag: FlagId) => dues.find(({ subject }) => subject.endsWith(flag))?.dueAt ?? '';
    expect(dueOf(amber) < dueOf(red)).toBe(true);
    await karen.get(paths.course.to({ course }));
    const words = karen.words();
    const [first, second] = ['Kontakt patienten', 'Se på bekymringsmarkering'].map((task) =>
      words.indexOf(task),
    );
    expect([first !== -1, (first ?? 0) < (second ?? 0)]).toEqual([true, true]);
    await karen.get(paths.riskFlag.to({ course, flag: red }));
    expect(karen.words()).toMatch(/PHQ-9: .* I ansøgningen, mandag 23\. november/);
    for (const flag of [amber, red]) {
      const address = paths.riskFlag.to({ course, flag });
      await karen.get(address);
      await karen.press(paths.takeFlag.to({ course, flag }), {});
      await karen.press(address, { action: 'Ringede til Anna.', outcome: 'safeForNow' });
    }
    expect((await site.state(course)).flags).toEqual([]);
  });

  it('releases a risk flag only with an action, an outcome and a name', async () => {
    const flag = await raiseFlag('red');
    const address = paths.riskFlag.to({ course, flag });
    await karen.get(paths.worklist.to());
    expect(karen.words()).toContain('Rød bekymringsmarkering: F-1901');
    await karen.get(address);
    await karen.press(paths.takeFlag.to({ course, flag }), {});
    await karen.press(address, { action: '', outcome: 'safeForNow' });
    expect(karen.status).toBe(422);
    await karen.press(address, { action: 'Ringede til Anna.', outcome: 'safeForNow' });
    expect((await site.state(course)).flags).toEqual([]);
    await karen.get(address);
    expect(karen.words()).toMatch(/Afsluttet Karen Eksempel, .*Ringede til Anna\./);
  });

  it('ends treatment, holds the closing call, and sends the epicrise', async () => {
    const closing = paths.courseClosing.to({ course });
    await karen.get(closing);
    expect(karen.words()).toContain('8 moduler, der skal afleveres, mangler.');
    expect(karen.words()).toContain('Forløbet får udfaldet Frafald.');
    const first = depression.modules[0]?.id ?? '';
    for (const event of restOf([first])) {
      if (event.name !== 'giveFeedback') await site.happens(course, event);
    }
    await karen.get(closing);
    expect(karen.words()).toContain('8 moduler venter stadig på dit svar.');
    expect(karen.words()).toContain('Forløbet får udfaldet Gennemført.');
    await karen.press(closing, { note: 'Aftalt at slutte.' });
    await karen.get(closing);
    await karen.press(closing, { answer: 'held', note: 'Holdt.' });
    const epicrise = paths.epicrise.to({ course });
    await karen.press(paths.epicriseLetter.to({ course }), {
      priority: 'routine',
      followUp: 'Intet.',
      letterText: 'Bedre stemning.',
    });
    expect(karen.html).toContain('Bedre stemning.');
    await karen.get(epicrise);
    await karen.press(epicrise, {
      answer: 'approveEpicrise',
      priority: 'routine',
      followUp: 'Intet.',
      letterText: 'Bedre stemning.',
      note: 'Afsluttet.',
    });
    expect(karen.words()).toContain('Epikrise godkendt: venter på at blive sendt');
    await site.happens(course, { name: 'release' });
    expect(await site.state(course)).toMatchObject({ stage: 'ended', outcome: 'completed' });
    await karen.get(paths.course.to({ course }));
    expect(karen.words()).toContain('Epikrise til egen læge');
  });
});
