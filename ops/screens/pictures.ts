/** Which pages are pictured, as whom, and how a reader of the README finds their way to each. */
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { paths, withQuery } from '../../web/paths';
import type { Config } from '../config';

export interface Sitting {
  /** Of a running practice in which the practice people have lived their twelve weeks. */
  readonly config: Config;
  /** Path of the browser. */
  readonly browser: string;
  /** Where the pictures go. */
  readonly folder: string;
  readonly tell: (line: string) => void;
}

const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };
/** A long page is cut here: nobody reads a README downwards for ever. */
const TALLEST = 1100;
const TOO_HEAVY = 200_000;
const KILO = 1000;

/** Writes every picture; a page that does not come within half a minute is a failure. */
export async function takePictures(sitting: Sitting): Promise<void> {
  await mkdir(sitting.folder, { recursive: true });
  const profile = await mkdtemp(path.join(os.tmpdir(), 'forloeb-screens-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: sitting.browser,
    viewport: WIDE,
    locale: 'da-DK',
    timezoneId: 'Europe/Copenhagen',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  context.setDefaultTimeout(30_000);
  try {
    const photographer = new Photographer(sitting, context);
    await picturePublicPages(photographer);
    await picturePsychologist(photographer);
    await pictureSupervisor(photographer);
    await picturePatient(photographer);
    await pictureApplicant(photographer);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

class Photographer {
  #page: Page | undefined;

  constructor(
    readonly sitting: Sitting,
    readonly context: BrowserContext,
  ) {}

  async page(): Promise<Page> {
    this.#page ??= this.context.pages()[0] ?? (await this.context.newPage());
    return this.#page;
  }

  /** Opens a page of the program by its address. */
  async open(address: string): Promise<Page> {
    const page = await this.page();
    await page.goto(`${this.sitting.config.baseUrl}${address}`);
    return page;
  }

  /** Presses "Vær …" on the practice page; who was logged in before is not any more. */
  async be(firstName: string): Promise<Page> {
    await this.context.clearCookies();
    const page = await this.open(paths.practice.to());
    await page.getByRole('button', { name: `Vær ${firstName}`, exact: true }).click();
    await page.waitForLoadState();
    return page;
  }

  /** Pictures the page as it stands, from its top, and once more as a phone shows it if asked. */
  async take(name: string, also: { phone?: true } = {}): Promise<void> {
    await this.#shoot(name, WIDE);
    if (also.phone) await this.#shoot(`${name}-phone`, PHONE);
  }

  async #shoot(name: string, size: typeof WIDE): Promise<void> {
    const page = await this.page();
    await page.setViewportSize(size);
    for (const frame of page.frames()) await frame.waitForLoadState('load');
    // The keyboard's ring belongs to whoever clicked last, not to the picture.
    await page.evaluate('document.activeElement?.blur(); document.fonts.ready.then(() => true)');
    const whole = Number(await page.evaluate('document.documentElement.scrollHeight'));
    const height = Math.min(whole, TALLEST);
    await page.setViewportSize({ width: size.width, height });
    await page.evaluate('window.scrollTo(0, 0)');
    const file = path.join(this.sitting.folder, `${name}.png`);
    await page.screenshot({ path: file, animations: 'disabled', caret: 'hide', scale: 'css' });
    await page.setViewportSize(WIDE);
    const { size: bytes } = await stat(file);
    const heavy = bytes > TOO_HEAVY ? ' (heavy)' : '';
    this.sitting.tell(`${file}  ${Math.round(bytes / KILO)} kB${heavy}`);
  }
}

async function picturePublicPages(at: Photographer): Promise<void> {
  await at.open(paths.practice.to());
  await at.take('practice');
  await at.open(paths.front.to());
  await at.take('front');
  const page = await at.page();
  await page.goto(`${at.sitting.config.partnersUrl}/digital-post`);
  await page.getByRole('link', { name: /^Yasmin/ }).click();
  await page.getByRole('link', { name: /^Tilbud om en samtale/ }).click();
  await at.take('letter');
}

async function picturePsychologist(at: Photographer): Promise<void> {
  const page = await at.be('Karen');
  const team = withQuery(paths.worklist.to(), { vis: 'team' });
  const openTask = async (name: string, task: string) => {
    await at.open(team);
    await page.getByRole('link', { name: `${name}: ${task}` }).click();
    await page.waitForLoadState();
  };
  await at.open(team);
  await at.take('worklist');
  await openTask('Mads Prøve', 'Vurdér ansøgning');
  await page.locator('input[name="answer"][value="offer"]').check({ force: true });
  await page.locator('select[name="slot"]').selectOption({ index: 1 });
  await at.take('screening');
  await openTask('Ida Prøve', 'Skriv epikrise');
  await at.take('epicrise');
}

async function pictureSupervisor(at: Photographer): Promise<void> {
  const page = await at.be('Birgit');
  await at.open(paths.runningCourses.to());
  await at.take('running-courses');
  await page.getByRole('link', { name: 'Åbn Yasmin Prøve' }).click();
  await page.waitForLoadState();
  await at.take('running-course');
}

async function picturePatient(at: Photographer): Promise<void> {
  const page = await at.be('Camilla');
  await at.open(paths.myCourse.to());
  await at.take('my-course', { phone: true });
  await page.getByRole('link', { name: /modul/i }).first().click();
  await page.waitForLoadState();
  // The week's questionnaires come first, and nobody must.
  await page.getByRole('link', { name: 'Gå til modulet uden at svare nu' }).click();
  await page.waitForLoadState();
  await at.take('module');
}

/** Somebody who has not applied yet; answers so far only what leads to the crisis page. */
async function pictureApplicant(at: Photographer): Promise<void> {
  const page = await at.be('Sofie');
  await at.open(paths.application.to());
  await at.take('application');
  await at.open(paths.applicationSection.to({ section: 'humoer' }));
  await answersAll(page);
  await at.take('questionnaire');
  await page.getByRole('button', { name: SAVE }).click();
  await page.getByText('side 2 af 2').waitFor();
  await answersAll(page);
  await page.getByRole('button', { name: SAVE }).click();
  await page.getByRole('heading', { level: 1, name: 'Ring, hvis du har brug for hjælp' }).waitFor();
  await at.take('crisis', { phone: true });
}

const SAVE = 'Gem og gå videre';

/** Every question of the page, with "Flere dage". */
async function answersAll(page: Page): Promise<void> {
  const names = await page
    .locator('main input[type=radio]')
    .evaluateAll((inputs) => [...new Set(inputs.map((input) => input.getAttribute('name') ?? ''))]);
  for (const name of names) {
    await page.locator(`main input[name="${name}"][value="1"]`).check({ force: true });
  }
}
