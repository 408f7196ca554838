/** Postgres is away: one static page with the numbers to call, and what was typed comes back. */
import { paths } from '../../web/paths';
import { routes } from '../../web/routes';
import { Stage } from '../../ops/practice/actors';
import { Story } from '../../ops/practice/story';
import { addDays, copenhagenDate } from '../../domain/calendar';
import { eventsOf } from '../../db/events';
import { inTransaction, SYSTEM } from '../../db/transaction';
import type { CourseId } from '../../domain/ids';
import { partsApart, type PartsApart } from '../support/partsApart';
import { visitor, type Pressed, type Shown, type Visitor } from '../support/visitor';
import { until } from '../support/waiting';

jest.setTimeout(600_000);
const CRISIS = '70 201 201';
const ROUNDS = 4;
let parts: PartsApart;
let mads: Visitor;
let courseId: CourseId;
beforeAll(async () => {
  parts = await partsApart();
  const stage = new Stage(parts.app);
  const today = copenhagenDate(await stage.now());
  await new Story(stage, today, addDays(today, 28)).apply('mads');
  const course = (await stage.known()).get('mads');
  if (!course) throw new Error('nobody applied');
  courseId = course.courseId;
  mads = visitor(parts.url);
  await mads.press(await mads.open(paths.practice.to()), 'Vær Mads');
});
afterAll(() => parts?.stop());

const messages = async () =>
  inTransaction(parts.app.db, SYSTEM, async (tx) =>
    (await eventsOf(tx, courseId, { limit: 500 })).filter(({ event }) => event === 'writeMessage'),
  );

const WAYS = [
  {
    name: 'hangs with every connection open',
    go: () => parts.postgres.hang(),
    back: () => parts.postgres.goOn(),
  },
  { name: 'is gone', go: () => parts.postgres.end(), back: () => parts.postgres.start() },
];
const recovered: number[] = [];
const times: number[] = [];
afterAll(() => {
  const sorted = (of: number[]) => of.toSorted((one, other) => one - other);
  const middle = (of: number[]) => sorted(of)[Math.floor(of.length / 2)];
  console.info(
    `Postgres back to first press through: median ${middle(recovered)} ms, max ` +
      `${sorted(recovered).at(-1)} ms (n = ${recovered.length}); while it was away a request took ` +
      `median ${middle(times)} ms, longest ${sorted(times).at(-1)} ms (n = ${times.length})`,
  );
});

async function timed<T>(work: Promise<T>): Promise<T> {
  const began = Date.now();
  const result = await work;
  times.push(Date.now() - began);
  return result;
}

describe.each(WAYS)('because it $name', ({ go, back }) => {
  it('every address shows the crisis numbers, and a health check says what is wrong', async () => {
    await go();
    const addresses = routes
      .filter(({ method, path }) => method === 'get' && !/[:*]/.test(path))
      .map(({ path }) => path);
    const shown = await Promise.all(addresses.map((path) => timed(mads.open(path))));
    const live = await mads.open(paths.live.to());
    const ready = await mads.open(paths.ready.to());
    await back();
    const wrong = shown.flatMap(({ status, root }, at) =>
      status === 503 && root.innerText.includes(CRISIS) ? [] : [`${addresses[at]} ${status}`],
    );
    expect(wrong).toEqual([]);
    expect([live.status, ready.status]).toEqual([200, 503]);
  });

  it('a message comes back as it was typed, and goes through once, when its writer presses', async () => {
    await until('the pages are back', async () => {
      return (await mads.open(paths.myMessages.to())).status === 200;
    });
    for (let round = 1; round <= ROUNDS; round += 1) {
      const before = (await messages()).length;
      const page = await mads.open(paths.myMessages.to());
      const message = `Det her skrev jeg gang ${round}, mens I ikke kunne gemme.`;
      const { action, fields } = mads.fields(page, 'Send besked', { message });
      await go();
      const lost = await timed(mads.post(action, fields));
      await back();
      expect(lost.status).toBe(503);
      expect(lost.page?.text).toContain(message);
      expect(lost.page?.root.innerText).toContain(CRISIS);
      const began = Date.now();
      let shown: Shown = pageOf(lost);
      await until('the message is sent', async () => {
        const again = await mads.press(shown, 'Send igen');
        if (again.status === 503) shown = pageOf(again);
        return again.status === 303;
      });
      recovered.push(Date.now() - began);
      expect(await messages()).toHaveLength(before + 1);
    }
  });
});

function pageOf({ page }: Pressed): Shown {
  if (!page) throw new Error('no page came');
  return page;
}
