/** Every open course, the next to fall due first: for the supervisor, without clinical content. */
import { runningCourses as rowsOf, type CourseRow } from '../../db/courses';
import { countIncidents } from '../../db/incidentList';
import { allStaff } from '../../db/staff';
import { inTransaction } from '../../db/transaction';
import { STAGES, type Stage } from '../../domain/course';
import { asId, instant, isUuid, type CourseId, type Instant, type StaffId } from '../../domain/ids';
import { INCIDENTS } from '../../domain/incidents';
import type { CourseState } from '../../domain/state';
import type { Ctx } from '../app';
import { stateOf } from './courseState';

export interface RunningCourse {
  readonly courseId: CourseId;
  readonly number: string;
  readonly name: string;
  readonly state: CourseState;
  readonly nextDueAt: Instant | null;
  readonly psychologist: string | null;
  readonly needsAttention: boolean;
}
export interface RunningCourses {
  readonly rows: readonly RunningCourse[];
  /** For the next page's address; null: this is the last. */
  readonly next: string | null;
  /** How many faults in the machinery wait for somebody. */
  readonly incidents: number;
  readonly psychologists: readonly { readonly staffId: StaffId; readonly name: string }[];
}
/** As they stand in the address; what is none of ours is as if left out. */
export interface RunningWish {
  readonly stage: string | undefined;
  readonly psychologist: string | undefined;
  readonly attention: boolean;
  readonly after: string | undefined;
}
const PAGE = 50;
const BETWEEN = '~';

export async function runningCourses(ctx: Ctx, wish: RunningWish): Promise<RunningCourses> {
  const stage = STAGES.find((one) => one === wish.stage);
  const after = placeOf(wish.after);
  const psychologist =
    wish.psychologist && isUuid(wish.psychologist) ? asId<StaffId>(wish.psychologist) : undefined;
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const rows = await rowsOf(tx, {
      limit: PAGE + 1,
      ...(stage && { stages: [stage] as readonly Stage[] }),
      ...(psychologist && { psychologistId: psychologist }),
      ...(wish.attention && { needsAttention: true }),
      ...(after && { after }),
    });
    const staff = await allStaff(tx);
    const names = new Map(staff.map(({ staffId, name }) => [staffId, name]));
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
    return {
      rows: rows.slice(0, PAGE).map((row) => ({
        courseId: row.courseId,
        number: row.number,
        name: row.personName,
        state: stateOf(row),
        nextDueAt: row.nextDueAt,
        needsAttention: row.needsAttention,
        psychologist: row.psychologistId ? (names.get(row.psychologistId) ?? null) : null,
      })),
      next: last ? placeIn(last) : null,
      incidents: await countIncidents(tx, INCIDENTS),
      psychologists: staff.filter((one) => one.roles.includes('psychologist')),
    };
  });
}

function placeIn(row: CourseRow): string {
  return `${row.nextDueAt ?? ''}${BETWEEN}${row.courseId}`;
}

/** A place from an address; anything that is none begins at the top. */
function placeOf(
  text: string | undefined,
): { nextDueAt: Instant | null; courseId: CourseId } | undefined {
  const [due = '', id = ''] = text?.split(BETWEEN) ?? [];
  if (!isUuid(id) || (due !== '' && Number.isNaN(Date.parse(due)))) return undefined;
  return { nextDueAt: due === '' ? null : instant(due), courseId: asId<CourseId>(id) };
}
