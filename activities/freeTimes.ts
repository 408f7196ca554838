/** Keeps every psychologist's free times filled ten weeks ahead, by the weekday rules. */
import { fillSlots, slotRules } from '../db/slotRules';
import { inTransaction, SYSTEM } from '../db/transaction';
import { isWithinHours } from '../domain/appointmentTime';
import { addDays, atTime, isWorkingDay, weekday } from '../domain/calendar';
import { plusMillis, type CivilDate } from '../domain/ids';
import type { ActivityDeps } from './index';

const DAYS_AHEAD = 70;
const MINUTE = 60_000;

export function freeTimesActivities({ db }: Pick<ActivityDeps, 'db'>) {
  return {
    /** Fills from the day after `date`; times that are there already are left alone. */
    async fillFreeTimes(date: CivilDate): Promise<number> {
      return inTransaction(db, SYSTEM, async (tx) => {
        let added = 0;
        for (const rule of await slotRules(tx)) {
          const days = Array.from({ length: DAYS_AHEAD }, (_, ahead) => addDays(date, ahead + 1))
            .filter((day) => isWorkingDay(day) && rule.weekdays.includes(weekday(day)))
            .filter((day) => day >= rule.validFrom && (!rule.validTo || day <= rule.validTo));
          const times = days.flatMap((day) =>
            rule.times.map((time) => {
              const startsAt = atTime(day, time);
              return { startsAt, endsAt: plusMillis(startsAt, rule.minutes * MINUTE) };
            }),
          );
          // Nobody is shown a time that could not be agreed.
          const open = times.filter(isWithinHours);
          added += await fillSlots(tx, rule.psychologistId, open, rule.kind);
        }
        return added;
      });
    },
  };
}
