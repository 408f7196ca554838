/** The clinic gives a patient a time, writes down that they cancel it, or goes on to close the offer. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { bookForPatient } from '../../api/commands/bookForPatient';
import { mayChooseTime } from '../../api/commands/bookTime';
import { cancelTime } from '../../api/commands/cancelTime';
import { stateOf } from '../../api/queries/courseState';
import { timesToGive, type TimesToGive } from '../../api/queries/timesToGive';
import { promisedBy, TIME_REFUSALS } from '../../domain/appointmentTime';
import { dateTimeWords, dateWords, refusalWords, TASK_WORDS } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import { may } from '../../domain/permissions';
import { isLegal } from '../../domain/course';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import { fieldsOf, type FieldErrors, type Fields } from '../shared/fields';
import { formAgain, newForm, type FormState } from '../shared/formState';
import type { Link } from '../shared/page';
import { showCourse } from './coursePage';
import { openedForms, TIME_GIVEN, wrongField, type GiveForms } from './giveTime';
import { newTimeForm } from './newTimeView';
import { afterCancellationWords, lastCancellationWords } from './parts';

/** The tasks that a new time answers, as they stand on the worklist. */
const ANSWERED = ['decideWhatNow', 'lapseOrNewDate', 'followUpOffer', 'findTime'] as const;

async function page(ctx: Ctx, asked: Asked, { give: form, cancel }: GiveForms): Promise<Answer> {
  const state = stateOf(asked.course);
  const found = mayChooseTime(state, ctx.now) ? await timesToGive(ctx, asked.course) : null;
  const fields = fieldsOf(form.typed, { ...cancel.errors, ...form.errors });
  const main = newTimeMain(ctx, state, found, { form, cancel, fields });
  const errors = fields.summary();
  return showCourse(
    ctx,
    asked,
    'clinician/newTime',
    { title: 'Giv en ny tid', main, ...(errors && { errors }) },
    Math.max(form.status, cancel.status),
  );
}

/** The view; where no time can be given, what holds instead is said. */
function newTimeMain(
  ctx: Ctx,
  state: CourseState,
  found: TimesToGive | null,
  shown: { form: FormState; cancel: FormState; fields: Fields },
): object {
  const open = ANSWERED.find((kind) => state.tasks.some((task) => task.kind === kind));
  const promised = promisedBy(state, ctx.now);
  return {
    why: open ? TASK_WORDS[open].why : null,
    agreed: state.appointment
      ? `Der er aftalt en samtale ${dateTimeWords(state.appointment.startsAt, ctx.now)}.`
      : null,
    promise: promiseWords(promised, ctx.now),
    closed: found === null,
    form: found && newTimeForm(state, found, shown, promised),
    cancel: found && state.appointment && cancelView(state, shown.cancel),
    links: linksOf(ctx, state),
  };
}

/** A patient who rings to cancel has cancelled: it is never written down as the clinic's doing. */
function cancelView(state: CourseState, { hidden }: FormState): object {
  const then =
    lastCancellationWords(state) ??
    'Så bliver tiden fri, og patienten får et brev om at vælge en ny.';
  return {
    text: `${then} Vil patienten bare have en anden tid, så giv den ovenfor.`,
    form: {
      action: paths.cancelTime.to({ course: state.courseId }),
      button: 'Skriv, at patienten har aflyst',
      hidden,
    },
  };
}

function promiseWords(promised: Instant, now: Instant): string {
  return promised > now
    ? `Vi har lovet patienten en samtale senest ${dateWords(promised, now)}.`
    : `Vi havde lovet patienten en samtale senest ${dateWords(promised, now)}.`;
}

function linksOf(ctx: Ctx, state: CourseState): Link[] {
  if (!isLegal(state.stage, 'lapse') || !may(ctx.actor.role, 'lapseOffer')) return [];
  const course = paths.course.to({ course: state.courseId });
  return [{ text: 'Luk tilbuddet i stedet', href: `${course}#lapse` }];
}

async function give(ctx: Ctx, asked: Asked): Promise<Answer> {
  const outcome = await bookForPatient(ctx, asked.course, asked.form);
  const again = (errors: FieldErrors, status: number) =>
    page(ctx, asked, {
      ...fresh(stateOf(asked.course)),
      give: formAgain(asked, stateOf(asked.course), 'offer', errors, status),
    });
  const why = outcome.kind === 'refused' && TIME_REFUSALS.find((name) => name === outcome.name);
  if (why) return again({ [wrongField(asked, why)]: refusalWords(why) }, 422);
  return afterPress(ctx, asked, outcome, {
    to: paths.course.to({ course: asked.course.courseId }),
    notice: TIME_GIVEN,
    again,
  });
}

async function cancel(ctx: Ctx, asked: Asked): Promise<Answer> {
  const state = stateOf(asked.course);
  const outcome = await cancelTime(ctx, asked.course, asked.form);
  return afterPress(ctx, asked, outcome, {
    to: paths.newTime.to({ course: state.courseId }),
    notice: { heading: 'Samtalen er aflyst af patienten', text: afterCancellationWords(state) },
    again: (errors, status) =>
      page(ctx, asked, {
        ...fresh(state),
        cancel: formAgain(asked, stateOf(asked.course), 'offer', errors, status),
      }),
  });
}

/** The own psychologist and, once the promise is broken, its reason: what most often is meant. */
function fresh(state: CourseState): GiveForms {
  const typed = {
    ...(state.psychologistId && { psychologist: state.psychologistId }),
    ...(state.breach && { beyond: state.breach.reason }),
  };
  return { give: newForm(state, 'offer', typed), cancel: newForm(state, 'offer', {}) };
}

const route = { path: paths.newTime.pattern, permission: 'book', course: 'param' } as const;
export const newTimeRoutes: readonly Route[] = [
  {
    ...route,
    method: 'get',
    audit: 'openedCourse',
    handle: (ctx, asked) => {
      const { course } = asked;
      const cancelAddress = paths.cancelTime.to({ course: course.courseId });
      return page(ctx, asked, openedForms(asked, fresh(stateOf(course)), cancelAddress));
    },
  },
  { ...route, method: 'post', audit: 'bookedTime', handle: give },
  {
    ...route,
    path: paths.cancelTime.pattern,
    method: 'post',
    audit: 'cancelledTime',
    handle: cancel,
  },
];
