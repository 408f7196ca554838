/** What stands around every page: the clock in words, untaken red flags, the crisis numbers. */
import { z } from 'zod';
import { crisisNumbersOf } from '../../db/crisisNumbers';
import { readClock } from '../../db/clock';
import { personContact } from '../../db/persons';
import { latestCourseOf, type CourseRow } from '../../db/courses';
import { oldestUntakenRed } from '../../db/flags';
import { countIncidents } from '../../db/incidentList';
import { inTransaction, type Tx } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import { FIRST_STAGE } from '../../domain/course';
import type { CivilDate, CourseId, FlagId, Instant, PersonId } from '../../domain/ids';
import { incidentsFor } from '../../domain/incidents';
import { may } from '../../domain/permissions';
import { regionOf, regionsOn } from '../../domain/regions';
import type { CourseState } from '../../domain/state';
import type { Ctx } from '../app';
import { toldState } from './promises';
import { adultLater } from './underAge';

export interface UntakenFlag {
  readonly courseId: CourseId;
  readonly number: string;
  readonly flagId: FlagId;
  readonly raisedAt: Instant;
}
export interface FrameFacts {
  /** The reader's own region's line; every region's while nobody knows which is theirs. */
  readonly crisis: readonly { readonly name: string; readonly phone: string }[];
  readonly redFlag: UntakenFlag | null;
  /** A patient's own course: its next deadline stands on every page, and the practice clock asks. */
  readonly own: CourseState | null;
  /** Of somebody who writes an application and is not 18 yet: the day they will be. */
  readonly adultFrom: CivilDate | null;
  /** How many faults wait for the reader; null for those who see to none. */
  readonly incidents: number | null;
  /** While the practice clock jumps: where to. */
  readonly jumpingTo: Instant | null;
}
const zJump = z.object({ to: z.string() });

/** One transaction; reads nothing about a person but the actor's own region and e-mail. */
export async function frameFacts(ctx: Ctx): Promise<FrameFacts> {
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const staff = may(ctx.actor.role, 'takeFlags');
    const kinds = incidentsFor(ctx.actor.role);
    const jump = ctx.app.practice ? zJump.safeParse((await readClock(tx))?.jump) : null;
    const own = ctx.actor.kind === 'patient' ? await latestCourseOf(tx, ctx.actor.id) : undefined;
    return {
      own: own ? await toldState(tx, own) : null,
      adultFrom: own?.stage === FIRST_STAGE ? await adultLater(tx, own.personId, ctx.now) : null,
      crisis: await crisisLines(tx, ctx, own),
      redFlag: staff ? await oldestUntaken(tx) : null,
      incidents: kinds.length > 0 ? await countIncidents(tx, kinds) : null,
      jumpingTo: jump?.success ? (jump.data.to as Instant) : null,
    };
  });
}

async function crisisLines(
  tx: Tx,
  ctx: Ctx,
  own: CourseRow | undefined,
): Promise<FrameFacts['crisis']> {
  const today = copenhagenDate(ctx.now);
  if (ctx.actor.kind === 'staff') return [];
  const known =
    ctx.actor.kind === 'patient' ? await regionOfPatient(tx, ctx.actor.id, own, today) : null;
  return crisisNumbersOf(
    tx,
    known ? [known] : regionsOn(today).map((region) => region.code),
    today,
  );
}

async function regionOfPatient(
  tx: Tx,
  personId: PersonId,
  own: CourseRow | undefined,
  today: CivilDate,
): Promise<string | null> {
  const { municipality } = await personContact(tx, personId);
  return (municipality ? regionOf(municipality, today)?.code : own?.region) ?? null;
}

async function oldestUntaken(tx: Tx): Promise<UntakenFlag | null> {
  const flag = await oldestUntakenRed(tx);
  return flag
    ? {
        courseId: flag.courseId,
        number: flag.courseNumber,
        flagId: flag.flagId,
        raisedAt: flag.raisedAt,
      }
    : null;
}
