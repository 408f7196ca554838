/** What the psychologist reads of the scores: the line in words, and what treatment did at its end. */
import { instant } from '../../../domain/ids';
import { MEASURES, type MeasureId } from '../../../domain/measures';
import { endWords } from '../../../web/clinician/endWords';
import { staffLines } from '../../../web/clinician/scoreLines';
import { states } from '../patient/walked';

const NOW = instant('2026-12-20T10:00:00Z');
let seconds = 0;
const score = (
  measure: string,
  occasion: string,
  points: number | null,
  leftOut: readonly number[] = [],
) => {
  seconds += 1;
  return {
    responseId: `00000000-0000-4000-8000-${String(seconds).padStart(12, '0')}`,
    measure,
    version: '1',
    language: 'da',
    occasion,
    score: points,
    band: null,
    isCase: null,
    scorerVersion: '1',
    asked: MEASURES[measure as MeasureId].items.length,
    leftOut,
    answeredAt: instant(`2026-11-01T10:00:${String(seconds).padStart(2, '0')}Z`),
  };
};
const ends = (phq9: readonly [number, number], gad7: readonly [number, number]) => [
  score('phq9', 'application', phq9[0]),
  score('gad7', 'application', gad7[0]),
  score('phq9', 'closing', phq9[1]),
  score('gad7', 'closing', gad7[1]),
];
/** Ended before the scores of the end were given. */
const over = {
  ...states.lastTalk,
  since: { ...states.lastTalk.since, treatmentEnded: instant('2026-11-01T09:00:00Z') },
};
const said = (scores: Parameters<typeof endWords>[1]) =>
  endWords(over, scores).map(({ text, look }) => (look ? `Se her: ${text}` : text));

beforeEach(() => {
  seconds = 0;
});

it.each([
  [
    [17, 11],
    [9, 9],
    'Stadig over grænsen på mindst ét.',
    'Sikker bedring på mindst ét af PHQ-9 og GAD-7.',
  ],
  [
    [17, 12],
    [9, 7],
    'Stadig over grænsen på mindst ét.',
    'Ingen sikker ændring på PHQ-9 og GAD-7.',
  ],
  [
    [15, 9],
    [8, 7],
    'Nu under grænsen på begge: kommet sig.',
    'Sikker bedring på mindst ét af PHQ-9 og GAD-7, og kommet sig.',
  ],
  [
    [11, 17],
    [9, 9],
    'Stadig over grænsen på mindst ét.',
    'Se her: Sikker forværring på mindst ét af PHQ-9 og GAD-7.',
  ],
] as const)('PHQ-9 %j and GAD-7 %j: %s %s', (phq9, gad7, caseness, change) => {
  expect(said(ends(phq9, gad7))).toEqual([
    'Ved start over grænsen på mindst ét af PHQ-9 og GAD-7.',
    caseness,
    change,
  ]);
});

it('says when the end was not measured, and when there is too little to say anything', () => {
  const weeks = [...ends([17, 11], [9, 9])].map((one) =>
    one.occasion === 'closing' ? { ...one, occasion: 'week-3' } : one,
  );
  expect(said(weeks)[0]).toBe(
    'Patienten har ikke svaret på de sidste spørgeskemaer. Den seneste score er brugt.',
  );
  expect(said([score('phq9', 'application', 12)])).toContain(
    'Der er for få scorer til at sige, hvad der er ændret.',
  );
});

it.each([
  [
    17,
    11,
    'Faldet 6 siden start: sikker bedring (grænse 6). Lavere er bedre. Grænsen er 10.',
    false,
  ],
  [17, 12, 'Faldet 5 siden start: ingen sikker ændring (grænse 6).', false],
  [10, 16, 'Steget 6 siden start: sikker forværring (grænse 6).', true],
])('PHQ-9 from %i to %i: %s', (first, last, words, look) => {
  const [line] = staffLines(
    [score('phq9', 'application', first), score('phq9', 'week-2', last)],
    NOW,
  );
  expect(line?.words).toContain(words);
  expect(line?.look).toBe(look);
  const limits = line?.chart?.limits.map(({ text }) => text).join(' ') ?? '';
  expect(limits).toMatch(/grænse 10/i);
  expect(limits).toMatch(/Start [+−] 6/);
  expect(
    line?.table.rows
      .at(-1)
      ?.map(({ text }) => text)
      .at(-1),
  ).toMatch(/^[+−]\d/);
});

it('a questionnaire with too many left out is in the table, and draws no line', () => {
  const [line] = staffLines([score('gad7', 'week-1', null, [1, 4, 7])], NOW);
  expect(line?.heading).toMatch(/^GAD-7: for få svar til en score \(4 af 7\), uge 1, /);
  expect(line?.look).toBe(true);
  expect(line?.words).toMatch(
    /^Den kunne ikke beregnes: der skal mindst 5 svar til. Sprunget over/,
  );
  expect(line?.chart).toBeNull();
});

it('a score of fewer answers says so in heading, words, table and drawing', () => {
  const [line] = staffLines(
    [score('phq9', 'application', 17), score('phq9', 'week-2', 9, [3])],
    NOW,
  );
  expect(line?.heading).toMatch(/^PHQ-9: 9, uge 2, .*, beregnet af 8 af 9 svar$/);
  expect(line?.words).toContain('Sprunget over: spørgsmål 3.');
  expect(line?.table.rows.at(-1)?.[2]?.text).toContain('beregnet af 8 af 9 svar');
  expect(line?.chart?.dots.map(({ hollow }) => hollow)).toEqual([false, true]);
});

it('a week of too few answers is no old score: what was left out, and the old one with its week', () => {
  const [line] = staffLines(
    [
      score('phq9', 'application', 17),
      score('phq9', 'week-1', 18),
      score('phq9', 'week-2', null, [1, 2, 3, 9]),
    ],
    NOW,
  );
  expect(line?.heading).toMatch(/^PHQ-9: for få svar til en score \(5 af 9\), uge 2, /);
  expect(line?.words).toMatch(
    /mindst 7 svar til. Den seneste score er fra uge 1, \S+dag .*: 18. Sprunget over: spørgsmål 1, 2, 3, 9\./,
  );
  expect(line?.words).not.toContain('siden start');
  expect(line?.look).toBe(true);
  expect(line?.chart?.gaps).toHaveLength(1);
  expect(line?.table.rows.at(-1)?.map(({ text }) => text)).toEqual([
    expect.stringContaining('Uge 2'),
    '–',
    'For få svar: 5 af 9',
    '–',
  ]);
});

it('an end of too few answers is pointed at, and the score used for it is named', () => {
  const words = said([
    score('phq9', 'application', 17),
    score('gad7', 'application', 9),
    score('phq9', 'week-9', 8),
    score('phq9', 'closing', null, [1, 2, 3]),
    score('gad7', 'closing', 4),
  ]);
  expect(words[0]).toMatch(
    /^Se her: PHQ-9: for få svar til en score \(6 af 9\), afslutning, .*\. Her er brugt scoren fra uge 9: 8\.$/,
  );
});

it('words of limits that lie close stand together, and no two on each other', () => {
  const [line] = staffLines([score('phq9', 'application', 17), score('phq9', 'week-2', 9)], NOW);
  const texts = line?.chart?.limits.map(({ text }) => text);
  expect(texts).toEqual(['Start + 6', 'Start − 6, grænse 10', '']);
});

it('well-being that rises is better, and is read so', () => {
  const both = [score('who5', 'application', 40), score('who5', 'week-4', 52)];
  expect(staffLines(both, NOW)[0]?.words).toBe(
    'Steget 12 siden start: sikker bedring (grænse 10). Højere er bedre. Grænsen er under 50.',
  );
});

describe('a course that was moved back and has ended again', () => {
  const again = {
    ...over,
    since: { ...over.since, treatmentEnded: instant('2026-12-15T10:00:00Z') },
  };
  const answeredAt = instant('2026-12-16T10:00:00Z');
  const newest = () => [
    ...ends([17, 11], [9, 9]),
    { ...score('phq9', 'closing-2', 8), answeredAt },
    { ...score('gad7', 'closing-2', 7), answeredAt },
  ];

  it('is judged by its newest end, and says when that was not measured', () => {
    const words = endWords(again, newest()).map(({ text }) => text);
    expect(words[0]).not.toContain('har ikke svaret');
    expect(words).toContain('Nu under grænsen på begge: kommet sig.');
    const before = endWords(again, ends([17, 11], [9, 9])).map(({ text }) => text);
    expect(before[0]).toContain('har ikke svaret på de sidste spørgeskemaer');
  });

  it('has each score further to the right than the one before', () => {
    const line = (
      ['application', 'week-7', 'closing', 'week-10', 'closing-2', 'followUp'] as const
    ).map((occasion) => score('phq9', occasion, 12));
    const [drawn] = staffLines(line, NOW);
    const xs = drawn?.chart?.dots.map(({ x }) => x) ?? [];
    expect(xs).toHaveLength(6);
    expect(xs.toSorted((a, b) => a - b)).toEqual(xs);
    expect(new Set(xs).size).toBe(6);
    expect(drawn?.table.rows.map(([when]) => when?.text)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Afslutning,'),
        expect.stringContaining('Afslutning 2,'),
      ]),
    );
  });
});
