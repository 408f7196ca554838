/** General practitioners by ydernummer, and which of them a patient has named. */
import { z } from 'zod';
import type { CivilDate, CourseId } from '../domain/ids';
import type { Tx } from './transaction';

const Gp = z.object({ ydernummer: z.string(), name: z.string(), municipality: z.string() });
export type Gp = z.infer<typeof Gp>;

/** On the day that is parameter 2. */
const VALID = `valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)`;

export function gpByNumber(tx: Tx, ydernummer: string, on: CivilDate): Promise<Gp | undefined> {
  return tx.row(
    Gp,
    `SELECT ydernummer, name, municipality FROM gp
    WHERE ydernummer = $1 AND ${VALID} ORDER BY valid_from DESC LIMIT 1`,
    [ydernummer, on],
  );
}

export interface GpWish {
  /** Each of them is part of the name; in small letters. */
  readonly words: readonly string[];
  /** The number begins with it; '' for no number. */
  readonly number: string;
  /** Codes: practices of these are wanted too. */
  readonly municipalities: readonly string[];
  readonly limit: number;
}

/** Practices that fit one part of the wish, by name; an empty wish fits all. */
export function gpsMatching(tx: Tx, wish: GpWish, on: CivilDate): Promise<Gp[]> {
  const { words, number, municipalities, limit } = wish;
  const isAll = words.length === 0 && number === '' && municipalities.length === 0;
  return tx.rows(
    Gp,
    `SELECT ydernummer, name, municipality FROM gp
    WHERE ${VALID} AND ($6
      OR (cardinality($1::text[]) > 0
        AND (SELECT bool_and(position(word IN lower(name)) > 0) FROM unnest($1::text[]) word))
      OR ($3 <> '' AND starts_with(ydernummer, $3)) OR municipality = ANY($4))
    ORDER BY name COLLATE "da-x-icu", ydernummer LIMIT $5`,
    [words, on, number, municipalities, limit, isAll],
  );
}

export async function setCourseGp(tx: Tx, courseId: CourseId, ydernummer: string): Promise<void> {
  await tx.run(
    `INSERT INTO course_gp (course_id, ydernummer) VALUES ($1, $2)
    ON CONFLICT (course_id) DO UPDATE SET ydernummer = excluded.ydernummer`,
    [courseId, ydernummer],
  );
}

/** The practice named in the application, as it is on a date. */
export async function gpOfCourse(
  tx: Tx,
  courseId: CourseId,
  on: CivilDate,
): Promise<Gp | undefined> {
  const row = await tx.row(
    z.object({ ydernummer: z.string() }),
    'SELECT ydernummer FROM course_gp WHERE course_id = $1',
    [courseId],
  );
  return row && gpByNumber(tx, row.ydernummer, on);
}

/** A practice as it is known from a date on. */
export interface GpRow extends Gp {
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
}

/** Puts practices in that are not there yet; a row that stands is never changed. */
export async function seedGps(tx: Tx, rows: readonly GpRow[]): Promise<void> {
  for (const { ydernummer, name, municipality, validFrom, validTo } of rows) {
    await tx.run(
      `INSERT INTO gp (ydernummer, name, municipality, valid_from, valid_to)
      VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [ydernummer, name, municipality, validFrom, validTo],
    );
  }
}
