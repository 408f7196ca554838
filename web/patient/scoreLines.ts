/** A patient's own scores over the weeks: a line each, in words, and the same in one table. */
import {
  betterWords,
  changeForPatient,
  dayMonth,
  numberWords,
  occasionWords,
} from '../../domain/danish';
import { FOLLOW_UP } from '../../domain/followUp';
import type { Instant } from '../../domain/ids';
import { bandOf, MEASURE_IDS, MEASURES, type MeasureId } from '../../domain/measures';
import { measureTitle, startScore, type KnownScore } from '../../domain/measuring';
import type { Table } from '../shared/parts';
import { scoreChart, type ScoreChart } from '../shared/scoreChart';

type Score = KnownScore & { readonly band: string | null };

export interface ScoreLine {
  readonly heading: string;
  readonly sentences: readonly string[];
  readonly chart: ScoreChart;
  readonly howToRead: string;
}
export interface ScoreLines {
  readonly lines: readonly ScoreLine[];
  /** Null while there is nothing to tell. */
  readonly table: Table | null;
}

/** Those whose scores have a meaning to a patient, where one is scored. */
export function scoreLines(all: readonly Score[], now: Instant): ScoreLines {
  const measures = MEASURE_IDS.filter(
    (id) =>
      MEASURES[id].bands.some((band) => band.forPatient !== null) &&
      all.some((one) => one.measure === id && one.score !== null),
  );
  return {
    lines: measures.flatMap((id) => lineOf(id, all) ?? []),
    table: measures.length > 0 ? tableOf(measures, all, now) : null,
  };
}

function lineOf(id: MeasureId, all: readonly Score[]): ScoreLine | null {
  const title = measureTitle(id);
  const own = all.filter((one) => one.measure === id && one.score !== null);
  const chart = scoreChart(id, own, { forStaff: false, label: pictureWords(title, own) });
  const last = own.at(-1);
  if (!chart || last?.score == null) return null;
  const start = startScore(own, id);
  const { max, risesWhenBetter } = MEASURES[id];
  const meaning = bandOf(id, last.band)?.forPatient;
  return {
    heading: title,
    sentences: [
      ...(meaning ? [meaning] : []),
      ...(own.length > 1 && start !== null ? [changeForPatient(id, start, last.score)] : []),
      ...(own.length === 1 ? ['Når du har svaret igen, kan du se her, hvordan det går.'] : []),
    ],
    chart,
    howToRead:
      `${betterWords(id)} Tallet går fra 0 til ${max}. ` +
      `${risesWhenBetter ? 'Et udsving på nogle point' : 'Et udsving på 2 point'} fra gang til gang er almindeligt.`,
  };
}

/** "Dit humør: start 16, uge 1 14, uge 2 11." */
function pictureWords(title: string, own: readonly Score[]): string {
  const said = own.map(
    (one) => `${whenWords(one.occasion).toLowerCase()} ${numberWords(one.score ?? 0)}`,
  );
  return `${title}, fra gang til gang: ${said.join(', ')}. Det samme står i tabellen.`;
}

function whenWords(occasion: string): string {
  return occasion === 'application' ? 'Ansøgning' : occasionWords(occasion);
}

function tableOf(measures: readonly MeasureId[], all: readonly Score[], now: Instant): Table {
  const shown = all.filter((one) => measures.some((id) => id === one.measure));
  const occasions = [...new Set(shown.map((one) => one.occasion))];
  return {
    caption: 'Det ældste først',
    columns: [
      { text: 'Hvornår' },
      ...measures.map((id) => ({ text: measureTitle(id), numeric: true })),
    ],
    rows: occasions.map((occasion) => {
      const at = shown.find((one) => one.occasion === occasion)?.answeredAt;
      const when = occasion === FOLLOW_UP ? 'Efter ½ år' : whenWords(occasion);
      return [
        { text: at ? `${when}, ${dayMonth(at, now)}` : when },
        ...measures.map((id) => ({
          numeric: true,
          text: scoreIn(shown.find((one) => one.occasion === occasion && one.measure === id)),
        })),
      ];
    }),
  };
}

function scoreIn(score: Score | undefined): string {
  if (!score) return '–';
  return score.score === null ? 'for få svar' : numberWords(score.score);
}
