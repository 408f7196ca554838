/** Random sequences of events and waiting: the real workflow and the pure model give equal rows. */
import fc from 'fast-check';
import { apply, isOpen, livesOn } from '../../domain/apply';
import { duesOf } from '../../domain/deadlines';
import { whenDue } from '../../domain/firing';
import { plusMillis, type Instant } from '../../domain/ids';
import type { CourseEvent, CourseState } from '../../domain/state';
import { openBench, type Bench, type Running } from '../support/courseBench';
import { candidates, HOUR, moment } from '../support/courseWalk';
import { allOver, beginning } from '../support/livedCourse';
import type { Entry } from '../../workflows/messages';

jest.setTimeout(240_000);
let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterEach(allOver);
afterAll(async () => {
  await bench.stop();
});

const WALKS = 16;
const STEPS = 22;
const SEED = Number(process.env['FORLOEB_SEED'] ?? Date.now() % 1_000_000);

interface Step {
  readonly pick: number;
  /** Mostly what the course accepts; now and then what it refuses. */
  readonly legal: boolean;
  readonly hours: number;
}
const anyStep = fc.record({
  pick: fc.nat(4096),
  legal: fc.oneof(
    { weight: 5, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  hours: fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 60 }) },
    { weight: 1, arbitrary: fc.integer({ min: 60, max: 400 }) },
  ),
});

/** The pure model beside the course: it is told what was pressed, and foretells what the clock does. */
class Model {
  private read = 0;
  constructor(public state: CourseState) {}

  /** Takes over what was recorded since; a clock must have spoken as this model says, in order. */
  follow(entries: readonly Entry[]): void {
    for (const { event, moment: when, state, id, actor } of entries.slice(this.read)) {
      if (actor.kind === 'system' && event.name !== 'release') {
        const due = this.state.dues[0];
        if (!due) throw new Error(`${event.name} came, and no clock ran`);
        expect(event).toEqual(whenDue(this.state, due, null));
        expect(when.at).toBe(due.dueAt);
      }
      const result = apply(this.state, event, when, { id });
      if (result.kind === 'refused') throw new Error(`the model refuses ${event.name}`);
      this.state = { ...result.state, dues: duesOf(result.state) };
      expect({ ...state, dues: this.state.dues }).toEqual(this.state);
      this.read += 1;
    }
  }
}

function choose(state: CourseState, at: Instant, step: Step): CourseEvent | undefined {
  const open = candidates({ ...state, lastAt: at }).filter(
    ({ name }) => name !== 'deadline' && name !== 'release' && name !== 'activate',
  );
  const fitting = open.filter(
    (event) => (apply(state, event, moment(at)).kind === 'applied') === step.legal,
  );
  const names = [...new Set(fitting.map(({ name }) => name))];
  const name = names[step.pick % Math.max(1, names.length)];
  const named = fitting.filter((event) => event.name === name);
  return named[Math.floor(step.pick / 64) % Math.max(1, named.length)];
}

async function walk(steps: readonly Step[]): Promise<string[]> {
  const lived = await beginning(bench);
  const path: string[] = [];
  let course: Running = lived.course;
  const [first] = course.entries();
  if (!first) throw new Error('the course did not begin');
  const model = new Model({ ...first.state, dues: duesOf(first.state) });
  const follow = (): void => model.follow(course.entries().slice(1));
  for (const step of steps) {
    if (step.hours > 0) await bench.env.sleep(step.hours * HOUR);
    follow();
    if (!isOpen(model.state)) course = lived.course.after();
    if (!isOpen(model.state) && !livesOn(model.state)) break;
    const at = await bench.now();
    const event = choose(model.state, at, step);
    if (!event) continue;
    path.push(`${model.state.stage}:${event.name}`);
    const said = apply(model.state, event, moment(at));
    if (said.kind === 'refused') {
      await expect(course.press(event)).rejects.toMatchObject({ cause: { type: said.name } });
      continue;
    }
    await course.press(event);
    follow();
  }
  await bench.env.sleep(HOUR);
  follow();
  const now = await bench.now();
  expect(model.state.dues.filter(({ dueAt }) => dueAt <= plusMillis(now, -1000))).toEqual([]);
  expect(course.row()).toEqual(model.state);
  return path;
}

test(`${WALKS} random courses, seed ${SEED}`, async () => {
  console.log(`FORLOEB_SEED=${SEED} repeats these walks`);
  const walks = fc.sample(fc.array(anyStep, { minLength: STEPS, maxLength: STEPS }), {
    seed: SEED,
    numRuns: WALKS,
  });
  const met = new Set<string>();
  for (const steps of walks) for (const one of await walk(steps)) met.add(one);
  // So that a walk that goes nowhere is noticed.
  expect(met.size).toBeGreaterThan(25);
});
