import { paths } from '../../../web/paths';
import type { CourseId } from '../../../domain/ids';
import { ANNA, BO } from '../../db/clinic';
import { openClinicSite, type Browser, type ClinicSite } from './clinicSite';

let site: ClinicSite;
let course: CourseId;
beforeAll(async () => {
  site = await openClinicSite();
  course = await site.applicant(ANNA);
  const karen = await site.as('karen');
  await karen.get(paths.screening.to({ course }));
  const slot = /<option value="([0-9a-f-]{36})"/.exec(karen.html)?.[1] ?? '';
  await karen.press(paths.screening.to({ course }), { answer: 'offer', slot });
  await site.happens(course, { name: 'release' });
});
afterAll(() => site.close());

describe('a course that is another psychologist’s', () => {
  let ib: Browser;
  beforeAll(async () => {
    ib = await site.as('ib');
  });

  it('shows nothing before a reason is written', async () => {
    await ib.get(paths.screening.to({ course }));
    expect(ib.words()).toContain('hører til en anden psykolog');
    expect(ib.words()).not.toContain('Anna');
    await ib.press(paths.unlock.to({ course }), { reason: 'kort' });
    expect(ib.status).toBe(422);
  });

  it('opens with a reason, and leads to the page that was asked for', async () => {
    await ib.press(paths.unlock.to({ course }), { reason: 'Karen er syg i dag.' });
    expect(ib.url).toBe(paths.screening.to({ course }));
    expect(ib.words()).toContain('Anna Østergaard Åkjær');
  });

  it('never leads on to another site', async () => {
    const leder = await site.as('supervisor');
    await leder.get(`${paths.unlock.to({ course })}?til=//evil.example`);
    expect(leder.hidden(paths.unlock.to({ course }))['til']).toBe(paths.course.to({ course }));
  });
});

describe('a course that becomes another psychologist’s while somebody writes', () => {
  it('shows what was written, and takes it once a reason is given', async () => {
    const bo = await site.applicant(BO);
    const messages = paths.courseMessages.to({ course: bo });
    const ib = await site.as('ib');
    await ib.get(messages);
    const karen = await site.as('karen');
    await karen.get(paths.screening.to({ course: bo }));
    const slot = /<option value="([0-9a-f-]{36})"/.exec(karen.html)?.[1] ?? '';
    await karen.press(paths.screening.to({ course: bo }), { answer: 'offer', slot });
    await site.happens(bo, { name: 'release' });

    const body = 'Kære Bo. Vi har fået dit svar.';
    await ib.press(messages, { body });
    expect(ib.status).toBe(403);
    expect(ib.words()).toContain('hører nu til en anden psykolog');
    expect(ib.words()).toContain(body);
    const kept = ib.hidden(messages);
    const link = /href="([^"]+laas-op[^"]*)"/.exec(ib.html)?.[1] ?? '';
    await ib.get(link.replaceAll('&#x3D;', '='));
    await ib.press(paths.unlock.to({ course: bo }), { reason: 'Karen er syg i dag.' });
    expect(ib.url).toBe(messages);
    expect(ib.words()).not.toContain(body);

    await ib.post(messages, kept);
    await ib.get(messages);
    expect(ib.words()).toContain(body);
  });
});

describe('a coordinator', () => {
  it('meets no clinical words, and can close an unanswered offer', async () => {
    const coordinator = await site.as('coordinator');
    await coordinator.get(paths.course.to({ course }));
    expect(coordinator.words()).toContain('Luk tilbuddet');
    expect(coordinator.words()).not.toMatch(/PHQ-9|Journalnotater|Henvis/);
    await coordinator.get(paths.screening.to({ course }));
    expect(coordinator.status).toBe(403);
    await coordinator.get(paths.course.to({ course }));
    await coordinator.press(paths.lapseOffer.to({ course }), { note: '' });
    expect(coordinator.status).toBe(422);
    await coordinator.press(paths.lapseOffer.to({ course }), {
      note: 'Har ikke svaret på to breve.',
    });
    expect(await site.state(course)).toMatchObject({ stage: 'ended', outcome: 'lapsed' });
  });
});

describe('bad addresses', () => {
  it.each([
    ['/forloeb/nonsens', 404],
    ['/forloeb/00000000-0000-4000-8000-000000000001', 404],
  ])('%s answers %d with a way on', async (address, status) => {
    const karen = await site.as('karen');
    await karen.get(address);
    expect(karen.status).toBe(status);
    expect(karen.words()).toContain('Forløbet findes ikke');
  });

  it('a flag, module or letter that is not there is no failure', async () => {
    const karen = await site.as('karen');
    for (const address of [
      paths.riskFlag.to({ course, flag: 'x' }),
      paths.courseModule.to({ course, module: 'x' }),
      paths.courseLetter.to({ course, letter: 'x' }),
    ]) {
      await karen.get(address);
      expect(karen.status).toBe(404);
    }
    await karen.get(paths.epicrise.to({ course }));
    expect(karen.status).toBe(409);
  });
});
