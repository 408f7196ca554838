/** A patient's diaries, entry by entry: written, mended and taken away until they are handed in. */
import { z } from 'zod';
import type { CivilDate, CourseId, DiaryEntryId, Instant, PersonId, UpdateId } from '../domain/ids';
import { json, zBytes, zDate, zId, zInstant } from './columns';
import { seal, unseal } from './sealed';
import type { Tx } from './transaction';

const Clear = z.object({
  entryId: zId<DiaryEntryId>(),
  module: z.string(),
  exercise: z.string(),
  kind: z.string(),
  day: zDate,
  version: z.number(),
  writtenAt: zInstant,
  handedInAt: zInstant.nullable(),
});
export interface DiaryEntry extends z.infer<typeof Clear> {
  readonly answer: unknown;
}
const SealedRow = Clear.extend({ personId: zId<PersonId>(), answerSealed: zBytes });
type SealedRow = z.infer<typeof SealedRow>;

export type EntrySaved =
  | { readonly kind: 'saved' }
  | { readonly kind: 'changedElsewhere' }
  | { readonly kind: 'handedIn' }
  /** Taken away meanwhile, or never there. */
  | { readonly kind: 'gone' };

const COLUMNS = `entry_id, person_id, module, exercise, kind, day, answer_sealed, version,
  written_at, handed_in_at`;
const place = (row: string) => ({ table: 'diary_entry', column: 'answer_sealed', row });
const open = (tx: Tx, row: SealedRow): Promise<unknown> =>
  unseal(tx, row.personId, place(row.entryId), row.answerSealed, z.unknown());

async function opened(tx: Tx, row: SealedRow): Promise<DiaryEntry> {
  const { personId: _, answerSealed: __, ...clear } = row;
  return { ...clear, answer: await open(tx, row) };
}

interface NewEntry {
  readonly entryId: DiaryEntryId;
  readonly courseId: CourseId;
  readonly personId: PersonId;
  readonly module: string;
  readonly exercise: string;
  readonly kind: string;
  readonly day: CivilDate;
  readonly answer: unknown;
  readonly at: Instant;
}

/**
 * Whether a diary of at most so many entries has room for that one, or has it already. Windows that
 * write at once may each add the last one.
 */
export async function hasRoom(
  tx: Tx,
  of: Pick<NewEntry, 'courseId' | 'module' | 'exercise' | 'entryId'>,
  most: number,
): Promise<boolean> {
  const there = (await entryCounts(tx, of.courseId, of.module)).get(of.exercise) ?? 0;
  return there < most || (await entryById(tx, of)) !== undefined;
}

/** A new entry; the same id again is the same entry, written already. */
export async function addEntry(tx: Tx, of: NewEntry): Promise<void> {
  const sealed = await seal(tx, of.personId, place(of.entryId), of.answer);
  await tx.run(
    `INSERT INTO diary_entry (entry_id, course_id, person_id, module, exercise, kind, day,
    answer_sealed, version, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9)
    ON CONFLICT (entry_id) DO NOTHING`,
    [of.entryId, of.courseId, of.personId, of.module, of.exercise, of.kind, of.day, sealed, of.at],
  );
}

interface WhichEntry {
  readonly courseId: CourseId;
  readonly exercise: string;
  readonly entryId: DiaryEntryId;
  /** The version that the form showed. */
  readonly basedOn: number;
}

/** Mends an entry; the same answer again is saved already. A second window is told, never overwritten. */
export async function changeEntry(
  tx: Tx,
  of: WhichEntry & { readonly day: CivilDate; readonly answer: unknown; readonly at: Instant },
): Promise<EntrySaved> {
  const row = await locked(tx, of);
  if (!row) return { kind: 'gone' };
  if (json(await open(tx, row)) === json(of.answer)) return { kind: 'saved' };
  const told = mayNot(row, of);
  if (told) return told;
  await tx.run(
    `UPDATE diary_entry SET day = $2, answer_sealed = $3, version = version + 1, written_at = $4
    WHERE entry_id = $1`,
    [of.entryId, of.day, await seal(tx, row.personId, place(of.entryId), of.answer), of.at],
  );
  return { kind: 'saved' };
}

/** Takes an entry away for good; one that is gone already is as it was meant to be. */
export async function removeEntry(tx: Tx, of: WhichEntry): Promise<EntrySaved> {
  const row = await locked(tx, of);
  if (!row) return { kind: 'saved' };
  const told = mayNot(row, of);
  if (told) return told;
  await tx.run('DELETE FROM diary_entry WHERE entry_id = $1', [of.entryId]);
  return { kind: 'saved' };
}

function mayNot(row: SealedRow, { basedOn }: WhichEntry): EntrySaved | null {
  if (row.handedInAt !== null) return { kind: 'handedIn' };
  return row.version === basedOn ? null : { kind: 'changedElsewhere' };
}

function locked(tx: Tx, { courseId, exercise, entryId }: WhichEntry) {
  return tx.row(
    SealedRow,
    `SELECT ${COLUMNS} FROM diary_entry
    WHERE entry_id = $1 AND course_id = $2 AND exercise = $3 FOR UPDATE`,
    [entryId, courseId, exercise],
  );
}

/** With the recorded event: the entries of the module so far are handed in. Says how many. */
export function markEntriesHandedIn(
  tx: Tx,
  of: { courseId: CourseId; module: string; updateId: UpdateId; at: Instant },
): Promise<number> {
  return tx.run(
    `UPDATE diary_entry SET handed_in_at = $3, update_id = $4
    WHERE course_id = $1 AND module = $2 AND handed_in_at IS NULL`,
    [of.courseId, of.module, of.at, of.updateId],
  );
}

/** How many entries stand in each exercise of a module, by the exercise's id. */
export async function entryCounts(
  tx: Tx,
  courseId: CourseId,
  module: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.rows(
    z.object({ exercise: z.string(), entries: z.number() }),
    `SELECT exercise, count(*)::int AS entries FROM diary_entry
    WHERE course_id = $1 AND module = $2 GROUP BY exercise`,
    [courseId, module],
  );
  return new Map(rows.map(({ exercise, entries }) => [exercise, entries]));
}

/** Of a course, one module or one kind: the earliest day first, and in a day as first written. */
export async function entriesOf(
  tx: Tx,
  courseId: CourseId,
  of: { readonly module?: string; readonly kind?: string } = {},
): Promise<DiaryEntry[]> {
  const rows = await tx.rows(
    SealedRow,
    `SELECT ${COLUMNS} FROM diary_entry WHERE course_id = $1
    AND ($2::text IS NULL OR module = $2) AND ($3::text IS NULL OR kind = $3)
    ORDER BY day, entry_no`,
    [courseId, of.module ?? null, of.kind ?? null],
  );
  return Promise.all(rows.map((row) => opened(tx, row)));
}

/** The last entries of an exercise, the latest day first: no more than `limit` are opened. */
export async function latestEntries(
  tx: Tx,
  courseId: CourseId,
  { module, exercise, limit }: { module: string; exercise: string; limit: number },
): Promise<DiaryEntry[]> {
  const rows = await tx.rows(
    SealedRow,
    `SELECT ${COLUMNS} FROM diary_entry WHERE course_id = $1 AND module = $2 AND exercise = $3
    ORDER BY day DESC, entry_no DESC LIMIT $4`,
    [courseId, module, exercise, limit],
  );
  return Promise.all(rows.map((row) => opened(tx, row)));
}

/** One entry of an exercise; undefined when there is none such for the asker. */
export async function entryById(
  tx: Tx,
  { courseId, exercise, entryId }: Pick<WhichEntry, 'courseId' | 'exercise' | 'entryId'>,
): Promise<DiaryEntry | undefined> {
  const row = await tx.row(
    SealedRow,
    `SELECT ${COLUMNS} FROM diary_entry
    WHERE entry_id = $1 AND course_id = $2 AND exercise = $3`,
    [entryId, courseId, exercise],
  );
  return row && opened(tx, row);
}
