/** A patient's own scores over the weeks: a line each, in words, and the same in one table. */
import {
  answeredWords,
  betterWords,
  changeForPatient,
  dayMonth,
  leastWords,
  numberWords,
  occasionWords,
  reckonedWords,
} from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import { bandOf, MEASURE_IDS, MEASURES, type MeasureId } from '../../domain/measures';
import { measureTitle, startScore, type ToldScore } from '../../domain/measuring';
import type { Facts } from '../shared/parts';
import { scoreChart, type ScoreChart } from '../shared/scoreChart';

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

/** Those whose scores have a meaning to a patient, where one was answered. */
export function scoreLines(all: readonly ToldScore[], now: Instant): ScoreLines {
  const measures = MEASURE_IDS.filter(
    (id) =>
      MEASURES[id].bands.some((band) => band.forPatient !== null) &&
      all.some((one) => one.measure === id),
  );
  return {
    lines: measures.map((id) => lineOf(id, all, now)),
    table: measures.length > 0 ? tableOf(measures, all, now) : null,
  };
}

function lineOf(id: MeasureId, all: readonly ToldScore[], now: Instant): ScoreLine {
  const title = measureTitle(id);
  const own = all.filter((one) => one.measure === id);
  const { max, risesWhenBetter } = MEASURES[id];
  return {
    heading: title,
    sentences: [
      ...lastWords(id, own, now),
      ...(own.length === 1 ? ['Når du har svaret igen, kan du se her, hvordan det går.'] : []),
    ],
    chart: scoreChart(id, own, { forStaff: false, label: pictureWords(title, own) }),
    howToRead:
      `${betterWords(id)} Tallet går fra 0 til ${max}. ` +
      `${risesWhenBetter ? 'Et udsving på nogle point' : 'Et udsving på 2 point'} fra gang til gang er almindeligt.`,
  };
}

/**
 * What the last answers say, with their day. Where they are too few for a score, that is said, and
 * the score before them stands there as the older one it is, without its meaning.
 */
function lastWords(id: MeasureId, own: readonly ToldScore[], now: Instant): readonly string[] {
  const last = own.at(-1);
  if (!last) return [];
  const day = dayMonth(last.answeredAt, now);
  const scored = own.filter(({ score }) => score !== null);
  if (last.score === null) {
    const before = scored.at(-1);
    return [
      `Dine svar fra ${day} er for få til et tal: Du svarede på ${answeredWords(last)}, og ` +
        `${leastWords(id)}.`,
      ...(before?.score == null
        ? []
        : [
            `Det seneste tal er ${numberWords(before.score)} og er fra ` +
              `${dayMonth(before.answeredAt, now)}.`,
          ]),
    ];
  }
  const start = startScore(own, id);
  const meaning = bandOf(id, last.band)?.forPatient;
  const reckoned = reckonedWords(last);
  return [
    `Du svarede sidst ${day}. Tallet er ${numberWords(last.score)}${reckoned ? `, ${reckoned}` : ''}.`,
    ...(meaning ? [meaning] : []),
    ...(scored.length > 1 && start !== null ? [changeForPatient(id, start, last.score)] : []),
  ];
}

/** "Dit humør: start 16, uge 1 14, uge 2 11." */
function pictureWords(title: string, own: readonly ToldScore[]): string {
  const said = own.map((one) => `${occasionWords(one.occasion).toLowerCase()} ${scoreIn(one)}`);
  return `${title}, fra gang til gang: ${said.join(', ')}. Det samme står i tabellen.`;
}

/** A line for each time, so that it is read on a phone without moving it. */
function tableOf(measures: readonly MeasureId[], all: readonly ToldScore[], now: Instant): Facts {
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

/** "8", "8 (beregnet af 8 af 9 svar)", "for få svar (5 af 9)". */
function scoreIn(one: ToldScore): string {
  if (one.score === null) return `for få svar (${answeredWords(one)})`;
  const reckoned = reckonedWords(one);
  return `${numberWords(one.score)}${reckoned ? ` (${reckoned})` : ''}`;
}
