/** One application in two windows: neither overwrites what the other saved or is typing. */
import { keepSectionDraft } from '../../api/commands/keepSectionDraft';
import { savePage } from '../../api/commands/saveSection';
import { application } from '../../api/queries/application';
import { draftPages, sectionDraft } from '../../api/queries/sectionDraft';
import { pageOf } from '../../domain/applicationPages';
import { openClinic, type Clinic } from '../db/clinic';
import { applicant, openOffice, somebody, type Office } from './applicant';

let clinic: Clinic;
let office: Office;
beforeAll(async () => {
  clinic = await openClinic();
  office = openOffice(clinic, somebody());
});
afterAll(() => clinic?.close());

describe('two windows', () => {
  const page = pageOf('ownWords', 1);
  const typing = (writer: string, story: string, more: object = {}) => ({
    writer,
    story,
    version: '0',
    ...more,
  });

  it('the draft of one is never overwritten by the other, and outlives the other’s saving', async () => {
    const { ctx, course } = await applicant(office);
    expect(await keepSectionDraft(ctx, course, page, typing('a', 'Fra a'))).toBe('kept');
    expect(await keepSectionDraft(ctx, course, page, typing('b', 'Fra b'))).toBe('elsewhere');
    expect(await keepSectionDraft(ctx, course, page, typing('a', 'Mere fra a'))).toBe('kept');
    expect(await savePage(ctx, course, page, typing('b', 'Fra b'))).toMatchObject({
      kind: 'saved',
    });
    expect(await sectionDraft(ctx, course, page)).toMatchObject({
      typed: { story: 'Mere fra a' },
      version: '0',
    });
    expect([...(await draftPages(ctx, course)).keys()]).toEqual(['ownWords']);
  });

  it('at once, one of them is told', async () => {
    const { ctx, course } = await applicant(office);
    const both = await Promise.all(
      ['a', 'b'].map((one) => keepSectionDraft(ctx, course, page, typing(one, `Fra ${one}`))),
    );
    expect(both.toSorted()).toEqual(['elsewhere', 'kept']);
  });

  it('whoever was shown a draft goes on with it, on another device too', async () => {
    const { ctx, course } = await applicant(office);
    await keepSectionDraft(ctx, course, page, typing('a', 'Fra a'));
    const shown = await sectionDraft(ctx, course, page);
    const seen = shown?.stamp ?? '';
    expect(await keepSectionDraft(ctx, course, page, typing('b', 'Videre', { seen }))).toBe('kept');
    expect(await keepSectionDraft(ctx, course, page, typing('a', 'Gammelt'))).toBe('elsewhere');
    await savePage(ctx, course, page, typing('b', 'Færdig'));
    expect(await sectionDraft(ctx, course, page)).toBeNull();
  });

  it('what is typed back to what is saved is no draft', async () => {
    const { ctx, course } = await applicant(office);
    await savePage(ctx, course, page, typing('a', 'Gemt'));
    await keepSectionDraft(ctx, course, page, typing('a', 'Rettet'));
    await keepSectionDraft(ctx, course, page, typing('a', 'Gemt'));
    expect(await sectionDraft(ctx, course, page)).toBeNull();
  });

  it('on two pages of one section are not in each other’s way', async () => {
    const { ctx, course } = await applicant(office);
    const [one, two] = [pageOf('gad7', 1), pageOf('gad7', 2)];
    const first = await savePage(ctx, course, one, { item1: '1', version: '0' });
    const second = await savePage(ctx, course, two, { item5: '2', version: '0' });
    expect([first.kind, second.kind]).toEqual(['saved', 'saved']);
    expect((await application(ctx, course)).answers['gad7']).toMatchObject({
      item1: '1',
      item5: '2',
    });
    const late = await savePage(ctx, course, one, { item1: '3', version: '0' });
    expect(late).toMatchObject({ kind: 'changedElsewhere', theirs: { item1: '1' } });
  });
});

describe('an application that is over', () => {
  it('lapsed meanwhile, nothing is added to it, neither saved nor half-written', async () => {
    const { ctx, course } = await applicant(office);
    await clinic.owner.query(
      `UPDATE course SET stage = 'ended', ended_at = now() WHERE course_id = $1`,
      [course.courseId],
    );
    const page = pageOf('ownWords', 1);
    const form = { story: 'For sent', version: '0' };
    expect(await savePage(ctx, course, page, form)).toMatchObject({ kind: 'locked' });
    expect(await keepSectionDraft(ctx, { ...course, stage: 'ended' }, page, form)).toBe('closed');
    expect((await application(ctx, course)).answers).toEqual({});
  });
});
