/** The course's page in treatment: scores and modules first, then what happened, some at a time. */
import type { CourseId } from '../../../domain/ids';
import { plusMillis } from '../../../domain/ids';
import { programmeToFollow } from '../../../domain/programme';
import { paths } from '../../../web/paths';
import { ANNA } from '../../db/clinic';
import { depression } from '../../support/depression';
import { openClinicSite, type Browser, type ClinicSite } from './clinicSite';
import { untilTreatment } from './ended';

const DAY = 86_400_000;
const [FIRST, SECOND] = depression.modules;
let site: ClinicSite;
let course: CourseId;
let karen: Browser;
beforeAll(async () => {
  site = await openClinicSite();
  course = await site.applicant(ANNA);
  await untilTreatment(site, course, programmeToFollow(depression));
  karen = await site.as('karen');
});
afterAll(() => site?.close());

const panels = (): string[] =>
  [...karen.html.matchAll(/<h2[^>]*>([^<]*)<\/h2>/g)].map(([, heading]) => heading ?? '');

test('scores and modules stand before what happened, and the timeline says which module', async () => {
  await site.happens(course, { name: 'handIn', moduleId: FIRST?.id ?? '' });
  await karen.get(paths.course.to({ course }));
  const order = ['Spørgeskemaer', 'Moduler og øvelser', 'Det er sket'].map((heading) =>
    panels().indexOf(heading),
  );
  expect(order).not.toContain(-1);
  expect(order).toEqual(order.toSorted((one, other) => one - other));
  expect(karen.words()).toContain(`Modul afleveret: »${FIRST?.title ?? ''}«`);
});

test('two hand-ins wait: each has its own title and its own day', async () => {
  await site.setNow(plusMillis((await site.state(course)).lastAt, DAY));
  await site.happens(course, { name: 'openModule', moduleId: SECOND?.id ?? '' });
  await site.happens(course, { name: 'handIn', moduleId: SECOND?.id ?? '' });
  await karen.get(paths.course.to({ course }));
  const words = karen.words();
  const days = [FIRST, SECOND].map((module) => {
    const at = words.indexOf(`${module?.title ?? ''} Afleveret. Svar senest `);
    expect(at).not.toBe(-1);
    return /Svar senest (\S+ \d+\. \S+) kl\./.exec(words.slice(at))?.[1];
  });
  expect(new Set(days).size).toBe(2);
  for (const module of [FIRST, SECOND]) {
    expect(words).toContain(`Svar på modul: ${module?.title ?? ''}`);
  }
});

test('a long course is read some at a time, each event once, back to the first', async () => {
  for (let turn = 0; turn < 12; turn += 1) await site.happens(course, { name: 'writeMessage' });
  await karen.get(paths.course.to({ course }));
  expect(karen.words()).not.toContain('Ansøgning begyndt');
  expect(karen.words()).not.toContain('Til det nyeste');
  let seen = 0;
  for (let page = 0; page < 10; page += 1) {
    const panel = /id="det-er-sket">([^]*?)<\/section>/.exec(karen.html)?.[1] ?? '';
    seen += [...panel.matchAll(/<tr>/g)].length;
    const older = /href="([^"]*)">Se det ældre/.exec(panel)?.[1];
    if (older === undefined) break;
    await karen.get(older.replace('&#x3D;', '=').replace('#det-er-sket', ''));
  }
  expect(seen).toBe((await site.state(course)).revision);
  expect(karen.words()).toContain('Ansøgning begyndt');
  expect(karen.words()).toContain('Til det nyeste');
});

test('an address that names no revision shows the newest', async () => {
  for (const before of ['0', '-4', 'x', '99999999999999', "1'--"]) {
    await karen.get(`${paths.course.to({ course })}?foer=${encodeURIComponent(before)}`);
    expect(karen.status).toBe(200);
    expect(karen.words()).not.toContain('Til det nyeste');
  }
});
