/** The courses somebody in the clinic can open, with a task or without: running, ended, by number. */
import {
  courseByNumber,
  endedCourses,
  runningCourses,
  type CourseRow,
  type ListedCourse,
} from '../../db/courses';
import { allStaff } from '../../db/staff';
import { inTransaction, type Tx } from '../../db/transaction';
import { asId, instant, isUuid, type CourseId, type Instant, type StaffId } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import type { Ctx } from '../app';
import { stateOf } from './courseState';

export type CoursesTab = 'mine' | 'all' | 'ended';
export interface CourseInList {
  readonly courseId: CourseId;
  readonly number: string;
  readonly name: string;
  /** Ten digits. */
  readonly cpr: string;
  readonly region: string | null;
  /** The municipality where the person lives now, by its code. */
  readonly livesIn: string | null;
  readonly state: CourseState;
  readonly endedAt: Instant | null;
  readonly needsAttention: boolean;
  readonly psychologist: string | null;
}
export interface Courses {
  /** Those the reader has; only psychologists have courses of their own. */
  readonly tabs: readonly CoursesTab[];
  readonly tab: CoursesTab;
  readonly rows: readonly CourseInList[];
  /** For the next page's address; null: this is the last. */
  readonly next: string | null;
}
const PAGE = 50;
const BETWEEN = '~';

/** Without a wish: a psychologist's own, everybody's for others. `tab` and `after` from an address. */
export async function courses(
  ctx: Ctx,
  wish: { tab: string | undefined; after: string | undefined },
): Promise<Courses> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new Error('only staff see a list of courses');
  const own = actor.role === 'psychologist' ? actor.id : undefined;
  const tabs: readonly CoursesTab[] = own ? ['mine', 'all', 'ended'] : ['all', 'ended'];
  const tab = tabs.find((one) => one === wish.tab) ?? (own ? 'mine' : 'all');
  return inTransaction(ctx.app.db, actor, async (tx) => {
    const rows = await rowsOf(tx, tab, own, wish.after);
    const names = new Map((await allStaff(tx)).map(({ staffId, name }) => [staffId, name]));
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
    return {
      tabs,
      tab,
      rows: rows.slice(0, PAGE).map((row) => inList(row, names)),
      next: last ? placeIn(tab, last) : null,
    };
  });
}

/** The course people call this; 'f 1987' and '1987' are forgiven. Undefined: there is none. */
export async function courseNumbered(ctx: Ctx, typed: string): Promise<CourseId | undefined> {
  const digits = /^(?:f-?)?(\d+)$/i.exec(typed.replace(/\s/g, ''))?.[1];
  if (!digits) return undefined;
  const course = await inTransaction(ctx.app.db, ctx.actor, (tx) =>
    courseByNumber(tx, `F-${digits}`),
  );
  return course?.courseId;
}

function rowsOf(
  tx: Tx,
  tab: CoursesTab,
  own: StaffId | undefined,
  after: string | undefined,
): Promise<ListedCourse[]> {
  const place = placeOf(after);
  const limit = PAGE + 1;
  if (tab === 'ended') {
    const from = place?.at ? { endedAt: place.at, courseId: place.courseId } : undefined;
    return endedCourses(tx, {
      limit,
      ...(own && { psychologistId: own }),
      ...(from && { after: from }),
    });
  }
  const from = place && { nextDueAt: place.at, courseId: place.courseId };
  return runningCourses(tx, {
    limit,
    ...(tab === 'mine' && own && { psychologistId: own }),
    ...(from && { after: from }),
  });
}

function inList(row: ListedCourse, names: ReadonlyMap<StaffId, string>): CourseInList {
  const { courseId, number, personName: name, cpr, region, livesIn, endedAt, needsAttention } = row;
  const psychologist = row.psychologistId ? (names.get(row.psychologistId) ?? null) : null;
  const state = stateOf(row);
  const person = { name, cpr, region, livesIn };
  return { courseId, number, ...person, state, endedAt, needsAttention, psychologist };
}

function placeIn(tab: CoursesTab, row: CourseRow): string {
  const at = tab === 'ended' ? row.endedAt : row.nextDueAt;
  return `${at ?? ''}${BETWEEN}${row.courseId}`;
}

/** A place from an address; anything that is none begins at the top. `at` null: no deadline runs. */
function placeOf(text: string | undefined): { at: Instant | null; courseId: CourseId } | undefined {
  const [at = '', id = ''] = text?.split(BETWEEN) ?? [];
  if (!isUuid(id) || (at !== '' && Number.isNaN(Date.parse(at)))) return undefined;
  return { at: at === '' ? null : instant(at), courseId: asId<CourseId>(id) };
}
