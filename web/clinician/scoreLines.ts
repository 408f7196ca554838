/** The scores of a course to its psychologist: a line each with its limits, said in words, and all in a table. */
import {
  answeredWords,
  betterWords,
  changeForStaff,
  dateWords,
  leastWords,
  numberWords,
  occasionWords,
  reckonedWords,
} from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import { bandOf, MEASURE_IDS, MEASURES, type MeasureId } from '../../domain/measures';
import { reliableChangeOf } from '../../domain/measures/outcome';
import { startScore, type ToldScore } from '../../domain/measuring';
import type { Table } from '../shared/parts';
import { scoreChart, type ScoreChart } from '../shared/scoreChart';
import { scoreHeading, scoreWords } from './answersView';

export interface StaffLine {
  /** "PHQ-9: 14 (moderat), uge 3, lørdag 5. december" */
  readonly heading: string;
  readonly words: string;
  /** A reliable change for the worse, or no score: pointed at, as all that wants a second look. */
  readonly look: boolean;
  /** Null with less than two scores. */
  readonly chart: ScoreChart | null;
  readonly label: string;
  readonly table: Table;
}

/** One for each measure that was answered, the usual two first. */
export function staffLines(all: readonly ToldScore[], now: Instant): readonly StaffLine[] {
  return MEASURE_IDS.flatMap((id) => {
    const answered = all.filter((one) => one.measure === id);
    return answered.length === 0 ? [] : [lineOf(id, answered, now)];
  });
}

function lineOf(id: MeasureId, answered: readonly ToldScore[], now: Instant): StaffLine {
  const { name } = MEASURES[id];
  const label = `${name} fra gang til gang. Det samme står i tabellen.`;
  const last = answered.at(-1);
  const start = startScore(answered, id);
  const points = last?.score ?? null;
  return {
    heading: last ? scoreHeading(last, now) : name,
    words: last ? wordsOf(id, answered, last, now) : '',
    look: points === null || reliableChangeOf(id, { first: start, last: points }) === 'worsened',
    chart: scoreChart(id, answered, { forStaff: true, label }),
    label: `${name}, billede`,
    table: tableOf(id, answered, start, now),
  };
}

function wordsOf(
  id: MeasureId,
  answered: readonly ToldScore[],
  last: ToldScore,
  now: Instant,
): string {
  const scored = answered.filter((one) => one.score !== null);
  const start = startScore(scored, id);
  const says =
    last.score === null || start === null
      ? unscoredWords(id, scored.at(-1), now)
      : scored.length > 1
        ? changeForStaff(id, start, last.score)
        : 'Målt én gang.';
  return [says, leftOutWords(last), `${betterWords(id)}${cutWords(id)}`].filter(Boolean).join(' ');
}

/** What it takes, and the score before it as the older one it is. */
function unscoredWords(id: MeasureId, before: ToldScore | undefined, now: Instant): string {
  const least = leastWords(id);
  const takes = `Den kunne ikke beregnes: ${least}.`;
  if (!before) return takes;
  const { occasion, answeredAt } = before;
  const when = `${occasionWords(occasion).toLowerCase()}, ${dateWords(answeredAt, now)}`;
  return `${takes} Den seneste score er fra ${when}: ${scoreWords(before)}.`;
}

function leftOutWords({ leftOut, asked }: ToldScore): string {
  if (leftOut.length === 0) return '';
  if (leftOut.length === asked) return 'Alle spørgsmål er sprunget over.';
  return `Sprunget over: spørgsmål ${leftOut.join(', ')}.`;
}

function cutWords(id: MeasureId): string {
  const { cutOff, risesWhenBetter } = MEASURES[id];
  if (cutOff === null) return '';
  const at = numberWords(cutOff);
  return ` Grænsen er ${risesWhenBetter ? `under ${at}` : at}.`;
}

function tableOf(
  id: MeasureId,
  answered: readonly ToldScore[],
  start: number | null,
  now: Instant,
): Table {
  return {
    caption: `${MEASURES[id].name}, det ældste først`,
    columns: [
      { text: 'Hvornår' },
      { text: 'Score', numeric: true },
      { text: 'Niveau' },
      { text: 'Siden start' },
    ],
    rows: answered.map((one) => [
      { text: `${occasionWords(one.occasion)}, ${dateWords(one.answeredAt, now)}` },
      { text: one.score === null ? '–' : numberWords(one.score), numeric: true },
      { text: levelWords(id, one) },
      { text: one.score === null || start === null ? '–' : sinceStart(id, start, one.score) },
    ]),
  };
}

/** "Let, beregnet af 8 af 9 svar" */
function levelWords(id: MeasureId, one: ToldScore): string {
  if (one.score === null) return `For få svar: ${answeredWords(one)}`;
  return [bandOf(id, one.band)?.label ?? '–', reckonedWords(one)].filter(Boolean).join(', ');
}

function sinceStart(id: MeasureId, start: number, score: number): string {
  const points = score - start;
  if (points === 0) return '0';
  const signed = `${points > 0 ? '+' : '−'}${numberWords(Math.abs(points))}`;
  const change = reliableChangeOf(id, { first: start, last: score });
  if (change === 'improved') return `${signed}, sikker bedring`;
  return change === 'worsened' ? `${signed}, sikker forværring` : signed;
}
