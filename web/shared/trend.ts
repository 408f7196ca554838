/**
 * Numbers over time as a small drawing: lines told apart by mark and dash, never by colour alone.
 * A questionnaire's one line with levels and limits is scoreChart.ts: the two share only two lines.
 */
import { numberWords } from '../../domain/danish';

/** What is drawn. `at` is a place on the way from 0 to 1. */
export interface TrendOf {
  /** What the drawing shows, for who cannot see it. */
  readonly caption: string;
  readonly min: number;
  readonly max: number;
  /** Whether a line joins the points: only those that follow one another in time. */
  readonly joined: boolean;
  /** At most three lines. */
  readonly lines: readonly {
    readonly label: string;
    readonly points: readonly { readonly at: number; readonly value: number }[];
  }[];
  /** What stands under the first and the last place. */
  readonly from: string;
  readonly to: string;
}

/** {{> trend trend}}: places in the units of the drawing's own box. */
export interface Trend {
  readonly caption: string;
  readonly box: string;
  readonly grid: readonly { readonly y: number; readonly textY: number; readonly text: string }[];
  readonly left: number;
  readonly right: number;
  readonly under: number;
  readonly from: string;
  readonly to: string;
  readonly lines: readonly {
    readonly label: string;
    /** "one", "two", "three": its dash and its mark. */
    readonly look: string;
    /** From mark to mark; null: they are not joined. */
    readonly way: string | null;
    readonly marks: readonly string[];
    /** The mark in the list of lines. */
    readonly sample: string;
  }[];
}

const WIDTH = 340;
const HEIGHT = 190;
const LEFT = 34;
const RIGHT = 328;
const TOP = 12;
const BOTTOM = 156;
const UNDER = 178;
/** From the middle of a number's letters down to their foot. */
const FOOT = 5;
const LOOKS = ['one', 'two', 'three'] as const;
const SAMPLE = { x: 18, y: 9 } as const;

/** Null when there is nothing to see: no line has two points. */
export function trendOf(of: TrendOf): Trend | null {
  if (!of.lines.some(({ points }) => points.length > 1)) return null;
  const place = (point: { at: number; value: number }) => ({
    x: rounded(LEFT + point.at * (RIGHT - LEFT)),
    y: heightOf(of, point.value),
  });
  return {
    caption: of.caption,
    box: `0 0 ${WIDTH} ${HEIGHT}`,
    grid: [of.min, (of.min + of.max) / 2, of.max].map((value) => {
      const y = heightOf(of, value);
      return { y, textY: y + FOOT, text: numberWords(value) };
    }),
    left: LEFT,
    right: RIGHT,
    under: UNDER,
    from: of.from,
    to: of.to,
    lines: of.lines.map(({ label, points }, index) => {
      const look = LOOKS[index] ?? 'three';
      const places = points.map(place);
      return {
        label,
        look,
        way: of.joined ? places.map(({ x, y }) => `${x},${y}`).join(' ') : null,
        marks: places.map((at) => markAt(look, at)),
        sample: markAt(look, SAMPLE),
      };
    }),
  };
}

function heightOf({ min, max }: TrendOf, value: number): number {
  return rounded(BOTTOM - ((value - min) / (max - min)) * (BOTTOM - TOP));
}

const TENTH = 10;
function rounded(value: number): number {
  return Math.round(value * TENTH) / TENTH;
}

/** A ring, a square or a triangle around a place. */
function markAt(look: (typeof LOOKS)[number], { x, y }: { x: number; y: number }): string {
  switch (look) {
    case 'one':
      return `M${rounded(x - 4.5)} ${y}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z`;
    case 'two':
      return `M${rounded(x - 4.5)} ${rounded(y - 4.5)}h9v9h-9z`;
    case 'three':
      return `M${x} ${rounded(y - 5.5)}l5.5 10h-11z`;
  }
}
