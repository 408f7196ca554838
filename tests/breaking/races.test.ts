/** Two at once: one is taken in, and the other gets everything back with who was first and when. */
import { Client } from 'pg';
import { addDays, atTime, copenhagenDate } from '../../domain/calendar';
import { eventsOf } from '../../db/events';
import { inTransaction, SYSTEM } from '../../db/transaction';
import type { CourseId } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { findTask } from '../../domain/tasks';
import { taskDueAt } from '../../domain/deadlines';
import { Stage } from '../../ops/practice/actors';
import { Story } from '../../ops/practice/story';
import { paths } from '../../web/paths';
import { partsApart, type PartsApart } from '../support/partsApart';
import { visitor, type Filled, type Pressed, type Shown, type Visitor } from '../support/visitor';
import { until } from '../support/waiting';

jest.setTimeout(900_000);
const ROUNDS = 200;
const APPLICANTS = ['ida', 'emil', 'camilla', 'yasmin', 'rasmus'] as const;

let parts: PartsApart;
let stage: Stage;
let story: Story;
let other: string;
let karen: Visitor;
let jonas: Visitor;
const ids = new Map<string, CourseId>();
beforeAll(async () => {
  parts = await partsApart();
  stage = new Stage(parts.app);
  other = await parts.anotherWeb();
  const today = copenhagenDate(await stage.now());
  story = new Story(stage, today, addDays(today, 28));
  for (const handle of [...APPLICANTS, 'mads', 'joergen', 'aase'] as const) {
    await story.apply(handle);
  }
  for (const [handle, { courseId }] of await stage.known()) ids.set(handle, courseId);
  [karen, jonas] = [await loggedIn('Karen'), await loggedIn('Jonas')];
});
afterAll(() => parts?.stop());

async function loggedIn(name: string): Promise<Visitor> {
  const one = visitor(parts.url);
  await one.press(await one.open(paths.practice.to()), `Vær ${name}`);
  return one;
}
function idOf(handle: string): CourseId {
  const found = ids.get(handle);
  if (!found) throw new Error(`${handle} has no course`);
  return found;
}
const stateOf = async (handle: string) => (await stage.course(idOf(handle))).resume as CourseState;
const events = (handle: string) =>
  inTransaction(parts.app.db, SYSTEM, async (tx) =>
    (await eventsOf(tx, idOf(handle), { limit: 2000 })).map(({ event }) => event),
  );
async function count(handle: string, ...names: readonly string[]): Promise<number> {
  return (await events(handle)).filter((event) => names.includes(event)).length;
}
const screeningOf = (handle: string) => paths.screening.to({ course: idOf(handle) });
function pageOf({ page }: Pressed): Shown {
  if (!page) throw new Error('no page came');
  return page;
}
const written = ({ root }: Shown) =>
  `${root.innerText} ${root
    .querySelectorAll('textarea')
    .map((one) => one.textContent)
    .join(' ')}`;
const rejection = (letterText: string) => ({
  answer: 'reject',
  reasons: ['tooSevere'],
  recommendations: ['ownGp'],
  letterText,
});
/** The same form, sent to the second web process. */
const there = (filled: Filled) => jonas.post(`${other}${filled.action}`, filled.fields);

it(`two psychologists decide at once, ${ROUNDS} times: one wins, the other is told who and when`, async () => {
  let karenWon = 0;
  const began = Date.now();
  for (let round = 0; round < ROUNDS; round += 1) {
    const handle = APPLICANTS[round % APPLICANTS.length] ?? 'ida';
    const address = screeningOf(handle);
    const before = await count(handle, 'offer', 'reject');
    const [hers, his] = await Promise.all([karen.open(address), jonas.open(`${other}${address}`)]);
    const herWords = `Karen skrev dette afsnit i runde ${round}.`;
    const hisWords = `Jonas skrev dette afsnit i runde ${round}.`;
    const hersFilled = karen.fields(hers, 'Send svar', rejection(herWords));
    const hisFilled = jonas.fields(his, 'Send svar', rejection(hisWords));
    // Both wait here, filled in; neither is sent before the other could be.
    let open = (): void => undefined;
    const barrier = new Promise<void>((resolve) => {
      open = resolve;
    });
    const both = [
      barrier.then(() => karen.post(hersFilled.action, hersFilled.fields)),
      barrier.then(() => there(hisFilled)),
    ];
    open();
    const [hersCame, hisCame] = await Promise.all(both);
    if (!hersCame || !hisCame) throw new Error('nothing came');
    const karenWins = hersCame.status === 303;
    karenWon += Number(karenWins);
    const [loser, words, winner] = karenWins
      ? [hisCame, hisWords, 'Karen Eksempel']
      : [hersCame, herWords, 'Jonas Eksempel'];
    expect([new Set([hersCame.status, hisCame.status]), parts.complaints()]).toEqual([
      new Set([303, 409]),
      [],
    ]);
    const said = written(pageOf(loser));
    expect(said).toContain(words);
    expect(said).toMatch(new RegExp(`Afslag\\. Det skete .* kl\\. .*\\(${winner}\\)`));
    expect(await count(handle, 'offer', 'reject')).toBe(before + 1);
    expect((await stateOf(handle)).revocable?.event.name).toBe('reject');
    const undone = await karen.press(await karen.open(address), 'Fortryd');
    expect(undone.status).toBe(303);
    expect((await stateOf(handle)).revocable).toBeNull();
  }
  console.info(
    `${ROUNDS} rounds in ${Math.round((Date.now() - began) / 1000)} s: ` +
      `Karen was first ${karenWon} times, Jonas ${ROUNDS - karenWon}`,
  );
  // Else it was no race: one of them was heard before the other was asked.
  expect(Math.min(karenWon, ROUNDS - karenWon)).toBeGreaterThan(0);
});

it('a double click is one decision, and both clicks end at the same page', async () => {
  const page = await karen.open(screeningOf('mads'));
  const { action, fields } = karen.fields(page, 'Send svar', rejection('Klikket to gange.'));
  const clicks = await Promise.all([karen.post(action, fields), karen.post(action, fields)]);
  expect(clicks.map(({ status, to }) => [status, to])).toEqual([
    [303, screeningOf('mads')],
    [303, screeningOf('mads')],
  ]);
  expect(await count('mads', 'reject')).toBe(1);

  // The back button, and the same form once more: it is done already. With other words it is late.
  expect((await karen.post(action, fields)).status).toBe(303);
  const changed = new URLSearchParams(fields);
  changed.set('adviceCall', 'yes');
  changed.set('letterText', 'Skrevet om efter tilbageknappen.');
  const late = await karen.post(action, changed);
  expect(late.status).toBe(409);
  expect(written(pageOf(late))).toContain('Skrevet om efter tilbageknappen.');
  expect(await count('mads', 'reject')).toBe(1);
});

it('a patient who withdraws while the decision can still be undone gets no letter of it', async () => {
  const aase = await loggedIn('Åse');
  const page = await karen.open(screeningOf('aase'));
  await karen.press(page, 'Send svar', rejection('Det brev, der aldrig skal gå.'));
  expect((await stateOf('aase')).revocable?.event.name).toBe('reject');
  const stop = await aase.open(paths.withdraw.to());
  expect((await aase.press(stop, 'Træk min ansøgning')).status).toBe(303);
  expect((await stateOf('aase')).revocable).toBeNull();
  // Past every release and the next day's clocks: whatever would go has gone.
  await stage.goTo(atTime(addDays(copenhagenDate(await stage.now()), 1), '12:00'));
  const answer = await fetch(`${parts.standInsUrl}/digitalPost/messages`);
  const letters = (await answer.json()) as {
    message: { recipient: { name: string }; text: string };
  }[];
  const hers = letters.filter(({ message }) => message.recipient.name === 'Åse Prøve');
  expect(hers.length).toBeGreaterThan(0);
  expect(hers.filter(({ message }) => /der aldrig skal gå|afslag/i.test(message.text))).toEqual([]);
  expect(await count('aase', 'release')).toBe(0);
});

/** Every other free time is closed, so that it is the last. */
async function onlyOneLeft(slotId: string): Promise<void> {
  const owner = new Client(parts.config.ownerUrl);
  await owner.connect();
  const closing = `UPDATE slot SET state = 'closed' WHERE state = 'free' AND slot_id <> $1`;
  await owner.query(closing, [slotId]);
  await owner.end();
}

it('two patients take the last free time: one has it, the other is told that there is none', async () => {
  const [ida, emil] = [await loggedIn('Ida'), await loggedIn('Emil')];
  await story.offer('karen', 'ida', { from: 8 });
  await story.offer('karen', 'emil', { from: 8 });
  await until('both offers are released', async () => {
    const states = [await stateOf('ida'), await stateOf('emil')];
    return states.every(({ revocable, stage: at }) => revocable === null && at === 'offered');
  });
  const pages = [
    await ida.open(paths.myTime.to()),
    await emil.open(`${other}${paths.myTime.to()}`),
  ];
  const free = pages.map(({ root }) =>
    root
      .querySelectorAll('input[name="slot"][type="radio"]')
      .map((one) => one.getAttribute('value')),
  );
  const last = free[0]?.filter((slot) => free[1]?.includes(slot)).at(-1);
  if (!last || !pages[0] || !pages[1]) throw new Error('no time that both are shown');
  await onlyOneLeft(last);
  const hers = ida.fields(pages[0], 'Vælg denne tid', { slot: last });
  const his = emil.fields(pages[1], 'Vælg denne tid', { slot: last });
  const [first, second] = await Promise.all([
    ida.post(hers.action, hers.fields),
    emil.post(`${other}${his.action}`, his.fields),
  ]);
  expect(new Set([first.status, second.status])).toEqual(new Set([303, 409]));
  const loser = pageOf(first.status === 409 ? first : second);
  expect(loser.root.querySelectorAll('input[name="slot"][type="radio"]')).toEqual([]);
  expect(loser.text).toContain('En anden har lige taget tiden');
  expect(loser.text).toContain('Der er ingen ledige tider lige nu.');
  const held = await Promise.all(['ida', 'emil'].map(stateOf));
  expect(held.filter(({ appointment }) => appointment?.slotId === last)).toHaveLength(1);
});

it('the second tab of a section never overwrites the first, and shows both', async () => {
  const sofie = await loggedIn('Sofie');
  const address = paths.applicationSection.to({ section: 'det-der-plager-dig' });
  const tabs = [await sofie.open(address), await sofie.open(address)] as const;
  const save = 'Gem og gå videre';
  await sofie.press(tabs[0], save, { story: 'Skrevet i den første fane.' });
  const second = await sofie.press(tabs[1], save, { story: 'Skrevet i den anden fane.' });
  expect(second.status).toBe(409);
  expect(written(pageOf(second))).toContain('Skrevet i den første fane.');
  expect(written(pageOf(second))).toContain('Skrevet i den anden fane.');
  const kept = await sofie.press(pageOf(second), save, { story: 'Begge dele, samlet.' });
  expect(kept.status).toBe(303);
  expect(written(await sofie.open(address))).toContain('Begge dele, samlet.');
});

it('a form sent after a logout keeps its words, and goes through after the login', async () => {
  const rasmus = await loggedIn('Rasmus');
  const page = await rasmus.open(paths.myMessages.to());
  const message = 'Det tog mig en time at skrive det her.';
  const filled = rasmus.fields(page, 'Send besked', { message });
  await rasmus.press(page, 'Log ud');
  const out = pageOf(await rasmus.post(filled.action, filled.fields));
  expect(out.text).toContain(message);
  await rasmus.press(await rasmus.open(paths.practice.to()), 'Vær Rasmus');
  const shown = pageOf(await rasmus.press(out, 'Jeg er logget ind, send igen'));
  expect(shown.text).toContain(message);
  expect(shown.text).toContain('Rasmus Prøve');
  expect(await count('rasmus', 'writeMessage')).toBe(0);
  expect((await rasmus.press(shown, 'Send igen')).status).toBe(303);
  expect(await count('rasmus', 'writeMessage')).toBe(1);
});

it('a form of an earlier login that another site sends is never offered to be sent', async () => {
  const answer = await fetch(`${parts.url}${paths.myMessages.to()}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'cross-site' },
    body: new URLSearchParams({ message: 'Skrevet af en fremmed side.' }),
  });
  expect(await answer.text()).not.toContain('Skrevet af en fremmed side.');
});

it('a reminder between the form and the press makes nothing stale', async () => {
  const page = await jonas.open(screeningOf('joergen'));
  const filled = jonas.fields(page, 'Send svar', rejection('Skrevet før påmindelsen.'));
  const state = await stateOf('joergen');
  const [due] = state.dues
    .filter(({ subject }) => subject !== null)
    .toSorted((one, two) => one.dueAt.localeCompare(two.dueAt));
  const task = findTask(state.tasks, 'screen');
  const at = due?.dueAt ?? (task && taskDueAt(state, task));
  if (!at) throw new Error('nothing is due');
  const before = await count('joergen', 'deadline');
  await stage.goTo(at);
  await until('the reminder has fired', async () => (await count('joergen', 'deadline')) > before);
  expect((await jonas.post(filled.action, filled.fields)).status).toBe(303);
});
