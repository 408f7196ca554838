/**
 * The scores of one questionnaire as a line over the weeks: geometry for parts/score-chart.hbs. Not
 * trend.ts: there several lines are told apart over days, here one is held against levels and limits.
 */
import { numberWords } from '../../domain/danish';
import { FOLLOW_UP } from '../../domain/followUp';
import { MEASURES, type MeasureId } from '../../domain/measures';
import { endOf, startScore, weekOf, type ToldScore } from '../../domain/measuring';

interface Mark {
  readonly y: number;
  readonly textY: number;
  readonly text: string;
}
/** {{> score-chart chart}}: lengths in the units of its view box, places from the upper left. */
export interface ScoreChart {
  /** What the picture shows, for who does not see it; the same stands in a table. */
  readonly label: string;
  readonly viewBox: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly ticks: readonly Mark[];
  readonly columns: readonly { readonly x: number; readonly text: string }[];
  readonly columnsY: number;
  /** From dot to dot; what could not be reckoned in between breaks it. */
  readonly lines: readonly string[];
  readonly dots: readonly {
    readonly x: number;
    readonly y: number;
    readonly textY: number;
    readonly text: string;
    /** Reckoned from fewer answers: drawn as a ring. */
    readonly hollow: boolean;
  }[];
  /** Answered, and not scored: a cross at the foot. */
  readonly gaps: readonly string[];
  /** What a ring and a cross mean, where there are any. */
  readonly key: readonly {
    readonly ring: boolean;
    readonly cross: string;
    readonly text: string;
  }[];
  /** For staff on a phone, who see the right end of the picture only by moving it. */
  readonly limitKey: readonly { readonly kind: 'cut' | 'change'; readonly text: string }[];
  /** For staff: the bands of severity, each named at the edge. */
  readonly bands: readonly (Mark & { readonly height: number; readonly tone: string })[];
  readonly bandX: number;
  readonly bandWidth: number;
  readonly tickX: number;
  readonly limitX: number;
  /** For staff: the cut-off, and how far from the start counts as change. */
  readonly limits: readonly (Mark & { readonly kind: 'cut' | 'change' })[];
}

/** How a picture is laid out: a phone's width for patients, more at the edge for staff. */
const PATIENT = { width: 320, height: 190, left: 30, right: 14, top: 18, bottom: 32 } as const;
const STAFF = { width: 560, height: 230, left: 34, right: 150, top: 18, bottom: 34 } as const;
type Layout = typeof PATIENT | typeof STAFF;
/** Fewer weeks are not drawn wider: a first week must not look like a whole treatment. */
const LEAST_WEEKS = 6;
const MOST_LABELS = 8;
const MOST_NUMBERS = 7;
const TEXT = 5;
/** How far a cross reaches from its middle, which stands so far above the foot. */
const CROSS = 5;
const WORDS_APART = 16;

/** Null with less than two scores: one point is no line. `scores`: the oldest first. */
export function scoreChart(
  measure: MeasureId,
  scores: readonly ToldScore[],
  { forStaff, label }: { readonly forStaff: boolean; readonly label: string },
): ScoreChart | null {
  const own = scores.filter((one) => one.measure === measure);
  if (own.filter(({ score }) => score !== null).length < 2) return null;
  const layout = forStaff ? STAFF : PATIENT;
  const { min, max } = rangeOf(measure);
  const bottom = layout.height - layout.bottom;
  const y = (score: number): number =>
    round(bottom - ((score - min) / (max - min)) * (bottom - layout.top));
  const places = placesOf(own);
  const x = (place: number): number =>
    round(
      layout.left +
        (place / places.last) * (layout.width - layout.left - layout.right - TEXT) +
        TEXT,
    );
  const runs = runsOf(own).map((run) =>
    run.map(({ occasion, score, leftOut }) => ({
      x: x(places.of(occasion)),
      y: y(score),
      text: numberWords(score),
      hollow: leftOut.length > 0,
    })),
  );
  const dots = runs.flat();
  const gaps = own.flatMap(({ occasion, score }) =>
    score === null ? [crossAt(x(places.of(occasion)), bottom - CROSS - 2)] : [],
  );
  const numbered = (index: number): boolean =>
    dots.length <= MOST_NUMBERS || index === 0 || index === dots.length - 1;
  return {
    label,
    viewBox: `0 0 ${layout.width} ${layout.height}`,
    left: layout.left,
    right: layout.width - layout.right,
    top: layout.top,
    bottom,
    ticks: ticksOf(measure).map((tick) => mark(y(tick), numberWords(tick))),
    columns: places.labels.map(({ place, text }) => ({ x: x(place), text })),
    columnsY: bottom + 20,
    lines: runs.map((run) => run.map((dot) => `${dot.x},${dot.y}`).join(' ')),
    dots: dots.map((dot, index) => ({
      ...dot,
      textY: dot.y - 9,
      text: numbered(index) ? dot.text : '',
    })),
    gaps,
    key: keyOf({ hollow: dots.some((dot) => dot.hollow), gap: gaps.length > 0 }),
    bands: forStaff ? bandsOf(measure, y) : [],
    bandX: layout.width - layout.right + 14,
    bandWidth: layout.width - layout.right - layout.left,
    tickX: layout.left - 6,
    limitX: layout.width - layout.right - 6,
    limits: forStaff ? limitsOf(measure, own, layout, y) : [],
    limitKey: forStaff ? limitKeyOf(measure) : [],
  };
}

type Scored = ToldScore & { readonly score: number };

/** The scores in a row, apart where one in between could not be reckoned. */
function runsOf(own: readonly ToldScore[]): readonly (readonly Scored[])[] {
  return own
    .reduce<readonly (readonly Scored[])[]>(
      (runs, { score, ...one }) =>
        score === null
          ? [...runs, []]
          : [...runs.slice(0, -1), [...(runs.at(-1) ?? []), { ...one, score }]],
      [[]],
    )
    .filter((run) => run.length > 0);
}

function crossAt(x: number, y: number): string {
  const [left, top] = [round(x - CROSS), round(y - CROSS)];
  const way = CROSS * 2;
  return `M${left} ${top}l${way} ${way}m0 -${way}l-${way} ${way}`;
}

function keyOf({ hollow, gap }: { hollow: boolean; gap: boolean }): ScoreChart['key'] {
  const cross = crossAt(9, 9);
  return [
    ...(hollow
      ? [{ ring: true, cross, text: 'En ring: beregnet, selv om nogle svar mangler.' }]
      : []),
    ...(gap ? [{ ring: false, cross, text: 'Et kryds: for få svar til et tal.' }] : []),
  ];
}

function mark(y: number, text: string): Mark {
  return { y, textY: y + TEXT, text };
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}

function rangeOf(measure: MeasureId): { min: number; max: number } {
  const { max, bands } = MEASURES[measure];
  return { min: bands[0]?.from ?? 0, max };
}

function ticksOf(measure: MeasureId): readonly number[] {
  const { min, max } = rangeOf(measure);
  const steps = (max - min) % 3 === 0 ? 3 : 4;
  return Array.from({ length: steps + 1 }, (_, step) => min + ((max - min) / steps) * step);
}

/**
 * The start at 0, each week at its number, an end and half a year later after what was answered
 * before them. An end that weeks came after, because the course was moved back, lies between.
 */
function placesOf(scores: readonly ToldScore[]) {
  const weeks = scores.flatMap((one) => weekOf(one.occasion) ?? []);
  const lastWeek = Math.max(0, ...weeks);
  const inOrder = scores.toSorted((a, b) => (a.answeredAt < b.answeredAt ? -1 : 1));
  const places = new Map<string, number>();
  let before = 0;
  for (const [index, { occasion }] of inOrder.entries()) {
    before = weekOf(occasion) ?? placeBetween(occasion, before, inOrder.slice(index + 1));
    places.set(occasion, before);
  }
  const of = (occasion: string): number => places.get(occasion) ?? 0;
  const after = inOrder.filter((one) => of(one.occasion) > lastWeek);
  const last = Math.max(LEAST_WEEKS, lastWeek, ...after.map((one) => of(one.occasion)));
  const shownWeeks = after.length > 0 ? lastWeek : last;
  const step = shownWeeks > MOST_LABELS ? 2 : 1;
  const numbers = Array.from({ length: shownWeeks }, (_, index) => index + 1).filter(
    (week) => week % step === 0 && (after.length === 0 || week < lastWeek || step === 1),
  );
  return {
    of,
    last,
    labels: [
      { place: 0, text: 'Start' },
      ...numbers.map((week) => ({ place: week, text: String(week) })),
      ...after.map((one) => ({
        place: of(one.occasion),
        text: endOf(one.occasion) === null ? '½ år' : 'Slut',
      })),
    ],
  };
}

function placeBetween(occasion: string, before: number, later: readonly ToldScore[]): number {
  if (endOf(occasion) === null && occasion !== FOLLOW_UP) return 0;
  const next = later.flatMap((one) => weekOf(one.occasion) ?? []).at(0);
  return next === undefined ? before + 1 : (before + next) / 2;
}

function bandsOf(measure: MeasureId, y: (score: number) => number): ScoreChart['bands'] {
  const { bands } = MEASURES[measure];
  const { max } = rangeOf(measure);
  return bands.map(({ from, label }, index) => {
    const to = bands[index + 1]?.from ?? max;
    const top = y(to);
    const height = round(y(from) - top);
    return { ...mark(top + height / 2, label), y: top, height, tone: index % 2 ? 'odd' : 'even' };
  });
}

function limitsOf(
  measure: MeasureId,
  own: readonly ToldScore[],
  layout: Layout,
  y: (score: number) => number,
): ScoreChart['limits'] {
  const { cutOff, reliableChange } = MEASURES[measure];
  const start = startScore(own, measure);
  const { min, max } = rangeOf(measure);
  const change =
    start === null || reliableChange === null
      ? []
      : [start - reliableChange, start + reliableChange].filter((at) => at >= min && at <= max);
  const text = (at: number): string => {
    const sign = start !== null && at < start ? '−' : '+';
    return `Start ${sign} ${numberWords(reliableChange ?? 0)}`;
  };
  const limits = [
    ...(cutOff === null ? [] : [{ ...over(y(cutOff), `Grænse ${cutOff}`), kind: 'cut' as const }]),
    ...change.map((at) => ({ ...over(y(at), text(at)), kind: 'change' as const })),
  ].filter(({ y: at }) => at >= layout.top);
  return wordsApart(limits.toSorted((one, other) => one.y - other.y));
}

function limitKeyOf(measure: MeasureId): ScoreChart['limitKey'] {
  const { cutOff, reliableChange } = MEASURES[measure];
  const cut = cutOff === null ? null : `Streger: grænsen ${numberWords(cutOff)}.`;
  const change =
    reliableChange === null
      ? null
      : `Prikker: start ± ${numberWords(reliableChange)}, sikker ændring.`;
  return [
    ...(cut ? [{ kind: 'cut' as const, text: cut }] : []),
    ...(change ? [{ kind: 'change' as const, text: change }] : []),
  ];
}

/** Two lines that lie close have their words together, at the upper one. */
function wordsApart(limits: ScoreChart['limits']): ScoreChart['limits'] {
  return limits.reduce<ScoreChart['limits']>((done, limit) => {
    const above = done.at(-1);
    if (!above || limit.y - above.y >= WORDS_APART) return [...done, limit];
    const both = { ...above, text: `${above.text}, ${limit.text.toLowerCase()}` };
    return [...done.slice(0, -1), both, { ...limit, text: '' }];
  }, []);
}

/** Written on its line, at the right end, where the weeks are that have not come yet. */
function over(y: number, text: string): Mark {
  return { y, textY: y - 4, text };
}
