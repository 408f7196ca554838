/** A supervisor takes a hand in a course: ends it, moves it back, gives it time or a psychologist. */
import { keepDecision } from '../../db/decisions';
import type { CourseRow } from '../../db/courses';
import { staffById } from '../../db/staff';
import { inTransaction } from '../../db/transaction';
import {
  addDays,
  atTime,
  copenhagenDate,
  copenhagenTime,
  dayOfDue,
  isWorkingDay,
} from '../../domain/calendar';
import { dateWords } from '../../domain/danish';
import { ruleOf } from '../../domain/deadlines';
import { extendable, type Extendable } from '../../domain/extendable';
import { asId, isUuid, type CivilDate, type Instant, type StaffId } from '../../domain/ids';
import { backAnswers, treatsAgain, writesWhy } from '../../domain/intervention';
import { latestEnd } from '../../domain/lastDays';
import type { CourseEvent, CourseState } from '../../domain/state';
import type { Answers } from '../../domain/tasks';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { decided } from './decided';
import { answersOf, press, textOf, updateIdOf, type Outcome } from './press';
import { NO_DATE, typedDate } from './typedTime';

const LONGEST = 8000;

interface Answer {
  readonly event: CourseEvent;
  readonly codes: Readonly<Record<string, unknown>>;
  /** In the patient's letter; '' for none. */
  readonly letterText: string;
  readonly answers?: Answers | null;
}
type Errors = Record<string, string>;

/** `action` is end, assign, extend or back; the reason is kept sealed before the course is asked. */
export async function superviseCourse(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const id = updateIdOf(form);
  if (!id || ctx.actor.kind !== 'staff') return { kind: 'refused', name: 'invalid' };
  const errors: Errors = {};
  const reason = textOf(form, 'reason');
  if (reason === '') errors['reason'] = 'Skriv en grund. Den bliver gemt sammen med dit navn.';
  if (reason.length > LONGEST) errors['reason'] = `Skriv højst ${LONGEST} tegn.`;
  const answer = await answerOf(ctx, stateOf(course), form, errors);
  if (!answer || Object.keys(errors).length > 0) return { kind: 'invalid', errors };
  const { event, answers } = answer;
  if (answers === null) return { kind: 'refused', name: 'invalid' };
  const { courseId, personId } = course;
  const { id: staffId } = ctx.actor;
  await inTransaction(ctx.app.db, ctx.actor, (tx) =>
    keepDecision(tx, {
      updateId: id,
      courseId,
      personId,
      staffId,
      kind: event.name,
      at: ctx.now,
      codes: answer.codes,
      body: { reason, letterText: answer.letterText },
    }),
  );
  const pressed = { courseId, id, event, ...(answers && { answers }) };
  return decided(ctx, id, await press(ctx, pressed));
}

async function answerOf(
  ctx: Ctx,
  state: CourseState,
  form: Form,
  errors: Errors,
): Promise<Answer | null> {
  switch (textOf(form, 'action')) {
    case 'end':
      return endOf(state, form, errors);
    case 'assign':
      return assignOf(ctx, form, errors);
    case 'extend':
      return extendOf(ctx, state, form, errors);
    case 'back':
      return backOf(ctx, state, form, errors);
    default:
      errors[''] = 'Vælg, hvad du vil gøre.';
      return null;
  }
}

function endOf(state: CourseState, form: Form, errors: Errors): Answer {
  const letterText = textOf(form, 'letterText');
  if (writesWhy(state, 'end') && letterText === '') {
    errors['letterText'] =
      'Skriv til patienten, hvorfor forløbet slutter, og hvad der er bedre nu.';
  }
  if (letterText.length > LONGEST) errors['letterText'] = `Skriv højst ${LONGEST} tegn.`;
  return { event: { name: 'end' }, codes: {}, letterText };
}

async function assignOf(ctx: Ctx, form: Form, errors: Errors): Promise<Answer | null> {
  const typed = textOf(form, 'psychologist');
  const staff = isUuid(typed)
    ? await inTransaction(ctx.app.db, ctx.actor, (tx) => staffById(tx, asId<StaffId>(typed)))
    : null;
  if (!staff?.active || !staff.roles.includes('psychologist')) {
    errors['psychologist'] = 'Vælg den psykolog, der skal have forløbet.';
    return null;
  }
  const psychologistId = staff.staffId;
  return {
    event: { name: 'assign', psychologistId },
    codes: { psychologistId },
    letterText: '',
  };
}

function extendOf(ctx: Ctx, state: CourseState, form: Form, errors: Errors): Answer | null {
  const chosen = extendable(state).find((one) => one.key === textOf(form, 'deadline'));
  if (!chosen) errors['deadline'] = 'Vælg den frist, der skal være længere.';
  const date = typedDate(form, 'until');
  if (!date) errors['until'] = NO_DATE;
  if (!chosen || !date) return null;
  const until = sameTimeOn(date, chosen.plainDueAt);
  const wrong = whyNotUntil(ctx, state, chosen, date, until);
  if (wrong) {
    errors['until'] = wrong;
    return null;
  }
  const { name: deadline, subject } = chosen;
  return {
    event: { name: 'extendDeadline', deadline, subject, until },
    codes: { deadline, until },
    letterText: '',
  };
}

/** More time than by the rule, and no more than so many days: a mistyped year is not for ever. */
const LONGEST_DAYS = 84;

/** A date given before can be made earlier again, down to the rule's own. */
function whyNotUntil(
  ctx: Ctx,
  state: CourseState,
  { name, plainDueAt }: Extendable,
  date: CivilDate,
  until: Instant,
): string | null {
  if (until <= ctx.now || until <= plainDueAt) {
    return `Den nye frist skal ligge efter ${dateWords(plainDueAt)} og efter i dag.`;
  }
  if (date > addDays(dayOfDue(plainDueAt), LONGEST_DAYS)) {
    return 'En frist kan højst blive 12 uger længere. Se efter, om årstallet er rigtigt.';
  }
  const counts = ruleOf(state, name).unit === 'workingDays';
  return counts && !isWorkingDay(date)
    ? 'Fristen tælles i arbejdsdage. Vælg en dag, hvor klinikken er åben.'
    : null;
}

function backOf(ctx: Ctx, state: CourseState, form: Form, errors: Errors): Answer {
  const answers = answersOf(form, backAnswers(state));
  const plain = { event: { name: 'moveBack' }, codes: {}, letterText: '', answers } as const;
  if (!treatsAgain(state)) return plain;
  const date = typedDate(form, 'until');
  const latest = latestEnd(state, ctx.now);
  if (!date) errors['until'] = NO_DATE;
  else if (date <= copenhagenDate(ctx.now)) {
    errors['until'] = 'Behandlingen skal vare til en dag efter i dag.';
  } else if (date > latest) {
    errors['until'] = `Behandlingen kan højst vare til ${dateWords(latest, ctx.now)}.`;
  }
  if (!date) return plain;
  const until = atTime(date, '24:00');
  return { ...plain, event: { name: 'moveBack', until }, codes: { until } };
}

/** A deadline keeps its time of day; midnight is the end of the chosen day. */
function sameTimeOn(date: CivilDate, dueAt: Instant): Instant {
  const time = copenhagenTime(dueAt);
  return atTime(date, time === '00:00' ? '24:00' : time);
}
