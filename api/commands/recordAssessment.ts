/** What an assessment led to: treatment, none, a no-show, or a cancellation by either side. */
import { keepDecision } from '../../db/decisions';
import type { CourseRow } from '../../db/courses';
import { inTransaction } from '../../db/transaction';
import { cancellationOf } from '../../domain/calledOff';
import { diagnosisOf } from '../../domain/diagnoses';
import type { StaffId, UpdateId } from '../../domain/ids';
import { mayBegin, planFor, programmeToFollow } from '../../domain/programme';
import type { ConsentKind, CourseEvent } from '../../domain/state';
import type { Ctx, Form } from '../app';
import { stateOf } from '../queries/courseState';
import { ASSESSMENT_DRAFT } from '../queries/assessment';
import { decided } from './decided';
import { keepNoteOf, noteErrors, optionalNoteErrors } from './clinicalNote';
import { withDraft } from './keepDraft';
import { decisionOfNo, parseNo, type No } from './noToPatient';
import { answersOf, listOf, press, pressingOf, textOf, updateIdOf, type Outcome } from './press';
import { ASKED_ALOUD, recordConsents } from './recordConsents';

export type AssessmentAnswer =
  | {
      readonly kind: 'accept';
      readonly event: CourseEvent;
      readonly consents: readonly ConsentKind[];
    }
  | { readonly kind: 'decline'; readonly no: No }
  | { readonly kind: 'noShow' | 'cancelByPatient' | 'cancelByClinic' }
  /** No treatment begins with a programme that nobody has approved (decision 38). */
  | { readonly kind: 'refused'; readonly name: 'programmeUnapproved' }
  | { readonly kind: 'invalid'; readonly errors: Record<string, string> };

/** `answer` is accept, decline, noShow, cancelByPatient or cancelByClinic. */
export async function recordAssessment(ctx: Ctx, course: CourseRow, form: Form): Promise<Outcome> {
  const formId = updateIdOf(form);
  const answers = answersOf(form, { task: 'holdAssessment' });
  const { actor } = ctx;
  if (!formId || !answers || actor.kind !== 'staff') return { kind: 'refused', name: 'invalid' };
  return withDraft(ctx, course, ASSESSMENT_DRAFT, form, async () => {
    const answer = parseAssessment(ctx, course, form);
    if (answer.kind === 'invalid' || answer.kind === 'refused') return answer;
    const id = pressingOf(formId, answer.kind);
    await keepContent(ctx, course, { form, answer, id, staffId: actor.id });
    if (answer.kind === 'accept') {
      const stopped = await recordConsents(ctx, course, id, answer.consents);
      if (stopped) return stopped;
    }
    const event = eventOf(course, answer);
    return decided(ctx, id, await press(ctx, { courseId: course.courseId, id, event, answers }));
  });
}

/** What the form says, or what is missing; also asked before the letter is shown. */
export function parseAssessment(ctx: Ctx, course: CourseRow, form: Form): AssessmentAnswer {
  const answer = textOf(form, 'answer');
  const early = earlyWords(ctx, course, answer);
  if (early) return { kind: 'invalid', errors: { answer: early } };
  switch (answer) {
    case 'accept':
      return parseAccept(ctx, form);
    case 'decline': {
      const { no, errors } = parseNo(form);
      const all = { ...errors, ...noteErrors(form) };
      return Object.keys(all).length > 0
        ? { kind: 'invalid', errors: all }
        : { kind: 'decline', no };
    }
    case 'noShow':
    case 'cancelByPatient':
    case 'cancelByClinic':
      return unlessNoteIsWrong(form, answer);
    default:
      return { kind: 'invalid', errors: { answer: 'Vælg, hvad samtalen førte til.' } };
  }
}

/** A conversation that lies ahead was neither held nor missed; it can be cancelled at any time. */
function earlyWords(ctx: Ctx, course: CourseRow, answer: string): string | null {
  const startsAt = stateOf(course).appointment?.startsAt;
  if (startsAt === undefined || startsAt <= ctx.now) return null;
  if (answer === 'noShow') {
    return 'Samtalen er ikke begyndt endnu, så patienten kan ikke være udeblevet.';
  }
  const held = answer === 'accept' || answer === 'decline';
  return held ? 'Samtalen er ikke begyndt endnu. Skriv resultatet bagefter.' : null;
}

function unlessNoteIsWrong(
  form: Form,
  kind: 'noShow' | 'cancelByPatient' | 'cancelByClinic',
): AssessmentAnswer {
  const errors = optionalNoteErrors(form);
  return Object.keys(errors).length > 0 ? { kind: 'invalid', errors } : { kind };
}

function parseAccept(ctx: Ctx, form: Form): AssessmentAnswer {
  const errors = noteErrors(form);
  const diagnosis = diagnosisOf(textOf(form, 'diagnosis'));
  const plan = diagnosis && planFor(ctx.app.programmes.newest, diagnosis.code);
  if (plan && !mayBegin(plan, ctx.app.practice)) {
    return { kind: 'refused', name: 'programmeUnapproved' };
  }
  if (!diagnosis) errors['diagnosis'] = 'Vælg den diagnose, som behandlingen er for.';
  else if (!plan) errors['diagnosis'] = 'Der er ikke et behandlingsprogram til den diagnose endnu.';
  if (!plan || !diagnosis || Object.keys(errors).length > 0) return { kind: 'invalid', errors };
  const given = listOf(form, 'consents');
  return {
    kind: 'accept',
    consents: ASKED_ALOUD.filter((kind) => given.includes(kind)),
    event: { name: 'accept', programme: programmeToFollow(plan), diagnosis: diagnosis.code },
  };
}

type Answered = Exclude<AssessmentAnswer, { kind: 'invalid' | 'refused' }>;

/** The second no-show, like the third cancellation, has its own name: it opens "decide what now". */
function eventOf(course: CourseRow, answer: Answered): CourseEvent {
  switch (answer.kind) {
    case 'accept':
      return answer.event;
    case 'noShow':
      return { name: stateOf(course).noShows > 0 ? 'secondNoShow' : 'noShow' };
    case 'cancelByPatient':
      return cancellationOf(stateOf(course));
    default:
      return { name: answer.kind };
  }
}

async function keepContent(
  ctx: Ctx,
  course: CourseRow,
  of: {
    form: Form;
    answer: Answered;
    id: UpdateId;
    staffId: StaffId;
  },
): Promise<void> {
  const { answer, id, staffId } = of;
  const { courseId, personId } = course;
  const kept = { updateId: id, courseId, personId, kind: answer.kind, staffId, at: ctx.now };
  await inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    await keepNoteOf(tx, ctx, { course, form: of.form, id, staffId, kind: 'assessment' });
    if (answer.kind === 'decline') await keepDecision(tx, { ...kept, ...decisionOfNo(answer.no) });
  });
}
