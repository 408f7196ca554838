/** The forms of the course's page that do not stand as new: they came back, or were never sent. */
import type { Asked } from '../../api/app';
import type { WayOut } from '../../api/commands/leaveCourse';
import { paths } from '../paths';
import { unsentForm, type FormState } from '../shared/formState';
import type { TaskAgain } from './closableTask';
import type { WayAgain } from './waysOut';

/** A form of the page that came back with what was typed in it. */
export interface CourseForms {
  readonly way?: WayAgain;
  readonly worry?: FormState;
  readonly task?: TaskAgain;
  readonly pause?: FormState;
  /** They were pressed some time ago and could not be taken in. */
  readonly isUnsent?: true;
  /** The form that the address asks to have open. */
  readonly opened?: string;
}

/** The forms of the page as they were pressed, when they could not be taken in. */
export function unsentOf(asked: Asked): CourseForms {
  const at = { course: asked.course.courseId };
  const worry = unsentForm(asked, paths.markWorry.to(at));
  const pauses = [paths.pause, paths.resumeTreatment].map((one) => unsentForm(asked, one.to(at)));
  const pause = pauses.find((form) => form !== null);
  const task = unsentForm(asked, paths.closeTask.to(at));
  const ref = task?.typed['task'];
  const ways = Object.entries({
    refer: paths.refer,
    dropOut: paths.dropOut,
    lapse: paths.lapseOffer,
  } satisfies Record<WayOut, unknown>);
  const [way] = ways.flatMap(([name, path]) => {
    const form = unsentForm(asked, path.to(at));
    return form ? [{ ...form, way: name as WayOut }] : [];
  });
  return {
    ...(worry && { worry }),
    ...(pause && { pause }),
    ...(task && typeof ref === 'string' && { task: { ref, form: task } }),
    ...(way && { way }),
    isUnsent: true,
  };
}
