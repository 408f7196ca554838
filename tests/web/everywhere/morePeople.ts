/** People at the odd places of a course, and what happens elsewhere while their page stands open. */
import { setMeetingUrls } from '../../../db/appointments';
import { newId } from '../../../db/newId';
import { takeSlot } from '../../../db/slots';
import { asId, instant, type SlotId, type UpdateId } from '../../../domain/ids';
import { sectionAddress } from '../../../web/application/addresses';
import { paths } from '../../../web/paths';
import { RULES } from '../../support/courseWalk';
import { complete, phq9With } from '../applicationPages';
import { START, type Patient, type PatientSite } from '../patient/site';
import { CALM } from './answering';
import { agreed, filledIn, rows, types, worried } from './making';

const TIME = paths.myTime.to();
/** On the Monday on which everything here begins. */
const NIGHT = instant('2026-11-23T21:30:00Z');
const ABOUT_YOU = complete().aboutYou as Readonly<Record<string, string>>;
export const DANGER = { thoughts: 'often', suicideRisk: 'yes', attempts: 'lastYear' } as const;

/** Each is looked at in the looks that name them and changed by the presses there. */
export const MORE_PEOPLE = {
  applying: (site: PatientSite) => site.writing(),
  draftBehind: async (site: PatientSite) => {
    const patient = await filledIn(site);
    const { browser } = patient;
    const at = sectionAddress('aboutYou');
    const openBefore = (await browser.get(at)).hidden(at);
    await types(patient, 'aboutYou', 'phone', '20304051');
    await browser.post(at, { ...openBefore, ...ABOUT_YOU, email: 'ny@eksempel.example' });
    return patient;
  },
  leftOut: (site: PatientSite) => worried(site, 'phq9', phq9With('')),
  worriedAtNight: async (site: PatientSite) => {
    await site.setNow(NIGHT);
    return worried(site, 'safety', DANGER);
  },
  worriedAndNotTold: async (site: PatientSite) => {
    const patient = await site.writing();
    site.courses.isThere = false;
    const at = sectionAddress('safety');
    await (await patient.browser.get(at)).press(at, DANGER);
    site.courses.isThere = true;
    return patient;
  },
  accepting: offeredOne,
  takingAnother: offeredOne,
  moving: agreed,
  cancelling: agreed,
  cancelledTwice,
  coordinatorDecides: async (site: PatientSite) => {
    const patient = await cancelledTwice(site);
    await cancels(site, patient);
    return patient;
  },
  /** Reminded as the clock of the course does it, and no link was made. */
  reminded,
  meeting: async (site: PatientSite) => {
    const patient = await reminded(site);
    const { appointment } = await site.state(patient);
    if (!appointment) throw new Error('nothing is agreed');
    const patientUrl = 'https://video.example/patient';
    const staffUrl = 'https://video.example/psykolog';
    await rows(site, (tx) =>
      setMeetingUrls(tx, appointment.appointmentId, { patientUrl, staffUrl }),
    );
    return patient;
  },
  calledOff: async (site: PatientSite) => {
    const patient = await agreed(site);
    await site.happens(patient, { name: 'cancelByClinic' });
    return patient;
  },
  missed: async (site: PatientSite) => {
    const patient = await agreed(site);
    await site.happens(patient, { name: 'noShow' });
    return patient;
  },
  loggedOut: (site: PatientSite) => site.someone(),
  relogging: (site: PatientSite) => site.someone(),
  pressing: (site: PatientSite) => site.someone(),
  stopping: (site: PatientSite) => site.someone(),
} as const;

async function offeredOne(site: PatientSite): Promise<Patient> {
  const patient = await site.someone();
  await site.offered(patient);
  return patient;
}

async function reminded(site: PatientSite): Promise<Patient> {
  const patient = await agreed(site);
  await site.fires(patient, 'appointmentReminder3');
  await site.fires(patient, 'appointmentReminder1');
  return patient;
}

async function cancels(site: PatientSite, patient: Patient): Promise<void> {
  const version = String((await site.state(patient)).offerVersion);
  await (await patient.browser.get(TIME)).press(TIME, { do: 'cancel', version, updateId: newId() });
}

/** After the next cancellation a coordinator decides. */
async function cancelledTwice(site: PatientSite): Promise<Patient> {
  const patient = await agreed(site);
  for (let time = 0; time < 2; time += 1) {
    await cancels(site, patient);
    await (await patient.browser.get(TIME)).press(TIME, { slot: await firstSlot(patient) });
  }
  return patient;
}

async function firstSlot({ browser }: Patient): Promise<string> {
  await browser.get(TIME);
  const [, slot] = /id="felt-slot-1" name="slot" value="([0-9a-f-]{36})"/.exec(browser.html) ?? [];
  if (!slot) throw new Error('there is no time to choose');
  return slot;
}

/** What happens elsewhere once a page stands open. */
export type Meanwhile = (patient: Patient, site: PatientSite) => Promise<unknown>;

/** The first time of the list goes to somebody else. */
export const isTaken: Meanwhile = async (patient, site) => {
  const slotId = asId<SlotId>(await firstSlot(patient));
  const { courseId } = await site.someone();
  const updateId = newId<UpdateId>();
  const held = { slotId, courseId, updateId, state: 'reserved', heldAt: START } as const;
  const taken = await rows(site, (tx) => takeSlot(tx, held));
  if (taken.kind !== 'taken') throw new Error('the time was not free');
};
export const logsOut: Meanwhile = async ({ browser }) =>
  (await browser.get(paths.myCourse.to())).press(paths.logout.to(), {});
export const logsInAgain: Meanwhile = ({ browser, personId }) =>
  browser.get(`/test-login/${personId}`);
/** The browser knows nobody any more, as when it was closed. */
export const forgets: Meanwhile = async () => undefined;

/** The same page of the same person in another window: saved there. */
export const savesAboutYou = async ({ browser }: Patient): Promise<void> => {
  const at = sectionAddress('aboutYou');
  await (await browser.get(at)).press(at, { ...ABOUT_YOU, email: 'ny@eksempel.example' });
};
/** Something is typed on the page about safety in another window, and stands there as a draft. */
export const writesElsewhere: Meanwhile = async ({ browser }) => {
  const at = sectionAddress('safety');
  const shown = (await browser.get(at)).hidden(at);
  await browser.post(sectionAddress('safety', { kladde: '1' }), { ...shown, ...CALM });
};
export const sendsElsewhere: Meanwhile = (patient, site) =>
  site.happens(patient, { name: 'submit', region: '1083', rules: RULES, consents: [] });
