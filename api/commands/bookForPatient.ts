/** The clinic gives a patient a time, also after the promised weeks and with another psychologist. */
import type { CourseRow } from '../../db/courses';
import { ASSESSMENT_MS } from '../../domain/appointmentTime';
import { BEYOND, type Beyond } from '../../domain/state';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { givingWindow } from '../queries/timesToGive';
import { keepBooking, mayChooseTime } from './bookTime';
import { answersOf, isDone, press, pressingOf, textOf, updateIdOf, type Outcome } from './press';
import { wantedTime } from './wantedTime';

/**
 * The form's `slot` is a time in a calendar; or `at` (a date), `time` and `psychologist` are one
 * typed by hand. `beyond` says why it is after the promised weeks. One that cannot be had is refused
 * by the name of why. It answers the offer, as the patient's own choice does: who comes second is
 * told. The course follows a time with another psychologist by the same event: both, or neither.
 */
export async function bookForPatient(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const formId = updateIdOf(form);
  const answers = answersOf(form, 'offer');
  if (!formId || !answers) return { kind: 'refused', name: 'invalid' };
  const wanted = await wantedTime(ctx, form, { lasts: ASSESSMENT_MS });
  if (wanted.kind === 'invalid') return wanted;
  const state = stateOf(course);
  const { courseId } = course;
  const { time, said } = wanted;
  const id = pressingOf(formId, `give:${said}`);
  if (await isDone(ctx, id)) return { kind: 'done' };
  if (!mayChooseTime(state, ctx.now)) return { kind: 'refused', name: 'notNow' };
  const window = givingWindow(ctx.now);
  const kept = await keepBooking(ctx, state, {
    id,
    time,
    mayNot: (_tx, { courseId: owner, startsAt }) => {
      if (owner === courseId) return null;
      if (startsAt < window.from) return 'timeTooSoon';
      return startsAt < window.until ? null : 'slotTaken';
    },
    beyond: () => beyondOf(form),
  });
  if (kept.kind === 'refused') return kept;
  const event = { ...kept.event, psychologistId: kept.psychologistId };
  return press(ctx, { courseId, id, event, answers });
}

function beyondOf(form: Form): Beyond | null {
  const said = textOf(form, 'beyond');
  return BEYOND.find((one) => one === said) ?? null;
}
