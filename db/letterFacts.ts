/** Gathers what a letter is written from, in one transaction, at the moment it is about to leave. */
import { z } from 'zod';
import type { CourseId, DeliveryId, Instant, UpdateId } from '../domain/ids';
import { copenhagenDate } from '../domain/calendar';
import { FOLLOW_UP } from '../domain/followUp';
import type { Outcome } from '../domain/course';
import type { DecisionFacts, LetterFacts, ScorePair } from '../domain/letterFacts';
import { regionOf } from '../domain/regions';
import type { CourseState } from '../domain/state';
import { CORRECTABLE, CORRECTIONS, type DeliveryKind } from '../domain/taskTable';
import { appointmentsOf } from './appointments';
import { consentsOf } from './consents';
import { courseById } from './courses';
import { crisisNumber } from './crisisNumbers';
import { correctionsOf, decisionsOf, readDecision, type Decision } from './decisions';
import { deliveryOfKind } from './deliveries';
import { endedAppointment } from './endedAppointment';
import { entryNote } from './entryNote';
import { gpOfCourse } from './gps';
import { scoresOf } from './measures';
import { personContact, personIdentity } from './persons';
import { staffById } from './staff';
import { staffMail } from './staffMail';
import type { Tx } from './transaction';

/** Module titles by id, as the version of the programme that the course follows has them. */
export type TitleOf = (programme: CourseState['programme'], moduleId: string) => string;

interface Wanted {
  readonly courseId: CourseId;
  readonly deliveryId: DeliveryId | null;
  readonly kind: DeliveryKind;
  readonly at: Instant;
  readonly portalUrl: string;
  readonly titleOf: TitleOf;
  /** What the delivery is about within the course, and its number among those of its kind. */
  readonly subject?: string;
  readonly sequence?: number;
  /** For a preview: what is about to be decided; otherwise the latest decision stands. */
  readonly proposed?: { readonly decision: DecisionFacts; readonly state: CourseState };
}

/** Throws when the course is not there or not the actor's to see. */
export async function letterFacts(tx: Tx, wanted: Wanted): Promise<LetterFacts> {
  const { courseId, at, titleOf, sequence = 0 } = wanted;
  const course = await courseById(tx, courseId);
  if (!course) throw new Error('no such course for a letter');
  const state = wanted.proposed?.state ?? (course.resume as CourseState);
  const today = copenhagenDate(at);
  const { personId } = course;
  const contact = await personContact(tx, personId);
  const region = contact.municipality ? regionOf(contact.municipality, today)?.code : course.region;
  const consents = await consentsOf(tx, courseId);
  const since = (kind: string): Instant | null =>
    consents.find((one) => one.kind === kind && one.withdrawnAt === null)?.givenAt ?? null;
  const modules = state.programme?.modules ?? [];
  const title = (moduleId: string): string => titleOf(state.programme, moduleId);
  const appointments = await appointmentsOf(tx, courseId);
  const held =
    appointments.findLast((one) => one.kind === 'assessment' && one.outcome === 'held') ??
    state.appointment;
  const decision =
    wanted.proposed?.decision ?? (await decisionBehind(tx, wanted, { sequence, state }));
  const signer = state.psychologistId ?? decision?.by;
  return {
    courseId,
    personId,
    deliveryId: wanted.deliveryId,
    courseNumber: course.number,
    at,
    state,
    person: await personIdentity(tx, personId),
    contact: {
      email: contact.email,
      // What was ticked counts until it is sent; from then on the consents, which can be withdrawn.
      byConsent: state.since.submitted ? since('contact') !== null : contact.byConsent,
    },
    psychologist: signer ? ((await staffById(tx, signer)) ?? null) : null,
    gp: (await gpOfCourse(tx, courseId, today)) ?? null,
    crisis: region ? ((await crisisNumber(tx, region, today)) ?? null) : null,
    consentSince: { gpStart: since('gpStart'), gpEnd: since('gpEnd') },
    decision,
    corrects: await correctedLetter(tx, wanted),
    diagnosis: await diagnosisCode(tx, courseId),
    scores: await scorePairs(tx, courseId),
    moduleTitles: modules.map((module) => title(module.moduleId)),
    handedInTitles: modules.filter((module) => module.handedIn).map((one) => title(one.moduleId)),
    assessedAt: held?.startsAt ?? null,
    endedAppointment: endedAppointment(appointments, { kind: wanted.kind, sequence, state }),
    note: wanted.kind === 'epjNote' ? await signedNote(tx, courseId, sequence) : null,
    staffMail: await staffMail(tx, { ...wanted, subject: wanted.subject ?? '', state }),
    portalUrl: wanted.portalUrl,
  };
}

/** Whose words a letter carries: the kinds of decision it is written from. */
const DECISIONS: Partial<Record<DeliveryKind, readonly string[]>> = {
  offer: ['offer'],
  rejection: ['reject'],
  notOffered: ['decline'],
  epicrise: ['approveEpicrise'],
  courseEnded: ['refer', 'end', 'lapse'],
  closingInvitation: ['refer', 'end'],
};

/** After treatment a second decision may follow the one that ended it: the letter says the first. */
const ENDED_BY: Partial<Record<Outcome, string>> = { referred: 'refer', endedByClinic: 'end' };

/** The last decision behind this kind of letter that was not taken back; a correction has its own. */
async function decisionBehind(
  tx: Tx,
  { courseId, kind }: Wanted,
  { sequence, state }: { sequence: number; state: CourseState },
): Promise<DecisionFacts | null> {
  if (isCorrection(kind)) {
    const own = (await correctionsOf(tx, courseId)).filter((one) => goesAs(one, kind));
    const nth = own[sequence - 1];
    return nth ? decisionFacts(tx, nth.decisionId) : null;
  }
  const endedBy = state.outcome && ENDED_BY[state.outcome];
  const kinds = (DECISIONS[kind] ?? []).filter(
    (one) => kind !== 'closingInvitation' || one === endedBy,
  );
  const last = (await decisionsOf(tx, courseId)).findLast(
    (one) => one.state === 'released' && kinds.includes(one.kind),
  );
  return last ? decisionFacts(tx, last.decisionId) : null;
}

function isCorrection(kind: DeliveryKind): boolean {
  return Object.values<DeliveryKind>(CORRECTIONS).includes(kind);
}

/** True when the letter that is put right has its corrections go as this kind, to its receiver. */
function goesAs({ codes }: Decision, kind: DeliveryKind): boolean {
  return CORRECTABLE.some((one) => one === codes['letter'] && CORRECTIONS[one] === kind);
}

/** The letter that the subject names, as it was last written. */
async function correctedLetter(tx: Tx, wanted: Wanted): Promise<LetterFacts['corrects']> {
  const letter = CORRECTABLE.find((one) => one === wanted.subject);
  if (!letter || !isCorrection(wanted.kind)) return null;
  const { deliveryId, createdAt } = (await deliveryOfKind(tx, wanted.courseId, letter)) ?? {};
  return deliveryId && createdAt ? { kind: letter, deliveryId, at: createdAt } : null;
}

/** Keys and words of one decision; null when it is not there. */
export async function decisionFacts(tx: Tx, id: UpdateId): Promise<DecisionFacts | null> {
  const decision = await readDecision(tx, id, z.record(z.string(), z.unknown()));
  if (!decision) return null;
  const texts = Object.entries(decision.body).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  return { by: decision.staffId, codes: decision.codes, body: Object.fromEntries(texts) };
}

async function diagnosisCode(tx: Tx, courseId: CourseId): Promise<string | null> {
  const row = await tx.row(
    z.object({ diagnosis: z.string().nullable() }),
    'SELECT diagnosis FROM course_fact WHERE course_id = $1',
    [courseId],
  );
  return row?.diagnosis ?? null;
}

async function scorePairs(tx: Tx, courseId: CourseId): Promise<ScorePair[]> {
  const scores = (await scoresOf(tx, courseId)).filter(
    (one) => one.score !== null && one.occasion !== FOLLOW_UP,
  );
  return [...new Set(scores.map((one) => one.measure))].map((measure) => {
    const own = scores.filter((one) => one.measure === measure);
    const end = (one: (typeof own)[number] | undefined) =>
      one && one.score !== null ? { ...one, score: one.score } : null;
    return { measure, first: end(own[0]), last: own.length > 1 ? end(own.at(-1)) : null };
  });
}

async function signedNote(
  tx: Tx,
  courseId: CourseId,
  sequence: number,
): Promise<LetterFacts['note']> {
  const note = await entryNote(tx, courseId, sequence);
  if (!note) return null;
  const author = await staffById(tx, note.staffId);
  return { text: note.body, author: author?.name ?? '', at: note.writtenAt };
}
