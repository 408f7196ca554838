/** Which course a form was first sent to: its id is never another course's. */
import { z } from 'zod';
import type { CourseId, Instant, UpdateId } from '../domain/ids';
import { zId } from './columns';
import type { Tx } from './transaction';

/** True when the form is this course's, from now on at the latest; false when it is another's. */
export async function claimForm(
  tx: Tx,
  { formId, courseId, at }: { formId: UpdateId; courseId: CourseId; at: Instant },
): Promise<boolean> {
  const isNew = await tx.run(
    `INSERT INTO form_claim (form_id, course_id, claimed_at) VALUES ($1, $2, $3)
    ON CONFLICT (form_id) DO NOTHING`,
    [formId, courseId, at],
  );
  if (isNew === 1) return true;
  // Another person's claim is invisible to a patient, and so no row either.
  const row = await tx.row(
    z.object({ courseId: zId<CourseId>() }),
    'SELECT course_id FROM form_claim WHERE form_id = $1',
    [formId],
  );
  return row?.courseId === courseId;
}
