/** Whose a course is: what the wrong person asks for by a right address, and what is shown then. */
import { syntheticCpr } from '../../domain/cpr';
import { deliveriesOf, storeLetter } from '../../db/deliveries';
import { courseById, type CourseRow } from '../../db/courses';
import { makePortalLink } from '../../db/portalLinks';
import { newId } from '../../db/newId';
import { inTransaction, SYSTEM, type Tx } from '../../db/transaction';
import {
  plusMillis,
  type CourseId,
  type DeliveryId,
  type StaffId,
  type UpdateId,
} from '../../domain/ids';
import { may } from '../../domain/permissions';
import type { CourseEvent } from '../../domain/state';
import type { PatientIdentity } from '../../partners/identity/claims';
import { paths } from '../../web/paths';
import { routes } from '../../web/routes';
import type { Route } from '../../api/app';
import { openClinic, staff, type Clinic } from '../db/clinic';
import { DAY, RULES } from '../support/courseWalk';
import { NOW, openOffice, somebody, type Office } from './applicant';
import { patientBrowser, staffBrowser, type Agent } from './browsers';

const LETTER = 'Kun til Bodil';
const BODIL: PatientIdentity = { ...somebody(syntheticCpr(900)), name: 'Bodil Eksempelsen' };

let clinic: Clinic;
let office: Office;
let course: CourseRow;
let karen: StaffId;
let letter: DeliveryId;

const asSystem = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(clinic.worker, SYSTEM, work);

/** Bodil has sent an application, has a letter, and Karen is her psychologist. */
beforeAll(async () => {
  clinic = await openClinic();
  office = openOffice(clinic, BODIL);
  await patientBrowser(office, BODIL);
  const { rows } = await clinic.owner.query<{ id: CourseId }>('SELECT course_id AS id FROM course');
  const [first] = rows;
  const begun = first && (await asSystem((tx) => courseById(tx, first.id)));
  if (!begun) throw new Error('no course was begun');
  course = begun;
  karen = (await staff(clinic, 'psychologist', 'Karen Eksempel')).id;
  await happens({ name: 'submit', region: '1083', rules: RULES, consents: [] });
  await happens({ name: 'assign', psychologistId: karen });
  const [receipt] = await asSystem((tx) => deliveriesOf(tx, course.courseId, { limit: 1 }));
  if (!receipt) throw new Error('no letter was made');
  letter = receipt.deliveryId;
  const text = { subject: LETTER, html: `<p>${LETTER}</p>`, text: LETTER };
  await asSystem((tx) => storeLetter(tx, receipt, { ...text, templateVersion: '1', to: 'Bodil' }));
});
afterAll(() => clinic?.close());

async function happens(event: CourseEvent): Promise<void> {
  const { courseId } = course;
  const actor = { kind: 'system', id: null } as const;
  const advance = { id: newId<UpdateId>(), event, at: NOW, actor };
  await office.courses.client.workflow
    .getHandle(courseId)
    .executeUpdate('advance', { args: [advance] });
}
function showsNothingOfBodil(html: string): void {
  for (const own of ['Bodil', 'Eksempelsen', BODIL.cpr, BODIL.cpr.slice(0, 6), LETTER])
    expect(html).not.toContain(own);
}
/** An address of the route within Bodil's course. */
function inCourse(route: Route): string {
  return route.path.replace(':course', course.courseId).replace(/:\w+/g, () => letter);
}
const ask = (agent: Agent, route: Route, form: Readonly<Record<string, string>> = {}) =>
  route.method === 'get'
    ? agent.get(inCourse(route))
    : agent.post(inCourse(route)).type('form').send(form);
const named = routes.map((route) => [`${route.method} ${route.path}`, route] as const);

describe('another patient', () => {
  it('does not find Bodil’s letter, which Bodil reads', async () => {
    const address = paths.myLetter.to({ letter });
    const bodil = await (await patientBrowser(office, BODIL)).get(address).expect(200);
    expect(bodil.text).toContain(LETTER);
    const other = await (await patientBrowser(office)).get(address).expect(404);
    showsNothingOfBodil(other.text);
  });

  it('is led nowhere by Bodil’s link, which leads Bodil to her course', async () => {
    const { courseId, personId } = course;
    const token = await asSystem((tx) =>
      makePortalLink(tx, {
        courseId,
        personId,
        target: 'letters',
        at: NOW,
        expiresAt: plusMillis(NOW, 365 * DAY),
      }),
    );
    const link = paths.portalLink.to({ token });
    const bodil = await (await patientBrowser(office, BODIL)).get(link).expect(303);
    expect(bodil.headers['location']).toBe(paths.myLetters.to());
    const other = await (await patientBrowser(office)).get(link).expect(403);
    expect(other.text).toContain('Linket hører til en anden');
    showsNothingOfBodil(other.text);
  });
});

describe('a psychologist who is not Bodil’s', () => {
  const hers = named.filter(
    ([, route]) => route.course === 'param' && may('psychologist', route.permission),
  );
  const unlock = () => paths.unlock.to({ course: course.courseId });
  let other: Agent;
  let token: string;
  beforeAll(async () => {
    other = (await staffBrowser(clinic, office, 'psychologist')).agent;
    const { text } = await other.get(unlock()).expect(200);
    token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  });

  it.each(hers)('is asked for a reason before %s, and changes nothing', async (_name, route) => {
    const before = await asSystem((tx) => courseById(tx, course.courseId));
    const answer = await ask(other, route, { _csrf: token }).expect(303);
    const [to, query] = (answer.headers['location'] ?? '').split('?');
    expect(to).toBe(unlock());
    if (route.method === 'get') expect(new URLSearchParams(query).get('til')).toBe(inCourse(route));
    showsNothingOfBodil((await other.get(answer.headers['location'] ?? '').expect(200)).text);
    expect(await asSystem((tx) => courseById(tx, course.courseId))).toEqual(before);
  });

  it('opens it with a reason; a supervisor is asked for one as well, a coordinator is not', async () => {
    const address = paths.course.to({ course: course.courseId });
    const { agent: leader } = await staffBrowser(clinic, office, 'supervisor');
    await leader.get(address).expect(303);
    const { agent: coordinator } = await staffBrowser(clinic, office, 'coordinator');
    expect((await coordinator.get(address).expect(200)).text).toContain('Eksempelsen');
    const form = { _csrf: token, reason: 'Jeg tager telefonvagt for Karen.', til: address };
    await other.post(unlock()).type('form').send(form).expect(303);
    expect((await other.get(address).expect(200)).text).toContain('Eksempelsen');
  });
});

describe('a region’s contact', () => {
  const closed = named.filter(([, route]) => !may('anonymous', route.permission));
  let contact: Awaited<ReturnType<typeof staffBrowser>>;
  beforeAll(async () => {
    contact = await staffBrowser(clinic, office, 'regionContact');
  });

  it.each(closed)('is kept out of %s', async (_name, route) => {
    const answer = await ask(contact.agent, route).expect(403);
    expect(answer.text).toContain('Du har ikke adgang');
    showsNothingOfBodil(answer.text);
  });

  it('sees no course in the database either', async () => {
    const { courseId } = course;
    const seen = await inTransaction(clinic.app, contact.actor, (tx) => courseById(tx, courseId));
    expect(seen).toBeUndefined();
  });
});
