/**
 * `npm run measure -- NAME`: lives it, and prints what it cost as a table and, as its last line, as
 * one JSON object. Several courses are lived one after another; medians are printed. `kills` lives
 * thirty courses while parts of the program die, and fails when anything was lost.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { measureCourse, type Costs } from './measure/course';
import { measureKills, type KillsWanted } from './measure/kills';
import { openHouse } from './measure/house';
import { medianOf } from './measure/median';
import { tableOf } from './measure/table';
import { inWords, Sentence } from './sentence';

const USAGE =
  'Say: npm run measure -- course [--courses N], ' +
  'or: npm run measure -- kills [--kills N] [--seed S] [--ledger FILE]';

type Asked =
  | { readonly name: 'course'; readonly courses: number }
  | ({ readonly name: 'kills' } & KillsWanted);

/** What is to be lived; a Sentence for whatever was meant otherwise. */
function asked(): Asked {
  const { values, positionals } = parsed();
  const [name, ...more] = positionals;
  if (more.length > 0) throw new Sentence(USAGE);
  if (name === 'course') return { name, courses: countOf(values.courses) };
  if (name !== 'kills') throw new Sentence(USAGE);
  const seed = countOf(values.seed ?? String(randomInt(1, 1_000_000)));
  return { name, kills: countOf(values.kills), seed, ledgerFile: values.ledger };
}

function countOf(typed: string): number {
  const count = Number(typed);
  if (!Number.isInteger(count) || count < 1) throw new Sentence(USAGE);
  return count;
}

function parsed() {
  try {
    const options = {
      courses: { type: 'string', default: '1' },
      kills: { type: 'string', default: '40' },
      seed: { type: 'string' },
      ledger: { type: 'string' },
    } as const;
    return parseArgs({ allowPositionals: true, options });
  } catch {
    throw new Sentence(USAGE);
  }
}

/** One course in a house of its own, which is gone afterwards, whatever happens. */
async function measured(): Promise<Costs> {
  const house = await openHouse((line) => console.error(line));
  try {
    return await Promise.race([measureCourse(house), interrupted()]);
  } finally {
    await house.stop();
  }
}

/** Rejects when somebody wants it to stop. */
function interrupted(): Promise<never> {
  return new Promise<never>((_, reject) => {
    const stopNow = () => reject(new Sentence('Stopped: nothing was measured to its end.'));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stopNow);
    process.once('disconnect', stopNow);
  });
}

async function measure(): Promise<number> {
  const wanted = asked();
  if (wanted.name === 'kills') {
    // Its parts end with us: each has a guard.
    return (await Promise.race([measureKills(wanted), interrupted()])) ? 0 : 1;
  }
  const { courses } = wanted;
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const all: Costs[] = [];
  for (let course = 0; course < courses; course += 1) all.push(await measured());
  const costs = medianOf(all);
  console.log(tableOf(costs));
  console.log(JSON.stringify({ measured: 'course', courses, ...costs }));
  return 0;
}

measure().then(
  (code) => process.exit(code),
  (failure: unknown) => {
    console.error(inWords(failure));
    process.exit(1);
  },
);
