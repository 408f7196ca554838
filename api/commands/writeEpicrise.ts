/** The end of a course: the epicrise approved for the doctor, or closed without a letter. */
import { hasConsent } from '../../db/consents';
import { keepDecision } from '../../db/decisions';
import type { CourseRow } from '../../db/courses';
import { inTransaction } from '../../db/transaction';
import type { StaffId, UpdateId } from '../../domain/ids';
import type { Ctx, Form } from '../app';
import { EPICRISE_DRAFT } from '../queries/epicriseFacts';
import { decided } from './decided';
import { keepNoteOf, noteErrors } from './clinicalNote';
import { withDraft } from './keepDraft';
import { answersOf, isDone, press, pressingOf, textOf, updateIdOf, type Outcome } from './press';

/** How soon the doctor is asked to act; the letter says it in these words. */
export const PRIORITIES = {
  routine: 'Rutine',
  month: 'Opfølgning inden for 1 måned',
  week: 'Haster: opfølgning inden for 1 uge',
} as const;
export type Priority = keyof typeof PRIORITIES;
const LONGEST = 8000;

export interface EpicriseText {
  readonly priority: string;
  readonly followUp: string;
  readonly letterText: string;
}
export type EpicriseAnswer =
  | { readonly kind: 'approveEpicrise'; readonly text: EpicriseText }
  | { readonly kind: 'closeWithoutLetter' }
  | { readonly kind: 'invalid'; readonly errors: Record<string, string> };

/** `answer` is approveEpicrise or closeWithoutLetter; the closing note is written either way. */
export async function writeEpicrise(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const formId = updateIdOf(form);
  const answers = answersOf(form, { task: 'writeEpicrise' });
  const { actor } = ctx;
  if (!formId || !answers || actor.kind !== 'staff') return { kind: 'refused', name: 'invalid' };
  return withDraft(ctx, course, EPICRISE_DRAFT, form, async () => {
    const answer = parseEpicrise(form);
    if (answer.kind === 'invalid') return answer;
    const id = pressingOf(formId, answer.kind);
    if (await isDone(ctx, id)) return { kind: 'done' };
    if (!(await keepContent(ctx, course, { form, answer, id, staffId: actor.id }))) {
      return { kind: 'refused', name: 'consentMissing' };
    }
    const event = { name: answer.kind };
    return decided(ctx, id, await press(ctx, { courseId: course.courseId, id, event, answers }));
  });
}

/** What the form says, or what is missing; also asked before the letter is shown. */
export function parseEpicrise(form: Form): EpicriseAnswer {
  const errors = noteErrors(form);
  if (textOf(form, 'answer') === 'closeWithoutLetter') {
    const missing = Object.keys(errors).length > 0;
    return missing ? { kind: 'invalid', errors } : { kind: 'closeWithoutLetter' };
  }
  const { text, errors: letter } = parseLetter(form);
  const all = { ...letter, ...errors };
  return Object.keys(all).length > 0
    ? { kind: 'invalid', errors: all }
    : { kind: 'approveEpicrise', text };
}

/** The letter's part alone: it can be looked at before the closing note is written. */
export function parseLetter(form: Form): { text: EpicriseText; errors: Record<string, string> } {
  const priority = textOf(form, 'priority');
  const text = {
    priority: Object.hasOwn(PRIORITIES, priority) ? PRIORITIES[priority as Priority] : '',
    followUp: textOf(form, 'followUp'),
    letterText: textOf(form, 'letterText'),
  };
  const errors: Record<string, string> = {};
  if (text.priority === '') errors['priority'] = 'Vælg, hvor hurtigt lægen skal følge op.';
  if (text.followUp === '')
    errors['followUp'] = 'Skriv, hvad lægen bedes gøre, eller at der ikke er noget.';
  if (text.letterText === '') errors['letterText'] = 'Skriv din vurdering til lægen.';
  for (const name of ['followUp', 'letterText'] as const) {
    if (text[name].length > LONGEST)
      errors[name] = `Teksten er for lang. Skriv højst ${LONGEST} tegn.`;
  }
  return { text, errors };
}

/** False: the consent has been withdrawn since the page was shown, and nothing was kept. */
async function keepContent(
  ctx: Ctx,
  course: CourseRow,
  of: {
    form: Form;
    answer: Exclude<EpicriseAnswer, { kind: 'invalid' }>;
    id: UpdateId;
    staffId: StaffId;
  },
): Promise<boolean> {
  const { answer, id, staffId } = of;
  const { courseId, personId } = course;
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const sends = answer.kind === 'approveEpicrise';
    if (sends && !(await hasConsent(tx, courseId, 'gpEnd'))) return false;
    await keepNoteOf(tx, ctx, { course, form: of.form, id, staffId, kind: 'final' });
    await keepDecision(tx, {
      updateId: id,
      courseId,
      personId,
      kind: answer.kind,
      staffId,
      at: ctx.now,
      codes: {},
      body: sends ? answer.text : {},
    });
    return true;
  });
}
