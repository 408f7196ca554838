/**
 * Random sequences of events and waiting: the real workflow and the pure model give equal rows, in
 * memory and in Postgres.
 */
import fc from 'fast-check';
import { apply, isOpen, livesOn } from '../../domain/apply';
import { duesOf } from '../../domain/deadlines';
import { whenDue } from '../../domain/firing';
import { plusMillis, type Instant } from '../../domain/ids';
import type { CourseEvent, CourseState } from '../../domain/state';
import { openBench, type Bench, type Running } from '../support/courseBench';
import { candidates, HOUR, moment } from '../support/courseWalk';
import { allOver, beginning } from '../support/livedCourse';
import { openClinic, type Clinic } from '../db/clinic';
import type { Entry } from '../../workflows/messages';

jest.setTimeout(240_000);
afterEach(allOver);

const WALKS = 12;
const WALKS_IN_POSTGRES = 4;
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
        const seen = event.name === 'deadline' ? (event.lastActivityAt ?? null) : null;
        expect(event).toEqual(whenDue(this.state, due, seen));
        expect(when.at).toBe(due.dueAt);
      }
      const result = apply(this.state, event, when, { id });
      if (result.kind === 'refused') throw new Error(`the model refuses ${event.name}`);
      this.state = { ...result.state, dues: duesOf(result.state) };
      expect(state).toEqual(this.state);
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

async function walk(bench: Bench, steps: readonly Step[]): Promise<string[]> {
  const lived = await beginning(bench);
  const path: string[] = [];
  let course: Running = lived.course;
  const [first] = course.entries();
  if (!first) throw new Error('the course did not begin');
  const model = new Model(first.state);
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
    expect(await course.press(event)).toMatchObject({ kind: 'recorded' });
    follow();
  }
  await bench.env.sleep(HOUR);
  follow();
  const now = await bench.now();
  expect(model.state.dues.filter(({ dueAt }) => dueAt <= plusMillis(now, -1000))).toEqual([]);
  expect(course.row()).toEqual(model.state);
  return path;
}

const walks = fc.sample(fc.array(anyStep, { minLength: STEPS, maxLength: STEPS }), {
  seed: SEED,
  numRuns: WALKS + WALKS_IN_POSTGRES,
});

/** Everything that was pressed on the way, and where. */
async function metOn(where: Bench, some: typeof walks): Promise<ReadonlySet<string>> {
  const met = new Set<string>();
  for (const steps of some) for (const one of await walk(where, steps)) met.add(one);
  return met;
}

console.log(`FORLOEB_SEED=${SEED} repeats these walks`);

// So that a walk that goes nowhere is noticed, each counts what it has met.
describe('recorded in memory', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench();
  });
  afterAll(() => bench?.stop());

  test(`${WALKS} random courses, seed ${SEED}`, async () => {
    expect((await metOn(bench, walks.slice(0, WALKS))).size).toBeGreaterThan(25);
  });
});

describe('recorded in Postgres, with what people wrote', () => {
  let clinic: Clinic;
  let bench: Bench;
  beforeAll(async () => {
    clinic = await openClinic();
    bench = await openBench({ clinic });
  });
  afterAll(async () => {
    await bench?.stop();
    await clinic?.close();
  });

  test(`${WALKS_IN_POSTGRES} random courses, seed ${SEED}`, async () => {
    expect((await metOn(bench, walks.slice(WALKS))).size).toBeGreaterThan(10);
  });
});
