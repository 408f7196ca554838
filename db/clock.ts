/** The practice clock's row, and the jump it is on. */
import { z } from 'zod';
import type { Clock } from '../domain/clock';
import type { Instant } from '../domain/ids';
import { json, zInstant } from './columns';
import type { Tx } from './transaction';

const Seen = { seenAt: zInstant.nullable(), jump: z.unknown() };
const Row = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('real'), ...Seen }),
  z.object({
    mode: z.literal('practice'),
    realOrigin: zInstant,
    virtualOrigin: zInstant,
    speed: z.number(),
    paused: z.boolean(),
    ...Seen,
  }),
]);

export interface ClockRow {
  readonly clock: Clock;
  /** Real time when the program last looked: how long it then stood still. */
  readonly seenAt: Instant | null;
  /** The jump under way, as its driver wrote it; null when there is none. */
  readonly jump: unknown;
}

/** Undefined before the first start in practice, and in production, which has no row. */
export async function readClock(tx: Tx): Promise<ClockRow | undefined> {
  const row = await tx.row(
    Row,
    `SELECT mode, real_origin, virtual_origin, speed, paused, seen_at,
    jump FROM clock`,
  );
  if (!row) return undefined;
  const { seenAt, jump, ...clock } = row;
  return { clock, seenAt, jump };
}

/** Sets the clock; `seenAt` is real time. The jump stays as it is unless given (null ends it). */
export async function writeClock(
  tx: Tx,
  clock: Clock,
  also: { seenAt: Instant; jump?: unknown },
): Promise<void> {
  const practice = clock.mode === 'practice' ? clock : null;
  await tx.run(
    `INSERT INTO clock (clock_id, mode, real_origin, virtual_origin, speed, paused,
      seen_at, jump) VALUES (1, $1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (clock_id) DO UPDATE SET mode = excluded.mode, real_origin = excluded.real_origin,
      virtual_origin = excluded.virtual_origin, speed = excluded.speed, paused = excluded.paused,
      seen_at = excluded.seen_at, jump = CASE WHEN $8 THEN excluded.jump ELSE clock.jump END`,
    [
      clock.mode,
      practice?.realOrigin ?? null,
      practice?.virtualOrigin ?? null,
      practice?.speed ?? null,
      practice?.paused ?? null,
      also.seenAt,
      also.jump === undefined || also.jump === null ? null : json(also.jump),
      also.jump !== undefined,
    ],
  );
}

/** The program is still there; `seenAt` is real time. */
export async function touchClock(tx: Tx, seenAt: Instant): Promise<void> {
  await tx.run('UPDATE clock SET seen_at = $1', [seenAt]);
}
