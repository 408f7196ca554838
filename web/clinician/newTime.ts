/** The clinic gives a patient a time for the conversation, or goes on to close the offer. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { bookForPatient } from '../../api/commands/bookForPatient';
import { mayChooseTime } from '../../api/commands/bookTime';
import { stateOf } from '../../api/queries/courseState';
import { timesToGive, type TimesToGive } from '../../api/queries/timesToGive';
import { capital, dateTimeWords, dateWords, TASK_WORDS } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import { may } from '../../domain/permissions';
import { isLegal } from '../../domain/course';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import { fieldsOf, type Fields, type Option } from '../shared/fields';
import { formAgain, newForm, type FormState } from '../shared/formState';
import type { Link } from '../shared/page';
import { windowOf } from '../../api/queries/freeTimes';
import { showCourse } from './coursePage';

/** The tasks that a new time answers, as they stand on the worklist. */
const ANSWERED = ['decideWhatNow', 'lapseOrNewDate', 'followUpOffer', 'findTime'] as const;

async function page(ctx: Ctx, asked: Asked, form: FormState): Promise<Answer> {
  const state = stateOf(asked.course);
  const found = mayChooseTime(state, ctx.now) ? await timesToGive(ctx, asked.course) : null;
  const fields = fieldsOf(form.typed, form.errors);
  const main = newTimeMain(ctx, state, found, { form, fields });
  const errors = fields.summary();
  return showCourse(
    ctx,
    asked,
    'clinician/newTime',
    { title: 'Giv en ny tid', main, ...(errors && { errors }) },
    form.status,
  );
}

/** The view; without times to choose among, what holds instead is said. */
function newTimeMain(
  ctx: Ctx,
  state: CourseState,
  found: TimesToGive | null,
  { form, fields }: { form: FormState; fields: Fields },
): object {
  const open = ANSWERED.find((kind) => state.tasks.some((task) => task.kind === kind));
  const count = found ? found.own.length + found.others.length : 0;
  const none = found !== null && count === 0 && !state.reserved;
  return {
    why: open ? TASK_WORDS[open].why : null,
    agreed: state.appointment
      ? `Der er aftalt en samtale ${dateTimeWords(state.appointment.startsAt, ctx.now)}.`
      : null,
    promise: promiseWords(windowOf(state, ctx.now).promised, ctx.now),
    closed: found === null,
    none,
    form: found &&
      !none && {
        action: paths.newTime.to({ course: state.courseId }),
        hidden: form.hidden,
        slot: fields.select({
          name: 'slot',
          label: 'Tid',
          options: slotOptions(state, found),
          hint: 'Forløbets egen psykolog står først. Vælger du en anden, følger forløbet med.',
        }),
      },
    links: linksOf(ctx, state),
  };
}

function promiseWords(promised: Instant, now: Instant): string {
  return promised > now
    ? `Vi har lovet patienten en samtale senest ${dateWords(promised, now)}.`
    : `Vi havde lovet patienten en samtale senest ${dateWords(promised, now)}.`;
}

/** The time already held for the patient first: they may have said yes to it on the phone. */
function slotOptions({ reserved }: CourseState, { own, others }: TimesToGive): Option[] {
  const held = reserved && {
    value: reserved.slotId,
    text: `${capital(dateTimeWords(reserved.startsAt))}, holdt til patienten`,
  };
  return [
    { value: '', text: 'Vælg en tid' },
    ...(held ? [held] : []),
    ...[...own, ...others].map(({ slotId, startsAt, psychologistName }) => ({
      value: slotId,
      text: `${capital(dateTimeWords(startsAt))}, ${psychologistName}`,
    })),
  ];
}

function linksOf(ctx: Ctx, state: CourseState): Link[] {
  if (!isLegal(state.stage, 'lapse') || !may(ctx.actor.role, 'lapseOffer')) return [];
  const course = paths.course.to({ course: state.courseId });
  return [{ text: 'Luk tilbuddet i stedet', href: `${course}#lapse` }];
}

async function give(ctx: Ctx, asked: Asked): Promise<Answer> {
  const outcome = await bookForPatient(ctx, asked.course, asked.form);
  return afterPress(ctx, asked, outcome, {
    to: paths.course.to({ course: asked.course.courseId }),
    notice: {
      heading: 'Patienten har fået tiden',
      text: 'Der går et brev med tiden til patientens digitale postkasse.',
    },
    again: (errors, status) =>
      page(ctx, asked, formAgain(asked, stateOf(asked.course), 'offer', errors, status)),
  });
}

const route = { path: paths.newTime.pattern, permission: 'book', course: 'param' } as const;
export const newTimeRoutes: readonly Route[] = [
  {
    ...route,
    method: 'get',
    audit: 'openedCourse',
    handle: (ctx, asked) => page(ctx, asked, newForm(stateOf(asked.course), 'offer', {})),
  },
  { ...route, method: 'post', audit: 'bookedTime', handle: give },
];
