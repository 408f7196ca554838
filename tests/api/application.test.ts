import type { Ctx } from '../../api/app';
import { saveSection } from '../../api/commands/saveSection';
import { submitApplication } from '../../api/commands/submitApplication';
import { freshUpdateId } from '../../api/commands/press';
import { keepSectionDraft } from '../../api/commands/keepSectionDraft';
import { application, gpChoices } from '../../api/queries/application';
import { sectionDraft } from '../../api/queries/sectionDraft';
import { openWorry } from '../../api/queries/crisis';
import { stateOf } from '../../api/queries/courseState';
import { consentsOf } from '../../db/consents';
import { courseById, type CourseRow } from '../../db/courses';
import { flagsOf } from '../../db/flags';
import { gpOfCourse, seedGps } from '../../db/gps';
import { scoresOf } from '../../db/measures';
import { personContact } from '../../db/persons';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { pageOf } from '../../domain/applicationPages';
import { syntheticCpr } from '../../domain/cpr';
import { instant, type CivilDate } from '../../domain/ids';
import { openClinic, type Clinic } from '../db/clinic';
import { phq9With } from '../web/applicationPages';
import { answerAll, applicant, openOffice, somebody, type Office } from './applicant';

const TODAY = '2026-11-23' as CivilDate;
let clinic: Clinic;
let office: Office;

beforeAll(async () => {
  clinic = await openClinic();
  office = openOffice(clinic, somebody());
  const since = { validFrom: '2007-01-01' as CivilDate, validTo: null };
  await inTransaction(clinic.app, SYSTEM, (tx) =>
    seedGps(tx, [
      {
        ydernummer: 'X00001',
        name: 'Lægehuset Kongensgade, Odense',
        municipality: '0461',
        ...since,
      },
      {
        ydernummer: 'X00006',
        name: 'Lægerne i Havnegade, Esbjerg',
        municipality: '0561',
        ...since,
      },
    ]),
  );
});
beforeEach(() => {
  office.courses.isThere = true;
});
afterAll(() => clinic?.close());

const fresh = async (ctx: Ctx, { courseId }: CourseRow): Promise<CourseRow> => {
  const row = await inTransaction(ctx.app.db, ctx.actor, (tx) => courseById(tx, courseId));
  if (!row) throw new Error('the course is gone');
  return row;
};
const flags = (ctx: Ctx, { courseId }: CourseRow) =>
  inTransaction(ctx.app.db, ctx.actor, (tx) => flagsOf(tx, courseId));

describe('writing', () => {
  it('a page with gaps is saved; a telephone number that is none is not', async () => {
    const { ctx, course } = await applicant(office);
    const form = { phone: '12 34 56 78', municipality: '0461', email: '', version: '0' };
    expect(await saveSection(ctx, course, 'aboutYou', form)).toEqual({
      kind: 'saved',
      worries: false,
    });
    const contact = await inTransaction(clinic.app, ctx.actor, (tx) =>
      personContact(tx, course.personId),
    );
    expect(contact).toEqual({
      phone: '12 34 56 78',
      email: null,
      byConsent: false,
      municipality: '0461',
    });
    const wrong = await saveSection(ctx, course, 'aboutYou', {
      ...form,
      phone: 'ring',
      version: '1',
    });
    expect(wrong).toMatchObject({ kind: 'invalid', errors: { phone: expect.any(String) } });
    expect((await application(ctx, course)).answers['aboutYou']).toMatchObject({
      phone: '12 34 56 78',
    });
  });

  it('a second window loses nothing: it is shown what stands there, and may keep its own', async () => {
    const { ctx, course } = await applicant(office);
    await saveSection(ctx, course, 'ownWords', { story: 'Det første', version: '0' });
    const late = await saveSection(ctx, course, 'ownWords', { story: 'Det andet', version: '0' });
    expect(late).toMatchObject({
      kind: 'changedElsewhere',
      version: 1,
      theirs: { story: 'Det første' },
    });
    await saveSection(ctx, course, 'ownWords', { story: 'Det andet', version: '1' });
    expect((await application(ctx, course)).answers['ownWords']).toMatchObject({
      story: 'Det andet',
    });
  });

  it('what is half-written comes back, counts for nothing, and is gone once saved', async () => {
    const { ctx, course } = await applicant(office);
    const page = pageOf('ownWords', 1);
    await keepSectionDraft(ctx, course, page, {
      story: 'Jeg er i gang',
      version: '0',
      _csrf: 'x',
    });
    expect((await sectionDraft(ctx, course, page))?.typed).toEqual({
      story: 'Jeg er i gang',
      since: '',
      goal: '',
    });
    expect((await application(ctx, course)).answers).toEqual({});
    await saveSection(ctx, course, 'ownWords', { story: 'Færdig', version: '0' });
    expect(await sectionDraft(ctx, course, page)).toBeNull();
  });

  it('practices are found by words of the name, place or number, else those nearby', async () => {
    const { ctx } = await applicant(office);
    const found = async (search: string, chosen = '', municipality = '0461') => {
      const { practices, ...said } = await gpChoices(ctx, { search, municipality, chosen });
      return { ...said, numbers: practices.map(({ ydernummer }) => ydernummer) };
    };
    const some = (...numbers: string[]) => ({ isNowhere: false, isMore: false, numbers });
    expect(await found('havnegade')).toEqual(some('X00006'));
    expect(await found(' esbjerg  LÆGERNE ')).toEqual(some('X00006'));
    expect(await found('Odense')).toEqual(some('X00001'));
    expect(await found('', 'X00006')).toEqual(some('X00006', 'X00001'));
    expect((await found('', '', '')).numbers).toEqual(['X00001', 'X00006']);
    const nowhere = { isNowhere: true, isMore: false, numbers: [] };
    for (const search of ['99 99 99', '%', "'; DROP TABLE gp", 'x'.repeat(100_000)]) {
      expect(await found(search)).toEqual(nowhere);
    }
  });
});

describe('an answer that worries', () => {
  it('PHQ-9 item 9 above 0 raises one amber flag, however often the page is saved', async () => {
    const { ctx, course } = await applicant(office);
    const first = await saveSection(ctx, course, 'phq9', { ...phq9With('1'), version: '0' });
    expect(first).toEqual({ kind: 'saved', worries: true });
    await saveSection(ctx, course, 'phq9', { ...phq9With('1'), version: '1' });
    await saveSection(ctx, course, 'phq9', { ...phq9With('1'), item1: '2', version: '1' });
    expect(await flags(ctx, course)).toMatchObject([{ tier: 'amber', trigger: 'item9Some' }]);
    expect(stateOf(await fresh(ctx, course)).tasks).toMatchObject([{ kind: 'amberFlag' }]);
    expect(await openWorry(ctx)).toMatchObject({
      tier: 'amber',
      isTold: true,
      by: instant('2026-11-23T14:00:00Z'),
    });
  });

  it('plans raise a red flag, also beside an amber one', async () => {
    const { ctx, course } = await applicant(office);
    await saveSection(ctx, course, 'phq9', { ...phq9With('1'), version: '0' });
    await saveSection(ctx, course, 'safety', { suicideRisk: 'yes', version: '0' });
    const tiers = (await flags(ctx, course)).map(({ tier }) => tier);
    expect(tiers).toHaveLength(2);
    expect(new Set(tiers)).toEqual(new Set(['amber', 'red']));
    expect(await openWorry(ctx)).toMatchObject({ tier: 'red' });
  });

  it.each([
    [{ thoughts: 'often' }, 'red', 'thoughtsOften'],
    [{ attempts: 'lastYear' }, 'red', 'recentAttempt'],
    [{ thoughts: 'sometimes' }, 'amber', 'thoughtsSometimes'],
  ])('about safety, %j raises its flag and shows the crisis page', async (said, tier, trigger) => {
    const { ctx, course } = await applicant(office);
    const saved = await saveSection(ctx, course, 'safety', { ...said, version: '0' });
    expect(saved).toEqual({ kind: 'saved', worries: true });
    expect(await flags(ctx, course)).toMatchObject([{ tier, trigger }]);
  });

  it('two amber answers of one application are one flag, which shows both', async () => {
    const { ctx, course } = await applicant(office);
    await saveSection(ctx, course, 'phq9', { ...phq9With('1'), version: '0' });
    const said = { thoughts: 'sometimes', version: '0' };
    expect(await saveSection(ctx, course, 'safety', said)).toMatchObject({ worries: true });
    expect(await flags(ctx, course)).toMatchObject([{ trigger: 'item9Some' }]);
  });

  it('item 9 at 0, or not come to yet, raises nothing', async () => {
    const { ctx, course } = await applicant(office);
    for (const [version, items] of [phq9With('0'), { item1: '3' }].entries()) {
      const saved = await saveSection(ctx, course, 'phq9', { ...items, version: String(version) });
      expect(saved).toEqual({ kind: 'saved', worries: false });
    }
    expect(await flags(ctx, course)).toEqual([]);
    expect(await openWorry(ctx)).toBeNull();
  });

  it('a flag that did not get through is not promised, and is told at the next saving', async () => {
    const { ctx, course } = await applicant(office);
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
    const { ctx, course } = await applicant(office);
    await answerAll(ctx, course);
    const updateId = freshUpdateId();
    expect(await send(ctx, course, updateId)).toEqual({ kind: 'done' });
    expect(await send(ctx, course, updateId)).toEqual({ kind: 'done' });
    const state = stateOf(await fresh(ctx, course));
    expect(state.tasks).toMatchObject([{ kind: 'screen' }]);
    expect(state.region).toBe('1083');
    expect(new Set(state.consents)).toEqual(new Set(['gpEnd', 'gpStart']));
    await inTransaction(clinic.app, ctx.actor, async (tx) => {
      const scores = await scoresOf(tx, course.courseId);
      expect(scores.map(({ measure, score }) => `${measure} ${score}`).toSorted()).toEqual([
        'audit 0',
        'gad7 0',
        'phq9 0',
      ]);
      expect((await gpOfCourse(tx, course.courseId, TODAY))?.ydernummer).toBe('X00001');
      expect((await consentsOf(tx, course.courseId)).map(({ kind }) => kind)).toEqual([
        'gpEnd',
        'gpStart',
      ]);
    });
    expect(await saveSection(ctx, course, 'ownWords', { story: 'nyt', version: '1' })).toEqual({
      kind: 'locked',
      worries: false,
    });
  });

  it('with answers missing nothing is sent, and the application stays open', async () => {
    const { ctx, course } = await applicant(office);
    await answerAll(ctx, course, { ownWords: { story: '' } });
    expect(await send(ctx, course)).toMatchObject({ kind: 'invalid' });
    expect((await application(ctx, course)).isLocked).toBe(false);
  });

  it('PHQ-9 item 9 left out is never read as 0: it is sent with an amber flag', async () => {
    const { ctx, course } = await applicant(office);
    await answerAll(ctx, course, { phq9: phq9With('') });
    expect(await send(ctx, course)).toEqual({ kind: 'done' });
    expect(await flags(ctx, course)).toMatchObject([{ tier: 'amber', trigger: 'item9LeftOut' }]);
  });

  it('somebody under 18 on the day of sending cannot send', async () => {
    const { ctx, course } = await applicant(
      office,
      somebody('1407109998' as ReturnType<typeof syntheticCpr>),
    );
    await answerAll(ctx, course);
    expect(await send(ctx, course)).toMatchObject({
      kind: 'invalid',
      errors: { '': expect.stringContaining('ikke fyldt 18') },
    });
  });

  it('while Temporal is away nothing is sent, and the applicant may go on writing', async () => {
    const { ctx, course } = await applicant(office);
    await answerAll(ctx, course);
    office.courses.isThere = false;
    expect(await send(ctx, course)).toEqual({ kind: 'unavailable' });
    const again = await saveSection(ctx, course, 'ownWords', { story: 'Mere', version: '1' });
    expect(again.kind).toBe('saved');
    office.courses.isThere = true;
    expect(await send(ctx, course)).toEqual({ kind: 'done' });
  });
});
