/** The map of a course as a drawing: boxes one under the other, arrows on, back and out. */
import type { CourseMap, MappedStage } from '../../domain/courseMap';
import type { Stage } from '../../domain/course';
import { EVENT_WORDS, listed, STAGE_FOR_STAFF, WAITS_FOR } from '../../domain/danish';

/** In the units of the drawing; the page scales it to its column. */
const WIDTH = 330;
const BOX = { x: 34, width: 244, height: 52 };
const GAP = 46;
const TOP = 8;
/** Where the ways out run down to the end, left of the boxes. */
const RAIL_X = 12;
const LANE = 16;
const RIGHT = BOX.x + BOX.width;
/** The arrow to the next stage, and what it says beside it: two lines at most in most gaps. */
const ON_X = BOX.x + 24;
const LABEL = { x: ON_X + 14, letters: 27, line: 17 };

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly textX: number;
  readonly titleY: number;
  readonly quietY: number;
  readonly title: string;
  readonly quiet: string;
  readonly here: boolean;
}
interface Arrow {
  readonly kind: 'on' | 'back' | 'out';
  readonly path: string;
}
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  readonly labels: readonly { readonly x: number; readonly y: number; readonly text: string }[];
  /** The drawing in words, stage by stage. */
  readonly told: string;
}
/** All that leads from one stage to another: one arrow, however many events. */
interface Leg {
  readonly from: number;
  readonly to: number;
  readonly says: string;
}

export function drawingOf({ stages }: CourseMap, here: Stage | null): Drawing {
  const legs = stages.flatMap((stage, from) => legsOf(stages, stage, from));
  const ahead = legs.filter(({ from, to }) => to === from + 1);
  const out = legs.filter((leg) => !ahead.includes(leg) && stages[leg.to]?.row.open === false);
  const aside = legs.filter((leg) => !ahead.includes(leg) && !out.includes(leg));
  return {
    width: WIDTH,
    height: topOf(stages.length - 1) + BOX.height + TOP,
    boxes: stages.map((stage, index) => boxOf(stage, index, here)),
    arrows: [
      ...ahead.map(({ from }) => arrowOn(from)),
      ...out.map(({ from, to }) => arrowOut(from, to)),
      ...inLanes(aside),
    ],
    labels: ahead.flatMap((leg) => labelOf(leg)),
    told: stages.map((stage) => toldOf(stage)).join(' '),
  };
}

function legsOf(stages: readonly MappedStage[], { ways }: MappedStage, from: number): Leg[] {
  const targets = [...new Set(ways.map(({ move }) => move.to))];
  return targets.map((target) => {
    const events = ways.filter(({ move }) => move.to === target).map(({ event }) => event);
    const [first, ...others] = events.map((event) => EVENT_WORDS[event].staff);
    return {
      from,
      to: stages.findIndex(({ stage }) => stage === target),
      says: others.length > 0 ? `${events.length} veje` : (first ?? ''),
    };
  });
}

function topOf(index: number): number {
  return TOP + index * (BOX.height + GAP);
}

function boxOf({ stage, row }: MappedStage, index: number, here: Stage | null): Box {
  const y = topOf(index);
  const isHere = stage === here;
  return {
    ...BOX,
    y,
    textX: BOX.x + 14,
    titleY: y + 22,
    quietY: y + 41,
    title: isHere ? `${STAGE_FOR_STAFF[stage]} (her)` : STAGE_FOR_STAFF[stage],
    quiet: WAITS_FOR[row.waitsFor],
    here: isHere,
  };
}

function arrowOn(from: number): Arrow {
  return { kind: 'on', path: `M${ON_X} ${topOf(from) + BOX.height} V${topOf(from + 1) - 2}` };
}

/** What the arrow to the next stage stands for, around the middle of the gap. */
function labelOf({ from, says }: Leg): Drawing['labels'][number][] {
  const lines = says.split(' ').reduce<string[]>((all, word) => {
    const last = all.at(-1);
    return last !== undefined && `${last} ${word}`.length <= LABEL.letters
      ? [...all.slice(0, -1), `${last} ${word}`]
      : [...all, word];
  }, []);
  const middle = topOf(from) + BOX.height + GAP / 2 + 5;
  const first = middle - ((lines.length - 1) * LABEL.line) / 2;
  return lines.map((text, index) => ({ x: LABEL.x, y: first + index * LABEL.line, text }));
}

/** From the left side down to the end: all of these run together. */
function arrowOut(from: number, to: number): Arrow {
  const [y, end] = [topOf(from) + BOX.height / 2, topOf(to) + BOX.height / 2];
  return { kind: 'out', path: `M${BOX.x} ${y} H${RAIL_X} V${end} H${BOX.x - 2}` };
}

/** Back, past a stage or round to itself, on the right: what would cross gets a lane of its own. */
function inLanes(legs: readonly Leg[]): Arrow[] {
  const placed: { top: number; bottom: number; lane: number }[] = [];
  return legs.map(({ from, to }) => {
    // Up leaves high and arrives low, and a loop lies between: none crosses another at its box.
    const [start, end] = to < from ? [0.2, 0.9] : to > from ? [0.9, 0.2] : [0.75, 0.4];
    const [y, toY] = [topOf(from) + BOX.height * start, topOf(to) + BOX.height * end];
    const [top, bottom] = [Math.min(y, toY), Math.max(y, toY)];
    const taken = placed
      .filter((one) => one.top < bottom && top < one.bottom)
      .map(({ lane }) => lane);
    const lane = [0, 1, 2, 3].find((free) => !taken.includes(free)) ?? 0;
    placed.push({ top, bottom, lane });
    const x = RIGHT + LANE * (lane + 1);
    const bend = 8;
    const way = toY < y ? -1 : 1;
    return {
      kind: to > from ? 'on' : 'back',
      path:
        `M${RIGHT} ${y} H${x - bend} Q${x} ${y} ${x} ${y + way * bend} ` +
        `V${toY - way * bend} Q${x} ${toY} ${x - bend} ${toY} H${RIGHT + 2}`,
    };
  });
}

function toldOf({ stage, ways }: MappedStage): string {
  const targets = [...new Set(ways.map(({ move }) => STAGE_FOR_STAFF[move.to]))];
  return targets.length === 0
    ? `Fra ${STAGE_FOR_STAFF[stage]} går der ingen vej videre.`
    : `Fra ${STAGE_FOR_STAFF[stage]} går der vej til ${listed(targets, 'og')}.`;
}
