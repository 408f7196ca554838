/** What the clinic knows of how to reach a patient, and where they belong. */
import type { CourseRow } from '../../db/courses';
import { personContact, personIdentity } from '../../db/persons';
import { inTransaction } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import { municipality as named } from '../../domain/municipalities';
import { regionByCode, regionCode } from '../../domain/regions';
import type { Ctx } from '../app';
import { application } from './application';

export interface OwnDetails {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** Null until the application has said it. */
  readonly municipality: string | null;
  /** The region of the course, as the clinic sees it. */
  readonly region: string | null;
  readonly gp: string | null;
  /** The application can still be written in, and says it all. */
  readonly isWriting: boolean;
}

export async function ownDetails(ctx: Ctx, course: CourseRow): Promise<OwnDetails> {
  const { gp, isLocked } = await application(ctx, course);
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const { name } = await personIdentity(tx, course.personId);
    const contact = await personContact(tx, course.personId);
    const { email, phone, municipality } = contact;
    const region = regionCode(course, contact, copenhagenDate(ctx.now));
    return {
      name,
      email,
      phone,
      municipality: municipality && (named(municipality)?.name ?? null),
      region: region && (regionByCode(region)?.name ?? null),
      gp: gp?.name ?? null,
      isWriting: !isLocked,
    };
  });
}
