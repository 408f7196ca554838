/** Links in letters and messages: pointers into a patient's portal that prove nothing. */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { CourseId, Instant, PersonId } from '../domain/ids';
import { zId, zInstant } from './columns';
import type { Tx } from './transaction';

const PortalLink = z.object({
  courseId: zId<CourseId>(),
  personId: zId<PersonId>(),
  /** A word for the kind of page and its subject, 'module:3'. */
  target: z.string(),
  expiresAt: zInstant,
});

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Makes a link and returns its token (43 characters, safe in an address); its hash is kept. */
export async function makePortalLink(
  tx: Tx,
  of: {
    courseId: CourseId;
    personId: PersonId;
    target: string;
    expiresAt: Instant;
    at: Instant;
  },
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await tx.run(
    `INSERT INTO portal_link (token_hash, course_id, person_id, target, expires_at,
    made_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [hashOf(token), of.courseId, of.personId, of.target, of.expiresAt, of.at],
  );
  return token;
}

/**
 * Where a link leads. Read as the patient who has logged in: another person's link is not there.
 * Reading spends nothing; `expired` links lead to the front page of the portal.
 */
export async function readPortalLink(
  tx: Tx,
  token: string,
  at: Instant,
): Promise<
  { courseId: CourseId; personId: PersonId; target: string; expired: boolean } | undefined
> {
  const row = await tx.row(
    PortalLink,
    `SELECT course_id, person_id, target, expires_at
    FROM portal_link WHERE token_hash = $1`,
    [hashOf(token)],
  );
  if (!row) return undefined;
  const { expiresAt, ...link } = row;
  return { ...link, expired: expiresAt <= at };
}
