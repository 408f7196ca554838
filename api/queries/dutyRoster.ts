/** The duty roster of some weeks: who takes red flags on each working day, and who could. */
import { dutiesBetween } from '../../db/duty';
import { allStaff } from '../../db/staff';
import { inTransaction } from '../../db/transaction';
import {
  addDays,
  civilDate,
  copenhagenDate,
  holidayName,
  weekday,
  weekNumber,
} from '../../domain/calendar';
import type { CivilDate, StaffId } from '../../domain/ids';
import type { Ctx } from '../app';

export interface RosterDay {
  readonly on: CivilDate;
  /** Why the house is closed; null on a working day. */
  readonly holiday: string | null;
  readonly isPast: boolean;
  /** Who stands there; null: nobody. */
  readonly staffId: StaffId | null;
  readonly name: string | null;
  /** False also for somebody who has left: the day is as one without anybody. */
  readonly isCovered: boolean;
}
export interface RosterWeek {
  readonly number: number;
  /** Monday to Friday. */
  readonly days: readonly RosterDay[];
}
export interface DutyRoster {
  readonly weeks: readonly RosterWeek[];
  /** The Monday it begins with, and where one goes a week back or on; null: no further. */
  readonly from: CivilDate;
  readonly earlier: CivilDate | null;
  readonly later: CivilDate | null;
  readonly psychologists: readonly { readonly staffId: StaffId; readonly name: string }[];
}

const WEEKS = 4;
const WEEK = 7;
const FRIDAY = 5;
/** A year back and a year ahead: nobody plans further, and addresses come from anywhere. */
const FURTHEST = 52 * WEEK;

/** `from`: any date of the first week, as it stands in the address; else this week. */
export async function dutyRoster(ctx: Ctx, from: string | undefined): Promise<DutyRoster> {
  const today = copenhagenDate(ctx.now);
  const thisMonday = mondayOf(today);
  const monday = mondayWanted(from, thisMonday);
  const { duties, staff } = await inTransaction(ctx.app.db, ctx.actor, async (tx) => ({
    duties: await dutiesBetween(tx, monday, addDays(monday, WEEKS * WEEK - 1)),
    staff: await allStaff(tx, 'psychologist'),
  }));
  const planned = new Map(duties.map((duty) => [duty.onDate, duty]));
  const dayOf = (on: CivilDate): RosterDay => {
    const duty = planned.get(on);
    return {
      on,
      holiday: holidayName(on),
      isPast: on < today,
      staffId: duty?.staffId ?? null,
      name: duty?.name ?? null,
      isCovered: duty?.takesFlags ?? false,
    };
  };
  return {
    weeks: Array.from({ length: WEEKS }, (_, week) => addDays(monday, week * WEEK)).map(
      (first) => ({
        number: weekNumber(first),
        days: Array.from({ length: FRIDAY }, (_, day) => dayOf(addDays(first, day))),
      }),
    ),
    from: monday,
    earlier: monday > addDays(thisMonday, -FURTHEST) ? addDays(monday, -WEEK) : null,
    later: monday < addDays(thisMonday, FURTHEST) ? addDays(monday, WEEK) : null,
    psychologists: staff.map(({ staffId, name }) => ({ staffId, name })),
  };
}

function mondayOf(date: CivilDate): CivilDate {
  return addDays(date, 1 - weekday(date));
}

/** What is no date, or lies too far away, is this week. */
function mondayWanted(text: string | undefined, thisMonday: CivilDate): CivilDate {
  const date = text === undefined ? null : dateOf(text);
  if (!date) return thisMonday;
  const monday = mondayOf(date);
  const isNear =
    monday >= addDays(thisMonday, -FURTHEST) && monday <= addDays(thisMonday, FURTHEST);
  return isNear ? monday : thisMonday;
}

/** A date from an address or a form; null when it is none. */
export function dateOf(text: string): CivilDate | null {
  try {
    return civilDate(text);
  } catch {
    return null;
  }
}
