/**
 * Answers for a questionnaire page by page, whenever it is asked: what its form says, keeping it, and
 * sending all of it once. A worry is read first, so that none is lost with what is not kept.
 */
import type { CourseRow } from '../../db/courses';
import { forgetSending, keepSending, saveQuestionnaire, type Asked } from '../../db/questionnaires';
import { inTransaction, type Tx } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import type { CommandRefusalName } from '../../domain/danish';
import {
  worriesWhileAnswering,
  type FollowUpPart,
  type FollowUpValues,
} from '../../domain/followUp';
import type { UpdateId } from '../../domain/ids';
import { thresholdsOn, type RaisedFlag } from '../../domain/risk';
import type { Ctx, Form } from '../app';
import { press, textOf, updateIdOf, type Outcome } from './press';
import { lateOrigin, raiseFlags } from './raiseFlags';

/** What a part is kept under, or why it is not asked any more. */
export type Place = { readonly occasion: Asked } | { readonly why: CommandRefusalName };

/** What became of saving one part; `errors` by the name of the question. */
export type Saved =
  | { readonly kind: 'saved'; readonly worries: boolean }
  | { readonly kind: 'invalid'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'notAsked'; readonly worries: boolean; readonly why: CommandRefusalName };

/**
 * Keeps one part; `worries`: the crisis page comes next. Answers to what is not asked any more are
 * not kept, but a worry in them is read all the same.
 */
export async function savePart(
  ctx: Ctx,
  course: CourseRow,
  { part, form, place }: { part: FollowUpPart; form: Form; place: Place },
): Promise<Saved> {
  const { values, errors } = answersIn(part, form);
  const thresholds = thresholdsOn(copenhagenDate(ctx.now));
  const raised = worriesWhileAnswering({ [part.measure]: values }, thresholds);
  const worries = raised.length > 0;
  if ('why' in place) {
    await raiseFlags(ctx, course, raised, lateOrigin(ctx, form));
    return { kind: 'notAsked', worries, why: place.why };
  }
  if (Object.keys(errors).length > 0) {
    // The form comes again as it was typed; who leaves it there has told of the worry all the same.
    await raiseFlags(ctx, course, raised, place.occasion);
    return { kind: 'invalid', errors };
  }
  await keep(ctx, course, { ...place, part, values });
  await raiseFlags(ctx, course, raised, place.occasion);
  return { kind: 'saved', worries };
}

/** Keeps what is being answered without reading it. A name: it is not asked any more, for this. */
export async function keepPart(
  ctx: Ctx,
  course: CourseRow,
  { part, form, place }: { part: FollowUpPart; form: Form; place: Place },
): Promise<CommandRefusalName | null> {
  if ('why' in place) return place.why;
  await keep(ctx, course, { ...place, part, values: answersIn(part, form).values });
  return null;
}

function keep(
  ctx: Ctx,
  { courseId, personId }: CourseRow,
  of: { occasion: Asked; part: FollowUpPart; values: Record<string, string> },
): Promise<void> {
  const { occasion, values } = of;
  const { measure } = of.part;
  return inTransaction(ctx.app.db, ctx.actor, (tx) =>
    saveQuestionnaire(tx, { courseId, personId, occasion, measure, values, at: ctx.now }),
  );
}

export interface Sent {
  readonly outcome: Outcome;
  /** There is a worry which the patient has not been told of yet. */
  readonly worries: boolean;
}
const ANSWERED = { name: 'answerMeasure' } as const;

/** What is sent now, or why nothing is. */
export type ToSend =
  | {
      readonly kind: 'send';
      readonly occasion: Asked;
      readonly values: FollowUpValues;
      readonly raised: readonly RaisedFlag[];
    }
  /** A form pressed again: the course answers as before, and what is there stays. */
  | { readonly kind: 'again' }
  | Extract<Outcome, { kind: 'refused' | 'invalid' }>;

/**
 * Sends what `read` finds, kept as it was read: what another window saves meanwhile is not sent
 * unread. The form names the `course` it was shown for: pressed twice, it never answers another
 * course's questionnaire. Refused, the answers are as they were before it.
 */
export async function sendParts(
  ctx: Ctx,
  course: CourseRow,
  form: Form,
  read: (tx: Tx, id: UpdateId) => Promise<ToSend>,
): Promise<Sent> {
  const id = updateIdOf(form);
  const { courseId, personId } = course;
  if (!id) return notSent({ kind: 'refused', name: 'invalid' });
  if (textOf(form, 'course') !== courseId)
    return notSent({ kind: 'refused', name: 'alreadyAnswered' });
  const of = { courseId, personId, updateId: id };
  const found = await inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const toSend = await read(tx, id);
    if (toSend.kind === 'send') await keepSending(tx, { ...of, ...toSend, at: ctx.now });
    return toSend;
  });
  if (found.kind === 'again') return notSent(await press(ctx, { courseId, id, event: ANSWERED }));
  if (found.kind !== 'send') return notSent(found);
  const { occasion } = found;
  const added = await raiseFlags(ctx, course, found.raised, occasion);
  const outcome = await press(ctx, { courseId, id, event: ANSWERED });
  if (outcome.kind === 'refused') {
    await inTransaction(ctx.app.db, ctx.actor, (tx) => forgetSending(tx, { ...of, occasion }));
  }
  return { outcome, worries: added.length > 0 };
}

/** Nothing was sent. */
function notSent(outcome: Outcome): Sent {
  return { outcome, worries: false };
}

const NO_OPTION = 'Vælg et af svarene, eller spring spørgsmålet over.';

/** The part's own items only; what is left out is '', and what is no option of its item an error. */
function answersIn({ questions }: FollowUpPart, form: Form) {
  const values: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (const question of questions) {
    const typed = textOf(form, question.name);
    const options = question.kind === 'choice' ? question.options : [];
    const isOption = options.some(({ value }) => value === typed);
    values[question.name] = isOption ? typed : '';
    if (!isOption && typed !== '') errors[question.name] = NO_OPTION;
  }
  return { values, errors };
}
