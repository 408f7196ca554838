/** Two adjust one programme at once: one plan holds, and the other gets every word back with why. */
import type { CourseId } from '../../domain/ids';
import { isToOpen } from '../../domain/programmeState';
import type { CourseState } from '../../domain/state';
import { eventsOf } from '../../db/events';
import { notesOf } from '../../db/notes';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { Stage } from '../../ops/practice/actors';
import { paths } from '../../web/paths';
import { partsApart, type PartsApart } from '../support/partsApart';
import { beginTreatment } from '../support/treated';
import { visitor, type Pressed, type Visitor } from '../support/visitor';

jest.setTimeout(600_000);
const ROUNDS = 20;
const SAVE = 'Gem tilpasningen';

let parts: PartsApart;
let stage: Stage;
let course: CourseId;
let other: string;
let karen: Visitor;
let jonas: Visitor;
beforeAll(async () => {
  parts = await partsApart();
  stage = new Stage(parts.app);
  other = await parts.anotherWeb();
  course = await beginTreatment(stage, 'camilla');
  [karen, jonas] = [await loggedIn('Karen'), await loggedIn('Jonas')];
  const asked = await jonas.open(page());
  await jonas.press(asked, 'Åbn forløbet', { reason: 'Dækker for Karen i dag.' });
});
afterAll(() => parts?.stop());

async function loggedIn(name: string): Promise<Visitor> {
  const one = visitor(parts.url);
  await one.press(await one.open(paths.practice.to()), `Vær ${name}`);
  return one;
}
const page = () => paths.adjustProgramme.to({ course });
const stateOf = async () => (await stage.course(course)).resume as CourseState;
const closed = ({ programme }: CourseState) => (programme?.modules ?? []).filter(isToOpen);
const adjusted = () =>
  inTransaction(parts.app.db, SYSTEM, async (tx) => {
    const events = await eventsOf(tx, course, { limit: 1000 });
    return events.filter(({ event }) => event === 'adjustProgramme').length;
  });
function written({ page: shown }: Pressed): string {
  const areas = shown?.root.querySelectorAll('textarea').map((one) => one.textContent) ?? [];
  return `${shown?.root.innerText} ${areas.join(' ')}`;
}

it(`${ROUNDS} times: exactly one plan is saved, nothing of the other's is lost or signed`, async () => {
  let karenWon = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await adjusted();
    const waiting = closed(await stateOf());
    const [first, second] = [waiting[0]?.moduleId ?? '', waiting[1]?.moduleId ?? ''];
    const [hers, his] = await Promise.all([karen.open(page()), jonas.open(`${other}${page()}`)]);
    const isSkipped = (await stateOf()).programme?.modules.find((one) => one.skipped);
    const herWish = isSkipped
      ? { [`plan-${isSkipped.moduleId}`]: 'own' }
      : { [`plan-${first}`]: 'skip' };
    const herWords = { note: `Karens grund ${round}.`, toPatient: `Karens linje ${round}.` };
    const hisWords = { note: `Jonas' grund ${round}.`, toPatient: `Jonas' linje ${round}.` };
    const herForm = karen.fields(hers, SAVE, { ...herWish, ...herWords });
    const hisForm = jonas.fields(his, SAVE, { [`plan-${second}`]: 'skip', ...hisWords });
    const [herAnswer, hisAnswer] = await Promise.all([
      karen.post(herForm.action, herForm.fields),
      jonas.post(`${other}${hisForm.action}`, hisForm.fields),
    ]);
    expect(new Set([herAnswer.status, hisAnswer.status])).toEqual(new Set([303, 409]));
    const karenWins = herAnswer.status === 303;
    karenWon += Number(karenWins);
    const [loser, lost, winner] = karenWins
      ? [hisAnswer, hisWords, 'Karen Eksempel']
      : [herAnswer, herWords, 'Jonas Eksempel'];
    const said = written(loser);
    expect(said).toContain(lost.note);
    expect(said).toContain(lost.toPatient);
    expect(said).toMatch(new RegExp(`Programmet tilpasset\\. Det skete .*\\(${winner}\\)`));
    expect(await adjusted()).toBe(before + 1);
    const notes = await inTransaction(parts.app.db, SYSTEM, (tx) => notesOf(tx, course));
    const signed = notes.filter(({ signedAt }) => signedAt !== null).map(({ body }) => body);
    expect(signed).not.toContain(lost.note);
    // Sent again from the page that came back, it holds: nothing has to be typed anew.
    if (round === 0 && loser.page) {
      const again = await (karenWins ? jonas : karen).press(loser.page, SAVE);
      expect(again.status).toBe(303);
      expect(await adjusted()).toBe(before + 2);
    }
    await allTakenIn();
  }
  console.info(`${ROUNDS} rounds: Karen was first ${karenWon} times, Jonas ${ROUNDS - karenWon}`);
});

/** Every module is in the programme again, so that the next round begins as the first did. */
async function allTakenIn(): Promise<void> {
  const skipped = (await stateOf()).programme?.modules.filter((one) => one.skipped) ?? [];
  if (skipped.length === 0) return;
  const wishes = skipped.map(({ moduleId }) => [`plan-${moduleId}`, 'own'] as const);
  const shown = await karen.open(page());
  const typed = { ...Object.fromEntries(wishes), note: 'Alle skal med igen.' };
  expect((await karen.press(shown, SAVE, typed)).status).toBe(303);
}
