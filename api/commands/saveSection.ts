/** An applicant saves one section of the application; what worries raises its flag at once. */
import { readApplication, saveSection as saveAnswers } from '../../db/applications';
import { courseById, type CourseRow } from '../../db/courses';
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
import { pagesOf, type SectionPage } from '../../domain/applicationPages';
import { copenhagenDate } from '../../domain/calendar';
import { emailError, phoneError } from '../../domain/contact';
import { FIRST_STAGE } from '../../domain/course';
import { flagsFrom, thresholdsOn, type RaisedFlag } from '../../domain/risk';
import type { Ctx, Form } from '../app';
import { draftName, draftOn, isOwnDraft } from '../queries/sectionDraft';
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

/** Only the page's own fields, only values it offers; what is left out is ''. */
export function pageForm({ id, questions }: SectionPage, form: Form): SectionForm {
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

/** Saves a section whole, as `savePage` saves a page of it. */
export function saveSection(
  ctx: Ctx,
  course: CourseRow,
  id: SectionId,
  form: Form,
): Promise<SectionOutcome> {
  const { title, questions } = APPLICATION[id];
  return savePage(ctx, course, { id, number: 1, title, questions, key: null }, form);
}

/** Missing answers never stop the saving; what cannot be read does. `version` is the form's. */
export async function savePage(
  ctx: Ctx,
  course: CourseRow,
  page: SectionPage,
  form: Form,
): Promise<SectionOutcome> {
  const { courseId, personId } = course;
  const { id } = page;
  const answers = pageForm(page, form);
  const outcome = await inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    // Over since the form was shown: nothing is added to what nobody will read.
    if ((await courseById(tx, courseId))?.stage !== FIRST_STAGE) return { kind: 'locked' } as const;
    const errors = await errorsOf(ctx, tx, page, answers);
    if (Object.keys(errors).length > 0) return { kind: 'invalid', errors } as const;
    const basedOn = Number(textOf(form, 'version')) || 0;
    const saved = await saveAnswers(tx, {
      courseId,
      personId,
      section: id,
      answers,
      pages: keysOf(page),
      basedOn,
      at: ctx.now,
    });
    if (saved.kind !== 'saved') return saved;
    if (id === 'aboutYou') await keepContact(tx, personId, answers);
    await dropOwnDraft(tx, course, page, { form, answers });
    return saved;
  });
  // An answer worries as it was given: a text too long beside it, or another window, changes nothing.
  const raised = worriesOf(ctx, page, await givenSoFar(ctx, course, { [id]: answers }));
  const version = outcome.kind === 'saved' ? outcome.version : unsavedOrigin(form);
  await raiseFlags(ctx, course, raised, `${id}:${version}`);
  const worries = raised.length > 0;
  if (outcome.kind === 'saved') return { kind: 'saved', worries };
  if (outcome.kind !== 'changedElsewhere') return { ...outcome, worries };
  const theirs = pageForm(page, textsOf(outcome.answers));
  return { kind: 'changedElsewhere', version: outcome.version, theirs, worries };
}

/**
 * Another one for each showing of the page: pressed twice it is one flag, and what somebody sends
 * again later, after the first flag was released, opens another.
 */
function unsavedOrigin(form: Form): string {
  return `${textOf(form, 'version')}:${textOf(form, 'writer')}:unsaved`;
}

/** The application with what was just answered in it, saved or not. */
async function givenSoFar(
  ctx: Ctx,
  { courseId }: CourseRow,
  given: Readonly<Record<string, SectionForm>>,
): Promise<ApplicationAnswers> {
  const kept = await inTransaction(ctx.app.db, ctx.actor, (tx) => readApplication(tx, courseId));
  const answers: ApplicationAnswers = kept?.answers ?? {};
  const both = Object.entries(given).map(([id, own]) => [id, { ...answers[id], ...own }] as const);
  return { ...answers, ...Object.fromEntries(both) };
}

/** Every page that the answers are from. */
function keysOf({ id, key, questions }: SectionPage): readonly string[] {
  if (key !== null) return [key];
  const names = questions.map(({ name }) => name);
  const pages = pagesOf(id).filter((one) => one.questions.some(({ name }) => names.includes(name)));
  return pages.flatMap((one) => one.key ?? []);
}

/** What another window has typed on the page stays: it was not what was saved. */
async function dropOwnDraft(
  tx: Tx,
  course: CourseRow,
  page: SectionPage,
  { form, answers }: { form: Form; answers: SectionForm },
): Promise<void> {
  const standing = await draftOn(tx, course, page);
  if (!standing) return;
  const isSame = Object.entries(answers).every(([name, text]) => standing.typed[name] === text);
  if (!isSame && !isOwnDraft(standing, form)) return;
  const { courseId, personId } = course;
  await dropDraft(tx, { courseId, authorId: personId, form: draftName(page) });
}

function textsOf(answers: Readonly<Record<string, unknown>>): Form {
  return Object.fromEntries(Object.keys(answers).map((name) => [name, valueOf(answers, name)]));
}

/** Why a value cannot be kept, in Danish, by field. */
async function errorsOf(
  ctx: Ctx,
  tx: Tx,
  { questions }: SectionPage,
  answers: SectionForm,
): Promise<Record<string, string>> {
  const errors: Record<string, string> = {};
  for (const question of questions) {
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
      return phoneError(typed);
    case 'email':
      return emailError(typed);
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
 * What the answers of one page raise. Item 9 worries on the page that asks for it, and is left out
 * once the questionnaire could be sent without it, whichever page was the last; while more is
 * missing the applicant has only not come so far.
 */
export function worriesOf(
  ctx: Ctx,
  { id, questions }: SectionPage,
  answers: ApplicationAnswers,
): readonly RaisedFlag[] {
  const thresholds = thresholdsOn(copenhagenDate(ctx.now));
  if (id === 'phq9') {
    const phq9Items = itemsOf('phq9', answers['phq9']);
    const isLeftOut = (phq9Items[8] ?? null) === null;
    const isSaid = isLeftOut
      ? missingIn(id, answers).length === 0
      : questions.some(({ name }) => name === 'item9');
    return isSaid ? flagsFrom({ phq9Items }, thresholds) : [];
  }
  if (id !== 'safety') return [];
  return flagsFrom({ safety: safetyOf(answers) }, thresholds);
}
