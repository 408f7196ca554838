/** An exercise over time on a page: in words, drawn, as a table, and everything written, by week. */
import { exerciseRead } from '../../api/queries/exerciseForm';
import type { ExerciseProgress, HandIn, WrittenRow } from '../../api/queries/exerciseProgress';
import { addDays, daysBetween, weekNumber } from '../../domain/calendar';
import { capital, countWords, dateWords, dayMonth, listed } from '../../domain/danish';
import { meanWords } from '../../domain/exercises/fields';
import { grouped, isByDay, mondayOf } from '../../domain/exercises/progress';
import type { CivilDate, Instant } from '../../domain/ids';
import type { Link } from './page';
import type { Facts, Table } from './parts';
import { rowRead, type RowRead } from './rowInShort';
import { trendOf, type Trend } from './trend';

/** {{> progress this}} */
export interface ProgressView {
  /** Over the numbers; null for a kind in which nothing is counted. */
  readonly numbers: string | null;
  /** While nothing is written. */
  readonly empty: string;
  readonly words: string | null;
  /** Null: fewer than two points, or nothing to count. */
  readonly trend: Trend | null;
  readonly table: Table | null;
  /** The table's rows in words: what a phone has room for. */
  readonly facts: Facts | null;
  readonly groups: readonly {
    readonly title: string;
    readonly open: boolean;
    readonly rows: readonly (Omit<RowRead, 'when'> & {
      readonly title: string;
      /** "Ikke afleveret endnu"; null: it is handed in, or who reads wrote it. */
      readonly mark: string | null;
      readonly edit: Link | null;
    })[];
  }[];
}

const SUNDAY = 6;
/** Of a date, "2026-11". */
const MONTH_LENGTH = 7;

/** For the patient: on one column, with a way to mend each row of which `edit` gives one. */
export function ownProgressView(found: ExerciseProgress, now: Instant, edit: Edit): ProgressView {
  const { table, ...view } = viewOf(found, now, (row) => ({ mark: null, edit: edit(row) }));
  return { ...view, table: null, facts: table && inWords(table) };
}

function inWords({ caption, columns, rows }: Table): Facts {
  return {
    caption,
    rows: rows.map(([first, ...numbers]) => ({
      term: first?.text ?? '',
      text: numbers
        .map(({ text }, index) => `${columns[index + 1]?.text ?? ''}: ${text}`)
        .join('\n'),
    })),
  };
}

const MARKS: Readonly<Record<HandIn, string | null>> = {
  handedIn: null,
  notYet: 'Ikke afleveret endnu',
  after: 'Skrevet efter afleveringen',
  never: 'Ikke afleveret',
};

/** For the psychologist: what was not handed in is marked, since nobody asked for it to be read. */
export function progressView(found: ExerciseProgress, now: Instant): ProgressView {
  return viewOf(found, now, ({ handIn }) => ({ mark: MARKS[handIn], edit: null }));
}

function viewOf(found: ExerciseProgress, now: Instant, beside: Beside): ProgressView {
  const byDay = isByDay(found.kind);
  const isCounted = found.kind.lines.length > 0;
  return {
    facts: null,
    numbers: isCounted ? (byDay ? 'Tallene over tid' : 'Tallene, ét for ét') : null,
    empty: isCounted ? EMPTY[byDay ? 'byDay' : 'byRow'] : 'Der er ikke skrevet noget endnu.',
    words: found.progress.words,
    trend: found.kind.lines.length > 0 ? drawn(found, now) : null,
    table: found.kind.lines.length === 0 ? null : byDay ? weekTable(found) : rowTable(found),
    groups: byDay ? byWeek(found, now, beside) : byExercise(found, now, beside),
  };
}
const EMPTY = {
  byDay: 'Der er ikke skrevet noget endnu. Når der er skrevet, står tallene her uge for uge.',
  byRow: 'Der er ikke skrevet noget endnu. Når der er skrevet, står tallene her.',
} as const;

/** "Uge 48 (23.–29. november)", "Uge 49 (30. november – 6. december)". */
function weekWords(monday: CivilDate): string {
  const sunday = addDays(monday, SUNDAY);
  const sameMonth = monday.slice(0, MONTH_LENGTH) === sunday.slice(0, MONTH_LENGTH);
  const from = sameMonth ? `${Number(monday.slice(MONTH_LENGTH + 1))}.–` : `${dayMonth(monday)} – `;
  return `Uge ${weekNumber(monday)} (${from}${dayMonth(sunday)})`;
}

function number(mean: number | null | undefined) {
  return { text: typeof mean === 'number' ? meanWords(mean) : '–', numeric: true };
}

function weekTable({ exercise, kind, progress }: ExerciseProgress): Table | null {
  if (progress.weeks.length === 0) return null;
  return {
    caption: 'Uge for uge, i gennemsnit',
    columns: [
      { text: 'Uge' },
      { text: capital(exercise.rowsName), numeric: true },
      ...kind.lines.map(({ label }) => ({ text: label, numeric: true })),
    ],
    rows: progress.weeks.map(({ monday, count, means }) => [
      { text: weekWords(monday) },
      { text: String(count), numeric: true },
      ...kind.lines.map(({ name }) => number(means[name])),
    ]),
  };
}

function rowTable({ exercise, kind, progress }: ExerciseProgress): Table | null {
  if (progress.points.length === 0) return null;
  return {
    // "Trin for trin": rows of their own, and no time between them.
    caption: `${exercise.rowName} for ${exercise.rowName.toLowerCase()}`,
    columns: [
      { text: exercise.rowName },
      ...kind.lines.map(({ label }) => ({ text: label, numeric: true })),
    ],
    rows: progress.points.map(({ means }, index) => [
      { text: `${exercise.rowName} ${index + 1}` },
      ...kind.lines.map(({ name }) => number(means[name])),
    ]),
  };
}

/** By day the lines keep the distance between days; else rows stand at even distances, unjoined. */
function drawn({ exercise, kind, progress }: ExerciseProgress, now: Instant): Trend | null {
  const { points } = progress;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  const days = first.day && last.day ? { first: first.day, last: last.day } : null;
  const length = days ? daysBetween(days.first, days.last) : points.length - 1;
  const at = (index: number): number => {
    const day = points[index]?.day;
    return length === 0 ? 0 : (days && day ? daysBetween(days.first, day) : index) / length;
  };
  const span = days
    ? `fra ${dateWords(days.first, now)} til ${dateWords(days.last, now)}`
    : `for ${countWords(points.length, exercise.rowName.toLowerCase(), exercise.rowsName)}`;
  const labels = listed(
    kind.lines.map(({ label }) => label.toLowerCase()),
    'og',
  );
  return trendOf({
    caption: `${capital(labels)}, ${span}. De samme tal står i tabellen.`,
    joined: days !== null,
    min: Math.min(...kind.lines.map(({ min }) => min)),
    max: Math.max(...kind.lines.map(({ max }) => max)),
    lines: kind.lines.map(({ name, label }) => ({
      label,
      points: points.flatMap(({ means }, index) => {
        const value = means[name];
        return typeof value === 'number' ? [{ at: at(index), value }] : [];
      }),
    })),
    from: days ? dayMonth(days.first) : `${exercise.rowName} 1`,
    to: days ? dayMonth(days.last) : `${exercise.rowName} ${points.length}`,
  });
}

/** Where a row can be mended; null where it stands. */
type Edit = (row: WrittenRow) => Link | null;
type Group = ProgressView['groups'][number];
/** What stands with a row beside its fields. */
type Beside = (row: WrittenRow) => Pick<Group['rows'][number], 'mark' | 'edit'>;

/** The newest week first and open; in a week the newest day first. Rows saved without a day are last. */
function byWeek({ written }: ExerciseProgress, now: Instant, beside: Beside): Group[] {
  const dayless = written.filter(({ day }) => day === null);
  const groups = grouped(written, ({ day }) => day && mondayOf(day))
    .toReversed()
    .map(([monday, rows]) => ({ title: weekWords(monday), rows: rows.toReversed() }));
  return [...groups, ...(dayless.length > 0 ? [{ title: NO_DAY, rows: dayless }] : [])].map(
    ({ title, rows }, index) => ({
      title,
      open: index === 0,
      rows: rows.map((row) => {
        const { when, ...read } = readOf(row, now);
        const day = row.day === null ? NO_DAY : capital(dateWords(row.day, now));
        return { title: when === '' ? day : when, ...read, ...beside(row) };
      }),
    }),
  );
}
const NO_DAY = 'Uden dag';

function byExercise({ written }: ExerciseProgress, now: Instant, beside: Beside): Group[] {
  const exercises = [...new Set(written.map(({ exercise }) => exercise))];
  return exercises.map((exercise) => ({
    title: exercise.title,
    open: true,
    rows: written
      .filter((one) => one.exercise === exercise)
      .map((row, index) => {
        const { when, ...read } = readOf(row, now);
        const title = `${exercise.rowName} ${index + 1}`;
        return { title: when === '' ? title : `${title}: ${when}`, ...read, ...beside(row) };
      }),
  }));
}

function readOf({ exercise, row }: WrittenRow, now: Instant): RowRead {
  const own = { exercise, version: 0, answer: { rows: [row] }, entries: [] };
  return rowRead(exercise, exerciseRead(own, now).rows[0]?.fields ?? [], exercise.title);
}
