/** What the patient's pages are opened with: a login that is away, free times, and whose numbers. */
import { openDatabase, type Database } from '../../../db/transaction';
import { addDays, atTime, copenhagenDate, isWorkingDay } from '../../../domain/calendar';
import { syntheticCpr } from '../../../domain/cpr';
import { plusMillis, type Instant } from '../../../domain/ids';
import { IdentityAway, type Identity } from '../../../partners/identity/client';
import type { Clinic } from '../../db/clinic';
import { HOUR } from '../../support/courseWalk';

/** Nobody can log in anew here: whoever has a browser is logged in already. */
export const AWAY: Identity = {
  loginUrl: () => Promise.reject(new IdentityAway('away')),
  finish: () => Promise.reject(new IdentityAway('away')),
};

const NUMBERS = ['0201919990', '0201609995', '0108589995', '0107729995', '2509479989'];

/** The published test numbers first, then synthetic ones. */
export function numberOf(person: number): string {
  return NUMBERS[person] ?? syntheticCpr(person);
}

/** The times of sixty days from `first` that begin at one of `hours` on a working day, an hour each. */
export function workingHours(
  first: Instant,
  hours: readonly string[],
): { startsAt: Instant; endsAt: Instant }[] {
  const days = Array.from({ length: 60 }, (_, day) => addDays(copenhagenDate(first), day));
  return days.filter(isWorkingDay).flatMap((day) =>
    hours.map((time) => {
      const startsAt = atTime(day, time);
      return { startsAt, endsAt: plusMillis(startsAt, HOUR) };
    }),
  );
}

/** Nothing listens at the first port of a machine. */
const NOWHERE = 'postgres://nobody@127.0.0.1:1/none';

/** The clinic's database while it is there, and one that cannot be reached while it is not. */
export function databaseThatMayGo({ app, keys }: Clinic): {
  readonly postgres: { isThere: boolean };
  db(): Database;
  end(): Promise<void>;
} {
  const gone = openDatabase({ url: NOWHERE, applicationName: 'forloeb-test', keys });
  const postgres = { isThere: true };
  return { postgres, db: () => (postgres.isThere ? app : gone), end: () => gone.close() };
}
