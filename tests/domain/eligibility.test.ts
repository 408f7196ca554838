import { answerLabel, criterion, isOldEnough, lookHere } from '../../domain/eligibility';
import type { EligibilityAnswers } from '../../domain/eligibility';
import type { CivilDate } from '../../domain/ids';
import { CRITERION_IDS, UNDER_AGE } from '../../domain/targetGroup';
import type { CriterionId } from '../../domain/targetGroup';

/** A person for whom there is nothing to look at. */
const plain: EligibilityAnswers = {
  problem: 'depression',
  livesInDenmark: 'yes',
  equipment: 'yes',
  digitalPost: 'yes',
  danish: 'yes',
  suicideRisk: 'no',
  psychosisOrBipolar: 'no',
  ptsdOrOcd: 'no',
  otherMainProblem: 'none',
  personalityDisorder: 'no',
  stressReaction: 'no',
  alcohol: 'no',
  drugs: 'no',
  otherTreatment: 'no',
  medication: 'no',
  medicationOnly: 'no',
};

describe('look here', () => {
  test('points at nothing in an application without hindrances', () => {
    expect(lookHere(plain)).toEqual([]);
  });

  test('points at what was answered and at what was not', () => {
    const { danish: _left, ...answers } = { ...plain, medication: 'recent', drugs: 'seldom' };
    expect(lookHere(answers)).toEqual([
      { id: 'danish', because: 'unanswered' },
      { id: 'drugs', because: 'answer' },
      { id: 'medication', because: 'answer' },
    ]);
  });

  test('points at a criterion that something else speaks of', () => {
    expect(lookHere(plain, ['suicideRisk'])).toEqual([{ id: 'suicideRisk', because: 'answer' }]);
  });

  test('an answer that no option has counts as none', () => {
    expect(lookHere({ ...plain, alcohol: 'perhaps' })).toEqual([
      { id: 'alcohol', because: 'unanswered' },
    ]);
    expect(answerLabel('alcohol', 'perhaps')).toBeNull();
    expect(answerLabel('medication', 'long')).toBe('Ja, i et år eller mere');
  });

  test('in doubt is always worth a look', () => {
    for (const id of CRITERION_IDS) {
      const { options, lookHere: marked } = criterion(id);
      if (options.some((option) => option.value === 'unsure')) expect(marked).toContain('unsure');
    }
  });
});

describe.each(CRITERION_IDS)('%s', (id: CriterionId) => {
  const row = criterion(id);
  const values = row.options.map((option) => option.value);

  test('has a question for the applicant and words for the psychologist', () => {
    expect(row.question.endsWith('?')).toBe(true);
    expect(row.label).not.toBe('');
    expect(new Set(values).size).toBe(values.length);
  });

  test('marks some answers and leaves at least one in peace', () => {
    expect(values).toEqual(expect.arrayContaining([...row.lookHere]));
    expect(row.lookHere.length > 0 && row.lookHere.length < values.length).toBe(true);
  });
});

describe('18 on the day of sending', () => {
  const birth = '2008-12-08' as CivilDate;
  test('the day before the birthday is too early, the birthday is not', () => {
    expect(isOldEnough(birth, '2026-12-07' as CivilDate)).toBe(false);
    expect(isOldEnough(birth, '2026-12-08' as CivilDate)).toBe(true);
    expect(UNDER_AGE.recommends).toContain('youngPeople');
  });
});
