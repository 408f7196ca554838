/** Fills the practice: the clinic at every start, and once its people, by living twelve weeks. */
import { addDays, atTime, copenhagenDate } from '../domain/calendar';
import type { App } from '../api/app';
import type { Config } from './config';
import { readKeys } from './keys';
import { Stage } from './practice/actors';
import { APPLICATIONS } from './practice/applications';
import { seedClinic } from './practice/clinic';
import { playTwelveWeeks } from './practice/twelveWeeks';
import { FIRST_TIME, SEEDED_DAYS } from './practiceClock';
import { openApp } from './web';

/** Who is in the story; the first to apply says when it began. */
const HANDLES = Object.keys(APPLICATIONS);
const FIRST_HANDLE = 'ida';

/** Staff, times, doctors and the duty: what a clinic has before anybody applies. */
export async function seedPracticeClinic(config: Config): Promise<void> {
  await withApp(config, async (app) => {
    await seedClinic(app.db, copenhagenDate(await new Stage(app).now()));
  });
}

/** The clinic and its people. Broken off, it goes on at the next start; done, it does nothing. */
export async function seedPractice(
  config: Config,
  tell: (line: string) => void = () => undefined,
): Promise<void> {
  await withApp(config, async (app) => {
    const stage = new Stage(app);
    const now = await stage.now();
    await seedClinic(app.db, copenhagenDate(now));
    const known = await stage.known();
    const first = copenhagenDate(known.get(FIRST_HANDLE)?.beganAt ?? now);
    const until = atTime(addDays(first, SEEDED_DAYS), FIRST_TIME);
    if (now >= until && HANDLES.every((handle) => known.has(handle))) return;
    tell('The practice people live their first twelve weeks (once, about a minute) …');
    await playTwelveWeeks(stage, until);
  });
}

async function withApp(config: Config, work: (app: App) => Promise<void>): Promise<void> {
  const app = openApp(config, readKeys(config));
  try {
    await work(app);
  } finally {
    await app.temporal.connection.close();
    await app.db.close();
  }
}
