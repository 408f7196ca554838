/** The agreed conversation over HTTP: its file, its video, and that both are the owner's alone. */
import { appointmentById, appointmentsOf, setMeetingUrls } from '../../../db/appointments';
import { newId } from '../../../db/newId';
import { inTransaction, SYSTEM, type Tx } from '../../../db/transaction';
import { dateTimeWords } from '../../../domain/danish';
import { plusMillis, type Instant } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import type { Browser } from '../clinician/reader';
import { openPatientSite, START, type Patient, type PatientSite } from './site';

const TIME = paths.myTime.to();
const HOME = paths.myCourse.to();
const VIDEO = paths.myVideo.to();
const MINUTE = 60_000;

let site: PatientSite;
beforeAll(async () => {
  site = await openPatientSite(['09:00', '10:00', '11:00', '13:00']);
});
beforeEach(() => site.clockAt(START));
afterAll(() => site.close());

const rows = <T>(read: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(site.clinic.worker, SYSTEM, read);

async function agreed() {
  const patient = await site.someone();
  await site.offered(patient);
  await (await patient.browser.get(HOME)).press(TIME, {});
  return { patient, appointment: await appointmentOf(patient) };
}
async function appointmentOf(patient: Patient) {
  const { appointment } = await site.state(patient);
  if (!appointment) throw new Error('nothing is agreed');
  return appointment;
}
/** What is answered, with no redirect followed. */
async function asked(browser: Browser, address: string) {
  const answer = await browser.raw(address);
  const body = await answer.text();
  const header = (name: string) => answer.headers.get(name);
  return { status: answer.status, body, header };
}
const fileLink = (html: string): string =>
  /href="(\/mit-forloeb\/samtale\/[^"]+)"/.exec(html)?.[1] ?? '';
const at = async (when: Instant, browser: Browser): Promise<string> => {
  await site.clockAt(when);
  return (await browser.get(HOME)).words();
};

describe('the file for a calendar', () => {
  it('is offered once the time is agreed, and is that time', async () => {
    const { patient, appointment } = await agreed();
    expect(patient.browser.words()).toContain('Tiden er din');
    const { status, body, header } = await asked(patient.browser, fileLink(patient.browser.html));
    expect(status).toBe(200);
    expect(header('content-type')).toBe('text/calendar; charset=utf-8');
    expect(header('content-disposition')).toBe('attachment; filename=samtale.ics');
    expect(header('cache-control')).toBe('no-store');
    expect(body).toContain(`DTSTART:${stamp(appointment.startsAt)}`);
    expect(body).toContain('METHOD:PUBLISH');
  });

  it('moves with the talk and ends with it, under one name, whichever link is followed', async () => {
    const { patient } = await agreed();
    const { browser } = patient;
    const first = fileLink(browser.html);
    const before = await asked(browser, first);
    await browser.get(TIME);
    const other = /name="slot" value="([0-9a-f-]{36})"/.exec(browser.html)?.[1] ?? '';
    await browser.press(TIME, { slot: other });
    expect(browser.words()).toContain('Samtalen er flyttet');
    const { startsAt } = await appointmentOf(patient);
    for (const link of [first, fileLink(browser.html)]) {
      const { body } = await asked(browser, link);
      expect(body).toContain(`DTSTART:${stamp(startsAt)}`);
      expect(uid(body)).toBe(uid(before.body));
      expect(body).toContain('SEQUENCE:1');
    }
    await browser.get(TIME);
    const version = String((await site.state(patient)).offerVersion);
    await browser.press(TIME, { do: 'cancel', version, updateId: newId() });
    expect(browser.words()).toContain('Fjern samtalen fra din kalender');
    const { body } = await asked(browser, fileLink(browser.html));
    expect(body).toContain('METHOD:CANCEL');
    expect(body).toContain('SEQUENCE:2');
    expect(uid(body)).toBe(uid(before.body));
  });

  it('knows nothing of a time that was pressed in vain', async () => {
    const patient = await site.someone();
    await site.offered(patient);
    const { browser } = patient;
    await browser.get(HOME);
    const old = browser.hidden(TIME);
    await browser.press(TIME, {});
    const { appointmentId } = await appointmentOf(patient);
    await browser.get(TIME);
    const other = /name="slot" value="([0-9a-f-]{36})"/.exec(browser.html)?.[1] ?? '';
    await browser.press(TIME, { ...old, slot: other, updateId: newId() });
    expect(browser.status).toBe(409);
    const made = await rows((tx) => appointmentsOf(tx, patient.courseId));
    expect(made).toHaveLength(2);
    for (const one of made) {
      const link = paths.myCalendarFile.to({ appointment: one.appointmentId });
      const { status } = await asked(browser, link);
      expect(status).toBe(one.appointmentId === appointmentId ? 200 : 404);
    }
  });

  it('is nobody else’s: another patient, a stranger and a made-up id get nothing', async () => {
    const { patient } = await agreed();
    const other = await agreed();
    const link = fileLink(patient.browser.html);
    const theirs = await asked(other.patient.browser, link);
    expect(theirs.status).toBe(404);
    expect(theirs.body).not.toContain('VCALENDAR');
    const stranger = await fetch(new URL(link, other.patient.browser.site), { redirect: 'manual' });
    expect(stranger.status).toBe(303);
    expect(stranger.headers.get('location')).toContain(paths.login.to());
    const unknown = paths.myCalendarFile.to({ appointment: newId() });
    expect((await asked(patient.browser, unknown)).status).toBe(404);
    expect((await asked(patient.browser, link)).status).toBe(200);
  });
});

describe('the link to the video', () => {
  async function withMeeting() {
    const { patient, appointment } = await agreed();
    const patientUrl = `https://video.example/${newId()}`;
    await rows((tx) =>
      setMeetingUrls(tx, appointment.appointmentId, {
        patientUrl,
        staffUrl: `${patientUrl}/psykolog`,
      }),
    );
    return { patient, appointment, patientUrl };
  }

  it('is not there 31 minutes before, and the page says when it is', async () => {
    const { patient, appointment, patientUrl } = await withMeeting();
    const { browser } = patient;
    const words = await at(plusMillis(appointment.startsAt, -31 * MINUTE), browser);
    const opens = dateTimeWords(plusMillis(appointment.startsAt, -30 * MINUTE));
    expect(words).toContain(`Linket til videoen kommer her ${opens}.`);
    expect(browser.html).not.toContain(VIDEO);
    expect(browser.html).not.toContain(patientUrl);
    expect((await asked(browser, VIDEO)).header('location')).toBe(HOME);
    expect((await browser.get(VIDEO)).words()).toContain(`Du kan åbne den fra ${opens}.`);
  });

  it.each([
    ['29 minutes before', 'startsAt', -29],
    ['half an hour into it', 'startsAt', 30],
    ['59 minutes after the end', 'endsAt', 59],
  ] as const)('is there %s, and leads to this patient’s meeting', async (_when, from, minutes) => {
    const { patient, appointment, patientUrl } = await withMeeting();
    const { browser } = patient;
    const words = await at(plusMillis(appointment[from], minutes * MINUTE), browser);
    expect(words).toContain('Åbn videosamtalen');
    expect((await asked(browser, VIDEO)).header('location')).toBe(patientUrl);
    // Letters and reminders lead to the page of the time.
    expect((await browser.get(TIME)).html).toContain(`href="${VIDEO}"`);
  });

  it('is gone an hour after the end', async () => {
    const { patient, appointment } = await withMeeting();
    const words = await at(plusMillis(appointment.endsAt, 61 * MINUTE), patient.browser);
    expect(words).not.toContain('Åbn videosamtalen');
    expect((await asked(patient.browser, VIDEO)).header('location')).toBe(HOME);
  });

  it('leads nobody to somebody else’s meeting', async () => {
    const one = await withMeeting();
    const two = await agreed();
    await site.clockAt(plusMillis(one.appointment.startsAt, -MINUTE));
    const theirs = await asked(two.patient.browser, VIDEO);
    expect(theirs.header('location')).toBe(HOME);
    const stranger = await fetch(new URL(VIDEO, one.patient.browser.site), { redirect: 'manual' });
    expect(stranger.headers.get('location')).toContain(paths.login.to());
  });

  it('that is not made yet is said so, with what to do', async () => {
    const { patient, appointment } = await agreed();
    expect(await rows((tx) => appointmentById(tx, appointment.appointmentId))).toMatchObject({
      patientUrl: null,
    });
    const words = await at(plusMillis(appointment.startsAt, -5 * MINUTE), patient.browser);
    expect(words).toContain('Linket til videoen er ikke klar endnu.');
    expect(words).not.toContain('Åbn videosamtalen');
  });
});

it('camera and microphone are open to the one page that tries them, and to no other', async () => {
  const { browser } = await site.someone();
  const policy = async (address: string) =>
    (await asked(browser, address)).header('permissions-policy');
  for (const address of [paths.cameraCheck.to(), `${paths.cameraCheck.to()}/`]) {
    expect(await policy(address)).toContain('camera=(self), microphone=(self)');
  }
  for (const address of [HOME, TIME, paths.myMessages.to()]) {
    expect(await policy(address)).toContain('camera=(), microphone=()');
  }
});

const stamp = (when: Instant): string => new Date(when).toISOString().replaceAll(/[-:]|\.\d+/g, '');
const uid = (file: string): string => /^UID:(.*)$/m.exec(file)?.[1]?.trim() ?? '';
