/**
 * `npm run rebuild -- COURSE | --lost | --all`: starts the workflows of courses again from their
 * rows. In production: `node dist/ops/rebuild.js`, with the environment of a worker.
 */
import { parseArgs } from 'node:util';
import type { Client } from '@temporalio/client';
import type { Presser } from '../api/app';
import { rebuildCourse, type Rebuilt } from '../api/commands/rebuildCourse';
import { readClock } from '../db/clock';
import { courseById, courseByNumber } from '../db/courses';
import { checkCanary } from '../db/sealed';
import { inTransaction, openDatabase, SYSTEM, type Database } from '../db/transaction';
import { heardCourse, heardCourses, type HeardCourse } from '../db/upcoming';
import { clockNow } from '../domain/clock';
import { asId, instant, isUuid, type CourseId } from '../domain/ids';
import { workflowIdOf } from '../workflows/messages';
import type { Tell } from './cache';
import { readConfig, UNDO_MS, type Config } from './config';
import { createDailyWork } from './dailyWork';
import { readKeys } from './keys';
import { withOwnerToRead } from './ownerDatabase';
import { registerSearchAttributes } from './searchAttributes';
import { codeOf, inWords, Sentence } from './sentence';
import { describeRunning, runningIds } from './sweep/running';
import { createSweeping } from './sweeping';
import { openClient } from './temporal';

/** A course by its id or number, those that Temporal has lost, or every one. */
export type Which = 'lost' | 'all' | { readonly course: string };
const USAGE = 'Say: npm run rebuild -- COURSE (its id or number), or --lost, or --all.';
const SIDE_BY_SIDE = 4;

/** Tells one line for each course and a total; answers how many could not be rebuilt. */
export async function rebuild(config: Config, which: Which, tell: Tell): Promise<number> {
  const work = (url: string) => rebuildFrom(config, url, which, tell);
  return config.workerUrl === '' ? withOwnerToRead(config, work) : work(config.workerUrl);
}

async function rebuildFrom(config: Config, url: string, which: Which, tell: Tell) {
  const keys = readKeys(config);
  const db = openDatabase({ url, applicationName: 'forloeb-rebuild', keys });
  const temporal = openClient(config, keys.payload);
  try {
    await checkCanary(db);
    await prepare(config, temporal);
    const app = {
      db,
      temporal,
      undoMs: UNDO_MS[config.mode],
      realNow: () => instant(Date.now()),
    };
    return await rebuildAll(app, await chosen(db, temporal, which), tell);
  } finally {
    await temporal.connection.close();
    await db.close();
  }
}

/** What else lives in Temporal and is lost with it: its lists' columns, and the Schedules. */
async function prepare(config: Config, temporal: Client): Promise<void> {
  try {
    const { operatorService } = temporal.connection;
    await registerSearchAttributes({ operatorService }, config.temporalNamespace);
    await createSweeping(temporal);
    if (config.mode === 'production') await createDailyWork(temporal);
  } catch (failure) {
    const why = String(codeOf(failure) ?? (failure instanceof Error ? failure.message : failure));
    throw new Sentence(`Temporal does not answer on ${config.temporalAddress} (${why}).`);
  }
}

async function chosen(
  db: Database,
  temporal: Client,
  which: Which,
): Promise<readonly HeardCourse[]> {
  if (typeof which === 'object') return [await oneCourse(db, which.course)];
  const courses = await inTransaction(db, SYSTEM, heardCourses);
  if (which === 'all') return courses;
  const running = await runningIds(temporal);
  const lost: HeardCourse[] = [];
  for (const course of courses) {
    const workflowId = workflowIdOf(course);
    if (running.has(workflowId) || (await describeRunning(temporal, workflowId))) continue;
    lost.push(course);
  }
  return lost;
}

async function oneCourse(db: Database, name: string): Promise<HeardCourse> {
  const found = await inTransaction(db, SYSTEM, async (tx) => {
    const row = isUuid(name)
      ? await courseById(tx, asId<CourseId>(name))
      : await courseByNumber(tx, name);
    return row && heardCourse(tx, row.courseId);
  });
  if (!found) throw new Sentence(`There is no course ${name}.`);
  return found;
}

async function rebuildAll(
  app: Presser['app'],
  courses: readonly HeardCourse[],
  tell: Tell,
): Promise<number> {
  const began = Date.now();
  let [next, failed] = [0, 0];
  const walk = async (): Promise<void> => {
    for (let course = courses[next]; course; course = courses[next]) {
      next += 1;
      const { number, courseId } = course;
      const answer = await rebuildCourse(await presserOf(app), courseId);
      if (answer.kind !== 'rebuilt' && answer.kind !== 'over') failed += 1;
      tell(`${number}: ${wordsOf(answer)}`);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, walk));
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  tell(`${courses.length - failed} rebuilt in ${seconds} s, ${failed} not.`);
  if (courses.length > 0) tell('The sweep takes their letters and messages up within 2 minutes.');
  return failed;
}

function wordsOf(answer: Rebuilt): string {
  if (answer.kind === 'noCourse') return 'there is no such course.';
  if (answer.kind === 'over') return 'is over: nothing is to run.';
  if (answer.kind === 'unavailable') return 'Temporal did not answer in time: run this again.';
  const { offered, refused } = answer;
  const taken = offered === 0 ? '' : `, with ${offered} accepted but not recorded before`;
  const aside = refused.map(({ event, name }) => `${event} (${name})`).join(', ');
  return `rebuilt${taken}.${aside && ` Set aside, for somebody to see to: ${aside}.`}`;
}

async function presserOf(app: Presser['app']): Promise<Presser> {
  const row = await inTransaction(app.db, SYSTEM, readClock);
  const clock = row?.clock ?? { mode: 'real' };
  return { app, actor: SYSTEM, clock, now: clockNow(clock, app.realNow()) };
}

/** Throws a Sentence for anything that names not exactly one wish. */
export function whichOf(args: readonly string[]): Which {
  const options = { lost: { type: 'boolean' }, all: { type: 'boolean' } } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      allowPositionals: true,
    });
    const wishes: Which[] = positionals.map((course) => ({ course }));
    if (values.lost) wishes.push('lost');
    if (values.all) wishes.push('all');
    const [wish, ...more] = wishes;
    if (wish && more.length === 0) return wish;
  } catch {
    // An option that is none of ours.
  }
  throw new Sentence(USAGE);
}

if (require.main === module) {
  Promise.resolve()
    .then(() => whichOf(process.argv.slice(2)))
    .then((which) => rebuild(readConfig(process.env, 'rebuild'), which, console.log))
    .then(
      (failed) => process.exit(failed === 0 ? 0 : 1),
      (failure: unknown) => {
        console.error(inWords(failure));
        process.exit(1);
      },
    );
}
