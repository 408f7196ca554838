/** The exercises of a module half filled in: what stands in a draft, and over which saved version. */
import type { Form as Posted } from '../../api/app';
import { typedExercise, versionField } from '../../api/queries/exerciseForm';
import type { ModuleOfCourse, OwnExercise } from '../../api/queries/ownModule';
import type { CourseState } from '../../domain/state';
import { isLegal } from '../../domain/course';
import type { Instant } from '../../domain/ids';
import { isWorkedOn } from '../../domain/programmeState';
import { readExercise, type ReadExercise } from './exerciseFields';
import type { WorkDraft } from './workDraft';

/** The button that ends a draft of exercises. */
export const SAVE = 'Gem';

/** What was typed in the forms of a module, also when it is what stands there already. */
export function isTypedIn({ text }: ModuleOfCourse, form: Posted): boolean {
  return text.exercises.some(
    (exercise) => !exercise.isDiary && typedExercise(exercise, form).answer.rows.length > 0,
  );
}

/** Why nothing can be written in the module any more; null: one may. */
export function whyNoWork(
  state: CourseState,
  { at }: ModuleOfCourse,
): 'moduleClosed' | 'alreadyHandedIn' | 'moduleSkipped' | 'notNow' | null {
  if (!at.open) return 'moduleClosed';
  if (at.handedIn) return 'alreadyHandedIn';
  if (!isWorkedOn(at)) return 'moduleSkipped';
  return isLegal(state.stage, 'handIn') ? null : 'notNow';
}

/** A draft typed over a version that another window has saved over since: both are shown. */
export function isOvertaken({ form }: WorkDraft, { exercise, version }: OwnExercise): boolean {
  const basedOn = form[versionField(exercise.id)];
  return (Number(basedOn) || 0) < version;
}

/** What was typed in forms that are not on the page any more; it stands nowhere else. */
export function typedTooLate(
  { text }: ModuleOfCourse,
  typed: Posted | undefined,
  now: Instant,
): readonly ReadExercise[] {
  if (!typed) return [];
  return text.exercises
    .map((exercise) => typedExercise(exercise, typed))
    .filter(({ answer }) => answer.rows.length > 0)
    .map((one) => readExercise(one, now));
}
