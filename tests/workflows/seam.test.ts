/** Where one run of a course gives way to the next: what is pressed there is answered once, kept once. */
import { duesOf } from '../../domain/deadlines';
import { asId, plusMillis, type AppointmentId, type CourseId, type SlotId } from '../../domain/ids';
import type { CourseEvent } from '../../domain/state';
import { openBench, type Bench, type Running } from '../support/courseBench';
import { ACCEPT, begin, DAY, FLAG, HOUR, KAREN, steps, SUBMIT } from '../support/courseWalk';
import { TASK_QUEUE, type CourseStart } from '../../workflows/messages';

jest.setTimeout(90_000);

const CALLERS = 6;
const SLOT = asId<SlotId>('00000000-0000-4000-8000-000000000051');
const APPOINTMENT = asId<AppointmentId>('00000000-0000-4000-8000-0000000000a1');

describe.each([
  ['the time-skipping server', { realServer: false }],
  ['the real server', { realServer: true }],
])('on %s', (_name, how) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench(how);
  });
  afterAll(async () => {
    await bench.stop();
  });

  /** A course whose talk is agreed, so that treatment can begin. */
  async function agreed(): Promise<Running> {
    const course = await bench.begin();
    const startsAt = plusMillis(await bench.now(), 8 * DAY);
    await course.press(SUBMIT);
    await course.press({ name: 'offer', slotId: SLOT, startsAt, psychologistId: KAREN });
    if (!how.realServer) await bench.env.sleep('11 minutes');
    while (course.row().stage !== 'offered') await course.state();
    const endsAt = plusMillis(startsAt, HOUR);
    await course.press({
      name: 'book',
      slotId: SLOT,
      appointmentId: APPOINTMENT,
      startsAt,
      endsAt,
      withinClock: true,
    });
    return course;
  }

  /** One caller who goes on pressing until treatment has begun and a little longer. */
  async function keepsPressing(course: Running, caller: number, over: () => boolean) {
    const answers = new Map<string, unknown>();
    for (let turn = 0; !over() || turn < 4; turn += 1) {
      const id = `00000000-0000-4000-8000-0000${String(caller)}${String(turn).padStart(7, '0')}`;
      const event: CourseEvent = { name: 'writeMessage' };
      // Refused as busy is an answer too: nothing was kept, and the person is told so.
      const answer = await course.press(event, { id }).catch((error: unknown) => refusalOf(error));
      answers.set(id, answer);
    }
    return answers;
  }

  test('everything pressed while treatment begins is answered once and kept once', async () => {
    const course = await agreed();
    const { runId } = await course.handle.describe();
    let begun = false;
    const callers = Array.from({ length: CALLERS }, (_, caller) =>
      keepsPressing(course, caller + 1, () => begun),
    );
    const accepted = await course.press(ACCEPT);
    expect(accepted.kind).toBe('recorded');
    begun = true;
    const answers = new Map((await Promise.all(callers)).flatMap((one) => [...one]));
    expect((await course.handle.describe()).runId).not.toBe(runId);

    const kept = course.entries().map(({ id }) => String(id));
    expect(new Set(kept).size).toBe(kept.length);
    const revisions = course.entries().map(({ state }) => state.revision);
    expect(revisions).toEqual(revisions.map((_, index) => index + 1));
    for (const [id, answer] of answers) {
      const times = kept.filter((one) => one === id).length;
      expect([id, answer, times]).toEqual([
        id,
        answer === 'busy' ? 'busy' : { kind: 'recorded', revision: expect.any(Number) },
        answer === 'busy' ? 0 : 1,
      ]);
    }
    expect(answers.size).toBeGreaterThanOrEqual(CALLERS * 4);
    // Pressed again in the new run, it is the same press with the same answer.
    const [id, first] = [...answers].find(([, answer]) => answer !== 'busy') ?? ['', null];
    expect(await course.press({ name: 'writeMessage' }, { id })).toEqual(first);
    expect(await course.state()).toEqual(course.row());
  });

  test('what is pressed as the course ends goes to what lives after it, or is refused by name', async () => {
    const course = await bench.begin();
    await course.press(SUBMIT);
    const end = course.press({ name: 'withdraw' });
    const late = await course
      .press({ name: 'giveConsent', consent: 'research' })
      .catch((error: unknown) => refusalOf(error));
    await end;
    const after = course.after();
    await after.press({ name: 'giveConsent', consent: 'gpEnd' });
    expect(late === 'handingOver' || late === 'over' || typeof late === 'object').toBe(true);
    const names = course.entries().map(({ event }) => event.name);
    const revisions = course.entries().map(({ state }) => state.revision);
    expect(revisions).toEqual(names.map((_, index) => index + 1));
    expect(await after.state()).toEqual(course.row());
  });
});

/** On a course that ended with an open flag before there was anything that lives after the end. */
describe('a course from before, ended with a red flag that nobody took', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench();
  });
  afterAll(async () => {
    await bench.stop();
  });

  test('is taken over with the next event, and each clock speaks once', async () => {
    const at = await bench.now();
    const courseId = asId<CourseId>('00000000-0000-4000-8000-0000000000c7');
    const flagged = steps(
      begin(at),
      SUBMIT,
      { name: 'raiseFlag', flagId: FLAG, tier: 'red' },
      { name: 'withdraw' },
    );
    const state = { ...flagged, courseId, dues: duesOf(flagged) };
    const start: CourseStart = { state, clock: { mode: 'real' }, undoMs: 600_000 };
    await bench.env.client.workflow.start('course', {
      workflowId: courseId,
      taskQueue: TASK_QUEUE,
      args: [start],
    });
    await bench.env.sleep('10 days');
    const entries = bench.recorder.entries.get(courseId) ?? [];
    const spoken = entries.map(({ event }) => (event.name === 'deadline' ? event.deadline : ''));
    expect(spoken.toSorted()).toEqual([
      'redContact',
      'redToDuty',
      'redToSupervisor',
      'taskDefault',
    ]);
    const revisions = entries.map(({ state: { revision } }) => revision);
    expect(revisions).toEqual(spoken.map((_, index) => state.revision + 1 + index));
    const { status } = await bench.env.client.workflow.getHandle(courseId).describe();
    expect(status.name).toBe('COMPLETED');
  });
});

/** The name under which a press was refused; `over`: no workflow was there to hear it. */
function refusalOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause && typeof cause === 'object' && 'type' in cause) return String(cause.type);
  if (error instanceof Error && error.name === 'WorkflowNotFoundError') return 'over';
  throw error;
}
