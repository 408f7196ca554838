/** A patient answers the questionnaires after the end: kept part by part, then sent once. */
import type { CourseRow } from '../../db/courses';
import { scoresOf } from '../../db/measures';
import { questionnaireValues } from '../../db/questionnaires';
import type { Tx } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import {
  FOLLOW_UP,
  FOLLOW_UP_MEASURES,
  FOLLOW_UP_PARTS,
  leftOut,
  worriesAtSending,
  type FollowUpPart,
  type FollowUpValues,
} from '../../domain/followUp';
import type { CommandRefusalName } from '../../domain/danish';
import { isTargetOpen } from '../../domain/portal';
import { thresholdsOn } from '../../domain/risk';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { keepPart, savePart, sendParts, type Place, type Saved, type Sent } from './partAnswers';

/** Keeps one part, or says why not (`savePart`). */
export function saveFollowUp(
  ctx: Ctx,
  course: CourseRow,
  part: FollowUpPart,
  form: Form,
): Promise<Saved> {
  return savePart(ctx, course, { part, form, place: placeOf(course) });
}

/** While it is asked the one occasion; else what became of it since its page was opened. */
function placeOf(course: CourseRow): Place {
  const state = stateOf(course);
  if (isTargetOpen(state, 'followUp')) return { occasion: FOLLOW_UP };
  if (state.followUp === 'answered') return { why: 'partAnswered' };
  return { why: state.followUp === 'asked' ? 'partTooLate' : 'partNotAsked' };
}

/** Keeps what is being answered; it counts once it is saved or sent (`keepPart`). */
export function keepFollowUpDraft(
  ctx: Ctx,
  course: CourseRow,
  part: FollowUpPart,
  form: Form,
): Promise<CommandRefusalName | null> {
  return keepPart(ctx, course, { part, form, place: placeOf(course) });
}

/** Sends what is kept (`sendParts`). */
export function sendFollowUp(ctx: Ctx, course: CourseRow, form: Form): Promise<Sent> {
  return sendParts(ctx, course, form, async (tx) => {
    if (!isTargetOpen(stateOf(course), 'followUp')) return { kind: 'again' };
    const of = {
      ...course,
      kept: [{ occasion: FOLLOW_UP }],
      measures: FOLLOW_UP_MEASURES,
    } as const;
    const values = await questionnaireValues(tx, of);
    if (isEmpty(values)) return { kind: 'invalid', errors: { '': NOTHING_ANSWERED } };
    const start = await startScores(tx, course);
    const raised = worriesAtSending(values, start, thresholdsOn(copenhagenDate(ctx.now)));
    return { kind: 'send', occasion: FOLLOW_UP, values, raised };
  });
}

const NOTHING_ANSWERED =
  'Du har ikke svaret på noget endnu. Vil du ikke svare, så behøver du ikke gøre noget.';

function isEmpty(values: FollowUpValues): boolean {
  return FOLLOW_UP_PARTS.every(
    ({ measure, questions }) => leftOut(values, measure) === questions.length,
  );
}

async function startScores(tx: Tx, { courseId }: CourseRow) {
  const scores = (await scoresOf(tx, courseId)).filter((one) => one.occasion === 'application');
  const of = (measure: string) => scores.find((one) => one.measure === measure)?.score ?? null;
  return { phq9: of('phq9'), gad7: of('gad7') };
}
