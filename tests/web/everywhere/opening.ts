/** Brings a page to the state of its look in a real browser, and weighs it on the way. */
import type { BrowserContext, Page } from 'playwright-core';
import type { Patient, PatientSite } from '../patient/site';
import { FIRST_CHOICE, type Look, type Press } from './look';
import type { PersonName } from './people';
import { NARROW, weigher, type Weight } from './visit';

export interface Opened {
  readonly page: Page;
  readonly status: number;
  /** Bytes of the page; none of a page that stood open for long. */
  readonly weight?: Weight;
  /** Bytes of what came after the press. */
  readonly afterPress?: number;
}

interface Stage {
  readonly site: PatientSite;
  readonly context: BrowserContext;
  readonly person: (name: PersonName) => Promise<Patient>;
}

/** The way to any look, in one window after the other's things are forgotten. */
export async function opener(stage: Stage): Promise<(look: Look) => Promise<Opened>> {
  const page = await stage.context.newPage();
  const wire = await weigher(page);
  return async (look) => {
    const { site, context, person } = stage;
    await context.clearCookies();
    const patient = look.who === 'nobody' ? null : await person(look.who);
    if (patient && look.when) await site.clockAt(look.when(await site.state(patient)));
    await known(stage, patient);
    const address = site.origin + (await addressOf(site, look, patient));
    if (look.idle !== undefined) return waited(context, address, look.idle);
    const opened = await whileAway(site, look.press ? undefined : look.away, () =>
      wire.weigh(address),
    );
    if (look.meanwhile) {
      if (patient) await look.meanwhile(patient, site);
      await context.clearCookies();
      await known(stage, patient);
    }
    const { press } = look;
    if (!press) return { page, ...opened };
    await fill(page, press);
    const after = await whileAway(site, look.away, () => wire.after(() => send(page, press)));
    return { page, status: after.status, weight: opened.weight, afterPress: after.bytes };
  };
}

/** The browser is the one in which the person is logged in. */
async function known({ site, context }: Stage, patient: Patient | null): Promise<void> {
  if (!patient) return;
  const [name = '', value = ''] = patient.browser.cookie().split('=');
  await context.addCookies([{ name, value, url: site.origin }]);
}

async function addressOf(site: PatientSite, { at }: Look, patient: Patient | null) {
  if (typeof at === 'string') return at;
  if (!patient) throw new Error('a letter needs a reader');
  return at(site, patient);
}

async function whileAway<T>(
  site: PatientSite,
  away: Look['away'],
  work: () => Promise<T>,
): Promise<T> {
  site.courses.isThere = away !== 'temporal';
  site.postgres.isThere = away !== 'postgres';
  try {
    return await work();
  } finally {
    site.courses.isThere = true;
    site.postgres.isThere = true;
  }
}

/** A window whose clock runs on while nobody presses anything. */
async function waited(context: BrowserContext, address: string, idle: string): Promise<Opened> {
  const page = await context.newPage();
  await page.setViewportSize(NARROW);
  await page.clock.install();
  const answer = await page.goto(address);
  await page.clock.runFor(idle);
  await page.getByRole('alert').waitFor();
  return { page, status: answer?.status() ?? 0 };
}

/** Not every browser keeps to the length that a field allows. */
const ANY_LENGTH = `for (const field of document.querySelectorAll('main [maxlength]'))
  field.removeAttribute('maxlength')`;

function unfold(field: { closest(what: string): { open: boolean } | null }): void {
  const fold = field.closest('details');
  if (fold) fold.open = true;
}

async function fill(page: Page, { typed }: Press): Promise<void> {
  await page.evaluate(ANY_LENGTH);
  for (const [name, value] of Object.entries(typed)) {
    const fields = page.locator(`main [name="${name}"]:not([type=hidden])`);
    // A day of times or a line of an exercise may be folded away: whoever fills it in opens it.
    await fields.first().evaluate(unfold);
    const isChoice = (await fields.first().getAttribute('type')) === 'radio';
    const choice =
      value === FIRST_CHOICE
        ? fields.first()
        : page.locator(`main [name="${name}"][value="${value}"]`);
    if (isChoice) await choice.check({ force: true });
    else await fields.first().fill(value);
  }
}

async function send(page: Page, { button }: Press): Promise<number> {
  const [answer] = await Promise.all([
    page.waitForNavigation(),
    page
      .getByRole('button', { name: new RegExp(`^${button}`) })
      .first()
      .click(),
  ]);
  return answer?.status() ?? 0;
}
