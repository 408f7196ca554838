/** Every answer that speaks against is explained at once and kindly, with other help. */
import { APPLICATION, SECTION_IDS, type SectionValues } from '../../domain/application';
import { answerLabel, criterion } from '../../domain/eligibility';
import { EXPLANATIONS, explanationOf, toldAtOnce, toldOfAudit } from '../../domain/explanations';
import { flagsFrom, SAFETY_QUESTIONS, thresholdsOn } from '../../domain/risk';
import { RECOMMENDATIONS } from '../../domain/signposting';
import { CRITERION_IDS, type CriterionId } from '../../domain/targetGroup';
import type { CivilDate } from '../../domain/ids';
import { lix } from '../../programmes/lix';

const limits = thresholdsOn('2026-11-23' as CivilDate);
const isSafety = (id: CriterionId): boolean => SAFETY_QUESTIONS.some((one) => one === id);
const marked = CRITERION_IDS.flatMap((id) =>
  criterion(id).lookHere.map((answer) => [id, answer] as const),
);
/** Says that nothing speaks against, as the hint of its question does: nobody is stopped by it. */
const IN_PEACE = ['medication: recent'];

test('the application asks every criterion of the target group', () => {
  const asked = SECTION_IDS.flatMap((id) => APPLICATION[id].questions.map(({ name }) => name));
  expect(asked).toEqual(expect.arrayContaining([...CRITERION_IDS]));
});

test.each(marked)('%s answered %s is explained in the application at once', (id, answer) => {
  const told = toldAtOnce({ [id]: answer });
  if (isSafety(id)) {
    // The crisis page comes instead, and says its own.
    expect(told).toEqual([]);
    expect(flagsFrom({ safety: { [id]: answer } }, limits)).toHaveLength(1);
    return;
  }
  expect(told).toHaveLength(IN_PEACE.includes(`${id}: ${answer}`) ? 0 : 1);
  expect(explanationOf(id, answer)).not.toBeNull();
});

test('an answer that fits, and what is no answer, is left in peace', () => {
  for (const id of CRITERION_IDS) {
    const { options, lookHere } = criterion(id);
    const fits = options.find(({ value }) => !lookHere.includes(value))?.value ?? '';
    expect(answerLabel(id, fits)).not.toBeNull();
    expect(toldAtOnce({ [id]: fits })).toEqual([]);
    expect(toldAtOnce({ [id]: '<b>' })).toEqual([]);
  }
});

describe.each(Object.entries(EXPLANATIONS))('the words about %s', (id, explanations) => {
  it('belong to one answer each, kind and easy, with help that exists', () => {
    const answers = explanations.flatMap((one) => one.answers);
    expect(answers.toSorted()).toEqual(criterion(id as CriterionId).lookHere.toSorted());
    for (const { text, recommends } of explanations) {
      expect(text).not.toMatch(/!|desværre|beklager|kan ikke søge|afvis|afslag/i);
      expect(lix(text)).toBeLessThanOrEqual(40);
      for (const key of recommends) expect(RECOMMENDATIONS).toHaveProperty(key);
    }
  });
});

describe('AUDIT', () => {
  const scoring = (points: readonly number[], alcohol: string): SectionValues => ({
    alcohol,
    ...Object.fromEntries(
      Array.from({ length: 10 }, (_, at) => [`item${at + 1}`, `${points[at] ?? 0}`]),
    ),
  });

  it('at the cut-off of 8 is told like drinking too much; below it, or half answered, not', () => {
    const [told] = toldOfAudit(scoring([4, 4], 'no'));
    expect(told?.recommends).toContain('addictionCentre');
    expect(toldOfAudit(scoring([4, 3], 'no'))).toEqual([]);
    expect(toldOfAudit({ alcohol: 'no', item1: '4', item2: '4' })).toEqual([]);
    expect(toldOfAudit(undefined)).toEqual([]);
  });

  it('is not told to somebody who said it first', () => {
    expect(toldOfAudit(scoring([4, 4], 'yes'))).toEqual([]);
  });
});
