import { EVENT_WORDS, OUTCOME_FOR_PATIENT } from '../../../domain/danish';
import { lix } from '../../../programmes/lix';
import { createRenderer } from '../../../web/shared/engine';
import type { Page } from 'playwright-core';
import { axe, openBrowser, type OpenBrowser } from '../../support/browser';
import { patientFrame } from '../sampleFrames';
import { openSite, type Answer, type Site } from '../someSite';
import { aheadOf } from '../../../web/shared/ahead';
import { MONDAY } from '../../support/courseWalk';
import { samples, type Sample } from './samples';
import { states } from './walked';

const renderer = createRenderer();
const html = (sample: Sample): string =>
  renderer.page(sample.page, {
    ...patientFrame,
    title: sample.title,
    // The page in front says it in full itself.
    ...(sample.page !== 'patient/home' && { ahead: aheadOf(states.working, 'patient', MONDAY) }),
    main: sample.main,
    ...(sample.errors && { errors: sample.errors }),
  });
const pages = new Map([...samples].map(([path, sample]) => [path, html(sample)]));
const pageOf = (path: string): string => pages.get(path) ?? '';

let browser: OpenBrowser;
let site: Site;
let page: Page;

beforeAll(async () => {
  site = await openSite(
    new Map<string, Answer>([...pages].map(([path, text]) => [path, () => text])),
  );
  browser = await openBrowser();
  page = await browser.context.newPage();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** One page of each kind: the words differ, the parts do not. */
const LOOKED_AT = [
  '/hjem/offered',
  '/hjem/agreed',
  '/hjem/answered',
  '/hjem/over',
  '/hjem/asked',
  '/spoergeskema',
  '/spoergeskema/send',
  '/spoergeskema/tak',
  '/spoergeskema/del',
  '/traek/working',
  '/tid/kept',
  '/tid/agreed',
  '/tid/none',
  '/beskeder/fejl',
  '/modul',
  '/modul/fejl',
  '/modul/afleveret',
  '/modul/trin',
  '/modul/svar',
  '/afslutning',
  '/breve',
  '/brev',
  '/samtykker',
  '/hvem',
  '/kamera',
  '/datoer',
  '/sig-til',
];
describe.each(LOOKED_AT)('%s', (path) => {
  it.each([360, 1280])(
    'axe finds nothing, and nothing scrolls sideways, at %i px',
    async (width) => {
      await page.setViewportSize({ width, height: 900 });
      const answer = await page.goto(site.origin + path);
      expect(answer?.status()).toBe(200);
      expect(await axe(page)).toEqual([]);
      const overflow = await page.evaluate<number>(
        'Math.max(0, ...[...document.querySelectorAll("body *:not(.table-frame *):not(.sr-only)")]' +
          '.map((e) => Math.round(e.getBoundingClientRect().right - innerWidth)))',
      );
      expect(overflow).toBe(0);
    },
  );
});

it.each([...samples.keys()])(
  '%s has one primary button at most, and the crisis numbers',
  (path) => {
    const buttons = pageOf(path).match(/class="button button-primary"/g) ?? [];
    expect(buttons.length).toBeLessThanOrEqual(1);
    expect(pageOf(path)).toContain('70 201 201');
  },
);

it('a patient who has been offered a time can say yes to it in one press', () => {
  expect(pageOf('/hjem/offered')).toMatch(
    /<form method="post" action="\/mit-forloeb\/tid"[^]*name="slot"[^]*Ja tak til tiden/,
  );
  expect(pageOf('/hjem/offered')).toContain('Hvis du ikke gør noget');
});

it('a patient whose course is over is told how, in kind words, and that help is there', () => {
  expect(pageOf('/hjem/rejected')).toContain(OUTCOME_FOR_PATIENT.rejected);
  expect(pageOf('/hjem/over')).toContain(OUTCOME_FOR_PATIENT.completed);
  expect(pageOf('/hjem/over')).toContain('ring til et af numrene nederst på siden');
});

it('a rejected patient who is to be rung reads by when, and that somebody sees to it', () => {
  expect(pageOf('/hjem/called')).toMatch(/En psykolog ringer til dig senest \S+dag \d+\. /);
  expect(pageOf('/hjem/called')).toContain('får lederen besked, hvis vi ikke har ringet til dig');
  expect(pageOf('/hjem/rejected')).not.toContain('ringer til dig');
});

it('half a year later the first page asks how it goes now, with one way on and no demand', () => {
  expect(pageOf('/hjem/asked')).toContain('Du bestemmer selv, om du vil svare.');
  expect(pageOf('/hjem/asked')).toMatch(/button-primary" href="\/mit-forloeb\/spoergeskema"/);
  expect(pageOf('/spoergeskema/send')).toContain('Du har sprunget noget over. Det må du gerne.');
  expect(pageOf('/spoergeskema/tak')).toContain('en depression i middelsvær grad');
});

it('the dates are those ahead and those behind, letters with a way to read them', () => {
  expect(pageOf('/datoer')).toMatch(/Det kommer[^]*Din samtale på video\.[^]*Det har været/);
  expect(pageOf('/datoer')).toMatch(/Brev: Tilbud om samtale\.[^]*Læs brevet/);
});

it('who opened the course for a reason is shown with it, as text', () => {
  expect(pageOf('/hvem')).toContain('Grunden var: »Karen er syg i dag.«');
});

it('each consent says what it is, when it was given, and what a no means', () => {
  const said = pageOf('/samtykker').match(/Siger du nej, [^<]+/g) ?? [];
  expect(said).toHaveLength(4);
  expect(pageOf('/samtykker')).toMatch(/Du sagde ja \S+ 2\. november\. Du trak dit samtykke/);
});

it.each(
  [...samples.keys()].filter((path) => /^.(hjem|tid|kamera|datoer|sig-til|samt|hvem)/.test(path)),
)('%s is easy to read', (path) => {
  const main = /<main[^]*<\/main>/.exec(pageOf(path))?.[0] ?? '';
  const words = main
    .replace(/<script[^]*?<\/script>/g, '')
    .replace(/<\/?(?:a|strong|span)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, '\n');
  expect(lix(words)).toBeLessThanOrEqual(40);
});

it('a module that is closed shows when it opens and nothing of what is in it', () => {
  expect(pageOf('/modul/lukket')).toMatch(/Åbner \S+dag \d/);
  expect(pageOf('/modul/lukket')).not.toContain('trin=1');
});

it('what was typed comes back as text, with the error beside its field and in the summary', () => {
  const wrong = pageOf('/modul/fejl');
  expect(wrong).toContain('&lt;script&gt;');
  expect(wrong).not.toContain('<script>alert');
  expect(wrong).toContain('href="#felt-maal.why-1"');
  expect(wrong).toContain('id="felt-maal.why-1-error"');
});

it('the text of a module is printed as headings and lists, not as markup to read', () => {
  expect(pageOf('/modul/trin')).toContain('<li>');
  expect(pageOf('/modul/trin')).not.toContain('&lt;li&gt;');
});

it('a patient never reads a score, a code or what staff call things', () => {
  const all = [...pages.values()].join('\n');
  expect(all).not.toMatch(/PHQ-9|GAD-7|DF320/);
  expect(all).not.toContain(EVENT_WORDS.deadline.staff);
});

it('a letter stands at full height on a phone, its head one line above the other', async () => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto(`${site.origin}/brev`);
  const letter = page.locator('article.letter');
  expect(await letter.getByText('Livslinien').count()).toBe(1);
  const cut = await page.evaluate<number>(
    `[...document.querySelectorAll('article.letter, article.letter *')].filter((one) =>
      one.scrollHeight > one.clientHeight + 1 && getComputedStyle(one).overflowY !== 'visible').length`,
  );
  expect(cut).toBe(0);
  const [clinic, date] = await letter.locator('header p').all();
  const [above, below] = [await clinic?.boundingBox(), await date?.boundingBox()];
  expect(below?.y).toBeGreaterThanOrEqual((above?.y ?? 0) + (above?.height ?? 0));
  // Two lines, the date and the number of the course, each of them whole.
  expect(below?.height).toBeLessThan(2.5 * 27);
});

it('on paper a letter is itself alone, and no heading stands over nothing', async () => {
  await page.emulateMedia({ media: 'print' });
  const shown = async (path: string): Promise<string> => {
    await page.goto(`${site.origin}${path}`);
    return page.innerText('body');
  };
  const letter = await shown('/brev');
  expect(letter).toContain('Det skal du have klar');
  expect(letter).not.toMatch(/Næste frist|Hvis (?:du ikke|ingen) gør noget\n.*får lederen|http/);
  expect(letter.match(/Livslinien/g)).toHaveLength(1);
  expect(await shown('/hjem/working')).not.toContain('Se og bestem selv');
  await page.emulateMedia({ media: null });
});
