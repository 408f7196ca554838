/** Camera and microphone tried in a real browser, under the policy that every page has. */
import type { Page } from 'playwright-core';
import { createRenderer } from '../../../web/shared/engine';
import { axe, openBrowser, type OpenBrowser } from '../../support/browser';
import { patientFrame } from '../sampleFrames';
import { openSite, type Site } from '../someSite';
import { samples } from './samples';

const sample = samples.get('/kamera');
if (!sample) throw new Error('the page is gone');
const html = createRenderer().page(sample.page, { ...patientFrame, ...sample });
const START = { name: 'Tænd kamera og mikrofon' };

let site: Site;
let browser: OpenBrowser;
let page: Page;
const asked: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  site = await openSite(new Map([['/kamera', () => html]]));
  browser = await openBrowser({ fakeMedia: true, viewport: { width: 360, height: 800 } });
});
beforeEach(async () => {
  asked.length = 0;
  complaints.length = 0;
  page = await browser.context.newPage();
  page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterEach(() => page.close());
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Every later wish for camera or microphone is answered so; '' lets it through. */
const refuse = (what: { both: string; audio?: string; video?: string }): Promise<unknown> =>
  page.addInitScript(`{
    const media = navigator.mediaDevices;
    const open = media.getUserMedia.bind(media);
    const names = ${JSON.stringify(what)};
    media.getUserMedia = (wish) => {
      const name = wish.audio && wish.video ? names.both : wish.audio ? names.audio : names.video;
      return name ? Promise.reject(new DOMException('no', name)) : open(wish);
    };
  }`);
const begin = async (): Promise<void> => {
  await page.goto(`${site.origin}/kamera`);
  await page.getByRole('button', START).click();
};

/** What is said in words beside the picture and the meter. */
const says = (words: string): Promise<void> =>
  page.locator('[data-status]', { hasText: words }).waitFor();

it('shows the own picture, and says in words how well one is heard', async () => {
  await begin();
  const picture = page.locator('video');
  await picture.waitFor();
  await page.waitForFunction('document.querySelector("video").videoWidth > 0');
  await says('Mikrofonen hører dig');
  await page.waitForFunction('document.querySelector("meter").value > 0');
  expect(await axe(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

it('sends nothing: no request goes anywhere while camera and microphone are on', async () => {
  await page.goto(`${site.origin}/kamera`, { waitUntil: 'networkidle' });
  const loaded = [...asked];
  expect(loaded.every((one) => one.startsWith(`GET ${site.origin}/`))).toBe(true);
  await page.getByRole('button', START).click();
  await says('Mikrofonen hører dig');
  await page.getByRole('button', { name: 'Afspil en lyd' }).click();
  await says('Kan du høre lyden?');
  const later = asked.slice(loaded.length).filter((one) => !one.endsWith('/mark.svg'));
  expect(later).toEqual([]);
});

it('is switched off again by one press, and the lamp of the camera goes out', async () => {
  await begin();
  await page.locator('video').waitFor();
  await page.evaluate('globalThis.kept = document.querySelector("video").srcObject');
  await page.getByRole('button', { name: 'Sluk igen' }).click();
  await says('Kamera og mikrofon er slukket.');
  const tracks = await page.evaluate('kept.getTracks().map((track) => track.readyState)');
  expect(tracks).toEqual(['ended', 'ended']);
  expect(await page.locator('video').isVisible()).toBe(false);
  expect(await page.evaluate('document.activeElement.textContent')).toBe(START.name);
});

it.each([
  ['NotAllowedError', 'Siden har ikke fået lov', 'vælg Tillad'],
  ['NotFoundError', 'Der er ikke fundet kamera og mikrofon', 'Sæt kamera eller headset i'],
  ['NotReadableError', 'Et andet program bruger', 'Luk andre programmer'],
  ['AbortError', 'Browseren kan ikke bruge kameraet her', 'nyeste udgave'],
])(
  '%s is told in plain Danish, with what to do, and can be tried again',
  async (name, is, then) => {
    await refuse({ both: name, audio: name, video: name });
    await begin();
    await page.getByRole('heading', { name: is }).waitFor();
    await page.getByText(then).first().waitFor();
    expect(await page.locator('[data-problem]:visible').count()).toBe(1);
    expect(await page.getByRole('button', START).isEnabled()).toBe(true);
    expect(await axe(page)).toEqual([]);
  },
);

it.each([
  [{ both: 'NotFoundError', audio: '', video: 'NotFoundError' }, 'der er intet kamera'],
  [{ both: 'NotFoundError', audio: 'NotFoundError', video: '' }, 'der er ingen mikrofon'],
])('with only one of the two it says which is missing, and tries the other', async (no, says) => {
  await refuse(no);
  await begin();
  await page.getByRole('heading', { name: says }).waitFor();
  expect(await page.locator('video').isVisible()).toBe(no.video === '');
  expect(await page.locator('meter').isVisible()).toBe(no.audio === '');
});

it('a browser that has no way to a camera says so at once', async () => {
  await page.addInitScript(
    'Object.defineProperty(navigator, "mediaDevices", { value: undefined })',
  );
  await page.goto(`${site.origin}/kamera`);
  await page.getByRole('heading', { name: 'Browseren kan ikke bruge kameraet her' }).waitFor();
  expect(await page.getByRole('button', START).isVisible()).toBe(false);
});

it('without script there is no dead button, and what to look at instead', async () => {
  const plain = await openBrowser({ javaScriptEnabled: false });
  try {
    const reader = await plain.context.newPage();
    await reader.goto(`${site.origin}/kamera`);
    expect(await reader.getByRole('button', START).isVisible()).toBe(false);
    const main = await reader.innerText('main');
    expect(main).toContain('Sådan ser du efter selv');
    expect(main).toContain('Intet bliver sendt eller gemt.');
    expect(main).not.toContain('Siden har ikke fået lov');
  } finally {
    await plain.close();
  }
});
