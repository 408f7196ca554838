/** An applicant saves one section of the application; what worries raises its flag at once. */
import { saveSection as saveAnswers } from '../../db/applications';
import type { CourseRow } from '../../db/courses';
import { dropDraft } from '../../db/drafts';
import { gpByNumber } from '../../db/gps';
import { saveContact, saveMunicipality } from '../../db/persons';
import { inTransaction, type Tx } from '../../db/transaction';
import {
  APPLICATION,
  CONSENT_FIELDS,
  itemsOf,
  missingIn,
  NO_GP,
  safetyOf,
  TICKED,
  valueOf,
  type ApplicationAnswers,
  type Question,
  type SectionId,
} from '../../domain/application';
import { copenhagenDate } from '../../domain/calendar';
import { flagsFrom, thresholdsOn, type RaisedFlag } from '../../domain/risk';
import type { Ctx, Form } from '../app';
import { draftName } from '../queries/application';
import { textOf } from './press';
import { raiseFlags } from './raiseFlags';

/** The text of every field of a section, '' where nothing was answered. */
export type SectionForm = Readonly<Record<string, string>>;

/** `worries`: the crisis page comes next, also when what was answered could not be saved. */
export type SectionOutcome = { readonly worries: boolean } & (
  | { readonly kind: 'saved' }
  /** Saved in another window meanwhile: what stands there now, and the version to go on from. */
  | { readonly kind: 'changedElsewhere'; readonly version: number; readonly theirs: SectionForm }
  /** Sent already. */
  | { readonly kind: 'locked' }
  | { readonly kind: 'invalid'; readonly errors: Readonly<Record<string, string>> }
);

/** Only the section's own fields, only values it offers; what is left out is ''. */
export function sectionForm(id: SectionId, form: Form): SectionForm {
  const { questions } = APPLICATION[id];
  const fields = questions.map((question) => {
    const typed = textOf(form, question.name);
    return [question.name, isOffered(question, typed) ? typed : ''] as const;
  });
  const consents = CONSENT_FIELDS.map(
    (name) => [name, textOf(form, name) === TICKED ? TICKED : ''] as const,
  );
  return Object.fromEntries(id === 'consents' ? consents : fields);
}

function isOffered(question: Question, typed: string): boolean {
  if (question.kind === 'tick') return typed === TICKED;
  if (question.kind !== 'choice' && question.kind !== 'list') return true;
  return question.options.some((option) => option.value === typed);
}

/** Missing answers never stop the saving; what cannot be read does. `version` is the form's. */
export async function saveSection(
  ctx: Ctx,
  course: CourseRow,
  id: SectionId,
  form: Form,
): Promise<SectionOutcome> {
  const { courseId, personId } = course;
  const answers = sectionForm(id, form);
  const outcome = await inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const errors = await errorsOf(ctx, tx, id, answers);
    if (Object.keys(errors).length > 0) return { kind: 'invalid', errors } as const;
    const basedOn = Number(textOf(form, 'version')) || 0;
    const saved = await saveAnswers(tx, {
      courseId,
      personId,
      section: id,
      answers,
      basedOn,
      at: ctx.now,
    });
    if (saved.kind !== 'saved') return saved;
    if (id === 'aboutYou') await keepContact(tx, personId, answers);
    await dropDraft(tx, { courseId, authorId: personId, form: draftName(id) });
    return saved;
  });
  // An answer worries as it was given: a text too long beside it, or another window, changes nothing.
  const raised = worriesOf(ctx, id, { [id]: answers });
  const version = outcome.kind === 'saved' ? outcome.version : `${textOf(form, 'version')}:unsaved`;
  await raiseFlags(ctx, course, raised, `${id}:${version}`);
  const worries = raised.length > 0;
  if (outcome.kind === 'saved') return { kind: 'saved', worries };
  if (outcome.kind !== 'changedElsewhere') return { ...outcome, worries };
  const theirs = sectionForm(id, textsOf(outcome.answers));
  return { kind: 'changedElsewhere', version: outcome.version, theirs, worries };
}

function textsOf(answers: Readonly<Record<string, unknown>>): Form {
  return Object.fromEntries(Object.keys(answers).map((name) => [name, valueOf(answers, name)]));
}

/** Why a value cannot be kept, in Danish, by field. */
async function errorsOf(
  ctx: Ctx,
  tx: Tx,
  id: SectionId,
  answers: SectionForm,
): Promise<Record<string, string>> {
  const errors: Record<string, string> = {};
  for (const question of APPLICATION[id].questions) {
    const said = await errorOf(ctx, tx, question, answers[question.name] ?? '');
    if (said) errors[question.name] = said;
  }
  return errors;
}

async function errorOf(
  ctx: Ctx,
  tx: Tx,
  question: Question,
  typed: string,
): Promise<string | null> {
  if (typed === '') return null;
  switch (question.kind) {
    case 'phone':
      return /^\+?(\d[ -]?){8,15}$/.test(typed)
        ? null
        : 'Skriv dit telefonnummer med mindst otte tal, for eksempel 12 34 56 78.';
    case 'email':
      return typed.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed)
        ? null
        : 'Skriv din e-mail, som den er, for eksempel navn@eksempel.dk.';
    case 'text':
      return typed.length <= question.longest
        ? null
        : `Der er plads til ${question.longest} tegn her. Du har skrevet ${typed.length}.`;
    case 'gp':
      return typed === NO_GP || (await gpByNumber(tx, typed, copenhagenDate(ctx.now)))
        ? null
        : 'Vælg din læge på listen, eller søg efter et andet navn.';
    default:
      return null;
  }
}

async function keepContact(
  tx: Tx,
  personId: CourseRow['personId'],
  answers: SectionForm,
): Promise<void> {
  const { phone, email, contact, municipality } = answers;
  await saveContact(tx, personId, {
    phone: phone || null,
    email: email || null,
    byConsent: contact === TICKED,
  });
  if (municipality) await saveMunicipality(tx, personId, municipality);
}

/**
 * What the answers of one section raise. Item 9 is left out once the questionnaire could be sent
 * without it; while more is missing the applicant has only not come so far.
 */
function worriesOf(ctx: Ctx, id: SectionId, answers: ApplicationAnswers): readonly RaisedFlag[] {
  const thresholds = thresholdsOn(copenhagenDate(ctx.now));
  if (id === 'phq9') {
    const phq9Items = itemsOf('phq9', answers['phq9']);
    const isUnderWay = (phq9Items[8] ?? null) === null && missingIn(id, answers).length > 0;
    return isUnderWay ? [] : flagsFrom({ phq9Items }, thresholds);
  }
  if (id !== 'safety') return [];
  return flagsFrom({ safety: safetyOf(answers) }, thresholds);
}
