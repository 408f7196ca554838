/** Every page about a course, found in the route table, says what is next and what if nobody acts. */
import { randomUUID } from 'node:crypto';
import { deliveriesOf, storeLetter } from '../../db/deliveries';
import { courseById, latestCourseOf, type CourseRow } from '../../db/courses';
import { addEntry } from '../../db/diary';
import { insertFlag } from '../../db/flags';
import { newId } from '../../db/newId';
import { findOrCreateByCpr } from '../../db/persons';
import { takeSlot } from '../../db/slots';
import { inTransaction, SYSTEM, type Tx } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import { SECTION_IDS } from '../../domain/application';
import {
  plusMillis,
  type AppointmentId,
  type DeliveryId,
  type DiaryEntryId,
  type FlagId,
  type StaffId,
  type UpdateId,
} from '../../domain/ids';
import { may } from '../../domain/permissions';
import { programmeToFollow } from '../../domain/programme';
import type { CourseEvent } from '../../domain/state';
import type { PatientIdentity } from '../../partners/identity/claims';
import { sectionAddress, sendAddress } from '../../web/application/addresses';
import { paths } from '../../web/paths';
import { routes } from '../../web/routes';
import { stateOf } from '../../api/queries/courseState';
import type { Route } from '../../api/app';
import { morning, openClinic, staff, type Clinic } from '../db/clinic';
import { HOUR, RULES } from '../support/courseWalk';
import { NOW, openOffice, somebody, type Office } from './applicant';
import { patientBrowser, staffBrowser, type Agent } from './browsers';
import { programmes } from '../support/depression';
import { depression } from '../support/depression';

let clinic: Clinic;
let office: Office;
let karen: StaffId;
let supervisor: Agent;
let psychologist: Agent;
let coordinator: Agent;

interface Somebody {
  readonly who: PatientIdentity;
  readonly browser: Agent;
  readonly course: CourseRow;
}
/** One at the beginning, one in treatment, one whose answer waits to be sent, one at the end. */
let writing: Somebody;
let treated: Somebody;
let waiting: Somebody;
let over: Somebody;
let letter: DeliveryId;
let flag: FlagId;
let entry: DiaryEntryId;

const asSystem = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(clinic.worker, SYSTEM, work);

async function someone(): Promise<Somebody> {
  const who = somebody();
  const browser = await patientBrowser(office, who);
  const course = await asSystem(async (tx) => {
    const { personId } = await findOrCreateByCpr(tx, { cpr: who.cpr, name: who.name, at: NOW });
    return latestCourseOf(tx, personId);
  });
  if (!course) throw new Error('no course was begun');
  return { who, browser, course };
}

async function happens({ course }: Somebody, ...events: readonly CourseEvent[]): Promise<void> {
  for (const event of events) {
    const row = await asSystem((tx) => courseById(tx, course.courseId));
    if (!row) throw new Error('the course is gone');
    const at = plusMillis(stateOf(row).lastAt, HOUR);
    const actor = { kind: 'system', id: null } as const;
    const advance = { id: newId<UpdateId>(), event, at, actor };
    await office.courses.client.workflow
      .getHandle(course.courseId)
      .executeUpdate('advance', { args: [advance] });
  }
}

const SUBMIT: CourseEvent = { name: 'submit', region: '1083', rules: RULES, consents: [] };
const RELEASE: CourseEvent = { name: 'release' };

async function toTreatment(one: Somebody): Promise<void> {
  const [slot] = await morning(clinic, karen, 1);
  if (!slot) throw new Error('no time');
  const { slotId, startsAt, endsAt } = slot;
  const { courseId } = one.course;
  await asSystem((tx) =>
    takeSlot(tx, { slotId, courseId, updateId: newId(), state: 'reserved', heldAt: NOW }),
  );
  await happens(
    one,
    SUBMIT,
    { name: 'offer', slotId, startsAt, psychologistId: karen },
    RELEASE,
    {
      name: 'book',
      slotId,
      appointmentId: newId<AppointmentId>(),
      startsAt,
      endsAt,
      withinClock: true,
    },
    { name: 'accept', programme: programmeToFollow(depression), diagnosis: 'DF320' },
    { name: 'writeMessage' },
  );
}

beforeAll(async () => {
  clinic = await openClinic();
  office = openOffice(clinic, somebody());
  Object.assign(office, { app: { ...office.app, programmes } });
  karen = (await staff(clinic, 'psychologist', 'Karen Eksempel')).id;
  writing = await someone();
  treated = await someone();
  await toTreatment(treated);
  waiting = await someone();
  await happens(waiting, SUBMIT, { name: 'reject' });
  over = await someone();
  await happens(over, SUBMIT, { name: 'withdraw' });
  const { courseId, personId } = treated.course;
  flag = newId<FlagId>();
  entry = newId<DiaryEntryId>();
  await asSystem(async (tx) => {
    const [receipt] = await deliveriesOf(tx, courseId, { limit: 20 }).then((all) =>
      all.filter((one) => one.kind === 'receipt'),
    );
    if (!receipt) throw new Error('no letter was made');
    letter = receipt.deliveryId;
    const words = { subject: 'Tak', html: '<p>Tak</p>', text: 'Tak', to: 'Sofie' };
    await storeLetter(tx, receipt, { ...words, templateVersion: '1' });
    const raised = { flagId: flag, courseId, personId, tier: 'amber', at: NOW } as const;
    const where = { module: 'hvad-er-depression', exercise: 'aktivitetsdagbog' };
    const day = copenhagenDate(NOW);
    const written = { entryId: entry, ...where, kind: 'activityDiary', day, answer: {}, at: NOW };
    await addEntry(tx, { ...written, courseId, personId });
    await insertFlag(tx, { ...raised, trigger: 'item9', ownerId: karen });
  });
  await happens(treated, { name: 'raiseFlag', flagId: flag, tier: 'amber' });
  await happens(treated, { name: 'openModule', moduleId: 'maal-og-vaerdier' });
  supervisor = (await staffBrowser(clinic, office, 'supervisor')).agent;
  coordinator = (await staffBrowser(clinic, office, 'coordinator')).agent;
  psychologist = (await staffBrowser(clinic, office, 'psychologist')).agent;
  // Asked once for a reason, like everybody whose course it is not.
  const unlock = paths.unlock.to({ course: courseId });
  const { text } = await psychologist.get(unlock).expect(200);
  const token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const form = { _csrf: token, reason: 'Karen er syg i dag.', til: '' };
  await psychologist.post(unlock).type('form').send(form).expect(303);
});
afterAll(() => clinic?.close());

const about = routes.filter((route) => route.method === 'get' && route.course !== undefined);
const named = (wanted: (route: Route) => boolean) =>
  about.filter(wanted).map((route) => [route.path, route] as const);
const isApplication = ({ path }: Route) => path.startsWith(paths.application.pattern);
/** A file, and the way on to a meeting: neither is a page of ours. */
const NO_PAGES: readonly string[] = [paths.myCalendarFile.pattern, paths.myVideo.pattern];
const ownPages = named(
  (route) => route.course === 'own' && !isApplication(route) && !NO_PAGES.includes(route.path),
);
const followUpPages = named((route) => route.course === 'followUp');
const staffPages = named(({ course }) => course === 'param' || course === 'overview');

function addressOf(route: Route, course: CourseRow): string {
  const values: Readonly<Record<string, string>> = {
    course: course.courseId,
    module: depression.modules[0]?.id ?? '',
    exercise: route.path === paths.myGoals.pattern ? 'maal' : 'aktivitetsdagbog',
    entry,
    letter,
    flag,
    part: '1',
    measure: 'phq9',
  };
  return route.path.replace(/:(\w+)/g, (_, name: string) => values[name] ?? randomUUID());
}

/** What is next, once in words, and what happens if nobody acts, once, as whole sentences. */
function saysWhatIsNext(html: string): void {
  const main = html.replace(/<style[^]*?<\/style>|<template[^]*?<\/template>/g, '');
  const words = main.replace(/<[^>]*>/g, '\n').replace(/[ \t]+/g, ' ');
  const ifNothing = [...words.matchAll(/Hvis (?:du ikke|ingen) gør noget\n+([^\n]*)/g)];
  expect(ifNothing).toHaveLength(1);
  expect(ifNothing[0]?.[1]).toMatch(/^[A-ZÆØÅ&].*\.$/);
  expect(words).toMatch(/(Næste frist|Over frist)(\n+|: )\S/);
}

describe('a patient reads it on every page of the own course', () => {
  it.each(ownPages)('%s, in treatment', async (_path, route) => {
    const { text } = await treated.browser.get(addressOf(route, treated.course)).expect(200);
    saysWhatIsNext(text);
  });

  it.each(ownPages.filter(([path]) => !/:/.test(path)))('%s, at the end', async (_path, route) => {
    const { text } = await over.browser.get(addressOf(route, over.course)).expect(200);
    saysWhatIsNext(text);
    expect(text).toContain('Forløbet er slut, og du skal ikke gøre mere.');
  });

  it.each(followUpPages)('%s, half a year later', async (_path, route) => {
    await clinic.owner.query(
      `UPDATE course SET resume = jsonb_set(resume, '{followUp}', '"asked"') WHERE course_id = $1`,
      [over.course.courseId],
    );
    const { text } = await over.browser.get(addressOf(route, over.course)).expect(200);
    saysWhatIsNext(text);
  });

  const steps = [
    paths.application.to(),
    ...SECTION_IDS.map((id) => sectionAddress(id)),
    sendAddress(),
  ];
  it.each(steps)('%s, while it is written', async (address) => {
    const { text } = await writing.browser.get(address).expect(200);
    saysWhatIsNext(text);
    expect(text).toContain('Send din ansøgning senest');
  });

  it('the steps of a module, and the receipt of the application', async () => {
    const module = paths.myModule.to({ module: depression.modules[0]?.id ?? '' });
    saysWhatIsNext((await treated.browser.get(`${module}?trin=1`).expect(200)).text);
    saysWhatIsNext((await waiting.browser.get(sendAddress()).expect(200)).text);
  });
});

describe('staff read it on every page about a course', () => {
  const reader = (route: Route): Agent => {
    if (may('psychologist', route.permission)) return psychologist;
    return may('coordinator', route.permission) ? coordinator : supervisor;
  };
  const ofWaiting = [paths.undoDecision.pattern, paths.screening.pattern];

  it.each(staffPages)('%s', async (path, route) => {
    const { course } = ofWaiting.some((one) => one === path) ? waiting : treated;
    saysWhatIsNext((await reader(route).get(addressOf(route, course)).expect(200)).text);
  });

  it('in the lists each row says what comes of it', async () => {
    const list = await supervisor.get(`${paths.worklist.to()}?vis=team`).expect(200);
    const rows = list.text.split('<li class="task').slice(1);
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows) {
      expect(row).toMatch(/class="due [^]*<small>(Ellers|Går|Gælder|Er eskaleret)[^<]*\.<\/small>/);
    }
    const running = await supervisor.get(paths.runningCourses.to()).expect(200);
    const courses = running.text.split('<li class="task').slice(1);
    expect(courses.length).toBeGreaterThan(2);
    for (const row of courses) {
      expect(row).toMatch(/; derefter |derefter gælder afgørelsen|<small>Så /);
    }
  });
});

it('there are such pages, so that none of this is empty', () => {
  expect(ownPages.length).toBeGreaterThan(8);
  expect(staffPages.length).toBeGreaterThan(10);
});
