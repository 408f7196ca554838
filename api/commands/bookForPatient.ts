/** The clinic gives a patient a time, also after the promised weeks and with another psychologist. */
import type { CourseRow } from '../../db/courses';
import { staffById } from '../../db/staff';
import { inTransaction } from '../../db/transaction';
import { ASSESSMENT_MS } from '../../domain/appointmentTime';
import { addDays, atTime, copenhagenDate } from '../../domain/calendar';
import { asId, isUuid, plusMillis, type SlotId, type StaffId } from '../../domain/ids';
import { BEYOND, type Beyond } from '../../domain/state';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { givingWindow } from '../queries/timesToGive';
import { keepBooking, mayChooseTime } from './bookTime';
import type { WantedTime } from './keepTime';
import { answersOf, isDone, press, pressingOf, textOf, updateIdOf, type Outcome } from './press';
import { typedDate, typedTime } from './typedTime';

/** Nobody means a date further ahead: the year was typed wrong. */
const FURTHEST_DAYS = 366;

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
  const wanted = await wantedTime(ctx, form);
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

type Wanted =
  | { readonly kind: 'wanted'; readonly time: WantedTime; readonly said: string }
  | Extract<Outcome, { kind: 'invalid' }>;
const TYPED = ['atDay', 'atMonth', 'atYear', 'time'] as const;

/** The one time that the form asks for, or what is missing or said twice. */
async function wantedTime(ctx: Ctx, form: Form): Promise<Wanted> {
  const slot = textOf(form, 'slot');
  const byHand = TYPED.some((name) => textOf(form, name) !== '');
  const no = (sentence: string): Wanted => ({ kind: 'invalid', errors: { slot: sentence } });
  if (byHand && slot !== '') return no('Vælg en tid på listen, eller skriv en selv, ikke begge.');
  if (byHand) return typedByHand(ctx, form);
  if (!isUuid(slot)) return no('Vælg en tid på listen, eller skriv en selv.');
  return { kind: 'wanted', time: { slotId: asId<SlotId>(slot) }, said: slot };
}

async function typedByHand(ctx: Ctx, form: Form): Promise<Wanted> {
  const date = typedDate(form, 'at');
  const time = typedTime(form, 'time');
  const typed = textOf(form, 'psychologist');
  const staff = isUuid(typed)
    ? await inTransaction(ctx.app.db, ctx.actor, (tx) => staffById(tx, asId<StaffId>(typed)))
    : undefined;
  const errors: Record<string, string> = {};
  if (!date) errors['at'] = 'Skriv en dato, for eksempel 7 12 2026.';
  else if (date > addDays(copenhagenDate(ctx.now), FURTHEST_DAYS)) {
    errors['at'] = 'Skriv en dato inden for det næste år.';
  }
  if (!time) errors['time'] = 'Skriv et klokkeslæt, for eksempel 10.30.';
  const psychologistId = staff?.active && staff.roles.includes('psychologist') && staff.staffId;
  if (!psychologistId) errors['psychologist'] = 'Vælg den psykolog, der skal holde samtalen.';
  if (!date || !time || !psychologistId || Object.keys(errors).length > 0) {
    return { kind: 'invalid', errors };
  }
  const startsAt = atTime(date, time);
  const endsAt = plusMillis(startsAt, ASSESSMENT_MS);
  const said = `${psychologistId}:${startsAt}`;
  return { kind: 'wanted', time: { startsAt, endsAt, psychologistId }, said };
}

function beyondOf(form: Form): Beyond | null {
  const said = textOf(form, 'beyond');
  return BEYOND.find((one) => one === said) ?? null;
}
