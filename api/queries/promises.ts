/** The deadlines that somebody who begins, or sends an application, on that day is promised. */
import type { CourseRow } from '../../db/courses';
import { deadlineRules } from '../../db/datedRules';
import { personContact, personIdentity } from '../../db/persons';
import { inTransaction, type Tx } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import { FIRST_STAGE } from '../../domain/course';
import { ageOn, parseCpr } from '../../domain/cpr';
import type { CivilDate } from '../../domain/ids';
import { chooseRules, promisesByAge, type AgePromise, type ChosenRules } from '../../domain/rules';
import type { CourseState } from '../../domain/state';
import { ADULT_AGE } from '../../domain/targetGroup';
import type { Ctx } from '../app';
import { stateOf } from './courseState';

export interface Promises {
  /** For an adult of any age. */
  readonly rules: ChosenRules;
  /** The ages that are promised another answer than everybody. */
  readonly answerByAge: readonly AgePromise[];
}

/** What the front page tells somebody we do not know. */
export async function promises(ctx: Ctx): Promise<Promises> {
  const rules = await inTransaction(ctx.app.db, ctx.actor, (tx) => deadlineRules(tx));
  const today = copenhagenDate(ctx.now);
  return {
    rules: chooseRules(rules, today, null),
    answerByAge: promisesByAge(rules, today, 'screeningAnswer', ADULT_AGE),
  };
}

/** The rules of a day for a person, by the age on that day. */
export async function rulesFor(tx: Tx, cpr: string, on: CivilDate): Promise<ChosenRules> {
  const birth = parseCpr(cpr)?.birth;
  return chooseRules(await deadlineRules(tx), on, birth ? ageOn(birth, on) : null);
}

/**
 * The state with the consent to reminders as it takes effect, which the channels ask just so: who
 * still writes the application has ticked it there, and without an e-mail nothing can be sent.
 */
export async function toldState(tx: Tx, course: CourseRow): Promise<CourseState> {
  const state = stateOf(course);
  const { email, byConsent } = await personContact(tx, course.personId);
  const said = state.since.submitted ? state.consents.includes('contact') : byConsent;
  const others = state.consents.filter((kind) => kind !== 'contact');
  return { ...state, consents: said && email ? [...others, 'contact'] : others };
}

/**
 * The course's state as its patient is told of it: until the application is sent, with the rules
 * that sending it now would give. The clocks that run already keep their instants.
 */
export async function promisedState(ctx: Ctx, course: CourseRow): Promise<CourseState> {
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const state = await toldState(tx, course);
    if (course.stage !== FIRST_STAGE) return state;
    const { cpr } = await personIdentity(tx, course.personId);
    return { ...state, rules: await rulesFor(tx, cpr, copenhagenDate(ctx.now)) };
  });
}
