/** Every arrow of the table on the real workflow: pressed, it goes there; undone, it never went. */
import { moveOf, rowOf, STAGES, type MoveEvent, type Stage } from '../../domain/course';
import type { CourseEvent } from '../../domain/state';
import { openBench, type Bench } from '../support/courseBench';
import { bookOf, candidates, MINUTE } from '../support/courseWalk';
import {
  allOver,
  happened,
  isCompleted,
  press,
  sentKinds,
  standingIn,
  talkIsOver,
  type Lived,
} from '../support/livedCourse';

jest.setTimeout(60_000);
let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterEach(allOver);
afterAll(async () => {
  await bench.stop();
});

const ARROWS = STAGES.flatMap((stage) =>
  (Object.keys(rowOf(stage).moves) as MoveEvent[]).map((event) => [stage, event] as const),
);
const allHandedIn: readonly CourseEvent[] = [
  { name: 'handIn', moduleId: 'm1' },
  { name: 'handIn', moduleId: 'm2' },
];
async function booksAgain(lived: Lived): Promise<void> {
  await press(lived, bookOf(await bench.now(), 2));
}
/** What must have happened before the event can come at all. */
const FIRST: Partial<Record<MoveEvent, (lived: Lived) => Promise<void>>> = {
  secondNoShow: async (lived) => {
    await talkIsOver(lived);
    await press(lived, { name: 'noShow' });
    await booksAgain(lived);
  },
  thirdCancellation: async (lived) => {
    for (let turn = 0; turn < 2; turn += 1) {
      await press(lived, { name: 'cancelByPatient' });
      await booksAgain(lived);
    }
  },
  finish: (lived) => press(lived, ...allHandedIn),
  timeUp: (lived) => press(lived, ...allHandedIn),
};

async function standing(stage: Stage, event: MoveEvent): Promise<[Lived, CourseEvent]> {
  const lived = await standingIn(bench, stage);
  await FIRST[event]?.(lived);
  const row = { ...lived.course.row(), lastAt: await bench.now() };
  const pressed = candidates(row).find(({ name }) => name === event);
  if (!pressed) throw new Error(`no ${event} to press`);
  return [lived, pressed];
}

describe.each(ARROWS)('%s: %s', (stage, name) => {
  const move = moveOf(stage, name);
  if (!move) throw new Error('the table changed under us');

  test('goes where the table says, and tells whom it should', async () => {
    const [lived, event] = await standing(stage, name);
    const sent = sentKinds(lived).length;
    const outcome = lived.course.row().outcome ?? move.outcome ?? null;
    await press(lived, event);
    if (move.revocable) {
      expect(lived.course.row().stage).toBe(stage);
      expect(sentKinds(lived)).toHaveLength(sent);
      await bench.env.sleep(11 * MINUTE);
    }
    const row = lived.course.row();
    expect(row.stage).toBe(move.to);
    if (name !== 'moveBack') expect(row.outcome).toBe(outcome);
    expect(sentKinds(lived).slice(sent)).toEqual([...(move.sends ?? [])]);
    const open = row.tasks.map(({ kind }) => kind);
    for (const kind of rowOf(move.to).tasks) expect(open).toContain(kind);
    if (!rowOf(move.to).open) {
      expect(await isCompleted(lived)).toBe(true);
      expect(await lived.course.after().state()).toEqual(row);
    }
  });

  if (!move.revocable) return;
  test('undone within ten minutes, nothing has happened', async () => {
    const [lived, event] = await standing(stage, name);
    const before = lived.course.row();
    const sent = sentKinds(lived);
    await press(lived, event);
    await bench.env.sleep(9 * MINUTE);
    await press(lived, { name: 'undo' });
    await bench.env.sleep(20 * MINUTE);
    const row = lived.course.row();
    expect([row.stage, row.outcome, row.tasks.map(({ kind }) => kind)]).toEqual([
      before.stage,
      before.outcome,
      before.tasks.map(({ kind }) => kind),
    ]);
    expect(sentKinds(lived)).toEqual(sent);
    expect(happened(lived).at(-1)).toBe('undo');
  });
});
