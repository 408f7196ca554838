/** Weekday rules, and the free times that they fill calendars with. */
import { z } from 'zod';
import { TALK_KINDS, type TalkKind } from '../domain/conversations';
import type { CivilDate, Instant, SlotId, StaffId } from '../domain/ids';
import { zDate, zId } from './columns';
import { newId } from './newId';
import type { Tx } from './transaction';

const SlotRule = z.object({
  ruleId: z.string(),
  psychologistId: zId<StaffId>(),
  kind: z.enum(TALK_KINDS),
  /** 1 is Monday. */
  weekdays: z.array(z.number()),
  /** Copenhagen wall clock, 'HH:MM'. */
  times: z.array(z.string()),
  minutes: z.number(),
  validFrom: zDate,
  validTo: zDate.nullable(),
});
export type SlotRule = z.infer<typeof SlotRule>;

export function slotRules(tx: Tx): Promise<SlotRule[]> {
  return tx.rows(
    SlotRule,
    `SELECT rule_id, psychologist_id, kind, weekdays, times, minutes, valid_from,
    valid_to FROM slot_rule ORDER BY rule_id`,
  );
}

export async function insertSlotRule(
  tx: Tx,
  rule: {
    psychologistId: StaffId;
    /** Without one: for the first conversation. */
    kind?: TalkKind;
    weekdays: readonly number[];
    times: readonly string[];
    minutes: number;
    validFrom: CivilDate;
    validTo: CivilDate | null;
  },
): Promise<void> {
  await tx.run(
    `INSERT INTO slot_rule (rule_id, psychologist_id, kind, weekdays, times, minutes,
    valid_from, valid_to) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      newId(),
      rule.psychologistId,
      rule.kind ?? 'assessment',
      rule.weekdays,
      rule.times,
      rule.minutes,
      rule.validFrom,
      rule.validTo,
    ],
  );
}

/** Adds free times; those that overlap one that is there are left out. Says how many came. */
export function fillSlots(
  tx: Tx,
  psychologistId: StaffId,
  times: readonly { startsAt: Instant; endsAt: Instant }[],
  kind: TalkKind = 'assessment',
): Promise<number> {
  return tx.run(
    `INSERT INTO slot (slot_id, psychologist_id, starts_at, ends_at, kind)
    SELECT new.slot_id, $1, new.starts_at, new.ends_at, $5
    FROM unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[])
      AS new (slot_id, starts_at, ends_at)
    ORDER BY new.starts_at ON CONFLICT DO NOTHING`,
    [
      psychologistId,
      times.map(() => newId<SlotId>()),
      times.map(({ startsAt }) => startsAt),
      times.map(({ endsAt }) => endsAt),
      kind,
    ],
  );
}
