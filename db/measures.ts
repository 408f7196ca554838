/** Answered questionnaires: raw items sealed, scores clear, and nothing ever overwritten. */
import { z } from 'zod';
import type { CourseId, Instant, PersonId } from '../domain/ids';
import { itemsLeftOut } from '../domain/measures';
import { zBytes, zId, zInstant } from './columns';
import { preloadKeys, seal, unseal } from './sealed';
import type { Tx } from './transaction';

const Clear = z.object({
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
/** A score, and how much of the questionnaire it is reckoned from. */
export interface Score extends z.infer<typeof Clear> {
  /** How many items there were. */
  readonly asked: number;
  /** The numbers of those without an answer, the first first. */
  readonly leftOut: readonly number[];
}

const Items = z.array(z.number().nullable());
/** Items in the questionnaire's order; null: left out. */
export interface Response extends Score {
  readonly items: readonly (number | null)[];
}

const SealedRow = Clear.extend({
  courseId: zId<CourseId>(),
  personId: zId<PersonId>(),
  itemsSealed: zBytes,
});
const COLUMNS = `response_id, measure, version, language, occasion, score, band, is_case,
  scorer_version, answered_at`;
const SEALED = `${COLUMNS}, course_id, person_id, items_sealed`;
const place = (row: string) => ({ table: 'measure_response', column: 'items_sealed', row });

/** Keeps one answered questionnaire. False: this occasion is answered already, and stays so. */
export async function keepResponse(
  tx: Tx,
  of: Omit<Response, 'answeredAt' | 'asked' | 'leftOut'> & {
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

/** Scores without what was answered, the oldest first. */
export async function scoresOf(tx: Tx, courseId: CourseId): Promise<Score[]> {
  return (await responsesOf(tx, courseId)).map(scoreOf);
}

/** What the applications of several courses scored; a course whose row is not shown has none. */
export async function applicationScores(
  tx: Tx,
  courseIds: readonly CourseId[],
): Promise<ReadonlyMap<CourseId, readonly Score[]>> {
  if (courseIds.length === 0) return new Map();
  const rows = await tx.rows(
    SealedRow,
    `SELECT ${SEALED} FROM measure_response
    WHERE course_id = ANY($1) AND occasion = 'application' ORDER BY measure`,
    [courseIds],
  );
  await preloadKeys(
    tx,
    rows.map(({ personId }) => personId),
  );
  const scores = await Promise.all(
    rows.map(async (row) => ({ courseId: row.courseId, score: scoreOf(await open(tx, row)) })),
  );
  return new Map(
    courseIds.map((id) => [
      id,
      scores.filter(({ courseId }) => courseId === id).map(({ score }) => score),
    ]),
  );
}

/** Scores with every answer, the oldest first. */
export async function responsesOf(tx: Tx, courseId: CourseId): Promise<Response[]> {
  const rows = await tx.rows(
    SealedRow,
    `SELECT ${SEALED} FROM measure_response
    WHERE course_id = $1 ORDER BY answered_at, measure`,
    [courseId],
  );
  return Promise.all(rows.map((row) => open(tx, row)));
}

async function open(tx: Tx, row: z.infer<typeof SealedRow>): Promise<Response> {
  const { courseId: _, personId, itemsSealed, ...clear } = row;
  const items = await unseal(tx, personId, place(clear.responseId), itemsSealed, Items);
  return { ...clear, items, asked: items.length, leftOut: itemsLeftOut(items) };
}

function scoreOf(response: Response): Score {
  const { items: _, ...score } = response;
  return score;
}
