/** What is planted wrong in the whole program is found, seen on the page, retried there and gone. */
import { Client as Postgres } from 'pg';
import type { App } from '../../api/app';
import { stateOf } from '../../api/queries/courseState';
import type { CourseId, DeliveryId } from '../../domain/ids';
import { readKeys } from '../../ops/keys';
import { openApp } from '../../ops/web';
import { paths } from '../../web/paths';
import { TASK_QUEUE } from '../../workflows/messages';
import { Reception, type Newcomer } from '../support/newcomers';
import { journeyStack, type JourneyStack } from '../support/stack';
import { visitor, type Shown, type Visitor } from '../support/visitor';

jest.setTimeout(240_000);
/** What the issue allows the sweep to take until it has found something. */
const FOUND_MS = 120_000;
const LOOK_AGAIN_MS = 500;
const LIST = paths.incidents.to();

let stack: JourneyStack;
let app: App;
let owner: Postgres;
let reception: Reception;
let birgit: Visitor;
let lone: Visitor;
beforeAll(async () => {
  stack = await journeyStack();
  app = openApp(stack.config, readKeys(stack.config));
  owner = new Postgres(stack.config.ownerUrl);
  await owner.connect();
  reception = new Reception(app);
  [birgit, lone] = [await logIn('Vær Birgit'), await logIn('Vær Lone')];
});
afterAll(async () => {
  await owner?.end();
  await app?.temporal.connection.close();
  await app?.db.close();
  await stack?.stop();
});

async function logIn(button: string): Promise<Visitor> {
  const one = visitor(stack.url);
  const { page } = await one.press(await one.open(paths.practice.to()), button);
  if (page?.status !== 200) throw new Error(`${button} led to ${page?.status} ${page?.text}`);
  return one;
}

let numbers = 5000;
async function applicant(): Promise<Newcomer> {
  const one = await reception.logIn((numbers += 1));
  expect(await reception.apply(one)).toEqual({ kind: 'done' });
  return one;
}

/** Looks until it holds; the page itself is asked, as somebody who waits would ask it. */
async function until<T>(what: string, look: () => Promise<T | null>, ms = FOUND_MS): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > deadline) throw new Error(`not within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}
async function shows(who: Visitor, at: string, words: RegExp): Promise<Shown> {
  let last = '';
  return until(`${at} says ${words}`, async () => {
    const page = await who.open(at);
    last = page.text;
    return words.test(page.text) ? page : null;
  }).catch((late: Error) => {
    throw new Error(`${late.message}, but: ${last}`);
  });
}

async function standIn(mode: 'ok' | 'refuse'): Promise<void> {
  const body = JSON.stringify({ mode });
  const headers = { 'content-type': 'application/json' };
  const at = `${stack.standInsUrl}/styring/digitalPost`;
  expect((await fetch(at, { method: 'POST', headers, body })).status).toBe(200);
}
async function lettersOf(courseId: CourseId): Promise<{ id: DeliveryId; status: string }[]> {
  const { rows } = await owner.query<{ id: DeliveryId; status: string }>(
    `SELECT delivery_id AS id, status FROM delivery WHERE course_id = $1 AND kind = 'receipt'`,
    [courseId],
  );
  return rows;
}
async function arrived(id: DeliveryId): Promise<number> {
  const answer = await fetch(`${stack.standInsUrl}/digitalPost/messages`);
  const all = (await answer.json()) as { id: string }[];
  return all.filter((one) => one.id === id).length;
}

test('a letter that was refused is the coordinator’s, and arrives once when it is sent again', async () => {
  await standIn('refuse');
  const one = await applicant();
  const { number } = await one.row();
  const here = paths.incidentsOf.to({ kind: 'deliveryFailed', cause: 'refused' });
  const list = await shows(lone, LIST, /Modtageren sagde nej/);
  expect(list.text).toContain('1 brev eller besked er ikke kommet frem');
  const page = await lone.open(here);
  expect(page.text).toMatch(new RegExp(`${number}.* Kvittering for ansøgning`));
  const [letter] = await lettersOf(one.courseId);
  if (!letter) throw new Error('there is no receipt');
  expect(await arrived(letter.id)).toBe(0);

  // The mailbox is still closed: pressing helps nothing, and hides nothing.
  const retry = new RegExp(`Prøv igen: .*${number}`).exec(page.text)?.[0] ?? '';
  expect((await lone.press(page, retry)).page?.text).toContain('Det er på vej igen');
  const again = await shows(lone, here, new RegExp(`${number}.* Kvittering`));
  await standIn('ok');
  expect((await lone.press(again, retry)).status).toBe(303);
  // The same form from another window, or pressed twice.
  expect((await lone.press(again, retry)).status).toBe(409);
  await until('it arrived', async () => {
    const [now] = await lettersOf(one.courseId);
    return now?.status === 'delivered' ? now : null;
  });
  expect(await arrived(letter.id)).toBe(1);
  expect((await lone.open(LIST)).text).toContain('Alle breve og beskeder er kommet frem');
});

test('a record that disagrees stops its course, and goes on from the page', async () => {
  const one = await applicant();
  const { courseId } = one;
  const [before] = [await one.row()];
  await owner.query('UPDATE course SET revision = revision + 5 WHERE course_id = $1', [courseId]);
  expect(await reception.offer(one, 'karen')).toMatchObject({ kind: 'saving' });
  const list = await shows(birgit, LIST, /Databasen mangler en hændelse/);
  expect(list.text).toMatch(/I 1 forløb har nogen trykket på noget, som ikke er gemt endnu/);
  expect((await lone.open(LIST)).text).not.toContain('Databasen mangler');
  expect((await birgit.open(paths.runningCourses.to())).text).toContain('skal ses på');
  await owner.query('UPDATE course SET revision = revision - 5 WHERE course_id = $1', [courseId]);

  const here = paths.incidentsOf.to({ kind: 'recordingStopped', cause: 'hole' });
  const page = await birgit.open(here);
  const retry = new RegExp(`Prøv igen: .*${before.number}`).exec(page.text)?.[0] ?? '';
  expect((await birgit.press(page, retry)).page?.text).toContain('Forløbet kører igen');
  await until('the offer is recorded', async () =>
    stateOf(await one.row()).revocable ? true : null,
  );
  expect((await birgit.open(LIST)).text).not.toContain('Databasen mangler');
  expect((await birgit.press(page, retry)).status).toBe(409);
  const { rows } = await owner.query(
    `SELECT how, staff.name FROM incident JOIN staff ON staff_id = closed_by WHERE course_id = $1`,
    [courseId],
  );
  expect(rows).toEqual([{ how: 'retried', name: expect.stringContaining('Birgit') }]);
});

test('workflows that fail again and again are found, and all are retried with one press', async () => {
  const all = [await applicant(), await applicant()];
  for (const { courseId } of all) await breakWorkflow(courseId);
  const list = await shows(birgit, LIST, /Forløbet fejler igen og igen.*2 forløb/);
  expect(list.text).toMatch(/I 2 forløb løber ingen frister/);
  const button = 'Prøv igen med alle: Forløbet fejler igen og igen';
  expect((await birgit.press(list, button)).page?.text).toContain('Alle bliver prøvet igen.');
  await until('nothing is wrong any more', async () => {
    const { text } = await birgit.open(LIST);
    return text.includes('fejler igen og igen') ? null : true;
  });
  for (const one of all) {
    expect(await reception.offer(one, 'karen')).toEqual({ kind: 'done' });
    expect(await lettersOf(one.courseId)).toHaveLength(1);
  }
});

/** Its workflow is one that cannot get past its first step. */
async function breakWorkflow(courseId: CourseId): Promise<void> {
  const { workflow } = app.temporal;
  await workflow.getHandle(courseId).terminate('planted');
  await workflow.start('course', {
    workflowId: courseId,
    taskQueue: TASK_QUEUE,
    args: [{ state: null }],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
}
