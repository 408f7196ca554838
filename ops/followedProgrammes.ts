/** Answers at start for the texts that courses follow: all there, and whether anybody approved them. */
import type { Logger } from 'pino';
import { followedProgrammes } from '../db/courses';
import { inTransaction, SYSTEM, type Database } from '../db/transaction';
import { unapproved } from '../domain/programme';
import type { LoadedProgramme } from '../programmes/load';
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

/**
 * Tells the log of every draft that treatment would begin with, or that somebody follows: outside
 * practice nobody begins with one, and who follows one goes on (decision 38).
 */
export async function tellDrafts(
  db: Database,
  programmes: Programmes,
  log: Pick<Logger, 'warn' | 'info'>,
  practice: boolean,
): Promise<void> {
  const isDraft = (one: LoadedProgramme): boolean => unapproved(one).length > 0;
  const tell = (one: LoadedProgramme, said: string): void => {
    const { id: programme, version } = one;
    const facts = { programme, version, unapproved: unapproved(one).length };
    if (practice) log.info(facts, said);
    else log.warn(facts, said);
  };
  for (const one of programmes.newest.filter(isDraft)) {
    tell(one, practice ? DRAFTS.practice : DRAFTS.begins);
  }
  const followed = await inTransaction(db, SYSTEM, followedProgrammes);
  for (const one of followed.flatMap((row) => programmes.followed(row) ?? [])) {
    if (!practice && isDraft(one)) tell(one, DRAFTS.followed);
  }
}

const DRAFTS = {
  practice: 'treatment begins with a programme that nobody has approved: for practice only',
  begins: 'treatment cannot begin with a programme that nobody has approved',
  followed: 'courses follow a programme that nobody has approved',
} as const;
