/** The self-check: every answer gets kind words, and the rules stay where the application has them. */
import { criterion } from '../../domain/eligibility';
import { thresholdsOn } from '../../domain/risk';
import { CHECK_GROUPS, selfChecked } from '../../domain/selfCheck';
import { CRITERION_IDS } from '../../domain/targetGroup';
import type { CivilDate } from '../../domain/ids';

const limits = thresholdsOn('2026-11-23' as CivilDate);
const questions = CHECK_GROUPS.flatMap((group) => group.questions);
const look = (id: string, answer: string) => selfChecked({ [id]: answer }, limits);

test('asks every criterion of the target group once, and the age', () => {
  expect(questions.map(({ id }) => id).toSorted()).toEqual(['adult', ...CRITERION_IDS].toSorted());
});

describe.each(CRITERION_IDS)('to an answer about %s', (id) => {
  const { options, lookHere } = criterion(id);

  it.each(options.map(({ value }) => value))(
    '%s: words where the form says "look here"',
    (value) => {
      const said = look(id, value).answers[0]?.said ?? null;
      expect(said !== null).toBe(lookHere.includes(value));
      // Nothing is kept here, and there is no application yet.
      expect(said?.text ?? '').not.toMatch(/gemmer|gemt|din ansøgning bliver/i);
      expect(said?.recommends ?? []).not.toContain('applyAgain');
    },
  );
});

test('somebody under 18 hears where there is help for the young', () => {
  expect(look('adult', 'no').answers[0]?.said?.recommends).toContain('youngPeople');
  expect(look('adult', 'yes').answers[0]?.said).toBeNull();
});

test('the answer that raises a flag in the application leads with the crisis numbers, no other does', () => {
  const dangerous = questions.flatMap(({ id, options }) =>
    options.filter(({ value }) => look(id, value).isInDanger).map(({ value }) => [id, value]),
  );
  expect(dangerous).toEqual([['suicideRisk', 'yes']]);
});

test('other help is named once, and in danger nothing comes before it', () => {
  const { answers, recommends } = selfChecked(
    { alcohol: 'yes', stressReaction: 'yes', suicideRisk: 'yes' },
    limits,
  );
  expect(answers[0]?.id).toBe('suicideRisk');
  expect(recommends.filter((key) => key === 'ownGp')).toEqual(['ownGp']);
  expect(recommends).toEqual(expect.arrayContaining(['addictionCentre', 'municipality']));
});

test('what is no answer of ours is left out, and no answer at all is fine', () => {
  expect(selfChecked({ problem: '<b>', adult: 'maybe' }, limits).answers).toEqual([]);
  expect(selfChecked({}, limits)).toEqual({ isInDanger: false, answers: [], recommends: [] });
});
