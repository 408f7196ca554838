/** Consents: separate, versioned, withdrawable, and read again when a letter is about to leave. */
import { z } from 'zod';
import type { CourseId, Instant } from '../domain/ids';
import type { ConsentKind } from '../domain/state';
import { zInstant } from './columns';
import { newId } from './newId';
import type { Tx } from './transaction';

const KINDS = ['gpStart', 'gpEnd', 'contact', 'research'] as const satisfies readonly ConsentKind[];

const Consent = z.object({
  kind: z.enum(KINDS),
  /** Counts how often this kind was given in the course. */
  version: z.number(),
  givenAt: zInstant,
  withdrawnAt: zInstant.nullable(),
  /** 'patient', or the id of the member of staff who wrote down what was said. */
  recordedBy: z.string(),
  /** Which wording was agreed to. */
  textVersion: z.string(),
});
export type Consent = z.infer<typeof Consent>;

interface ConsentChange {
  readonly courseId: CourseId;
  readonly kind: ConsentKind;
  readonly at: Instant;
}

/** Gives a consent; one that stands under the same wording stays as it is. */
export async function giveConsent(
  tx: Tx,
  of: ConsentChange & { textVersion: string; by: string },
): Promise<void> {
  await tx.run(
    `UPDATE consent SET withdrawn_at = $3 WHERE course_id = $1 AND kind = $2
    AND withdrawn_at IS NULL AND text_version <> $4`,
    [of.courseId, of.kind, of.at, of.textVersion],
  );
  await tx.run(
    `INSERT INTO consent (consent_id, course_id, kind, version, given_at, recorded_by,
      text_version)
    SELECT $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6
    FROM consent WHERE course_id = $2 AND kind = $3
    HAVING NOT coalesce(bool_or(withdrawn_at IS NULL), false)
    ON CONFLICT (course_id, kind, version) DO NOTHING`,
    [newId(), of.courseId, of.kind, of.at, of.by, of.textVersion],
  );
}

/** False: there was none to withdraw. */
export async function withdrawConsent(tx: Tx, of: ConsentChange): Promise<boolean> {
  return (
    (await tx.run(
      `UPDATE consent SET withdrawn_at = $3
    WHERE course_id = $1 AND kind = $2 AND withdrawn_at IS NULL`,
      [of.courseId, of.kind, of.at],
    )) > 0
  );
}

/** The newest of each kind, whether it stands or was withdrawn. */
export function consentsOf(tx: Tx, courseId: CourseId): Promise<Consent[]> {
  return tx.rows(
    Consent,
    `SELECT DISTINCT ON (kind) kind, version, given_at, withdrawn_at,
    recorded_by, text_version FROM consent WHERE course_id = $1 ORDER BY kind, version DESC`,
    [courseId],
  );
}

/** Asked at the last moment before something leaves. */
export async function hasConsent(tx: Tx, courseId: CourseId, kind: ConsentKind): Promise<boolean> {
  const consents = await consentsOf(tx, courseId);
  return consents.some((one) => one.kind === kind && one.withdrawnAt === null);
}
