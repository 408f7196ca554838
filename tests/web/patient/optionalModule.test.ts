/** A module that patients may leave out is offered and named so, and stands in nobody's way. */
import { homeMain } from '../../../web/patient/home';
import { steps } from '../../support/courseWalk';
import { restOf } from '../../support/depression';
import { FIRST, nowOf, own, SECOND, states } from './walked';

const LAST = 'forebyg-tilbagefald';
const SLEEP = 'soevn';
/** All but the last is handed in, and sleep has opened. */
const onlySleep = steps(
  states.answered,
  { name: 'handIn', moduleId: SECOND },
  { name: 'giveFeedback', moduleId: SECOND },
  ...restOf([FIRST, SECOND, LAST]),
  { name: 'openModule', moduleId: SLEEP },
);
const both = steps(onlySleep, { name: 'openModule', moduleId: LAST });
const homeOf = (state: typeof both): string =>
  JSON.stringify(homeMain(state, own, nowOf(state))).replaceAll('\u00ad', '');

test('the list says that sleep is for who wants it', () => {
  expect(homeOf(onlySleep)).toContain('9. Søvn: når nætterne er svære');
});

test('it is the module now while nothing else is open, and no longer', () => {
  expect(homeOf(onlySleep)).toContain('Dit modul nu: Søvn: når nætterne er svære');
  expect(homeOf(both)).toContain('Dit modul nu: Forebyg tilbagefald');
});
