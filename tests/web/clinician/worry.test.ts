import { paths } from '../../../web/paths';
import type { CourseId } from '../../../domain/ids';
import { ANNA } from '../../db/clinic';
import { openClinicSite, type Browser, type ClinicSite } from './clinicSite';

let site: ClinicSite;
let course: CourseId;
let karen: Browser;
beforeEach(async () => {
  site = await openClinicSite();
  course = await site.applicant(ANNA);
  karen = await site.as('karen');
  await karen.get(paths.course.to({ course }));
});
afterEach(() => site.close());

const mark = (note: string) => karen.press(paths.markWorry.to({ course }), { note });
const WHY = 'Hun sagde i telefonen, at hun ikke kan mere.';

describe('a psychologist who is worried', () => {
  it('raises a red flag with a reason, which stands where the flag is answered', async () => {
    await mark(WHY);
    expect(karen.words()).toContain('Den røde bekymringsmarkering er rejst');
    const [flag] = (await site.state(course)).flags;
    expect(flag).toMatchObject({ tier: 'red', takenBy: null });
    await karen.get(paths.riskFlag.to({ course, flag: flag?.flagId ?? '' }));
    expect(karen.words()).toContain(`Markeret af en psykolog ${WHY}`);
    const ib = await site.as('ib');
    await ib.get(paths.worklist.to());
    expect(ib.html).toContain(paths.riskFlag.to({ course, flag: flag?.flagId ?? '' }));
  });

  it('finds the form from the messages, open', async () => {
    await karen.get(paths.courseMessages.to({ course }));
    const [, href = ''] = /href="([^"]+)"[^>]*>Er du bekymret/.exec(karen.html) ?? [];
    await karen.get(href.replaceAll('&#x3D;', '=').replace('#bekymring', ''));
    expect(href).toMatch(/#bekymring$/);
    expect(karen.html).toMatch(/<details id="bekymring" open>/);
  });

  it('is asked to see to it, and has it once it is taken', async () => {
    await mark(WHY);
    const flag = (await site.state(course)).flags[0]?.flagId ?? '';
    await site.happens(course, { name: 'assign', psychologistId: site.staff.karen });
    await karen.get(`${paths.worklist.to()}?vis=team`);
    expect(karen.words()).toContain('Ikke taget. Karen Eksempel er bedt om det');
    await karen.get(paths.riskFlag.to({ course, flag }));
    await karen.press(paths.takeFlag.to({ course, flag }), {});
    await karen.get(`${paths.worklist.to()}?vis=team`);
    expect(karen.words()).not.toContain('er bedt om det');
  });

  it('must say why', async () => {
    await mark(' ');
    expect(karen.status).toBe(422);
    expect(karen.words()).toContain('Skriv, hvad du er bekymret for.');
    expect((await site.state(course)).flags).toEqual([]);
  });

  it('has raised it although Temporal is away, and one press more does not raise another', async () => {
    site.away(true);
    const form = karen.html;
    await mark(WHY);
    const kept = await site.clinic.owner.query('SELECT flag_id FROM flag');
    expect(kept.rows).toHaveLength(1);
    site.away(false);
    karen.html = form;
    await mark(WHY);
    expect((await site.state(course)).flags).toHaveLength(1);
    expect((await site.clinic.owner.query('SELECT flag_id FROM flag')).rows).toHaveLength(1);
    await karen.get(paths.course.to({ course }));
    expect(karen.words()).toContain(WHY);
  });
});

it('a coordinator has no such form', async () => {
  const coordinator = await site.as('coordinator');
  await coordinator.get(paths.course.to({ course }));
  expect(coordinator.html).not.toContain(paths.markWorry.to({ course }));
});
