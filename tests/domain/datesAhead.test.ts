/** "Dine datoer": what is ahead is said as what will be, and each thing with one time. */
import { datesAhead } from '../../domain/danish';
import { booked, closed, lettered, offered, screened, treated } from '../support/courseStages';

test('a reserved time is let go once: the later of its two clocks is not told beside the first', () => {
  const state = offered();
  const said = datesAhead(state, state.lastAt).filter(({ what }) => what.includes('holder vi'));
  expect(said).toHaveLength(1);
  const clocks = state.dues.filter(({ name }) => name.startsWith('reserved'));
  const first = clocks.map(({ dueAt }) => dueAt).toSorted()[0];
  expect(clocks).toHaveLength(2);
  expect(
    datesAhead({ ...state, dues: clocks.filter((one) => one.dueAt === first) }, state.lastAt),
  ).toEqual(said);
});

test.each([
  ['screening', screened()],
  ['offered', offered()],
  ['booked', booked()],
  ['treatment', treated()],
  ['closing', closed()],
  ['epicrise', lettered()],
])('nothing that lies ahead is told as if it had been: %s', (_stage, state) => {
  const words = datesAhead(state, state.lastAt).map(({ what }) => what);
  expect(words.length).toBeGreaterThan(0);
  // "Du har senest svar" reads as "you last had an answer".
  for (const what of words) expect(what).not.toMatch(/\b(har|er) senest\b/);
});
