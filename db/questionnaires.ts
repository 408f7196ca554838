/** Questionnaires on their way: half-written, then kept for a pressing, then responses, scored. */
import { v5 } from 'uuid';
import { z } from 'zod';
import { FOLLOW_UP, FOLLOW_UP_PARTS, itemsIn, type FollowUpValues } from '../domain/followUp';
import type { CourseId, Instant, PersonId, UpdateId } from '../domain/ids';
import { MEASURE_IDS, MEASURES, type MeasureId } from '../domain/measures';
import { readOccasion, weekOf, type Occasion } from '../domain/measuring';
import { draftsIn, dropDraft, readDraft, saveDraft } from './drafts';
import { keepResponse } from './measures';
import type { Tx } from './transaction';

/** What the answers belong to: a week of treatment, its end, or half a year later. */
export type Asked = Occasion | typeof FOLLOW_UP;

interface Whose {
  readonly courseId: CourseId;
  readonly personId: PersonId;
}
interface Of extends Whose {
  readonly occasion: Asked;
}
const zValues = z.record(z.string(), z.string());
const zSent = z.partialRecord(z.string(), zValues);

/** What is half-written on a Sunday is sent on the Monday: one draft for all weeks. */
const WEEKS = 'week';
const partForm = (occasion: Asked, measure: MeasureId): string =>
  `${weekOf(occasion) === null ? occasion : WEEKS}:${measure}`;
const SENT = ':sent:';
const sentForm = (occasion: Asked, updateId: UpdateId): string => `${occasion}${SENT}${updateId}`;

/** Keeps one questionnaire as it stands; the last to save wins: it has one author. */
export async function saveQuestionnaire(
  tx: Tx,
  of: Of & { measure: MeasureId; values: Readonly<Record<string, string>>; at: Instant },
): Promise<void> {
  const { personId, occasion, measure, values: body } = of;
  await saveDraft(tx, { ...of, authorId: personId, form: partForm(occasion, measure), body });
}

/**
 * Every one of the questionnaires that was begun and not sent yet, looked for under each occasion
 * of `kept`, and there not left since before `from`; the later occasion goes before the earlier.
 */
export async function questionnaireValues(
  tx: Tx,
  of: Whose & {
    measures: readonly MeasureId[];
    kept: readonly { readonly occasion: Asked; readonly from?: Instant }[];
  },
): Promise<FollowUpValues> {
  const { courseId, personId: authorId, measures, kept } = of;
  const places = kept.flatMap(({ occasion, from = '' }) =>
    measures.map((measure) => ({ measure, from, form: partForm(occasion, measure) })),
  );
  const forms = places.map(({ form }) => form);
  const drafts = await draftsIn(tx, { courseId, authorId, forms }, zValues);
  return Object.fromEntries(
    places.flatMap(({ measure, from, form }) => {
      const draft = drafts.find((one) => one.form === form);
      return draft && draft.savedAt >= from ? [[measure, draft.body]] : [];
    }),
  );
}

/** Keeps what a pressing sends, before its event is asked for: what is typed later is not sent. */
export async function keepSending(
  tx: Tx,
  of: Of & { updateId: UpdateId; values: FollowUpValues; at: Instant },
): Promise<void> {
  const { personId, occasion, updateId, values: body } = of;
  await saveDraft(tx, { ...of, authorId: personId, form: sentForm(occasion, updateId), body });
}

/** The pressing came to nothing: what it would have sent is not kept beside the next one. */
export async function forgetSending(tx: Tx, of: Of & { updateId: UpdateId }): Promise<void> {
  const form = sentForm(of.occasion, of.updateId);
  await dropDraft(tx, { ...of, authorId: of.personId, form });
}

/**
 * With the recorded event: what its pressing kept becomes the responses, scored, once for all; the
 * half-written ones go. An occasion that is answered already stays as it was answered.
 */
export async function settleQuestionnaires(
  tx: Tx,
  of: Whose & { updateId: UpdateId; at: Instant },
): Promise<void> {
  const { courseId, personId: authorId, updateId } = of;
  const occasion = await sentOccasion(tx, of);
  if (!occasion) return;
  const key = { courseId, authorId, form: sentForm(occasion, updateId) };
  const kept = await readDraft(tx, key, zSent);
  if (!kept) return;
  for (const measure of measuresIn(occasion, kept.body)) {
    const { version, language, score: scored } = MEASURES[measure];
    const items = itemsIn(kept.body, measure);
    const { score, band, case: isCase, scorerVersion } = scored(items);
    const responseId = v5(`${occasion}:${measure}`, courseId);
    const asked = { measure, version, language, occasion, items };
    await keepResponse(tx, { ...of, ...asked, responseId, score, band, isCase, scorerVersion });
    await dropDraft(tx, { courseId, authorId, form: partForm(occasion, measure) });
  }
  await forgetSending(tx, { ...of, occasion });
}

/** Half a year later all are kept, also the one that was not opened: it has no score, and says so. */
function measuresIn(occasion: Asked, sent: FollowUpValues): readonly MeasureId[] {
  if (occasion === FOLLOW_UP) return FOLLOW_UP_PARTS.map(({ measure }) => measure);
  return MEASURE_IDS.filter((id) => sent[id] !== undefined);
}

/** The event carries no occasion: its pressing's draft does. */
async function sentOccasion(
  tx: Tx,
  { courseId, personId, updateId }: Whose & { updateId: UpdateId },
): Promise<Asked | null> {
  const row = await tx.row(
    z.object({ form: z.string() }),
    `SELECT form FROM draft
    WHERE course_id = $1 AND author_id = $2 AND form LIKE '%' || $3`,
    [courseId, personId, `${SENT}${updateId}`],
  );
  const occasion = row?.form.slice(0, row.form.indexOf(SENT)) ?? '';
  return occasion === FOLLOW_UP ? FOLLOW_UP : readOccasion(occasion);
}
