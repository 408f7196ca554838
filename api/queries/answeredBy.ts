/** Which modules were answered: by whom, and whether the patient has read it. */
import { answeredModules } from '../../db/feedback';
import { staffNames } from '../../db/staff';
import type { Tx } from '../../db/transaction';
import type { CourseId } from '../../domain/ids';

export interface AnsweredBy {
  readonly name: string | null;
  /** The patient has not opened the module since. */
  readonly isNew: boolean;
}

/** By the module's id; modules without an answer that was sent are left out. */
export async function answeredBy(
  tx: Tx,
  courseId: CourseId,
): Promise<ReadonlyMap<string, AnsweredBy>> {
  const answered = [...(await answeredModules(tx, courseId))];
  const names = await staffNames(
    tx,
    answered.map(([, { staffId }]) => staffId),
  );
  return new Map(
    answered.map(([module, { staffId, isNew }]) => [
      module,
      { name: names.get(staffId) ?? null, isNew },
    ]),
  );
}
