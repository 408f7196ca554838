/** Two hand-ins wait at once: the patient reads the day of each. */
import { datesAhead, whatHappensNext } from '../../domain/danish';
import { plusMillis } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { moduleList } from '../../web/shared/moduleList';
import { treated } from '../support/courseStages';
import { DAY, step } from '../support/courseWalk';

const TITLES = new Map([
  ['m1', 'Mål'],
  ['m2', 'Humør'],
  ['m3', 'Søvn'],
]);
const titleOf = (module: string): string => TITLES.get(module) ?? module;

/** The first handed in on a Tuesday, the second on the Wednesday after. */
function twoWait(): CourseState {
  const begun = treated();
  const first = step(begun, { name: 'handIn', moduleId: 'm1' }, plusMillis(begun.lastAt, DAY));
  return step(first, { name: 'handIn', moduleId: 'm2' }, plusMillis(first.lastAt, DAY));
}
const STATE = twoWait();

test('in the list of modules', () => {
  const telling = { psychologistName: null, titles: TITLES, told: [], answered: new Map() };
  const rows = moduleList(STATE, telling, STATE.lastAt)?.rows ?? [];
  expect(rows.slice(0, 2).map(({ text }) => text)).toEqual([
    'Afleveret. Psykologen svarer senest torsdag 5. november.',
    'Afleveret. Psykologen svarer senest fredag 6. november.',
  ]);
});

test('in the panel that says what happens now', () => {
  expect(whatHappensNext(STATE, STATE.lastAt).sentences.slice(0, 2)).toEqual([
    'Psykologen svarer på det, du afleverede først, senest torsdag 5. november.',
    'Psykologen svarer på det, du afleverede sidst, senest fredag 6. november.',
  ]);
});

test('the first answer is late: that the supervisor knows is said once, and the other day stands', () => {
  const sentences = whatHappensNext(STATE, plusMillis(STATE.lastAt, 1.9 * DAY)).sentences;
  expect(sentences.slice(0, 3)).toEqual([
    'Psykologen skulle have svaret på det, du afleverede først, senest torsdag 5. november.',
    'Det har vi ikke nået, og lederen har fået besked.',
    'Psykologen svarer på det, du afleverede sidst, senest fredag 6. november.',
  ]);
});

test('among the dates, each under the name of its module', () => {
  const ahead = datesAhead(STATE, STATE.lastAt, titleOf);
  expect(ahead.filter(({ what }) => what.includes('svar på modulet'))).toEqual([
    expect.objectContaining({
      when: 'Torsdag 5. november',
      what: 'Du får svar på modulet »Mål« senest den dag.',
    }),
    expect.objectContaining({
      when: 'Fredag 6. november',
      what: 'Du får svar på modulet »Humør« senest den dag.',
    }),
  ]);
});
