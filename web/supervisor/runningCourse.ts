/** One course for its supervisor: what it waits for, everything that runs, and the ways to step in. */
import type { Answer, Asked, Ctx } from '../../api/app';
import { askForRebuild } from '../../api/commands/askForRebuild';
import { superviseCourse } from '../../api/commands/superviseCourse';
import { stateOf } from '../../api/queries/courseState';
import { courseHead } from '../../api/queries/courseHead';
import { runningCourse } from '../../api/queries/runningCourse';
import { waitingFor } from '../../domain/danish';
import { paths, withQuery } from '../paths';
import { afterPress } from '../shared/afterPress';
import { aheadOf, ifNothingOf } from '../shared/ahead';
import type { FieldErrors } from '../shared/fields';
import { personBarOf } from '../shared/personBar';
import { show } from '../shared/show';
import { actionsOf, doneWords } from './actions';
import { deliveriesOf, duesOf, eventsOf, incidentsOf, tasksOf } from './overview';
import { processOf } from './process';
import { NOT_REBUILT, rebuiltWords } from './rebuiltWords';

export async function runningCoursePage(ctx: Ctx, asked: Asked): Promise<Answer> {
  return page(ctx, asked, {}, 200);
}

async function page(ctx: Ctx, asked: Asked, errors: FieldErrors, status: number): Promise<Answer> {
  const { course } = asked;
  const state = stateOf(course);
  const before = Number(asked.query['foer']);
  const overview = await runningCourse(ctx, course, {
    ...(Number.isSafeInteger(before) && before > 0 && { eventsBefore: before }),
  });
  const head = await courseHead(ctx, course, { wholeCpr: asked.query['cpr'] === 'vis' });
  const actions = actionsOf(ctx, asked, state, { errors, overview, status });
  const oldest = overview.events.at(-1)?.revision;
  const here = paths.runningCourse.to({ course: course.courseId });
  return show(
    ctx,
    asked,
    'supervisor/runningCourse',
    {
      title: `Forløb ${course.number}`,
      personBar: personBarOf(head, ctx.now, asked.url),
      ahead: { ...aheadOf(state, 'staff', ctx.now), nothing: null },
      back: { text: 'Til kørende forløb', href: paths.runningCourses.to() },
      errors: actions.summary,
      main: {
        waits: waitingFor(state),
        waiting: state.revocable ? here : null,
        nothing: ifNothingOf(state, 'staff'),
        incidents: incidentsOf(ctx, overview, course),
        dues: duesOf(ctx, state),
        tasks: tasksOf(ctx, state, overview),
        events: eventsOf(ctx, overview),
        older: overview.moreEvents && oldest ? withQuery(here, { foer: String(oldest) }) : null,
        deliveries: deliveriesOf(ctx, state, overview),
        process: processOf(ctx, course, overview),
        actions: actions.views,
        kept: actions.kept,
        pageLink: {
          text: 'Åbn forløbets faglige side',
          href: paths.course.to({ course: course.courseId }),
        },
      },
    },
    status,
  );
}

export async function superviseCourseAnswer(ctx: Ctx, asked: Asked): Promise<Answer> {
  if (asked.form['action'] === 'rebuild') return rebuildAnswer(ctx, asked);
  const outcome = await superviseCourse(ctx, asked.course, asked.form);
  const action = asked.form['action'];
  const notice = typeof action === 'string' ? doneWords(action, stateOf(asked.course)) : undefined;
  return afterPress(ctx, asked, outcome, {
    to: paths.runningCourse.to({ course: asked.course.courseId }),
    ...(notice && { notice }),
    again: (errors, status) => page(ctx, asked, errors, status),
  });
}

/** The next page says what came of it; what the course would not take any more is named. */
async function rebuildAnswer(ctx: Ctx, asked: Asked): Promise<Answer> {
  const outcome = await askForRebuild(ctx, asked.course, asked.form);
  if (outcome.kind === 'rebuilt' || outcome.kind === 'later' || outcome.kind === 'over') {
    asked.session.set({ notice: rebuiltWords(outcome) });
    return { kind: 'redirect', to: paths.runningCourse.to({ course: asked.course.courseId }) };
  }
  if (outcome.kind === 'invalid') return page(ctx, asked, outcome.errors, 422);
  return page(ctx, asked, { '': NOT_REBUILT }, 503);
}
