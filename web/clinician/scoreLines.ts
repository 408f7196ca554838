/** The scores of a course to its psychologist: a line each with its limits, said in words, and all in a table. */
import {
  betterWords,
  changeForStaff,
  dateWords,
  numberWords,
  occasionWords,
} from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import { bandOf, MEASURE_IDS, MEASURES, type MeasureId } from '../../domain/measures';
import { reliableChangeOf } from '../../domain/measures/outcome';
import { startScore, type KnownScore } from '../../domain/measuring';
import type { Table } from '../shared/parts';
import { scoreChart, type ScoreChart } from '../shared/scoreChart';

type Score = KnownScore & { readonly band: string | null };

export interface StaffLine {
  /** "PHQ-9: 14 (moderat)" */
  readonly heading: string;
  readonly words: string;
  /** A reliable change for the worse: pointed at, as everything that wants a second look. */
  readonly look: boolean;
  /** Null with less than two scores. */
  readonly chart: ScoreChart | null;
  readonly label: string;
  readonly table: Table;
}

/** One for each measure that was answered, the usual two first. */
export function staffLines(all: readonly Score[], now: Instant): readonly StaffLine[] {
  return MEASURE_IDS.flatMap((id) => {
    const answered = all.filter((one) => one.measure === id);
    return answered.length === 0 ? [] : [lineOf(id, answered, now)];
  });
}

function lineOf(id: MeasureId, answered: readonly Score[], now: Instant): StaffLine {
  const scored = answered.filter((one) => one.score !== null);
  const { name } = MEASURES[id];
  const label = `${name} fra gang til gang. Det samme står i tabellen.`;
  const last = scored.at(-1);
  const start = startScore(scored, id);
  const band = bandOf(id, last?.band ?? null);
  const points = last?.score ?? null;
  return {
    heading:
      points === null
        ? `${name}: for få svar til en score`
        : `${name}: ${numberWords(points)}${band ? ` (${band.label.toLowerCase()})` : ''}`,
    words: wordsOf(id, scored.length, start, points),
    look: reliableChangeOf(id, { first: start, last: points }) === 'worsened',
    // One point is no line.
    chart: scored.length > 1 ? scoreChart(id, scored, { forStaff: true, label }) : null,
    label: `${name}, billede`,
    table: tableOf(id, answered, start, now),
  };
}

function wordsOf(id: MeasureId, count: number, start: number | null, now: number | null): string {
  const { cutOff, risesWhenBetter } = MEASURES[id];
  const side = (at: number): string =>
    risesWhenBetter ? `under ${numberWords(at)}` : `${numberWords(at)} og op`;
  const cut = cutOff === null ? '' : ` Grænsen er ${side(cutOff)}.`;
  if (start === null || now === null) return `Der er sprunget for meget over.${cut}`;
  const change = count > 1 ? changeForStaff(id, start, now) : 'Målt én gang.';
  return `${change} ${betterWords(id)}${cut}`;
}

function tableOf(
  id: MeasureId,
  answered: readonly Score[],
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
    rows: answered.map(({ occasion, answeredAt, score, band }) => [
      { text: `${occasionWords(occasion)}, ${dateWords(answeredAt, now)}` },
      { text: score === null ? '–' : numberWords(score), numeric: true },
      { text: score === null ? 'For få svar' : (bandOf(id, band)?.label ?? '–') },
      { text: score === null || start === null ? '–' : sinceStart(id, start, score) },
    ]),
  };
}

function sinceStart(id: MeasureId, start: number, score: number): string {
  const points = score - start;
  if (points === 0) return '0';
  const signed = `${points > 0 ? '+' : '−'}${numberWords(Math.abs(points))}`;
  const change = reliableChangeOf(id, { first: start, last: score });
  if (change === 'improved') return `${signed}, sikker bedring`;
  return change === 'worsened' ? `${signed}, sikker forværring` : signed;
}
