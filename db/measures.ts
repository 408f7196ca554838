/** Answered questionnaires: raw items sealed, scores clear, and nothing ever overwritten. */
import { z } from 'zod';
import type { CourseId, Instant, PersonId } from '../domain/ids';
import { zBytes, zId, zInstant } from './columns';
import { seal, unseal } from './sealed';
import type { Tx } from './transaction';

const Score = z.object({
  responseId: z.string(),
  measure: z.string(),
  version: z.string(),
  language: z.string(),
  /** 'application', 'week-3', 'closing'. */
  occasion: z.string(),
  /** Null: too much was left out to score. */
  score: z.number().nullable(),
  band: z.string().nullable(),
  isCase: z.boolean().nullable(),
  scorerVersion: z.string(),
  answeredAt: zInstant,
});
export type Score = z.infer<typeof Score>;

const Items = z.array(z.number().nullable());
/** Items in the questionnaire's order; null: left out. */
export interface Response extends Score {
  readonly items: readonly (number | null)[];
}

const SealedRow = Score.extend({ personId: zId<PersonId>(), itemsSealed: zBytes });
const COLUMNS = `response_id, measure, version, language, occasion, score, band, is_case,
  scorer_version, answered_at`;
const place = (row: string) => ({ table: 'measure_response', column: 'items_sealed', row });

/** Keeps one answered questionnaire. False: this occasion is answered already, and stays so. */
export async function keepResponse(
  tx: Tx,
  of: Omit<Response, 'answeredAt'> & {
    courseId: CourseId;
    personId: PersonId;
    at: Instant;
  },
): Promise<boolean> {
  const sealed = await seal(tx, of.personId, place(of.responseId), of.items);
  return (
    (await tx.run(
      `INSERT INTO measure_response (response_id, course_id, person_id, measure,
    version, language, occasion, items_sealed, score, band, is_case, scorer_version, answered_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING`,
      [
        of.responseId,
        of.courseId,
        of.personId,
        of.measure,
        of.version,
        of.language,
        of.occasion,
        sealed,
        of.score,
        of.band,
        of.isCase,
        of.scorerVersion,
        of.at,
      ],
    )) === 1
  );
}

/** Scores without their items, the oldest first. */
export function scoresOf(tx: Tx, courseId: CourseId): Promise<Score[]> {
  return tx.rows(
    Score,
    `SELECT ${COLUMNS} FROM measure_response WHERE course_id = $1
    ORDER BY answered_at, measure`,
    [courseId],
  );
}

/** Scores with every answer, the oldest first. */
export async function responsesOf(tx: Tx, courseId: CourseId): Promise<Response[]> {
  const rows = await tx.rows(
    SealedRow,
    `SELECT ${COLUMNS}, person_id, items_sealed
    FROM measure_response WHERE course_id = $1 ORDER BY answered_at, measure`,
    [courseId],
  );
  return Promise.all(
    rows.map(async ({ personId, itemsSealed, ...score }) => ({
      ...score,
      items: await unseal(tx, personId, place(score.responseId), itemsSealed, Items),
    })),
  );
}
