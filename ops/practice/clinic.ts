/** The practice clinic itself: its staff, their times, who has the duty, doctors and crisis lines. */
import { freeTimesActivities } from '../../activities/freeTimes';
import { seedCrisisNumbers } from '../../db/crisisNumbers';
import { lastDuty, setDuty } from '../../db/duty';
import { seedGps } from '../../db/gps';
import { insertSlotRule, slotRules } from '../../db/slotRules';
import { saveStaff } from '../../db/staff';
import { inTransaction, SYSTEM, type Database, type Tx } from '../../db/transaction';
import { addDays, atTime, daysBetween, isWorkingDay } from '../../domain/calendar';
import { TALK_KINDS } from '../../domain/conversations';
import { asId, type CivilDate, type StaffId } from '../../domain/ids';
import { gpPractices } from '../../partners/gp';
import { ROLE_OF_GROUP } from '../../partners/identity/claims';
import { practiceStaff } from '../../partners/identity/practicePeople';
import { SEEDED_DAYS } from '../practiceClock';
import { seedPublicTexts } from './publicTexts';

const WEEKDAYS = [1, 2, 3, 4, 5];
/** Two leave a day free for patients in treatment. */
const TIMES = new Map([
  [
    'karen',
    {
      weekdays: WEEKDAYS,
      assessment: ['09:00', '10:00', '13:00'],
      closing: ['08:30', '11:30', '14:15'],
    },
  ],
  [
    'jonas',
    {
      weekdays: [1, 2, 3, 4],
      assessment: ['09:00', '11:00', '14:00'],
      closing: ['08:15', '10:30', '13:15'],
    },
  ],
  [
    'amira',
    {
      weekdays: [2, 3, 4, 5],
      assessment: ['10:00', '12:00', '14:00'],
      closing: ['09:15', '11:30', '13:30'],
    },
  ],
]);
const MINUTES = { assessment: 60, closing: 15 } as const;
/** The duty is planned as far ahead as the free times, and for the weeks that people live first. */
const DUTY_DAYS = 70 + SEEDED_DAYS;
const EPOCH = asId<CivilDate>('2024-01-01');
const WEEK = 7;

/** Everything that is there whoever applies; may be run at every start. `today` is practice time. */
export async function seedClinic(db: Database, today: CivilDate): Promise<void> {
  const isNew = await inTransaction(db, SYSTEM, async (tx) => {
    await seedStaff(tx);
    await seedCrisisNumbers(tx);
    await seedPublicTexts(tx, atTime(today, '00:00'));
    await seedGps(
      tx,
      gpPractices.map((one) => ({ ...one, municipality: one.municipalityCode })),
    );
    await seedDuty(tx, today);
    if ((await slotRules(tx)).length > 0) return false;
    await seedTimes(tx, today);
    return true;
  });
  if (isNew) await freeTimesActivities({ db }).fillFreeTimes(today);
}

async function seedStaff(tx: Tx): Promise<void> {
  for (const { staffId, name, email, groups } of practiceStaff) {
    const roles = groups.flatMap((group) => ROLE_OF_GROUP.get(group) ?? []);
    await saveStaff(tx, { staffId, name, email, roles, active: true });
  }
}

async function seedTimes(tx: Tx, today: CivilDate): Promise<void> {
  for (const [handle, { weekdays, ...times }] of TIMES) {
    for (const kind of TALK_KINDS) {
      await insertSlotRule(tx, {
        psychologistId: staffIdOf(handle),
        kind,
        weekdays,
        times: times[kind],
        minutes: MINUTES[kind],
        validFrom: today,
        validTo: null,
      });
    }
  }
}

/** A week each, in turn, after the last day that is planned: what people changed stays theirs. */
async function seedDuty(tx: Tx, today: CivilDate): Promise<void> {
  const handles = [...TIMES.keys()];
  const last = await lastDuty(tx);
  for (let ahead = 0; ahead < DUTY_DAYS; ahead += 1) {
    const day = addDays(today, ahead);
    if (!isWorkingDay(day) || (last !== undefined && day <= last)) continue;
    const week = Math.floor(daysBetween(EPOCH, day) / WEEK);
    await setDuty(tx, day, staffIdOf(handles[week % handles.length] ?? 'karen'));
  }
}

/** The staff id behind a login of practicePeople. */
export function staffIdOf(handle: string): StaffId {
  const found = practiceStaff.find((one) => one.handle === handle);
  if (!found) throw new Error(`nobody in the practice is called ${handle}`);
  return found.staffId;
}
