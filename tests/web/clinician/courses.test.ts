/** "Forløb": a course without a task, and one that has ended, can be found by clicking. */
import { plusMillis, type CourseId } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { ANNA, BO } from '../../db/clinic';
import { openClinicSite, START, type Browser, type ClinicSite } from './clinicSite';
import { endedWith, untilTreatment } from './ended';

const LIST = paths.courses.to();
const tab = (name: string) => `${LIST}?vis=${name}`;
const openLink = (course: CourseId) => `href="${paths.course.to({ course })}"`;

let site: ClinicSite;
beforeEach(async () => {
  site = await openClinicSite();
});
afterEach(() => site.close());

const numberOf = async (course: CourseId): Promise<string> => {
  const { rows } = await site.clinic.owner.query<{ number: string }>(
    'SELECT number FROM course WHERE course_id = $1',
    [course],
  );
  return rows[0]?.number ?? '';
};
const search = async (who: Browser, number: string): Promise<Browser> => {
  await who.get(LIST);
  return who.press(LIST, { number });
};

describe('the list of courses', () => {
  it('leads a psychologist without a task from an empty worklist to her own patient', async () => {
    const course = await site.applicant(ANNA);
    await untilTreatment(site, course);
    const karen = await site.as('karen');
    await karen.get(paths.worklist.to());
    expect(karen.words()).toContain('Du har ingen opgaver.');
    expect(karen.html).toContain(`<a href="${LIST}">Find et forløb</a>`);
    await karen.get(LIST);
    const number = await numberOf(course);
    expect(karen.words()).toContain(`${ANNA.name} ${number} · 35 år · Midtjylland`);
    expect(karen.words()).toMatch(/Behandling .* Psykolog: Karen Eksempel/);
    expect(karen.html).toContain(openLink(course));
    await karen.get(paths.course.to({ course }));
    expect(karen.words()).toContain('Hold pause i behandlingen');
  });

  it('shows a colleague the course under Alle, and asks for a reason before it opens', async () => {
    const course = await site.applicant(ANNA);
    await untilTreatment(site, course);
    const ib = await site.as('ib');
    await ib.get(LIST);
    expect(ib.words()).toContain('Du har ingen åbne forløb.');
    await ib.get(tab('all'));
    expect(ib.html).toContain(openLink(course));
    await ib.get(paths.course.to({ course }));
    expect(ib.words()).toContain('hører til en anden psykolog');
  });

  it('has an ended course under Afsluttede, its own psychologist’s and the leaders’', async () => {
    const [mine, nobodys] = [await site.applicant(ANNA), await site.applicant(BO)];
    await site.happens(nobodys, { name: 'withdraw' });
    const karen = await site.as('karen');
    await endedWith(site, mine, karen, 'Kære læge.');
    await karen.get(tab('mine'));
    expect(karen.html).not.toContain(openLink(mine));
    await karen.get(tab('ended'));
    expect(karen.words()).toMatch(/Slut: frafald Slut mandag 23\. november\./);
    expect(karen.html).toContain(openLink(mine));
    expect(karen.html).toContain(openLink(nobodys));
    const ib = await site.as('ib');
    await ib.get(tab('ended'));
    expect(ib.html).not.toContain(openLink(mine));
    expect(ib.html).toContain(openLink(nobodys));
    for (const who of ['supervisor', 'coordinator'] as const) {
      const leader = await site.as(who);
      await leader.get(tab('ended'));
      expect(leader.html).toContain(openLink(mine));
      expect(leader.words()).not.toContain('Mine');
    }
  });

  it('says what is late, and stands in the audit', async () => {
    const course = await site.applicant(ANNA);
    await site.setNow(plusMillis(START, 20 * 86_400_000));
    await site.happens(course, {
      name: 'deadline',
      deadline: 'screeningAnswer',
      subject: 'screen',
    });
    const coordinator = await site.as('coordinator');
    await coordinator.get(LIST);
    expect(coordinator.words()).toMatch(/Visitation Vurdér ansøgning \d+ dage over frist/);
    expect(coordinator.words()).not.toMatch(/PHQ|GAD/);
    const { rows } = await site.clinic.owner.query<{ event: string }>(
      `SELECT event FROM audit WHERE role = 'coordinator' AND event = 'sawCourses'`,
    );
    expect(rows).toHaveLength(1);
  });

  it('goes on page by page, each course once', async () => {
    const course = await site.applicant(ANNA);
    await site.clinic.owner.query(
      `INSERT INTO course (course_id, person_id, stage, resume, began_at, stage_since, created_at,
        ended_at) SELECT gen_random_uuid(), course.person_id, 'ended', course.resume, began_at,
        stage_since, created_at, $2::timestamptz + n * interval '1 hour'
      FROM course, generate_series(1, 60) n WHERE course_id = $1`,
      [course, START],
    );
    const leader = await site.as('supervisor');
    const seen: string[] = [];
    let next: string | undefined = tab('ended');
    while (next) {
      await leader.get(next);
      seen.push(...[...leader.html.matchAll(/F-\d+/g)].map(([number]) => number));
      const link = /href="([^"]*)" rel="next"/.exec(leader.html)?.[1];
      next = link?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    }
    const listed = seen.filter((number) => number !== 'F-1987');
    expect(listed).toHaveLength(60);
    expect(listed).toEqual([...new Set(listed)].toSorted().toReversed());
    expect(leader.html).toContain('Forrige side');
  });
});

describe('the search by number', () => {
  it('leads to the course, small letters and a missing F forgiven', async () => {
    const course = await site.applicant(ANNA);
    const number = await numberOf(course);
    const karen = await site.as('karen');
    for (const typed of [number, ` ${number.toLowerCase()}`, number.slice(2)]) {
      await search(karen, typed);
      expect(karen.url).toBe(paths.course.to({ course }));
    }
  });

  it('asks for a reason where the course is a colleague’s', async () => {
    const course = await site.applicant(ANNA);
    await untilTreatment(site, course);
    const ib = await site.as('ib');
    await search(ib, await numberOf(course));
    expect(ib.words()).toContain('hører til en anden psykolog');
    expect(ib.words()).not.toContain(ANNA.name);
  });

  it('says kindly that there is none, and keeps what was typed out of the address', async () => {
    const karen = await site.as('karen');
    for (const typed of ['F-1', 'Anna Prøve', '99999999999999999999']) {
      await search(karen, typed);
      expect(karen.status).toBe(422);
      expect(karen.words()).toContain(`Vi har intet forløb med nummeret »${typed}«.`);
      expect(karen.html).toContain(`value="${typed}"`);
      expect(karen.url).toBe(LIST);
    }
    await search(karen, ' ');
    expect(karen.words()).toContain('Skriv forløbets nummer');
  });
});

it('marks the place in the navigation, the map beside it not', async () => {
  const karen = await site.as('karen');
  const here = () => /<a href="([^"]*)" aria-current="page">/.exec(karen.html)?.[1];
  await karen.get(LIST);
  expect(here()).toBe(LIST);
  await karen.get(paths.courseMap.to());
  expect(here()).toBe(paths.courseMap.to());
});
