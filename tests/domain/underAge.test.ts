/** Somebody under 18 hears from which day they may send, and whether the draft is open until then. */
import { adultFrom, isOldEnough } from '../../domain/eligibility';
import { underAgeWords } from '../../domain/danish';
import type { CivilDate } from '../../domain/ids';
import { addDays } from '../../domain/calendar';
import { begin } from '../support/courseWalk';

const date = (words: string): CivilDate => words as CivilDate;

test.each(['2008-12-08', '2008-02-29', '2010-01-01', '2010-12-31'])(
  'who was born on %s is 18 from the day that is said, and not on the day before',
  (birth) => {
    const day = adultFrom(date(birth));
    expect(isOldEnough(date(birth), day)).toBe(true);
    expect(isOldEnough(date(birth), addDays(day, -1))).toBe(false);
  },
);

test('says truly whether the draft is open on the birthday', () => {
  const state = begin();
  const at = state.lastAt;
  const lapse = state.dues.find(({ name }) => name === 'applicationLapse')?.dueAt;
  // Lapsing at 24:00 of a day is the first instant of the next one.
  const lastOpen = addDays(date(new Date(lapse ?? '').toISOString().slice(0, 10)), 0);
  const words = (day: CivilDate): string => underAgeWords(state, day, at).draft ?? '';
  expect(words(lastOpen)).toContain('Den er altså åben, når du fylder 18.');
  expect(words(addDays(lastOpen, 1))).toContain('Det er, før du fylder 18.');
  expect(underAgeWords(state, date('2028-10-20'), at).maySend).toContain(
    'fredag 20. oktober 2028, hvor du fylder 18',
  );
  expect(underAgeWords({ ...state, dues: [] }, lastOpen, at).draft).toBeNull();
});
