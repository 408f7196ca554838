/** What somebody in the clinic has to do: their own tasks, those nobody has, or the team's. */
import { z } from 'zod';
import {
  PLACE_PARTS,
  worklistCounts,
  worklistPage,
  type WorklistOwner,
  type WorklistRow,
} from '../../db/worklist';
import { inTransaction } from '../../db/transaction';
import { isUuid } from '../../domain/ids';
import type { StaffRole } from '../../domain/taskTable';
import type { Ctx } from '../app';

export type { WorklistOwner, WorklistRow };
export interface Worklist {
  readonly owner: WorklistOwner;
  readonly counts: Readonly<Record<WorklistOwner, number>>;
  readonly rows: readonly WorklistRow[];
  /** For the next page's address; null: this is the last. */
  readonly next: string | null;
}
const PAGE = 50;
const BETWEEN = '~';
const zOwner = z.enum(['mine', 'unassigned', 'team']);

/** Whose tasks a role works on; a supervisor sees them all. */
function rolesSeen(role: string): readonly StaffRole[] {
  if (role === 'supervisor') return ['psychologist', 'coordinator', 'supervisor'];
  return role === 'coordinator' ? ['coordinator'] : ['psychologist'];
}

/** Without a wish: my own, or those nobody has when I have none. */
export async function worklist(
  ctx: Ctx,
  wish: { owner: string | undefined; after: string | undefined },
): Promise<Worklist> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new Error('only staff have a worklist');
  const roles = rolesSeen(actor.role);
  return inTransaction(ctx.app.db, actor, async (tx) => {
    const counts = await worklistCounts(tx, { me: actor.id, roles });
    const asked = zOwner.safeParse(wish.owner);
    const some = counts.mine === 0 && counts.unassigned > 0 ? 'unassigned' : 'mine';
    const owner = asked.success ? asked.data : some;
    const after = placeOf(wish.after);
    const rows = await worklistPage(tx, {
      owner,
      me: actor.id,
      roles,
      now: ctx.now,
      limit: PAGE + 1,
      ...(after && { after }),
    });
    const shown = rows.slice(0, PAGE);
    const last = shown.at(-1);
    const next = rows.length > PAGE && last ? last.place.join(BETWEEN) : null;
    return { owner, counts, rows: shown, next };
  });
}

/** A place from an address; anything that is none begins at the top. */
function placeOf(text: string | undefined): readonly string[] | undefined {
  const parts = text?.split(BETWEEN) ?? [];
  const [group = '', red = '', due = '', opened = '', id = ''] = parts;
  const isPlace =
    parts.length === PLACE_PARTS &&
    /^[0-4]$/.test(group) &&
    /^[01]$/.test(red) &&
    !Number.isNaN(Date.parse(due)) &&
    !Number.isNaN(Date.parse(opened)) &&
    isUuid(id);
  return isPlace ? parts : undefined;
}
