import type { Ctx } from '../../api/app';
import { logIn, startLogin } from '../../api/commands/logIn';
import { saveSection } from '../../api/commands/saveSection';
import { submitApplication } from '../../api/commands/submitApplication';
import { freshUpdateId } from '../../api/commands/press';
import { keepSectionDraft } from '../../api/commands/keepSectionDraft';
import { application, gpChoices, sectionDraft } from '../../api/queries/application';
import { openWorry } from '../../api/queries/crisis';
import { portalLink } from '../../api/queries/portalLink';
import { stateOf } from '../../api/courseState';
import { consentsOf } from '../../db/consents';
import { courseById, type CourseRow } from '../../db/courses';
import { flagsOf } from '../../db/flags';
import { gpOfCourse, seedGps } from '../../db/gps';
import { scoresOf } from '../../db/measures';
import { personContact } from '../../db/persons';
import { makePortalLink } from '../../db/portalLinks';
import { inTransaction, SYSTEM, type Actor } from '../../db/transaction';
import { syntheticCpr } from '../../domain/cpr';
import { instant, plusMillis, type CivilDate } from '../../domain/ids';
import { SECTION_IDS } from '../../domain/application';
import { openClinic, type Clinic, staff } from '../db/clinic';
import { complete, phq9With } from '../web/applicationPages';
import { openOffice, request, session, type Office } from './applicant';

/** A Monday at 11 in Copenhagen. */
const NOW = instant('2026-11-23T10:00:00Z');
const TODAY = '2026-11-23' as CivilDate;
const LEVEL = 'https://data.gov.dk/concept/core/nsis/loa/Substantial';
let clinic: Clinic;
let office: Office;
let seed = 100;

beforeAll(async () => {
  clinic = await openClinic();
  office = openOffice(clinic, somebody());
  await inTransaction(clinic.app, SYSTEM, seedGps);
});
beforeEach(() => {
  office.courses.isThere = true;
});
afterAll(() => clinic?.close());

function somebody(cpr = syntheticCpr((seed += 1))) {
  return { kind: 'patient', sub: cpr, cpr, name: 'Sofie Prøve', level: LEVEL } as const;
}

/** Logs a new person in from "Søg behandling". */
async function applicant(who = somebody()): Promise<{ ctx: Ctx; course: CourseRow }> {
  office.answers = who;
  const browser = session();
  await startLogin(request(office, NOW), browser, { who: 'patient', returnTo: '', begins: true });
  const outcome = await logIn(request(office, NOW), browser, '/log-ind/svar?code=1');
  const actor = browser.values.who?.actor;
  if (outcome.kind !== 'patient' || !outcome.course || !actor) throw new Error('nobody came in');
  return { ctx: request(office, NOW, actor), course: outcome.course };
}

const fresh = async (ctx: Ctx, { courseId }: CourseRow): Promise<CourseRow> => {
  const row = await inTransaction(ctx.app.db, ctx.actor, (tx) => courseById(tx, courseId));
  if (!row) throw new Error('the course is gone');
  return row;
};
const flags = (ctx: Ctx, { courseId }: CourseRow) =>
  inTransaction(ctx.app.db, ctx.actor, (tx) => flagsOf(tx, courseId));

async function answerAll(ctx: Ctx, course: CourseRow, but: object = {}): Promise<void> {
  const answers = { ...complete(), ...but };
  for (const id of SECTION_IDS) {
    const version = String((await application(ctx, course)).versions[id] ?? 0);
    const saved = await saveSection(ctx, course, id, { ...answers[id] as object, version });
    expect(saved.kind).toBe('saved');
  }
}

describe('logging in', () => {
  it('begun at "Søg behandling", a first login begins one course and tells its workflow', async () => {
    const who = somebody();
    const { course } = await applicant(who);
    expect(course.revision).toBe(1);
    expect(stateOf(course).since.began).toBe(NOW);
    const again = await applicant(who);
    expect(again.course.courseId).toBe(course.courseId);
  });

  it('from "Log ind" begins nothing', async () => {
    office.answers = somebody();
    const browser = session();
    await startLogin(request(office, NOW), browser, { who: 'patient', returnTo: '/x', begins: false });
    expect(await logIn(request(office, NOW), browser, '/log-ind/svar'))
      .toEqual({ kind: 'patient', returnTo: '/x', begins: false, course: undefined });
  });

  it('a course is begun while Temporal is away, and told at the next login', async () => {
    const who = somebody();
    office.courses.isThere = false;
    const { course } = await applicant(who);
    expect(course.revision).toBe(0);
    office.courses.isThere = true;
    expect((await applicant(who)).course.revision).toBe(1);
  });

  it('an answer that nobody waits for logs nobody in, nor does the same answer twice', async () => {
    const browser = session();
    await startLogin(request(office, NOW), browser, { who: 'patient', returnTo: '', begins: false });
    await logIn(request(office, NOW), browser, '/log-ind/svar');
    const second = await logIn(request(office, NOW), browser, '/log-ind/svar');
    expect(second).toMatchObject({ kind: 'refused', name: 'noLogin' });
  });

  it('a member of staff gets the highest role that directory and row agree on', async () => {
    const actor = await staff(clinic, 'psychologist', 'Karen Eksempel');
    office.answers = {
      kind: 'staff', staffId: actor.id, name: 'Karen', email: 'karen@eksempel.example',
      roles: ['supervisor', 'psychologist'],
    };
    const browser = session();
    await startLogin(request(office, NOW), browser, { who: 'staff', returnTo: '', begins: false });
    expect(await logIn(request(office, NOW), browser, '/log-ind/svar'))
      .toEqual({ kind: 'staff', returnTo: '', role: 'psychologist' });
    expect(browser.values.who).toEqual({
      actor: { kind: 'staff', id: actor.id, role: 'psychologist' }, name: 'Karen Eksempel',
    });
    office.answers = { ...office.answers, roles: ['coordinator'] };
    const other = session();
    await startLogin(request(office, NOW), other, { who: 'staff', returnTo: '', begins: false });
    expect(await logIn(request(office, NOW), other, '/log-ind/svar'))
      .toMatchObject({ kind: 'refused', name: 'notStaff' });
    expect(other.values.who).toBeUndefined();
  });
});

describe('writing', () => {
  it('a page with gaps is saved; a telephone number that is none is not', async () => {
    const { ctx, course } = await applicant();
    const form = { phone: '12 34 56 78', municipality: '0461', email: '', version: '0' };
    expect(await saveSection(ctx, course, 'aboutYou', form)).toEqual({ kind: 'saved', worries: false });
    const contact = await inTransaction(clinic.app, ctx.actor, (tx) => personContact(tx, course.personId));
    expect(contact).toEqual({ phone: '12 34 56 78', email: null, byConsent: false, municipality: '0461' });
    const wrong = await saveSection(ctx, course, 'aboutYou', { ...form, phone: 'ring', version: '1' });
    expect(wrong).toMatchObject({ kind: 'invalid', errors: { phone: expect.any(String) } });
    expect((await application(ctx, course)).answers['aboutYou']).toMatchObject({ phone: '12 34 56 78' });
  });

  it('a second window loses nothing: it is shown what stands there, and may keep its own', async () => {
    const { ctx, course } = await applicant();
    await saveSection(ctx, course, 'ownWords', { story: 'Det første', version: '0' });
    const late = await saveSection(ctx, course, 'ownWords', { story: 'Det andet', version: '0' });
    expect(late).toMatchObject({
      kind: 'changedElsewhere', version: 1, theirs: { story: 'Det første' },
    });
    await saveSection(ctx, course, 'ownWords', { story: 'Det andet', version: '1' });
    expect((await application(ctx, course)).answers['ownWords']).toMatchObject({ story: 'Det andet' });
  });

  it('what is half-written comes back, counts for nothing, and is gone once saved', async () => {
    const { ctx, course } = await applicant();
    await keepSectionDraft(ctx, course, 'ownWords', { story: 'Jeg er i gang', version: '0', _csrf: 'x' });
    expect((await sectionDraft(ctx, course, 'ownWords'))?.typed).toEqual({
      story: 'Jeg er i gang', since: '', goal: '',
    });
    expect((await application(ctx, course)).answers).toEqual({});
    await saveSection(ctx, course, 'ownWords', { story: 'Færdig', version: '0' });
    expect(await sectionDraft(ctx, course, 'ownWords')).toBeNull();
  });

  it('practices are found by name, else those of the municipality', async () => {
    const { ctx } = await applicant();
    const found = await gpChoices(ctx, { search: 'havnegade', municipality: '0461', chosen: '' });
    expect(found.map(({ ydernummer }) => ydernummer)).toEqual(['X00006']);
    const near = await gpChoices(ctx, { search: '', municipality: '0461', chosen: 'X00006' });
    expect(near.map(({ ydernummer }) => ydernummer)).toEqual(['X00006', 'X00001']);
  });
});

describe('an answer that worries', () => {
  it('PHQ-9 item 9 above 0 raises one amber flag, however often the page is saved', async () => {
    const { ctx, course } = await applicant();
    const first = await saveSection(ctx, course, 'phq9', { ...phq9With('1'), version: '0' });
    expect(first).toEqual({ kind: 'saved', worries: true });
    await saveSection(ctx, course, 'phq9', { ...phq9With('1'), version: '1' });
    await saveSection(ctx, course, 'phq9', { ...phq9With('1'), item1: '2', version: '1' });
    expect(await flags(ctx, course)).toMatchObject([{ tier: 'amber', trigger: 'item9Some' }]);
    expect(stateOf(await fresh(ctx, course)).tasks).toMatchObject([{ kind: 'amberFlag' }]);
    expect(await openWorry(ctx)).toMatchObject({
      tier: 'amber', isTold: true, inOfficeHours: true, by: instant('2026-11-23T14:00:00Z'),
    });
  });

  it('plans raise a red flag, also beside an amber one', async () => {
    const { ctx, course } = await applicant();
    await saveSection(ctx, course, 'phq9', { ...phq9With('1'), version: '0' });
    await saveSection(ctx, course, 'safety', { suicideRisk: 'yes', version: '0' });
    expect((await flags(ctx, course)).map(({ tier }) => tier)).toEqual(['amber', 'red']);
    expect(await openWorry(ctx)).toMatchObject({ tier: 'red' });
  });

  it('item 9 at 0, or not answered yet, raises nothing', async () => {
    const { ctx, course } = await applicant();
    for (const [version, ninth] of ['0', ''].entries()) {
      const saved = await saveSection(ctx, course, 'phq9', { ...phq9With(ninth), version: String(version) });
      expect(saved).toEqual({ kind: 'saved', worries: false });
    }
    expect(await flags(ctx, course)).toEqual([]);
    expect(await openWorry(ctx)).toBeNull();
  });

  it('a flag that did not get through is not promised, and is told at the next saving', async () => {
    const { ctx, course } = await applicant();
    office.courses.isThere = false;
    await saveSection(ctx, course, 'safety', { suicideRisk: 'yes', version: '0' });
    expect(await openWorry(ctx)).toMatchObject({ tier: 'red', isTold: false });
    office.courses.isThere = true;
    await saveSection(ctx, course, 'ownWords', { story: 'x', version: '0' });
    expect(await openWorry(ctx)).toMatchObject({ tier: 'red', isTold: true });
  });
});

describe('sending', () => {
  const send = (ctx: Ctx, course: CourseRow, updateId = freshUpdateId()) =>
    submitApplication(ctx, course, { updateId });

  it('a whole application is sent once: scores, doctor and consents are kept, nothing changes after', async () => {
    const { ctx, course } = await applicant();
    await answerAll(ctx, course);
    const updateId = freshUpdateId();
    expect(await send(ctx, course, updateId)).toEqual({ kind: 'done' });
    expect(await send(ctx, course, updateId)).toEqual({ kind: 'done' });
    const state = stateOf(await fresh(ctx, course));
    expect(state.tasks).toMatchObject([{ kind: 'screen' }]);
    expect(state.region).toBe('1083');
    expect([...state.consents].toSorted()).toEqual(['gpEnd', 'gpStart']);
    await inTransaction(clinic.app, ctx.actor, async (tx) => {
      const scores = await scoresOf(tx, course.courseId);
      expect(scores.map(({ measure, score }) => [measure, score]).toSorted())
        .toEqual([['audit', 0], ['gad7', 0], ['phq9', 0]]);
      expect((await gpOfCourse(tx, course.courseId, TODAY))?.ydernummer).toBe('X00001');
      expect((await consentsOf(tx, course.courseId)).map(({ kind }) => kind)).toEqual(['gpEnd', 'gpStart']);
    });
    expect(await saveSection(ctx, course, 'ownWords', { story: 'nyt', version: '1' }))
      .toEqual({ kind: 'locked' });
  });

  it('with answers missing nothing is sent, and the application stays open', async () => {
    const { ctx, course } = await applicant();
    await answerAll(ctx, course, { ownWords: { story: '' } });
    expect(await send(ctx, course)).toMatchObject({ kind: 'invalid' });
    expect((await application(ctx, course)).isLocked).toBe(false);
  });

  it('PHQ-9 item 9 left out is never read as 0: it is sent with an amber flag', async () => {
    const { ctx, course } = await applicant();
    await answerAll(ctx, course, { phq9: phq9With('') });
    expect(await send(ctx, course)).toEqual({ kind: 'done' });
    expect(await flags(ctx, course)).toMatchObject([{ tier: 'amber', trigger: 'item9LeftOut' }]);
  });

  it('somebody under 18 on the day of sending cannot send', async () => {
    const { ctx, course } = await applicant(somebody('1407109998' as ReturnType<typeof syntheticCpr>));
    await answerAll(ctx, course);
    expect(await send(ctx, course)).toMatchObject({
      kind: 'invalid', errors: { '': expect.stringContaining('ikke fyldt 18') },
    });
  });

  it('while Temporal is away nothing is sent, and the applicant may go on writing', async () => {
    const { ctx, course } = await applicant();
    await answerAll(ctx, course);
    office.courses.isThere = false;
    expect(await send(ctx, course)).toEqual({ kind: 'unavailable' });
    const again = await saveSection(ctx, course, 'ownWords', { story: 'Mere', version: '1' });
    expect(again.kind).toBe('saved');
    office.courses.isThere = true;
    expect(await send(ctx, course)).toEqual({ kind: 'done' });
  });
});

describe('a portal link', () => {
  const linkTo = (course: CourseRow, target: string) => inTransaction(clinic.worker, SYSTEM, (tx) =>
    makePortalLink(tx, {
      courseId: course.courseId, personId: course.personId, target, at: NOW,
      expiresAt: plusMillis(NOW, 86_400_000),
    }));

  it('leads to its page as often as it is followed', async () => {
    const { ctx, course } = await applicant();
    const token = await linkTo(course, 'application');
    for (let times = 0; times < 2; times += 1) {
      expect(await portalLink(ctx, token)).toEqual({ kind: 'open', target: 'application' });
    }
  });

  it('unknown, too old or done with, it leads its own person kindly home', async () => {
    const { ctx, course } = await applicant();
    const home = { kind: 'finished', hasCourse: true };
    expect(await portalLink(ctx, 'x'.repeat(43))).toEqual(home);
    expect(await portalLink(ctx, "'; --")).toEqual(home);
    expect(await portalLink(ctx, await linkTo(course, 'time'))).toEqual(home);
    const late = { ...ctx, now: plusMillis(NOW, 2 * 86_400_000) };
    expect(await portalLink(late, await linkTo(course, 'application'))).toEqual(home);
  });

  it("opens nothing for another person's login, nor for staff", async () => {
    const owner = await applicant();
    const other = await applicant();
    const token = await linkTo(owner.course, 'application');
    expect(await portalLink(other.ctx, token)).toEqual({ kind: 'anotherPerson' });
    const karen: Actor = await staff(clinic, 'psychologist');
    expect(await portalLink(request(office, NOW, karen), token)).toEqual({ kind: 'anotherPerson' });
  });
});
