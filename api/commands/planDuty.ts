/** The supervisor says who takes red flags on which working days. */
import { writeAudit } from '../../db/audit';
import { dutiesBetween, lockRoster, setDuty } from '../../db/duty';
import { allStaff } from '../../db/staff';
import { inTransaction } from '../../db/transaction';
import { copenhagenDate, isWorkingDay } from '../../domain/calendar';
import type { CommandRefusalName } from '../../domain/danish';
import type { CivilDate, StaffId } from '../../domain/ids';
import type { Ctx, Form } from '../app';
import { dateOf } from '../queries/dutyRoster';
import { textOf } from './press';

export type DutyRefusal = Extract<
  CommandRefusalName,
  'dutyPast' | 'dutyClosed' | 'dutyNotPsychologist' | 'dutyChanged'
>;
export type DutyPlanned =
  | { readonly kind: 'planned'; readonly days: number }
  /** Nothing was changed, on no day. */
  | {
      readonly kind: 'refused';
      readonly days: ReadonlyMap<CivilDate, DutyRefusal>;
      /** All that was to be changed, by day: who was chosen, '' for nobody. */
      readonly wanted: ReadonlyMap<CivilDate, string>;
    };

/** The names of a day's two fields: who is chosen, and who stood there when the form was shown. */
export const chosenOn = (on: CivilDate): string => `day-${on}`;
export const shownOn = (on: CivilDate): string => `was-${on}`;
const CHOSEN = /^day-(.*)$/;

/** One day that the form changes; '' is nobody. */
interface Change {
  readonly on: CivilDate;
  readonly was: string;
  readonly to: string;
}

/** All days of the form or none: a plan that was half kept would be nobody's. */
export async function planDuty(ctx: Ctx, form: Form): Promise<DutyPlanned> {
  const changes = changesIn(form);
  const last = changes.at(-1);
  const [first] = changes;
  if (!first || !last) return { kind: 'planned', days: 0 };
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    await lockRoster(tx);
    const duties = await dutiesBetween(tx, first.on, last.on);
    const now = new Map(duties.map(({ onDate, staffId }) => [onDate, staffId]));
    const psychologists = (await allStaff(tx, 'psychologist')).map((one) => one.staffId);
    const today = copenhagenDate(ctx.now);
    const days = new Map<CivilDate, DutyRefusal>();
    // The same form sent twice finds its own plan, and changes nothing more.
    const left = changes.filter(({ on, to }) => (now.get(on) ?? '') !== to);
    for (const change of left) {
      const why = whyNot(change, { today, psychologists, stands: now.get(change.on) ?? '' });
      if (why) days.set(change.on, why);
    }
    if (days.size > 0) {
      return { kind: 'refused', days, wanted: new Map(changes.map(({ on, to }) => [on, to])) };
    }
    for (const { on, to } of left) {
      const staffId = psychologists.find((one) => one === to) ?? null;
      await setDuty(tx, on, staffId);
      const detail = { on, from: now.get(on) ?? null, to: staffId };
      await writeAudit(tx, {
        at: ctx.now,
        event: 'changedDuty',
        detail,
        requestId: ctx.requestId,
      });
    }
    return { kind: 'planned', days: left.length };
  });
}

/** In the order of the days. */
function changesIn(form: Form): readonly Change[] {
  return Object.keys(form)
    .flatMap((name) => dateOf(CHOSEN.exec(name)?.[1] ?? '') ?? [])
    .map((on) => ({ on, was: textOf(form, shownOn(on)), to: textOf(form, chosenOn(on)) }))
    .filter(({ was, to }) => was !== to)
    .toSorted((one, other) => (one.on < other.on ? -1 : 1));
}

function whyNot(
  { on, was, to }: Change,
  of: { today: CivilDate; psychologists: readonly StaffId[]; stands: string },
): DutyRefusal | null {
  if (on < of.today) return 'dutyPast';
  if (!isWorkingDay(on)) return 'dutyClosed';
  if (to !== '' && !of.psychologists.some((one) => one === to)) return 'dutyNotPsychologist';
  return was === of.stands ? null : 'dutyChanged';
}
