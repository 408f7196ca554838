/** What stands in the database, in numbers: everything there is, and what is one course's. */
import type { Clinic } from '../db/clinic';

/** By table how many rows; by `saves` and `events` how far applications and courses are. */
export type Stored = Readonly<Record<string, number>>;

/** Written whatever comes of a press: who asked, what is half typed, who is logged in, whose form. */
const ANYWAY = ['audit', 'draft', 'session', 'form_claim'];

/** `courseId`: only what hangs on that course. */
export async function storedRows({ owner }: Clinic, courseId?: string): Promise<Stored> {
  const { rows: tables } = await owner.query<{ name: string; has_course: boolean }>(
    `SELECT relname AS name, EXISTS (SELECT FROM pg_attribute
      WHERE attrelid = c.oid AND attname = 'course_id') AS has_course
    FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
    WHERE relkind = 'r' AND nspname = 'public' AND relname <> ALL ($1)`,
    [ANYWAY],
  );
  const where = courseId === undefined ? '' : 'WHERE course_id = $1';
  const counts = tables
    .filter((one) => courseId === undefined || one.has_course)
    .map(({ name }) => `(SELECT count(*) FROM "${name}" ${where}) AS "${name}"`);
  const { rows } = await owner.query<Record<string, string | null>>(
    `SELECT ${counts.join()}, (SELECT sum(revision) FROM course ${where}) AS events,
    (SELECT sum(version::int) FROM application, jsonb_each_text(section_versions) AS s(key, version)
    ${where}) AS saves`,
    courseId === undefined ? [] : [courseId],
  );
  return Object.fromEntries(
    Object.entries(rows[0] ?? {}).map(([name, count]) => [name, Number(count ?? 0)]),
  );
}

/** What was added from one to the other, where anything was. */
export function growth(before: Stored, after: Stored): Stored {
  return Object.fromEntries(
    Object.entries(after)
      .map(([name, count]) => [name, count - (before[name] ?? 0)] as const)
      .filter(([, more]) => more !== 0),
  );
}
