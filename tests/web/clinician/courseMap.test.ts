/** "Forløbets kort" names all that the table holds, is reached by clicking, and can be read. */
import type { Page } from 'playwright-core';
import { COURSE, EVENTS, rowOf, STAGES, type Stage } from '../../../domain/course';
import { lengthsOn } from '../../../domain/courseMap';
import {
  DEADLINE_NAMES,
  EVENT_WORDS,
  refusalWords,
  STAGE_FOR_STAFF,
  TASK_WORDS,
} from '../../../domain/danish';
import { asId, type CivilDate, type CourseId } from '../../../domain/ids';
import { SHIPPED_RULES, type DeadlineRule } from '../../../domain/rules';
import { TASKS, type TaskKind } from '../../../domain/taskTable';
import { courseMapMain } from '../../../web/clinician/courseMap';
import { paths } from '../../../web/paths';
import { createRenderer } from '../../../web/shared/engine';
import { ANNA } from '../../db/clinic';
import { axe, openBrowser, type OpenBrowser } from '../../support/browser';
import { staffFrame } from '../sampleFrames';
import { openSite, type Site } from '../someSite';
import { openClinicSite, type ClinicSite } from './clinicSite';

const TODAY = asId<CivilDate>('2026-11-23');
const young: DeadlineRule = {
  name: 'screeningAnswer',
  version: 2,
  validFrom: asId<CivilDate>('2027-01-01'),
  ageFrom: 18,
  ageTo: 24,
  length: 8,
  unit: 'workingDays',
  owner: 'agreement',
};

function mapMain(here: Stage | null, rules: readonly DeadlineRule[] = SHIPPED_RULES) {
  const lengths = lengthsOn(rules, TODAY);
  return courseMapMain(lengths, { here, undo: '10 minutter', lead: 'Sådan kan et forløb gå.' });
}
const renderer = createRenderer();
const pageOf = (here: Stage | null): string =>
  renderer.page('clinician/courseMap', {
    ...staffFrame,
    title: 'Forløbets kort',
    main: mapMain(here),
  });

describe('the map', () => {
  it.each(STAGES)('has a panel for %s with each of its clocks, tasks and ways', (stage) => {
    const panel = mapMain(null).panels.find((one) => one.title === STAGE_FOR_STAFF[stage]);
    const row = rowOf(stage);
    expect(panel?.deadlines.map(({ name }) => name)).toEqual(
      COURSE[stage].deadlines.map(({ name }) => DEADLINE_NAMES[name]),
    );
    expect(panel?.ways.map(({ name }) => name)).toEqual(
      Object.keys(row.moves).map((event) => EVENT_WORDS[event as keyof typeof EVENT_WORDS].staff),
    );
    expect(panel?.stays.map(({ name }) => name)).toEqual(
      row.stays.map((event) => EVENT_WORDS[event].staff),
    );
    const tasks = panel?.tasks.map(({ name }) => name);
    expect(row.tasks.filter((kind) => !tasks?.includes(TASK_WORDS[kind].title))).toEqual([]);
  });

  it('names every stage, event, deadline and task of the table on the page', () => {
    const html = pageOf(null);
    // A task's own clock stands with its task, under the task's name.
    const taskClocks = new Set<string>(Object.values(TASKS).map(({ due }) => due));
    const deadlines = SHIPPED_RULES.filter(({ name }) => !taskClocks.has(name));
    const words = [
      ...STAGES.map((stage) => STAGE_FOR_STAFF[stage]),
      ...EVENTS.map((event) => EVENT_WORDS[event].staff),
      ...deadlines.map(({ name }) => DEADLINE_NAMES[name]),
      ...(Object.keys(TASKS) as TaskKind[]).map((kind) => TASK_WORDS[kind].title),
      refusalWords('notNow'),
      refusalWords('ended'),
    ];
    expect(words.filter((one) => !html.includes(one))).toEqual([]);
  });

  it('says each clock in a sentence, and no machine word', () => {
    const { panels, anywhere } = mapMain(null);
    const lines = [
      ...panels.flatMap(({ tasks, deadlines, ways }) => [...tasks, ...deadlines, ...ways]),
      ...anywhere.tasks,
      ...anywhere.clocks,
    ];
    const said = lines.flatMap(({ text, notes }) => [text, ...notes]);
    expect(said.filter((one) => !/^[A-ZÆØÅ0-9].*\.$/.test(one))).toEqual([]);
    expect(said.join(' ')).not.toMatch(/undefined|null|NaN|[a-z][A-Z]/);
  });

  it('tells when, what then and who, as the agreement has it', () => {
    const panelOf = (stage: Stage) =>
      mapMain(null).panels.find((one) => one.title === STAGE_FOR_STAFF[stage]);
    expect(panelOf('applying')?.deadlines[0]).toEqual({
      name: 'Første påmindelse om ansøgningen',
      text:
        '7 dage efter at patienten sidst har været aktiv (kl. 9.00), sendes ' +
        '»Påmindelse om ansøgningen«.',
      notes: ['Tæller forfra, hvis patienten har været aktiv imens.'],
    });
    expect(panelOf('screening')?.tasks[0]?.text).toBe(
      'Psykologen har den. Frist: 14 dage efter at ansøgningen er sendt (kl. 24.00).',
    );
    expect(panelOf('screening')?.ways[1]).toEqual({
      name: 'Afslag',
      to: 'Slut: afslag',
      text: 'Gøres af psykologen eller lederen.',
      notes: ['Kan fortrydes.', 'Sender »Svar på ansøgning«.'],
    });
    expect(panelOf('treatment')?.ways[1]?.text).toBe('Sker af sig selv.');
    expect(panelOf('offered')?.ways[0]?.text).toBe(
      'Gøres af patienten, psykologen, koordinatoren eller lederen.',
    );
  });

  it('gives somebody who can press, or the clock, to every way there is', () => {
    const { panels } = mapMain(null);
    const nobody = panels.flatMap(({ title, ways, stays }) => [
      ...ways.filter(({ text }) => text === '').map(({ name }) => `${title}: ${name}`),
      ...stays.filter(({ by }) => by === '').map(({ name }) => `${title}: ${name}`),
    ]);
    expect(nobody).toEqual([]);
  });

  it('shows a length of its own by age, from its day, beside the length for everybody', () => {
    const { panels } = mapMain(null, [...SHIPPED_RULES, young]);
    const task = panels
      .flatMap(({ tasks }) => tasks)
      .find(({ name }) => name === 'Vurdér ansøgning');
    expect(task?.text).toContain('14 dage');
    expect(task?.notes).toContain('Fra 1. januar 2027, 18–24 år: 8 arbejdsdage.');
  });

  it('draws each stage once, in the order of the table, and an arrow for each way', () => {
    const { boxes, arrows, told } = mapMain('booked').drawing;
    expect(boxes.map(({ title }) => title.replace(' (her)', ''))).toEqual(
      STAGES.map((stage) => STAGE_FOR_STAFF[stage]),
    );
    expect(boxes.filter(({ here }) => here).map(({ title }) => title)).toEqual([
      'Samtale aftalt (her)',
    ]);
    const ways = STAGES.flatMap((stage) => [
      ...new Set(Object.values(rowOf(stage).moves).map(({ to }) => `${stage}>${to}`)),
    ]);
    expect(arrows).toHaveLength(ways.length);
    expect(new Set(arrows.map(({ path }) => path)).size).toBe(ways.length);
    expect(told).toContain('Fra Epikrise går der vej til Slut, Epikrise og Afsluttende samtale.');
  });
});

describe('in a browser', () => {
  let browser: OpenBrowser;
  let site: Site;
  let page: Page;
  const complaints: string[] = [];
  beforeAll(async () => {
    site = await openSite(
      new Map([
        ['/kort', () => pageOf(null)],
        ['/kort/her', () => pageOf('booked')],
      ]),
    );
    browser = await openBrowser();
    page = await browser.context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  it.each([
    ['/kort', 360],
    ['/kort', 1280],
    ['/kort/her', 360],
    ['/kort/her', 1280],
  ])('%s: axe finds nothing, and nothing scrolls sideways, at %i px', async (path, width) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(site.origin + path);
    expect(await axe(page)).toEqual([]);
    const overflow = await page.evaluate<number>(
      'Math.max(0, ...[...document.querySelectorAll("body *:not(.table-frame *):not(.sr-only)")]' +
        '.map((e) => Math.round(e.getBoundingClientRect().right - innerWidth)))',
    );
    expect(overflow).toBe(0);
    expect(complaints).toEqual([]);
  });

  it.each([360, 1280])('no word of the drawing runs out of its box at %i px', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${site.origin}/kort/her`);
    const outside = await page.evaluate<string[]>(
      '(() => { const edge = document.querySelector("svg.map .box").getBoundingClientRect().right;' +
        'return [...document.querySelectorAll("svg.map text")]' +
        '.filter((e) => e.getBoundingClientRect().right > edge).map((e) => e.textContent); })()',
    );
    expect(outside).toEqual([]);
    const size = await page.evaluate<number>(
      'document.querySelector("svg.map text.quiet").getBoundingClientRect().height',
    );
    expect(size).toBeGreaterThan(11);
  });
});

describe('reached by clicking', () => {
  let site: ClinicSite;
  let course: CourseId;
  beforeAll(async () => {
    site = await openClinicSite();
    course = await site.applicant(ANNA);
  });
  afterAll(() => site.close());

  it.each(['karen', 'coordinator', 'supervisor'] as const)(
    'from every page of %s, by the line on top',
    async (who) => {
      const reader = await site.as(who);
      await reader.get(paths.worklist.to());
      expect(reader.html).toContain(`<a href="${paths.courseMap.to()}">Forløbets kort</a>`);
      await reader.get(paths.courseMap.to());
      expect(reader.status).toBe(200);
      expect(reader.words()).toContain('Sådan læses tegningen');
      expect(reader.html).not.toContain('>Her<');
    },
  );

  it.each(['karen', 'coordinator', 'supervisor'] as const)(
    'from a course by %s, with the course’s own stage marked, and back again',
    async (who) => {
      const reader = await site.as(who);
      await reader.get(paths.course.to({ course }));
      expect(reader.html).toContain(`href="${paths.mapOfCourse.to({ course })}"`);
      await reader.get(paths.mapOfCourse.to({ course }));
      expect(reader.status).toBe(200);
      expect(reader.html).toMatch(/<h2>Visitation <span class="map-here">Her<\/span><\/h2>/);
      expect(reader.html.match(/aria-current="step"/g)).toHaveLength(1);
      expect(reader.html).toContain(`href="${paths.course.to({ course })}"`);
    },
  );
});
