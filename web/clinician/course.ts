/** The page of one course: the next thing to do, what has happened, and the ways out. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { mayChooseTime } from '../../api/commands/bookTime';
import { mayChooseCall } from '../../api/queries/closingTimes';
import { closeTask } from '../../api/commands/closeTask';
import { markWorry } from '../../api/commands/markWorry';
import { leaveCourse, type WayOut } from '../../api/commands/leaveCourse';
import { stateOf } from '../../api/queries/courseState';
import { courseHead, type CourseHead } from '../../api/queries/courseHead';
import { courseOverview, type CourseOverview } from '../../api/queries/courseOverview';
import { isLegal } from '../../domain/course';
import { promisedBy } from '../../domain/appointmentTime';
import { breachWords, countWords } from '../../domain/danish';
import { may } from '../../domain/permissions';
import type { CourseState } from '../../domain/state';
import { mayClose } from '../../domain/tasks';
import { FLAG_TASKS, type TaskKind } from '../../domain/taskTable';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import { ifNothingOf } from '../shared/ahead';
import { fieldsOf, type FieldErrors, type Fields } from '../shared/fields';
import type { Link } from '../shared/page';
import { dueMark, OPENED, taskViews } from './closableTask';
import { correctionLinks } from './correction';
import { whyTask } from './callWords';
import { courseModules } from './courseModules';
import { showCourse } from './coursePage';
import { unsentOf, type CourseForms } from './courseForms';
import { consentFacts, letterTables, readersFacts, staffRail } from './courseViews';
import { decidePanel } from './decidePanel';
import { formAgain } from '../shared/formState';
import { keptWords, noteViews } from './parts';
import { PAUSE, pausePanel, pauseRoutes } from './pause';
import { staffLines } from './scoreLines';
import { taskPage, taskTitle } from './taskPages';
import { BEFORE, timelineView } from './timeline';
import { timePanel } from './timePanel';
import { waysOut } from './waysOut';
import { WORRY, worryPanel } from './worry';

type Task = CourseOverview['tasks'][number];
const FLAG_KINDS: readonly TaskKind[] = Object.values(FLAG_TASKS);
async function coursePage(ctx: Ctx, asked: Asked): Promise<Answer> {
  const opened = asked.query[OPENED];
  return render(ctx, asked, { ...unsentOf(asked), ...(opened && { opened }) }, 200);
}

async function render(ctx: Ctx, asked: Asked, again: CourseForms, status: number): Promise<Answer> {
  const head = await courseHead(ctx, asked.course, { wholeCpr: false });
  const found = await courseOverview(ctx, asked.course, asked.query[BEFORE]);
  const { main, summary } = courseMain(ctx, head, found, again);
  return showCourse(
    ctx,
    asked,
    'clinician/course',
    {
      title: `Forløb ${asked.course.number}`,
      saysIfNothing: true,
      back: { text: 'Til arbejdslisten', href: paths.worklist.to() },
      main,
      ...(summary && { errors: summary }),
    },
    status,
  );
}

export function courseMain(
  ctx: Ctx,
  head: CourseHead,
  found: CourseOverview,
  again: CourseForms,
): { main: object; summary: ReturnType<Fields['summary']> } {
  const { state, course, name } = head;
  const { clinical } = found;
  const own = found.tasks.filter((task) => isMine(ctx, task) && task.state === 'open');
  const toAnswer = own.filter((task) => !mayClose(ctx.actor.role, task.kind));
  // Nothing comes before somebody who may be in danger.
  const first = toAnswer.find(({ kind }) => kind === FLAG_TASKS.red) ?? toAnswer[0];
  const closable = own.filter((task) => mayClose(ctx.actor.role, task.kind));
  const closing = taskViews(ctx, state, closable, { again: again.task ?? null, clinical });
  const worry = worryPanel(state, ctx.actor.role, again.worry ?? null, again.opened === WORRY);
  const pause = pausePanel(state, {
    role: ctx.actor.role,
    now: ctx.now,
    again: again.pause ?? null,
    opened: again.opened === PAUSE,
  });
  const ways = waysOut(state, ctx.actor.role, again.way ?? null, again.opened);
  const decide = decidePanel(own, ways.views, (task) => dueMark(ctx, task));
  const answered = [...(decide?.answers ?? [first]), ...closable];
  const others = own.filter((task) => !answered.includes(task));
  const flags = others.filter(({ kind }) => FLAG_KINDS.includes(kind));
  const rest = others.filter(({ kind }) => !FLAG_KINDS.includes(kind));
  const [wrong] = closing.flatMap((one) => one.fields.summary() ?? []);
  const shown = worry.summary ?? pause.summary ?? ways.summary ?? wrong;
  // A form that came back to a course without it: why, and what was typed in it.
  const gone =
    shown || again.isUnsent
      ? undefined
      : (again.worry ?? again.pause ?? again.way ?? again.task?.form);
  const main = {
    action: first && !decide ? actionView(ctx, state, first) : null,
    decide: decide?.view ?? null,
    tasks: [
      ...flags.map((task) => linkView(ctx, state, task)),
      ...closing.map((one) => one.view),
      ...rest.map((task) => linkView(ctx, state, task)),
    ].map((view) => ({ ...view, phone: clinical?.phone ?? null })),
    timeline: timelineView(found.events, {
      course: course.courseId,
      patient: name,
      now: ctx.now,
      clinical: clinical !== null,
      isLater: found.before !== null,
      titleOf: (module) => ctx.app.programmes.titleOf(state.programme, module),
    }),
    scores: clinical && staffLines(clinical.scores, ctx.now),
    notes: clinical && { list: noteViews(clinical.notes, ctx.now) },
    letters: letterTables(course.courseId, found.letters, ctx.now, clinical !== null),
    readers: clinical?.readers ? readersFacts(clinical.readers, name, ctx.now) : null,
    rail: staffRail(state),
    breach: breachWords(state, promisedBy(state, ctx.now), ctx.now),
    nothing: ifNothingOf(state, 'staff'),
    links: linksOf(ctx, state, found),
    modules: courseModules(ctx, state, found),
    time: timePanel(state, clinical, ctx.now),
    consents: consentFacts(found.consents, ctx.now),
    waysOut: [...worry.views, ...pause.views, ...(decide?.otherWays ?? ways.views)],
    kept: gone ? keptWords({ typed: gone.typed, status: 409 }) : [],
  };
  return { main, summary: shown ?? (gone && fieldsOf({}, gone.errors).summary()) };
}

function isMine(ctx: Ctx, task: Task): boolean {
  return task.role === ctx.actor.role || ctx.actor.role === 'supervisor';
}

function actionView(ctx: Ctx, state: CourseState, task: Task): object {
  const { title, ...rest } = linkView(ctx, state, task);
  return { heading: title, ...rest, button: 'Åbn opgaven' };
}

function linkView(ctx: Ctx, state: CourseState, task: Task) {
  const title = taskTitle(task, (id) => ctx.app.programmes.titleOf(state.programme, id));
  const why = whyTask(state, task, ctx.now);
  const href = taskPage(task.courseId, task);
  return { title, why, due: dueMark(ctx, task), rings: false, close: null, href };
}

function linksOf(ctx: Ctx, state: CourseState, found: CourseOverview): readonly Link[] {
  const course = { course: state.courseId };
  const giving = [
    ...(mayChooseTime(state, ctx.now) ? [['Giv en ny tid', paths.newTime] as const] : []),
    ...(mayChooseCall(state, ctx.now)
      ? [['Afsluttende samtale: tid', paths.closingTime] as const]
      : []),
  ];
  const times = may(ctx.actor.role, 'book')
    ? giving.map(([text, page]) => ({ text, href: page.to(course) }))
    : [];
  const map = { text: 'Forløbets kort', href: paths.mapOfCourse.to(course) };
  if (!found.clinical || !state.since.submitted) return [...times, map];
  const unread =
    found.clinical.unread > 0 ? ` (${countWords(found.clinical.unread, 'ny', 'nye')})` : '';
  const treated = state.since.treatmentStarted !== undefined;
  return [
    ...times,
    { text: `Beskeder${unread}`, href: paths.courseMessages.to(course) },
    { text: 'Ansøgningen', href: paths.screening.to(course) },
    { text: 'Den udredende samtale', href: paths.assessment.to(course) },
    ...(isLegal(state.stage, 'adjustProgramme') && may(ctx.actor.role, 'treat')
      ? [{ text: 'Tilpas programmet', href: paths.adjustProgramme.to(course) }]
      : []),
    ...(treated
      ? [
          { text: 'Afslutning af behandlingen', href: paths.courseClosing.to(course) },
          { text: 'Epikrise', href: paths.epicrise.to(course) },
        ]
      : []),
    map,
    ...correctionLinks(state, ctx.actor.role),
  ];
}

async function close(ctx: Ctx, asked: Asked): Promise<Answer> {
  const outcome = await closeTask(ctx, asked.course, asked.form);
  const ref = typeof asked.form['task'] === 'string' ? asked.form['task'] : '';
  return afterPress(ctx, asked, outcome, {
    to: paths.course.to({ course: asked.course.courseId }),
    notice: { heading: 'Opgaven er markeret som gjort', text: 'Den står i forløbet med dit navn.' },
    again: (errors, status) => {
      const form = formAgain(asked, stateOf(asked.course), { task: ref }, errors, status);
      return render(ctx, asked, { task: { ref, form } }, status);
    },
  });
}

async function worry(ctx: Ctx, asked: Asked): Promise<Answer> {
  const outcome = await markWorry(ctx, asked.course, asked.form);
  return afterPress(ctx, asked, outcome, {
    to: paths.course.to({ course: asked.course.courseId }),
    notice: {
      heading: 'Den røde bekymringsmarkering er rejst',
      text: 'Tag den selv, hvis det er dig, der kontakter patienten.',
    },
    again: (errors, status) => {
      const form = formAgain(asked, stateOf(asked.course), null, errors, status);
      return render(ctx, asked, { worry: form }, status);
    },
  });
}

function leave(way: WayOut): Route['handle'] {
  return async (ctx, asked) => {
    const outcome = await leaveCourse(ctx, asked.course, way, asked.form);
    return afterPress(ctx, asked, outcome, {
      to: paths.course.to({ course: asked.course.courseId }),
      notice: { heading: 'Det er gemt', text: 'Du kan se her, hvad der sker nu.' },
      again: (errors: FieldErrors, status) => {
        const { typed, hidden } = formAgain(asked, stateOf(asked.course), null, errors, status);
        return render(ctx, asked, { way: { way, typed, errors, hidden } }, status);
      },
    });
  };
}

export const courseRoutes: readonly Route[] = [
  ...pauseRoutes((ctx, asked, form) => render(ctx, asked, { pause: form }, form.status)),
  {
    method: 'get',
    path: paths.course.pattern,
    permission: 'seeCourse',
    audit: 'openedCourse',
    course: 'param',
    handle: coursePage,
  },
  {
    method: 'post',
    path: paths.closeTask.pattern,
    permission: 'seeCourse',
    audit: 'closedTask',
    course: 'param',
    handle: close,
  },
  {
    method: 'post',
    path: paths.markWorry.pattern,
    permission: 'takeFlags',
    audit: 'raisedFlag',
    course: 'param',
    handle: worry,
  },
  {
    method: 'post',
    path: paths.refer.pattern,
    permission: 'refer',
    audit: 'leftCourse',
    course: 'param',
    handle: leave('refer'),
  },
  {
    method: 'post',
    path: paths.dropOut.pattern,
    permission: 'closeCourse',
    audit: 'leftCourse',
    course: 'param',
    handle: leave('dropOut'),
  },
  {
    method: 'post',
    path: paths.lapseOffer.pattern,
    permission: 'lapseOffer',
    audit: 'leftCourse',
    course: 'param',
    handle: leave('lapse'),
  },
];
