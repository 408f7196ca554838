/**
 * `npm run measure -- NAME [--courses N]`: lives it, and prints what it cost as a table and, as its
 * last line, as one JSON object. Several courses are lived one after another; medians are printed.
 */
import { parseArgs } from 'node:util';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { measureCourse, type Costs } from './measure/course';
import { openHouse } from './measure/house';
import { medianOf } from './measure/median';
import { tableOf } from './measure/table';
import { inWords, Sentence } from './sentence';

const USAGE = 'Say: npm run measure -- course [--courses N]';

/** How many courses are to be lived; a Sentence for whatever was meant otherwise. */
function asked(): number {
  const { values, positionals } = parsed();
  const courses = Number(values.courses);
  const known = positionals.length === 1 && positionals[0] === 'course';
  if (!known || !Number.isInteger(courses) || courses < 1) throw new Sentence(USAGE);
  return courses;
}

function parsed() {
  try {
    const courses = { type: 'string', default: '1' } as const;
    return parseArgs({ allowPositionals: true, options: { courses } });
  } catch {
    throw new Sentence(USAGE);
  }
}

/** One course in a house of its own, which is gone afterwards, whatever happens. */
async function measured(): Promise<Costs> {
  const house = await openHouse((line) => console.error(line));
  const interrupted = new Promise<never>((_, reject) => {
    const stopNow = () => reject(new Sentence('Stopped: nothing was measured to its end.'));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stopNow);
    process.once('disconnect', stopNow);
  });
  try {
    return await Promise.race([measureCourse(house), interrupted]);
  } finally {
    await house.stop();
  }
}

async function measure(): Promise<void> {
  const courses = asked();
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const all: Costs[] = [];
  for (let course = 0; course < courses; course += 1) all.push(await measured());
  const costs = medianOf(all);
  console.log(tableOf(costs));
  console.log(JSON.stringify({ measured: 'course', courses, ...costs }));
}

measure().then(
  () => process.exit(0),
  (failure: unknown) => {
    console.error(inWords(failure));
    process.exit(1);
  },
);
