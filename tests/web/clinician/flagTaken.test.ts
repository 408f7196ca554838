/** Whose a worry is: the same words on the worklist and on its page, and the time behind it is logged. */
import { insertFlag } from '../../../db/flags';
import { newId } from '../../../db/newId';
import { inTransaction, SYSTEM } from '../../../db/transaction';
import { asId, type CourseId, type FlagId, type PersonId } from '../../../domain/ids';
import { programmeToFollow } from '../../../domain/programme';
import { paths } from '../../../web/paths';
import { ANNA } from '../../db/clinic';
import { firstVersion } from '../../support/depression';
import { openClinicSite, START, type Browser, type ClinicSite } from './clinicSite';
import { isBooked } from './walked';

let site: ClinicSite;
let course: CourseId;
let flag: string;
let take: string;
let karen: Browser;
let ib: Browser;
const team = `${paths.worklist.to()}?vis=team`;
const DONE = { action: 'Ringede til Anna.', outcome: 'safeForNow' };

/** Anna is in treatment with Karen, and something worries: amber, so the own psychologist is asked. */
beforeEach(async () => {
  site = await openClinicSite();
  course = await site.applicant(ANNA);
  await isBooked(site, course);
  const programme = programmeToFollow(firstVersion);
  await site.happens(course, { name: 'accept', programme, diagnosis: 'DF321' });
  const { rows } = await site.clinic.owner.query<{ person_id: string }>(
    'SELECT person_id FROM course WHERE course_id = $1',
    [course],
  );
  const flagId = newId<FlagId>();
  const of = { courseId: course, personId: asId<PersonId>(rows[0]?.person_id ?? ''), flagId };
  const raised = { tier: 'amber', trigger: 'item9Some', ownerId: site.staff.karen } as const;
  await inTransaction(site.clinic.worker, SYSTEM, (tx) =>
    insertFlag(tx, { ...of, ...raised, at: START }),
  );
  await site.happens(course, { name: 'raiseFlag', flagId, tier: 'amber' });
  flag = paths.riskFlag.to({ course, flag: flagId });
  take = paths.takeFlag.to({ course, flag: flagId });
  [karen, ib] = [await site.as('karen'), await site.as('ib')];
});
afterEach(() => site.close());

/** Who does not treat Anna says why the course is opened. */
async function opens(browser: Browser): Promise<void> {
  await (await browser.get(flag)).press(paths.unlock.to({ course }), { reason: 'Jeg har vagten.' });
}

/** What both pages say to somebody of whose it is. */
async function bothSay(browser: Browser, words: { list: string; page: string }): Promise<void> {
  await browser.get(team);
  expect(browser.words()).toContain(words.list);
  await browser.get(flag);
  expect(browser.words()).toContain(words.page);
}

it('who is asked is not who has it, and both pages say so until it is taken', async () => {
  const asked = 'Ikke taget. Karen Eksempel er bedt om det';
  await opens(ib);
  for (const browser of [karen, ib]) await bothSay(browser, { list: asked, page: asked });
  await ib.press(take, {});
  expect(ib.words()).toContain('Afslut bekymringsmarkeringen');
  await bothSay(karen, { list: 'Ib Eksempel', page: 'Ib Eksempel har den' });
  expect(karen.words()).not.toContain('Ikke taget');
  await karen.get(team);
  expect(karen.words()).not.toContain('Ikke taget. ');
});

it('a course that is given to another takes its worry along, and both pages name the new one', async () => {
  await (await karen.get(flag)).press(take, {});
  await site.happens(course, { name: 'assign', psychologistId: site.staff.ib });
  const given = 'Den er givet videre til Ib Eksempel sammen med forløbet.';
  await opens(karen);
  await bothSay(karen, { list: 'Ib Eksempel', page: 'Ib Eksempel har den' });
  expect(karen.words()).toContain(given);
  expect(karen.words()).not.toContain('Afslut markeringen');
  await ib.get(flag);
  expect(ib.words()).toMatch(/Karen Eksempel tog den .*\. Den er givet videre til Ib Eksempel/);
  await ib.press(flag, DONE);
  expect((await site.state(course)).flags).toEqual([]);
});

describe('the time that it took', () => {
  const spent = async (browser: Browser): Promise<string> => {
    await browser.get(paths.course.to({ course }));
    return /Tid brugt på patienten (.*?) Samtykker/.exec(browser.words())?.[1] ?? '';
  };

  it('stands in the form as usual, is changed by whoever knows better, and is summed once', async () => {
    await (await karen.get(flag)).press(take, {});
    await karen.get(flag);
    expect(karen.html).toMatch(/name="minutes"[^>]* value="15"/);
    const form = karen.hidden(flag);
    await karen.post(flag, { ...form, ...DONE, minutes: '25' });
    await karen.post(flag, { ...form, ...DONE, minutes: '25' });
    expect(await spent(karen)).toContain(
      '25 minutter til 1 svar eller opkald. Det er mere end de 20',
    );
  });

  it('is asked about when it is no number, with everything typed still there', async () => {
    await (await karen.get(flag)).press(take, {});
    await (await karen.get(flag)).press(flag, { ...DONE, minutes: 'en halv time' });
    expect(karen.status).toBe(422);
    expect(karen.words()).toContain('Skriv tiden som et helt antal minutter fra 0 til 240.');
    expect(karen.html).toContain('Ringede til Anna.</textarea>');
    expect(await spent(karen)).toContain('Ingen tid brugt.');
  });
});
