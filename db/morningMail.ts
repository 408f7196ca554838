/** The morning mail to staff: what waits for each, counted at once, and what became of the mail. */
import { z } from 'zod';
import { addDays, atTime, copenhagenDate, isWorkingDay } from '../domain/calendar';
import type { CivilDate, Instant, MorningMailId, StaffId } from '../domain/ids';
import type { IncidentKind } from '../domain/incidents';
import { DUTY_AHEAD_DAYS, type Morning } from '../domain/morning';
import { may, ROLES } from '../domain/permissions';
import { json, zDate, zId, zInstant } from './columns';
import { ON_DUTY } from './duty';
import { OF_UNDELIVERED, reportIncident } from './incidents';
import { newId } from './newId';
import type { Tx } from './transaction';

const RECEIVERS = ['psychologist', 'coordinator', 'supervisor'];
const FAILED = 'morningMailFailed' satisfies IncidentKind;
const OF_UNTOLD = `FROM incident
      JOIN morning_mail ON mail_id = (detail ->> 'mailId')::uuid
    WHERE incident.kind = '${FAILED}' AND closed_at IS NULL`;
/** So many days a mail that failed is told; then the newer ones have said what waits. */
const TOLD_DAYS = 7;

const Counted = z.object({
  staffId: zId<StaffId>(),
  isSupervisor: z.boolean(),
  overdue: z.number(),
  today: z.number(),
  unowned: z.number(),
  redFlags: z.number(),
  otherFlags: z.number(),
  talks: z.number(),
  onDuty: z.boolean(),
  clinicOverdue: z.number(),
  stuck: z.number(),
  undelivered: z.number(),
  withoutDuty: z.number(),
});

/** One query for the whole clinic, whatever its size: every part is counted once. */
const COUNT = `WITH
  open_task AS (
    SELECT owner_id, role, coalesce(overdue OR due_at <= $1, false) AS is_late,
      coalesce(due_at <= $2, false) AS is_today
    FROM task WHERE closed_at IS NULL AND state = 'open'),
  own AS (
    SELECT owner_id, count(*) FILTER (WHERE is_late) AS overdue,
      count(*) FILTER (WHERE is_today AND NOT is_late) AS today
    FROM open_task WHERE owner_id IS NOT NULL GROUP BY owner_id),
  unowned AS (SELECT role, count(*) AS count FROM open_task WHERE owner_id IS NULL GROUP BY role),
  untaken AS (
    SELECT tier, task.owner_id FROM flag LEFT JOIN task ON task.course_id = flag.course_id
      AND task.subject = flag.flag_id::text AND task.closed_at IS NULL
    WHERE released_at IS NULL AND taken_at IS NULL),
  talk AS (
    SELECT psychologist_id, count(*) AS count FROM appointment
    WHERE outcome IS NULL AND starts_at >= $3 AND starts_at < $2 GROUP BY psychologist_id),
  clinic AS (SELECT
    (SELECT count(*) FROM open_task WHERE is_late AND role <> 'supervisor') AS clinic_overdue,
    (SELECT count(*) FROM course WHERE needs_attention) AS stuck,
    (SELECT count(*) ${OF_UNDELIVERED}) + (SELECT count(*) ${OF_UNTOLD} AND on_date >= $8)
      AS undelivered,
    (SELECT count(*) FROM unnest($4::date[]) AS day WHERE NOT EXISTS
      (SELECT FROM ${ON_DUTY} WHERE on_date = day)) AS without_duty)
  SELECT staff.staff_id, 'supervisor' = ANY(roles) AS is_supervisor,
    coalesce(own.overdue, 0) AS overdue, coalesce(own.today, 0) AS today,
    (SELECT coalesce(sum(count), 0) FROM unowned
      WHERE role = ANY(roles) OR 'supervisor' = ANY(roles)) AS unowned,
    (SELECT count(*) FROM untaken WHERE tier = 'red' AND roles && $5) AS red_flags,
    (SELECT count(*) FROM untaken WHERE tier <> 'red' AND roles && $5
      AND coalesce(owner_id, staff.staff_id) = staff.staff_id) AS other_flags,
    coalesce(talk.count, 0) AS talks,
    EXISTS (SELECT FROM duty WHERE on_date = $6 AND duty.staff_id = staff.staff_id
      AND 'psychologist' = ANY(roles)) AS on_duty, clinic.*
  FROM staff CROSS JOIN clinic
    LEFT JOIN own ON own.owner_id = staff.staff_id
    LEFT JOIN talk ON talk.psychologist_id = staff.staff_id
  WHERE active AND roles && $7 ORDER BY staff.staff_id`;

/** What waits at that instant for everybody who works in the clinic. */
async function countMornings(
  tx: Tx,
  now: Instant,
): Promise<{ staffId: StaffId; morning: Morning }[]> {
  const today = copenhagenDate(now);
  const ahead = Array.from({ length: DUTY_AHEAD_DAYS }, (_, days) => addDays(today, days));
  const rows = await tx.rows(Counted, COUNT, [
    now,
    // Midnight belongs to the day that ends, as on the worklist.
    atTime(today, '24:00'),
    atTime(today, '00:00'),
    ahead.filter(isWorkingDay),
    ROLES.filter((role) => may(role, 'takeFlags')),
    today,
    RECEIVERS,
    toldSince(today),
  ]);
  return rows.map((row) => {
    const { staffId, isSupervisor, clinicOverdue, stuck, undelivered, withoutDuty, ...own } = row;
    const clinic = { overdue: clinicOverdue, stuck, undelivered, withoutDuty };
    return { staffId, morning: { ...own, clinic: isSupervisor ? clinic : null } };
  });
}

const zMail = z.object({ mailId: zId<MorningMailId>() });

/** Counts once for a date and keeps a row for everybody who is to be told; asked again, nothing. */
export async function planMorning(tx: Tx, on: CivilDate, now: Instant): Promise<void> {
  const known = await tx.row(zMail, 'SELECT mail_id FROM morning_mail WHERE on_date = $1', [on]);
  if (known) return;
  await closeOldFailures(tx, on, now);
  const counted = await countMornings(tx, now);
  await tx.run(
    `INSERT INTO morning_mail (mail_id, on_date, staff_id, morning, counted_at)
    SELECT mail_id, $4, staff_id, morning, $5
    FROM unnest($1::uuid[], $2::uuid[], $3::jsonb[]) AS new (mail_id, staff_id, morning)
    ON CONFLICT DO NOTHING`,
    [
      counted.map(() => newId<MorningMailId>()),
      counted.map(({ staffId }) => staffId),
      counted.map(({ morning }) => json(morning)),
      on,
      now,
    ],
  );
}

/** The mails planned for a date of which it is not settled what becomes of them. */
export async function unsettledMails(tx: Tx, on: CivilDate): Promise<readonly MorningMailId[]> {
  const rows = await tx.rows(
    zMail,
    `SELECT mail_id FROM morning_mail WHERE on_date = $1
      AND (status = 'waiting' OR status = 'unknown' AND reason IS NULL) ORDER BY mail_id`,
    [on],
  );
  return rows.map(({ mailId }) => mailId);
}

/** What an old mail would have told, newer ones have. */
async function closeOldFailures(tx: Tx, today: CivilDate, at: Instant): Promise<void> {
  await tx.run(
    `UPDATE incident SET closed_at = $1, how = 'mended'
    WHERE kind = '${FAILED}' AND closed_at IS NULL AND EXISTS (SELECT FROM morning_mail
      WHERE mail_id = (detail ->> 'mailId')::uuid AND on_date < $2)`,
    [at, toldSince(today)],
  );
}

const zMorning: z.ZodType<Morning> = z.strictObject({
  overdue: z.number(),
  today: z.number(),
  unowned: z.number(),
  redFlags: z.number(),
  otherFlags: z.number(),
  talks: z.number(),
  onDuty: z.boolean(),
  clinic: z
    .strictObject({
      overdue: z.number(),
      stuck: z.number(),
      undelivered: z.number(),
      withoutDuty: z.number(),
    })
    .nullable(),
});
const MorningMail = z.object({
  mailId: zId<MorningMailId>(),
  onDate: zDate,
  email: z.string(),
  morning: zMorning,
  status: z.enum(['waiting', 'sent', 'unknown', 'failed']),
  /** An enum word: why it is not known to have come through. */
  reason: z.string().nullable(),
  countedAt: zInstant,
});
export type MorningMail = z.infer<typeof MorningMail>;

export function morningMailById(tx: Tx, mailId: MorningMailId): Promise<MorningMail | undefined> {
  return tx.row(
    MorningMail,
    `SELECT mail_id, on_date, email, morning, status, reason, counted_at
    FROM morning_mail JOIN staff USING (staff_id) WHERE mail_id = $1`,
    [mailId],
  );
}

/** Marks it as perhaps sent, before it leaves. False: another attempt was there first. */
export async function claimMorningMail(tx: Tx, mailId: MorningMailId): Promise<boolean> {
  const claimed = await tx.run(
    `UPDATE morning_mail SET status = 'unknown', reason = NULL
    WHERE mail_id = $1 AND status = 'waiting'`,
    [mailId],
  );
  return claimed === 1;
}

/** It is certain that nobody got it: it may be tried again. */
export async function unclaimMorningMail(tx: Tx, mailId: MorningMailId): Promise<void> {
  await tx.run(
    `UPDATE morning_mail SET status = 'waiting'
    WHERE mail_id = $1 AND status = 'unknown' AND reason IS NULL`,
    [mailId],
  );
}

/** How it ended. What is not known to have come through is told to the supervisor, once. */
export async function settleMorningMail(
  tx: Tx,
  of: { mailId: MorningMailId; at: Instant } & (
    | { status: 'sent' }
    | { status: 'unknown' | 'failed'; reason: string }
  ),
): Promise<void> {
  const { mailId, at } = of;
  const reason = of.status === 'sent' ? null : of.reason;
  const settled = await tx.run(
    `UPDATE morning_mail SET status = $2, reason = $3, sent_at = $4
    WHERE mail_id = $1 AND (status = 'waiting' OR status = 'unknown' AND reason IS NULL)`,
    [mailId, of.status, reason, of.status === 'sent' ? at : null],
  );
  if (settled === 0 || reason === null) return;
  const detail = { mailId, reason };
  const about = { courseId: null, subject: mailId, detail };
  await reportIncident(tx, { ...about, kind: FAILED, cause: reason, at });
}

function toldSince(today: CivilDate): CivilDate {
  return addDays(today, -TOLD_DAYS);
}
