/** One course on the time-skipping server, brought to each stage as people would bring it there. */
import { isOpen } from '../../domain/apply';
import type { Stage } from '../../domain/course';
import { plusMillis, type Instant } from '../../domain/ids';
import type { CourseEvent, CourseState, Due } from '../../domain/state';
import type { Bench, Running } from './courseBench';
import { ACCEPT, bookOf, HOUR, MINUTE, offerOf, SUBMIT } from './courseWalk';

/** Longer than anybody may undo. */
const UNDONE = 11 * MINUTE;

export interface Lived {
  readonly bench: Bench;
  readonly course: Running;
}

export async function beginning(bench: Bench): Promise<Lived> {
  const lived = { bench, course: await bench.begin() };
  begun.push(lived);
  return lived;
}

export async function press({ course }: Lived, ...events: readonly CourseEvent[]): Promise<void> {
  for (const event of events) await course.press(event);
}

/** Presses a decision, and lets the time pass in which it could be undone. */
export async function decide(lived: Lived, event: CourseEvent): Promise<void> {
  await press(lived, event);
  await lived.bench.env.sleep(UNDONE);
}

/** Waits until the instant; a past one is no waiting. */
export async function waitUntil({ bench }: Lived, at: Instant): Promise<void> {
  const ms = Date.parse(at) - Date.parse(await bench.now());
  if (ms > 0) await bench.env.sleep(ms);
}

/** The running clock of that name (and task or module); throws when it does not run. */
export function clockOf(state: CourseState, name: string, subject?: string): Due {
  const due = state.dues.find(
    (one) => one.name === name && (subject === undefined || one.subject === subject),
  );
  if (!due) throw new Error(`${name} does not run in ${state.stage}`);
  return due;
}

/** The agreed time is over by two hours, early on a day where the outcome is not late. */
export async function talkIsOver(lived: Lived): Promise<void> {
  const { appointment } = lived.course.row();
  if (!appointment) throw new Error('no talk is agreed');
  await waitUntil(lived, plusMillis(appointment.endsAt, 2 * HOUR));
}

const at = (lived: Lived): Promise<Instant> => lived.bench.now();

/** Each stage from the one before it. */
const ONWARD: readonly [Stage, (lived: Lived) => Promise<void>][] = [
  ['applying', async () => undefined],
  ['screening', (lived) => press(lived, SUBMIT)],
  ['offered', async (lived) => decide(lived, offerOf(await at(lived)))],
  ['booked', async (lived) => press(lived, bookOf(await at(lived), 8))],
  [
    'treatment',
    async (lived) => {
      await talkIsOver(lived);
      await press(lived, ACCEPT);
    },
  ],
  [
    'closing',
    (lived) =>
      press(
        lived,
        { name: 'handIn', moduleId: 'm1' },
        { name: 'giveFeedback', moduleId: 'm1' },
        { name: 'handIn', moduleId: 'm2' },
        { name: 'giveFeedback', moduleId: 'm2' },
        { name: 'finish' },
      ),
  ],
  ['epicrise', (lived) => press(lived, { name: 'closingHeld' })],
  ['ended', (lived) => decide(lived, { name: 'approveEpicrise' })],
];

/** A new course that stands in the stage; one that has ended is followed by what lives after it. */
export async function standingIn(bench: Bench, stage: Stage): Promise<Lived> {
  let lived = await beginning(bench);
  for (const [name, go] of ONWARD) {
    await go(lived);
    if (lived.course.row().stage !== name) throw new Error(`the course did not reach ${name}`);
    if (!isOpen(lived.course.row())) lived = { bench, course: lived.course.after() };
    if (name === stage) return lived;
  }
  throw new Error(`nobody goes to ${stage}`);
}

/** Every event that was recorded, by name. */
export function happened({ course }: Lived): string[] {
  return course.entries().map(({ event }) => event.name);
}

/** Every letter and message, by kind. */
export function sentKinds({ course }: Lived): string[] {
  return course.entries().flatMap(({ sends }) => sends.map(({ kind }) => kind));
}

/** Its workflow has ended of itself; asking for its result would let months go by. */
export async function isCompleted({ bench, course }: Lived): Promise<boolean> {
  await bench.env.sleep(1000);
  return (await course.handle.describe()).status.name === 'COMPLETED';
}

/**
 * For `afterEach`: nothing runs on, whose clocks would ring in the tests that follow. It rests
 * first: a workflow ended in the middle of a task leaves the test server's time standing for good.
 */
export async function allOver(): Promise<void> {
  for (const { bench, course } of begun.splice(0)) {
    await bench.env.sleep(1000);
    for (const one of [course, course.after()]) {
      await one.handle.terminate('test over').catch(() => undefined);
    }
  }
}
const begun: Lived[] = [];
