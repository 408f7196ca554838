/** A patient's own scores over the weeks: a line each, in words, and the same in one table. */
import {
  betterWords,
  changeForPatient,
  dayMonth,
  numberWords,
  occasionWords,
} from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import { bandOf, MEASURE_IDS, MEASURES, type MeasureId } from '../../domain/measures';
import { measureTitle, startScore, type KnownScore } from '../../domain/measuring';
import type { Facts } from '../shared/parts';
import { scoreChart, type ScoreChart } from '../shared/scoreChart';

type Score = KnownScore & { readonly band: string | null };

export interface ScoreLine {
  readonly heading: string;
  readonly sentences: readonly string[];
  /** Null with less than two scores. */
  readonly chart: ScoreChart | null;
  readonly howToRead: string;
}
export interface ScoreLines {
  readonly lines: readonly ScoreLine[];
  /** Null while there is nothing to tell. */
  readonly table: Facts | null;
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
  const last = own.at(-1);
  if (last?.score == null) return null;
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
    // One point is no line.
    chart:
      own.length > 1
        ? scoreChart(id, own, { forStaff: false, label: pictureWords(title, own) })
        : null,
    howToRead:
      `${betterWords(id)} Tallet går fra 0 til ${max}. ` +
      `${risesWhenBetter ? 'Et udsving på nogle point' : 'Et udsving på 2 point'} fra gang til gang er almindeligt.`,
  };
}

/** "Dit humør: start 16, uge 1 14, uge 2 11." */
function pictureWords(title: string, own: readonly Score[]): string {
  const said = own.map(
    (one) => `${occasionWords(one.occasion).toLowerCase()} ${numberWords(one.score ?? 0)}`,
  );
  return `${title}, fra gang til gang: ${said.join(', ')}. Det samme står i tabellen.`;
}

/** A line for each time, so that it is read on a phone without moving it. */
function tableOf(measures: readonly MeasureId[], all: readonly Score[], now: Instant): Facts {
  const shown = all.filter((one) => measures.some((id) => id === one.measure));
  const occasions = [...new Set(shown.map((one) => one.occasion))];
  return {
    caption: 'Dine svar i tal, det ældste først',
    rows: occasions.map((occasion) => {
      const at = shown.find((one) => one.occasion === occasion)?.answeredAt;
      const said = measures.flatMap((id) => {
        const score = shown.find((one) => one.occasion === occasion && one.measure === id);
        return score ? [`${measureTitle(id)}: ${scoreIn(score)}`] : [];
      });
      const when = occasionWords(occasion);
      return { term: at ? `${when}, ${dayMonth(at, now)}` : when, text: said.join('\n') };
    }),
  };
}

function scoreIn({ score }: Score): string {
  return score === null ? 'for få svar' : numberWords(score);
}
