/** Each region's acute psychiatric line, as dated data; 112 and Livslinien are the same for all. */
import { z } from 'zod';
import type { CivilDate } from '../domain/ids';
import type { Tx } from './transaction';

const CrisisNumber = z.object({ name: z.string(), phone: z.string() });
export type CrisisNumber = z.infer<typeof CrisisNumber>;

/** The line that a region (by code) has on a date. */
export function crisisNumber(
  tx: Tx,
  region: string,
  on: CivilDate,
): Promise<CrisisNumber | undefined> {
  return tx.row(
    CrisisNumber,
    `SELECT name, phone FROM crisis_number
    WHERE region = $1 AND valid_from <= $2 ORDER BY valid_from DESC LIMIT 1`,
    [region, on],
  );
}

/** The lines of several regions on a date, in the order of their names. */
export function crisisNumbersOf(
  tx: Tx,
  regions: readonly string[],
  on: CivilDate,
): Promise<CrisisNumber[]> {
  return tx.rows(
    CrisisNumber,
    `SELECT name, phone FROM (SELECT DISTINCT ON (region) name, phone FROM crisis_number
      WHERE region = ANY($1) AND valid_from <= $2 ORDER BY region, valid_from DESC) AS line
    ORDER BY name COLLATE "da-x-icu"`,
    [regions, on],
  );
}

/** Practice numbers, which nobody answers: the clinic puts in its own before real patients come. */
const PRACTICE_LINES = [
  ['1081', '2007-01-01', 'Psykiatrisk akutlinje i Region Nordjylland', '00 00 10 81'],
  ['1082', '2007-01-01', 'Psykiatrisk akutlinje i Region Midtjylland', '00 00 10 82'],
  ['1083', '2007-01-01', 'Psykiatrisk akutlinje i Region Syddanmark', '00 00 10 83'],
  ['1084', '2007-01-01', 'Psykiatrisk akutlinje i Region Hovedstaden', '00 00 10 84'],
  ['1085', '2007-01-01', 'Psykiatrisk akutlinje i Region Sjælland', '00 00 10 85'],
  ['1086', '2027-01-01', 'Psykiatrisk akutlinje i Region Østdanmark', '00 00 10 86'],
] as const;

/** Puts the practice lines in where a region has none; a clinic's own numbers stay. */
export async function seedCrisisNumbers(tx: Tx): Promise<void> {
  for (const line of PRACTICE_LINES) {
    await tx.run(
      `INSERT INTO crisis_number (region, valid_from, name, phone)
      VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      line,
    );
  }
}
