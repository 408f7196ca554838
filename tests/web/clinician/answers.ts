/** An application as somebody might fill it in: a depression in moderate grade, some worry. */
const items = (values: readonly number[]): Record<string, string> =>
  Object.fromEntries(values.map((value, index) => [`item${index + 1}`, String(value)]));

export const ANSWERS: Readonly<Record<string, Record<string, string>>> = {
  aboutYou: { phone: '00 00 00 01', email: '', municipality: '0740', work: 'employed' },
  eligibility: {
    problem: 'depression',
    livesInDenmark: 'yes',
    equipment: 'yes',
    digitalPost: 'yes',
    danish: 'yes',
    psychosisOrBipolar: 'no',
    ptsdOrOcd: 'no',
    otherMainProblem: 'none',
    personalityDisorder: 'no',
    stressReaction: 'unsure',
  },
  ownWords: {
    story:
      'Jeg vågner klokken fire og kan ikke sove igen.\nJeg går på arbejde, men alt tager ' +
      'dobbelt så lang tid. <script>alert(1)</script> {{navn}}',
    since: 'Siden sommerferien.',
    goal: 'At kunne glæde mig til noget.',
  },
  phq9: items([2, 2, 2, 2, 1, 2, 2, 0, 1]),
  gad7: items([1, 2, 1, 1, 2, 1, 1]),
  safety: { thoughts: 'sometimes', suicideRisk: 'no', attempts: 'no', more: '' },
  earlierHelp: {
    otherTreatment: 'no',
    earlier: 'Psykolog for to år siden. Det hjalp lidt.',
    medication: 'recent',
    medicine: 'Sertralin 50 mg',
    medicationOnly: 'no',
  },
  alcohol: { alcohol: 'no', drugs: 'no', ...items([2, 1, 0, 0, 0, 0, 0, 0, 0, 0]) },
  gp: { gp: 'X00002' },
  consents: { gpEnd: 'yes' },
};
