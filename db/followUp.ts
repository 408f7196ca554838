/** The answers half a year after the end: half-written, then kept for a pressing, then responses. */
import { v5 } from 'uuid';
import { z } from 'zod';
import { FOLLOW_UP, FOLLOW_UP_PARTS, itemsIn, type FollowUpValues } from '../domain/followUp';
import type { CourseId, Instant, PersonId, UpdateId } from '../domain/ids';
import { MEASURES, type MeasureId } from '../domain/measures';
import { dropDraft, readDraft, saveDraft } from './drafts';
import { keepResponse } from './measures';
import type { Tx } from './transaction';

interface Whose {
  readonly courseId: CourseId;
  readonly personId: PersonId;
}
const zValues = z.record(z.string(), z.string());
const zSent = z.partialRecord(z.string(), zValues);
const partForm = (measure: MeasureId): string => `${FOLLOW_UP}:${measure}`;
const sentForm = (updateId: UpdateId): string => `${FOLLOW_UP}:sent:${updateId}`;

/** Keeps one questionnaire as it stands; the last to save wins: it has one author. */
export async function saveFollowUpPart(
  tx: Tx,
  of: Whose & { measure: MeasureId; values: Readonly<Record<string, string>>; at: Instant },
): Promise<void> {
  const { personId, measure, values: body } = of;
  await saveDraft(tx, { ...of, authorId: personId, form: partForm(measure), body });
}

/** Every questionnaire that was begun and not sent yet. */
export async function followUpValues(tx: Tx, of: Whose): Promise<FollowUpValues> {
  const values: Partial<Record<MeasureId, Record<string, string>>> = {};
  for (const { measure } of FOLLOW_UP_PARTS) {
    const key = { courseId: of.courseId, authorId: of.personId, form: partForm(measure) };
    const draft = await readDraft(tx, key, zValues);
    if (draft) values[measure] = draft.body;
  }
  return values;
}

/** Keeps what a pressing sends, before its event is asked for: what is typed later is not sent. */
export async function keepFollowUp(
  tx: Tx,
  of: Whose & { updateId: UpdateId; values: FollowUpValues; at: Instant },
): Promise<void> {
  const { personId, updateId, values: body } = of;
  await saveDraft(tx, { ...of, authorId: personId, form: sentForm(updateId), body });
}

/** The pressing came to nothing: what it would have sent is not kept beside the next one. */
export async function forgetFollowUp(tx: Tx, of: Whose & { updateId: UpdateId }): Promise<void> {
  await dropDraft(tx, { ...of, authorId: of.personId, form: sentForm(of.updateId) });
}

/**
 * With the recorded event: what its pressing kept becomes the responses, scored, once for all; the
 * half-written ones go. A pressing that kept nothing (a weekly measure) leaves everything as it is.
 */
export async function settleFollowUp(
  tx: Tx,
  of: Whose & { updateId: UpdateId; at: Instant },
): Promise<void> {
  const { courseId, personId: authorId, updateId } = of;
  const kept = await readDraft(tx, { courseId, authorId, form: sentForm(updateId) }, zSent);
  if (!kept) return;
  for (const { measure } of FOLLOW_UP_PARTS) {
    const { version, language, score: scored } = MEASURES[measure];
    const items = itemsIn(kept.body, measure);
    const { score, band, case: isCase, scorerVersion } = scored(items);
    const responseId = v5(`${FOLLOW_UP}:${measure}`, courseId);
    const asked = { measure, version, language, occasion: FOLLOW_UP, items };
    await keepResponse(tx, { ...of, ...asked, responseId, score, band, isCase, scorerVersion });
    await dropDraft(tx, { courseId, authorId, form: partForm(measure) });
  }
  await forgetFollowUp(tx, of);
}
