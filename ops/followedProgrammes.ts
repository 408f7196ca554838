/** Answers for nobody losing the texts they began with: a start without them is refused. */
import { followedProgrammes } from '../db/courses';
import { inTransaction, SYSTEM, type Database } from '../db/transaction';
import type { Programmes } from '../programmes/programmes';

/** Thrown at start: a course follows a version of a programme that does not ship any more. */
export class ProgrammeGone extends Error {
  override readonly name = 'ProgrammeGone';
  constructor(gone: readonly string[]) {
    super(
      `courses follow ${gone.join(' and ')}, which is not among the programmes: ` +
        'put its folder back as programmes/<programme>/versions/<version>',
    );
  }
}

/** Throws ProgrammeGone when a patient would meet an empty treatment. */
export async function checkFollowed(db: Database, programmes: Programmes): Promise<void> {
  const followed = await inTransaction(db, SYSTEM, followedProgrammes);
  const gone = followed.filter((one) => programmes.followed(one) === undefined);
  if (gone.length === 0) return;
  throw new ProgrammeGone(
    gone.map(({ programmeId, version }) => `${programmeId} version ${version}`),
  );
}
