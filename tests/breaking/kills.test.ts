/**
 * kill -9 of the worker, the web process, Temporal and Postgres, ten each, while thirty courses are
 * driven through the pages. The seed is printed; FORLOEB_SEED repeats one.
 */
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { resource } from '../support/resource';
import { liveThroughKills, REACHED } from '../support/kills/run';
import { figuresOf, tableOf } from '../support/kills/told';

jest.setTimeout(900_000);

const KILLS = 40;
const COURSES = 30;
const IN_BROWSERS = 2;
const found = z.object({ path: z.string() });

test('what people saw confirmed outlives every kill, and each letter leaves once', async () => {
  const seed = Number(process.env.FORLOEB_SEED ?? randomInt(1, 1_000_000));
  process.stderr.write(`kills: FORLOEB_SEED=${seed}\n`);
  const [temporal, browser] = await Promise.all([
    resource('temporalServer', found),
    resource('browser', found),
    resource('built', z.object({})),
  ]);
  const report = await liveThroughKills({
    seed,
    kills: KILLS,
    patients: COURSES - IN_BROWSERS,
    browsers: IN_BROWSERS,
    temporalProgram: temporal.path,
    browserProgram: browser.path,
  });
  process.stderr.write(`${tableOf(figuresOf(report, seed), report.faults)}\n`);
  expect(report.faults).toEqual([]);
  expect(report.ledger.kills).toHaveLength(KILLS);
  // A run in which nobody could press anything would be without faults too.
  const { courses = 0, saves = 0 } = report.figures;
  expect(courses).toBeGreaterThanOrEqual(COURSES);
  expect(saves).toBeGreaterThan(COURSES);
  expect(REACHED.filter((event) => !report.figures[event])).toEqual([]);
});
