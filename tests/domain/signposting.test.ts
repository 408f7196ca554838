import { DIAGNOSES, diagnosisOf, PROGRAMME_NAMES, PROGRAMMES } from '../../domain/diagnoses';
import {
  reasonSentences,
  RECOMMENDATIONS,
  REJECTION_OPENING,
  REJECTION_REASONS,
  suggestedFor,
} from '../../domain/signposting';
import type { RecommendationKey, RejectionReason } from '../../domain/signposting';

const reasons = Object.keys(REJECTION_REASONS) as RejectionReason[];
const recommendations = Object.keys(RECOMMENDATIONS) as RecommendationKey[];

describe('a rejection in plain words', () => {
  test('tells the reason as ours, and a second one after it', () => {
    expect([REJECTION_OPENING, ...reasonSentences(['ptsdOrOcd', 'otherTreatment'])]).toEqual([
      'Vi har læst din ansøgning grundigt. ' +
        'Vi tror ikke, at vores behandling hjælper dig nok lige nu.',
      'Det er, fordi PTSD og OCD skal behandles på en anden måde, end vi kan.',
      'Det er også, fordi du allerede får psykologisk behandling. To behandlinger på samme tid ' +
        'virker sjældent bedre end én.',
    ]);
  });

  test("takes the psychologist's own words as they stand", () => {
    expect(reasonSentences(['other'], ' Vi talte om det i telefonen. ')).toEqual([
      'Vi talte om det i telefonen.',
    ]);
    expect(reasonSentences(['danish'], '')).toHaveLength(1);
    expect(reasonSentences(['other'])).toEqual([]);
  });

  test.each(reasons)(
    '%s has somewhere to go, and reads as one sentence after "fordi"',
    (reason) => {
      const row = REJECTION_REASONS[reason];
      expect(row.suggests.length).toBeGreaterThan(0);
      expect(row.label).not.toBe('');
      if (row.because === null) return;
      expect(row.because).toMatch(/^(\p{Ll}|PTSD)/u);
      expect(row.because).not.toMatch(/\.$|!|desværre|afvist|opfylder|kriteri|pga\./i);
    },
  );

  test('who may be in danger is sent to acute help first', () => {
    expect(suggestedFor(['suicideRisk'])[0]).toBe('acutePsychiatry');
  });

  test('each recommendation stands once, and there is always the GP', () => {
    expect(suggestedFor(['tooSevere', 'suicideRisk'])).toEqual([
      'ownGp',
      'psychiatryByGp',
      'acutePsychiatry',
    ]);
    expect(suggestedFor([])).toEqual(['ownGp']);
  });

  test.each(recommendations)('%s is whole sentences, warm and without officialese', (key) => {
    const { letter, label } = RECOMMENDATIONS[key];
    expect(letter).toMatch(/^\p{Lu}.*\.$/su);
    expect(letter).not.toMatch(/desværre|!|venligst|pågældende|  /i);
    expect(label).not.toBe('');
  });
});

describe('diagnoses', () => {
  test('are the eight of the target group', () => {
    expect(DIAGNOSES.map((diagnosis) => diagnosis.code)).toEqual([
      'DF320',
      'DF321',
      'DF330',
      'DF331',
      'DF400',
      'DF401',
      'DF402',
      'DF410',
    ]);
  });

  test('lead to one of five programmes, each of which somebody needs', () => {
    expect(new Set(DIAGNOSES.map((diagnosis) => diagnosis.programme))).toEqual(new Set(PROGRAMMES));
    expect(PROGRAMMES.map((programme) => PROGRAMME_NAMES[programme])).toContain('Enkelfobi');
    expect(diagnosisOf('DF410')?.programme).toBe('panic');
    expect(diagnosisOf('DF431')).toBeNull();
  });
});
