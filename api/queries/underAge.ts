/** Whether the person of a course is under 18 yet, and until when. */
import { personIdentity } from '../../db/persons';
import type { Tx } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import { parseCpr } from '../../domain/cpr';
import { adultFrom, isOldEnough } from '../../domain/eligibility';
import type { CivilDate, Instant, PersonId } from '../../domain/ids';

/** The day the person turns 18, by the identity number; null for somebody who is 18 today. */
export async function adultLater(
  tx: Tx,
  personId: PersonId,
  now: Instant,
): Promise<CivilDate | null> {
  const { cpr } = await personIdentity(tx, personId);
  const birth = parseCpr(cpr)?.birth;
  return birth && !isOldEnough(birth, copenhagenDate(now)) ? adultFrom(birth) : null;
}
