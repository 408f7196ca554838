import fc from 'fast-check';
import { rowOf } from '../../../domain/course';
import { plusMillis } from '../../../domain/ids';
import type { CourseState } from '../../../domain/state';
import { newForm } from '../../../web/shared/formState';
import { homeMain } from '../../../web/patient/home';
import { placeOf, type Place } from '../../../web/patient/place';
import { withdrawMain } from '../../../web/patient/withdraw';
import { HOUR, walk, type Choice } from '../../support/courseWalk';
import { own, states } from './walked';

const choice = fc.record({
  sort: fc.constantFrom<Choice['sort']>(
    'clock',
    'onward',
    'onward',
    'onward',
    'aside',
    'back',
    'out',
  ),
  pick: fc.nat({ max: 1000 }),
  hours: fc.nat({ max: 300 }),
});
const PHASE_OF: Readonly<Record<Place, string>> = {
  writing: 'application',
  beingRead: 'screening',
  choosing: 'assessment',
  agreed: 'assessment',
  working: 'treatment',
  lastTalk: 'closing',
  beingClosed: 'epicrise',
  over: 'ended',
};

function checked(state: CourseState): void {
  const place = placeOf(state);
  expect(PHASE_OF[place]).toBe(rowOf(state.stage).phase);
  if (place === 'agreed') expect(state.appointment).not.toBeNull();
  const main = homeMain(state, own, plusMillis(state.lastAt, HOUR));
  expect(main.ask.heading).not.toBe('');
  expect(main.ask.sentences.length + main.ask.quiet.length).toBeGreaterThan(0);
  expect(main.ask.form && main.ask.go).toBeNull();
  expect(withdrawMain(state, newForm(state, null, {})).main.form !== null).toBe(place !== 'over');
}

it('wherever a course goes, the patient’s page is at the phase the table says, and has words', () => {
  fc.assert(
    fc.property(fc.array(choice, { maxLength: 25 }), (choices) => {
      walk(choices, checked);
    }),
    { numRuns: 60 },
  );
});

it('each place of a course is met by the samples', () => {
  expect(new Set(Object.values(states).map(placeOf))).toEqual(new Set(Object.keys(PHASE_OF)));
});
