/** People at every place of a course, each made once, when a look at their pages first needs one. */
import { seedCrisisNumbers } from '../../../db/crisisNumbers';
import { deliveriesOf, storeLetter } from '../../../db/deliveries';
import { keepFeedback, markFeedbackSent } from '../../../db/feedback';
import { seedGps } from '../../../db/gps';
import { newId } from '../../../db/newId';
import { fillSlots } from '../../../db/slotRules';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { addDays, atTime, civilDate, copenhagenDate } from '../../../domain/calendar';
import { CLOSING_MS } from '../../../domain/closingTime';
import { instant, plusMillis, type UpdateId } from '../../../domain/ids';
import { MEASURES, WEEKLY } from '../../../domain/measures';
import { renderLetter } from '../../../letters/render';
import { sendAddress } from '../../../web/application/addresses';
import { paths } from '../../../web/paths';
import { samples } from '../../letters/samples';
import { HOUR } from '../../support/courseWalk';
import { restOf } from '../../support/depression';
import { phq9With } from '../applicationPages';
import { depression } from '../../support/depression';
import { START, type Patient, type PatientSite } from '../patient/site';
import { agreed, filledIn, rows, types, worried } from './making';
import { DANGER, MORE_PEOPLE } from './morePeople';

export const FIRST = 'hvad-er-depression';
export const SECOND = 'maal-og-vaerdier';
export const DIARY = 'aktivitetsdagbog';
export const GOALS = paths.myGoals.to({ exercise: 'maal' });
/** Sixteen years old; synthetic. */
const CHILD = '0201109990';

type Make = (site: PatientSite) => Promise<Patient>;

/** One person a place; the names are what stands in the list of looks. */
const PEOPLE = {
  ...MORE_PEOPLE,
  writing: (site) => site.writing(),
  aChild: (site) => site.writing(CHILD),
  readyToSend: filledIn,
  typing: async (site) => {
    const patient = await filledIn(site);
    await types(patient, 'ownWords', 'story', 'Det begyndte i foråret.');
    return patient;
  },
  hasPressedSend: async (site) => {
    const patient = await filledIn(site);
    await site.clinic.owner.query('UPDATE application SET submitted_at = $2 WHERE course_id = $1', [
      patient.courseId,
      new Date(START),
    ]);
    return patient;
  },
  worriedSome: (site) => worried(site, 'phq9', phq9With('1')),
  worriedHigh: (site) => worried(site, 'safety', DANGER),
  hasSent: async (site) => {
    const patient = await filledIn(site);
    await (await patient.browser.get(sendAddress())).press(sendAddress(), {});
    return patient;
  },
  beingRead: (site) => site.someone(),
  offered: async (site) => {
    const patient = await site.someone();
    await site.offered(patient);
    return patient;
  },
  choosing: async (site) => {
    const patient = await agreed(site);
    await site.happens(patient, { name: 'cancelByPatient' });
    return patient;
  },
  agreed,
  working: (site) => site.inTreatment(),
  setsGoals: async (site) => {
    const patient = await site.inTreatment();
    await site.happens(patient, { name: 'openModule', moduleId: SECOND });
    return patient;
  },
  stoppedEarly: async (site) => {
    const patient = await site.inTreatment(depression);
    await site.happens(patient, { name: 'dropOut' });
    return patient;
  },
  ratesGoals: async (site) => {
    const patient = await site.inTreatment(depression);
    await site.happens(patient, { name: 'openModule', moduleId: SECOND });
    const { browser } = patient;
    const at = paths.myModule.to({ module: SECOND });
    const goal = { goal: 'Gå til kor', why: 'At høre til', sign: 'Noder', firstStep: 'En prøve' };
    const typed = Object.entries({ ...goal, importance: '9', now: '1' }).map(
      ([name, value]) => [`maal.${name}-1`, value] as const,
    );
    await browser.get(`${at}?uden-svar=1`);
    await browser.press(at, { ...Object.fromEntries(typed), do: 'handIn' });
    await (await browser.get(GOALS)).press(GOALS, { 'now-1': '3', note: 'En time', do: 'save' });
    return patient;
  },
  keepsDiary: async (site) => {
    const patient = await site.inTreatment(depression);
    const { browser } = patient;
    const at = paths.myDiary.to({ exercise: DIARY });
    const written = { time: 'aften', activity: 'Gik en tur', moodBefore: '2', moodAfter: '4' };
    for (const day of ['2026-11-18', '2026-11-19', '2026-11-23']) {
      await (await browser.get(at)).press(at, { ...written, day });
    }
    return patient;
  },
  handedIn,
  answered: async (site) => {
    const patient = await handedIn(site);
    await site.happens(patient, { name: 'giveFeedback', moduleId: FIRST });
    await writes(patient);
    return patient;
  },
  lastTalk,
  called,
  beingClosed: async (site) => {
    const patient = await lastTalk(site);
    await site.happens(patient, { name: 'closingWaived' });
    return patient;
  },
  over,
  asked,
  readyToAnswer,
  weekToSend,
  thanked: async (site) => {
    const patient = await readyToAnswer(site);
    await (await patient.browser.get(paths.myFollowUp.to())).press(paths.myFollowUp.to(), {});
    return patient;
  },
  rejected: async (site) => {
    const patient = await site.someone();
    await site.happens(patient, { name: 'reject', adviceCall: true }, { name: 'release' });
    return patient;
  },
} as const satisfies Record<string, Make>;
export type PersonName = keyof typeof PEOPLE;

/** The way to a person by name: made when first asked for, an hour after what happened to them last. */
export function peopleOf(site: PatientSite): (name: PersonName) => Promise<Patient> {
  const known = new Map<PersonName, Promise<Patient>>();
  return async (name) => {
    const make = async () => {
      await site.setNow(START);
      return PEOPLE[name](site);
    };
    const patient = await (known.get(name) ?? known.set(name, make()).get(name) ?? make());
    await site.setNow(plusMillis((await site.state(patient)).lastAt, HOUR));
    return patient;
  };
}

/** What every page shows of the clinic: the regions' acute lines, and a doctor to choose. */
export async function furnish(site: PatientSite): Promise<void> {
  await inTransaction(site.clinic.worker, SYSTEM, async (tx) => {
    await seedCrisisNumbers(tx);
    const validFrom = civilDate('2007-01-01');
    const name = 'Lægehuset Kongensgade, Odense (øvelse)';
    const gp = { ydernummer: 'X00001', name, municipality: '0461', validFrom, validTo: null };
    await seedGps(tx, [gp]);
  });
}

/** The address of the newest entry of a diary. */
export async function entryOf(_site: PatientSite, { browser }: Patient): Promise<string> {
  const at = paths.myDiary.to({ exercise: DIARY });
  const found = new RegExp(`href="(${at}/[0-9a-f-]+)"`).exec((await browser.get(at)).html)?.[1];
  if (!found) throw new Error('the diary has no entry');
  return found;
}

/** The first letter of a course, written and sent; answers with its address. */
export async function letterOf(site: PatientSite, { courseId }: Patient): Promise<string> {
  return rows(site, async (tx) => {
    const [first] = await deliveriesOf(tx, courseId, { limit: 1 });
    if (!first) throw new Error('no letter was made');
    const { subject, html, text, templateVersion } = renderLetter('offer', samples.offer);
    await storeLetter(tx, first, { subject, html, text, templateVersion, to: 'Prøve' });
    return paths.myLetter.to({ letter: first.deliveryId });
  });
}

async function handedIn(site: PatientSite): Promise<Patient> {
  const patient = await site.inTreatment();
  const { courseId, personId } = patient;
  await site.happens(patient, { name: 'handIn', moduleId: FIRST });
  await rows(site, async (tx) => {
    const updateId = newId<UpdateId>();
    const at = instant(START);
    const staffId = site.psychologist.id;
    const body = 'Tak for din dagbog.\n\nLæg mærke til turen ved søen: den løftede dit humør.';
    await keepFeedback(tx, { courseId, personId, module: FIRST, staffId, body, at, updateId });
    await markFeedbackSent(tx, updateId, at);
  });
  return patient;
}

async function writes({ browser }: Patient): Promise<void> {
  const at = paths.myMessages.to();
  await (await browser.get(at)).press(at, { message: 'Jeg har et spørgsmål.\nHvad gør jeg?' });
}

/** A time for the closing call is chosen, and another one is free. */
async function called(site: PatientSite): Promise<Patient> {
  const patient = await lastTalk(site);
  const time = paths.myClosingTime.to();
  const day = addDays(copenhagenDate((await site.state(patient)).lastAt), 2);
  const times = ['12:30', '12:45'].map((clock) => {
    const startsAt = atTime(day, clock);
    return { startsAt, endsAt: plusMillis(startsAt, CLOSING_MS) };
  });
  await rows(site, (tx) => fillSlots(tx, site.psychologist.id, times, 'closing'));
  const { browser } = patient;
  const slot = /name="slot" value="([0-9a-f-]{36})"/.exec((await browser.get(time)).html)?.[1];
  await browser.press(time, { slot: slot ?? '' });
  return patient;
}

async function lastTalk(site: PatientSite): Promise<Patient> {
  const patient = await handedIn(site);
  await site.happens(patient, { name: 'giveFeedback', moduleId: FIRST }, ...restOf([FIRST]), {
    name: 'finish',
  });
  return patient;
}

async function over(site: PatientSite): Promise<Patient> {
  const patient = await lastTalk(site);
  await site.happens(
    patient,
    { name: 'closingWaived' },
    { name: 'closeWithoutLetter' },
    { name: 'release' },
  );
  return patient;
}

async function asked(site: PatientSite): Promise<Patient> {
  const patient = await over(site);
  await site.fires(patient, 'followUp');
  return patient;
}

/** The week's questionnaires saved and not sent, with something left out in the second. */
async function weekToSend(site: PatientSite): Promise<Patient> {
  const patient = await site.inTreatment();
  for (const measure of WEEKLY) {
    const at = paths.myMeasure.to({ measure });
    const items = MEASURES[measure].items.map(({ number }) => [`item${number}`, '0'] as const);
    const typed = Object.fromEntries(measure === 'phq9' ? items : items.slice(1));
    await (await patient.browser.get(at)).press(at, typed);
  }
  return patient;
}

/** Every questionnaire answered, with something left out in all but the first. */
async function readyToAnswer(site: PatientSite): Promise<Patient> {
  const patient = await asked(site);
  for (const [number, count] of [9, 7, 10].entries()) {
    const at = paths.myFollowUpPart.to({ part: `${number + 1}` });
    const items = Array.from({ length: count }, (_, index) => [`item${index + 1}`, '0']);
    await (await patient.browser.get(at)).press(at, Object.fromEntries(items.slice(number)));
  }
  return patient;
}
