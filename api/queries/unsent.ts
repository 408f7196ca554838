/** What somebody pressed while nothing could be taken in: kept as it was, for them to press again. */
import { z } from 'zod';
import { draftsNamed } from '../../db/drafts';
import type { Actor, Tx } from '../../db/transaction';
import type { CourseId } from '../../domain/ids';
import type { Asked, Unsent } from '../app';

const PREFIX = 'unsent:';
const zForm = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** The draft of what was posted to an address of ours, which carries ids only. */
export function unsentName(address: string): string {
  return `${PREFIX}${address}`;
}

/** The actor's own, by address; nobody's but theirs. */
export async function unsentForms(
  tx: Tx,
  actor: Actor,
  courseId: CourseId,
): Promise<Asked['unsent']> {
  if (actor.kind !== 'patient' && actor.kind !== 'staff') return new Map();
  const kept = await draftsNamed(tx, { courseId, authorId: actor.id, prefix: PREFIX }, zForm);
  return new Map(
    kept.map(({ form, body, savedAt }): [string, Unsent] => [
      form.slice(PREFIX.length),
      { form: body, savedAt },
    ]),
  );
}
