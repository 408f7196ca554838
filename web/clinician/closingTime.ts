/** The clinic agrees a time for the closing call, moves it, or writes down that it is called off. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { cancelClosing, giveClosingTime } from '../../api/commands/bookClosing';
import { textOf } from '../../api/commands/press';
import {
  closingTimesToGive,
  mayChooseCall,
  type ClosingTimes,
} from '../../api/queries/closingTimes';
import { stateOf } from '../../api/queries/courseState';
import { TIME_REFUSALS } from '../../domain/appointmentTime';
import { capital, dateTimeWords, dateWords, refusalWords } from '../../domain/danish';
import { taskDueAt } from '../../domain/deadlines';
import type { Instant } from '../../domain/ids';
import { may } from '../../domain/permissions';
import type { CourseState } from '../../domain/state';
import { findTask } from '../../domain/tasks';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import { fieldsOf, type FieldErrors, type Fields } from '../shared/fields';
import { formAgain, newForm, type FormState } from '../shared/formState';
import type { Link } from '../shared/page';
import { agreedWords } from './callWords';
import { showCourse } from './coursePage';
import { openedForms, TIME_GIVEN, wrongField, type GiveForms } from './giveTime';
import { isTyped } from './newTimeView';

async function page(ctx: Ctx, asked: Asked, { give, cancel }: GiveForms): Promise<Answer> {
  const state = stateOf(asked.course);
  const open = mayChooseCall(state, ctx.now);
  const free = open ? await closingTimesToGive(ctx, asked.course) : [];
  const fields = fieldsOf(give.typed, give.errors);
  const cancelFields = fieldsOf(cancel.typed, cancel.errors);
  const main = {
    agreed: state.closingTime ? agreedWords(state.closingTime.startsAt, ctx.now) : null,
    deadline: deadlineWords(state, ctx.now),
    closed: !open,
    form: open ? giveView(state, free, { form: give, fields }) : null,
    cancel: open && state.closingTime ? cancelView(state, cancel, cancelFields) : null,
    links: mayReadCall(ctx) ? [callLink(state)] : [],
  };
  const errors = fields.summary() ?? cancelFields.summary();
  return showCourse(
    ctx,
    asked,
    'clinician/closingTime',
    { title: 'Tid til afsluttende samtale', main, ...(errors && { errors }) },
    Math.max(give.status, cancel.status),
  );
}

/** The page of the call shows clinical text: a coordinator gives times, and is not led there. */
function mayReadCall({ actor }: Ctx): boolean {
  return may(actor.role, 'seeClinicalText');
}

function callLink({ courseId: course }: CourseState): Link {
  return { text: 'Til den afsluttende samtale', href: paths.courseClosing.to({ course }) };
}

/** The clock is the table's: a later time moves nothing. */
function deadlineWords(state: CourseState, now: Instant): string | null {
  const task = findTask(state.tasks, 'closingCall');
  const dueAt = task && taskDueAt(state, task);
  if (!dueAt) return null;
  return dueAt > now
    ? `Samtalen skal være holdt eller fravalgt senest ${dateWords(dueAt, now)}. Ligger tiden senere, ` +
        'får lederen besked, når fristen går.'
    : `Fristen for samtalen var ${dateWords(dueAt, now)}, og lederen har fået besked.`;
}

function giveView(
  state: CourseState,
  free: ClosingTimes['times'],
  { form, fields }: { form: FormState; fields: Fields },
): object {
  const slot =
    free.length === 0
      ? null
      : fields.select({
          name: 'slot',
          label: 'Ledig tid',
          options: [
            { value: '', text: 'Vælg en tid' },
            ...free.map(({ slotId, startsAt }) => ({
              value: slotId,
              text: capital(dateTimeWords(startsAt)),
            })),
          ],
          hint: 'Hos forløbets egen psykolog.',
        });
  return {
    action: paths.closingTime.to({ course: state.courseId }),
    hidden: form.hidden,
    button: state.closingTime ? 'Flyt til denne tid' : 'Giv tiden',
    slot,
    byHand: {
      open: free.length === 0 || isTyped(form),
      date: fields.date({ name: 'at', label: 'Dato' }),
      time: fields.text({
        name: 'time',
        label: 'Klokkeslæt',
        hint: 'Mellem kl. 8 og 15. Samtalen varer et kvarter.',
        width: 'xs',
      }),
    },
  };
}

function cancelView(state: CourseState, { hidden }: FormState, fields: Fields): object {
  return {
    text: 'Så bliver tiden fri, og patienten får et brev om det. Vil I bare have en anden tid, så flyt den.',
    form: {
      action: paths.cancelClosing.to({ course: state.courseId }),
      button: 'Aflys tiden',
      hidden,
      who: fields.radio({
        name: 'by',
        label: 'Hvem aflyser?',
        options: [
          { value: 'patient', text: 'Patienten' },
          { value: 'clinic', text: 'Klinikken' },
        ],
      }),
    },
  };
}

async function give(ctx: Ctx, asked: Asked): Promise<Answer> {
  const outcome = await giveClosingTime(ctx, asked.course, asked.form);
  const again = (errors: FieldErrors, status: number) => {
    const state = stateOf(asked.course);
    const form = formAgain(asked, state, 'offer', errors, status);
    return page(ctx, asked, { ...fresh(state), give: form });
  };
  const why = outcome.kind === 'refused' && TIME_REFUSALS.find((name) => name === outcome.name);
  if (why) return again({ [wrongField(asked, why)]: refusalWords(why) }, 422);
  return afterPress(ctx, asked, outcome, {
    to: (mayReadCall(ctx) ? paths.courseClosing : paths.closingTime).to({
      course: asked.course.courseId,
    }),
    notice: TIME_GIVEN,
    again,
  });
}

async function cancel(ctx: Ctx, asked: Asked): Promise<Answer> {
  const by = textOf(asked.form, 'by');
  const outcome =
    by === 'patient' || by === 'clinic'
      ? await cancelClosing(ctx, asked.course, asked.form, by)
      : ({ kind: 'invalid', errors: { by: 'Vælg, hvem der aflyser.' } } as const);
  const course = { course: asked.course.courseId };
  return afterPress(ctx, asked, outcome, {
    to: paths.closingTime.to(course),
    notice: { heading: 'Tiden er aflyst', text: 'Patienten får et brev om det.' },
    again: (errors, status) => {
      const state = stateOf(asked.course);
      const form = formAgain(asked, state, 'offer', errors, status);
      return page(ctx, asked, { ...fresh(state), cancel: form });
    },
  });
}

function fresh(state: CourseState): GiveForms {
  return { give: newForm(state, 'offer', {}), cancel: newForm(state, 'offer', {}) };
}

const route = { permission: 'book', course: 'param' } as const;
export const closingTimeRoutes: readonly Route[] = [
  {
    ...route,
    path: paths.closingTime.pattern,
    method: 'get',
    audit: 'openedCourse',
    handle: (ctx, asked) => {
      const { course } = asked;
      const cancelAddress = paths.cancelClosing.to({ course: course.courseId });
      return page(ctx, asked, openedForms(asked, fresh(stateOf(course)), cancelAddress));
    },
  },
  {
    ...route,
    path: paths.closingTime.pattern,
    method: 'post',
    audit: 'bookedClosingTime',
    handle: give,
  },
  {
    ...route,
    path: paths.cancelClosing.pattern,
    method: 'post',
    audit: 'cancelledClosingTime',
    handle: cancel,
  },
];
