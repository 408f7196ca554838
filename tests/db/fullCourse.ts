/** A course with one row in every table that tells something about a patient. */
import { grantAccess } from '../../db/accessGrants';
import { saveSection } from '../../db/applications';
import { insertAppointment } from '../../db/appointments';
import { writeAudit } from '../../db/audit';
import { giveConsent } from '../../db/consents';
import { keepDecision } from '../../db/decisions';
import { insertDelivery, storeLetter } from '../../db/deliveries';
import { saveDraft } from '../../db/drafts';
import { addEntry } from '../../db/diary';
import { saveExercise } from '../../db/exercises';
import { keepComments } from '../../db/exerciseComments';
import { keepFeedback } from '../../db/feedback';
import { keepTimeSpent } from '../../db/timeSpent';
import { insertFlag } from '../../db/flags';
import { claimForm } from '../../db/formClaims';
import { setCourseGp } from '../../db/gps';
import { reportIncident } from '../../db/incidents';
import { keepResponse } from '../../db/measures';
import { keepMessage } from '../../db/messages';
import { newId } from '../../db/newId';
import { keepNote } from '../../db/notes';
import { saveOwnSummary } from '../../db/ownSummary';
import { takeSlot } from '../../db/slots';
import type { NamedSlot } from '../../db/slots';
import { inTransaction, SYSTEM } from '../../db/transaction';
import type { Tx } from '../../db/transaction';
import type {
  AppointmentId,
  DeliveryId,
  DiaryEntryId,
  FlagId,
  MessageId,
  StaffId,
  UpdateId,
} from '../../domain/ids';
import { copenhagenDate } from '../../domain/calendar';
import { at, morning, NOW } from './clinic';
import type { Clinic, Patient } from './clinic';

/** One row of everything, so that a table without a policy is found out. */
export async function fillCourse(
  clinic: Clinic,
  patient: Patient,
  staffId: StaffId,
): Promise<{ deliveryId: DeliveryId; feedbackUpdate: UpdateId }> {
  const [deliveryId, feedbackUpdate] = [newId<DeliveryId>(), newId<UpdateId>()];
  const [slot] = await morning(clinic, staffId, 1);
  if (!slot) throw new Error('no time to take');
  await inTransaction(clinic.worker, SYSTEM, async (tx) => {
    await fillContent(tx, patient, { staffId, feedbackUpdate });
    await fillLetter(tx, patient, deliveryId);
    await fillTimes(tx, patient, slot);
    await fillRecord(tx, patient);
  });
  await inTransaction(clinic.app, patient.actor, (tx) =>
    claimForm(tx, { formId: newId(), courseId: patient.courseId, at: NOW }),
  );
  return { deliveryId, feedbackUpdate };
}

async function fillContent(
  tx: Tx,
  { courseId, personId }: Patient,
  { staffId, feedbackUpdate }: { staffId: StaffId; feedbackUpdate: UpdateId },
): Promise<void> {
  const of = { courseId, personId, at: NOW };
  const by = { staffId, body: 'Fortroligt' };
  await saveSection(tx, { ...of, section: 'safety', answers: { a: 1 }, basedOn: 0 });
  await keepResponse(tx, {
    ...of,
    responseId: newId(),
    measure: 'phq9',
    version: '1',
    language: 'da',
    occasion: 'application',
    items: [1, 2, 3],
    score: 6,
    band: 'mild',
    isCase: false,
    scorerVersion: '1',
  });
  await keepMessage(tx, {
    ...of,
    messageId: newId<MessageId>(),
    author: { kind: 'patient', id: personId },
    body: 'Hej',
    updateId: newId<UpdateId>(),
  });
  await saveExercise(tx, { ...of, module: 'm1', exercise: 'e1', answer: 'ja', basedOn: 0 });
  await addEntry(tx, {
    ...of,
    entryId: newId<DiaryEntryId>(),
    module: 'm1',
    exercise: 'e2',
    kind: 'activityDiary',
    day: copenhagenDate(NOW),
    answer: { activity: 'Gik en tur' },
  });
  const words = { remember: 'Turen ved søen', goOn: '' };
  await saveOwnSummary(tx, { ...of, words, basedOn: 0 });
  await keepFeedback(tx, { ...of, ...by, module: 'm1', updateId: feedbackUpdate });
  await keepComments(tx, {
    ...of,
    staffId,
    module: 'm1',
    comments: [{ exercise: 'e1', rowKey: '2', body: 'Fortroligt' }],
    updateId: feedbackUpdate,
  });
  await keepTimeSpent(tx, {
    ...of,
    staffId,
    kind: 'feedback',
    minutes: 15,
    updateId: feedbackUpdate,
  });
  await keepNote(tx, { ...of, ...by, kind: 'assessment', updateId: newId<UpdateId>() });
  await saveDraft(tx, { ...of, authorId: staffId, form: 'screening', body: {} });
  await keepDecision(tx, { ...of, ...by, kind: 'offer', codes: {}, updateId: newId<UpdateId>() });
  await insertFlag(tx, {
    ...of,
    flagId: newId<FlagId>(),
    tier: 'red',
    trigger: 'item9',
    ownerId: null,
  });
  await giveConsent(tx, { ...of, kind: 'gpEnd', textVersion: '1', by: 'patient' });
  await setCourseGp(tx, courseId, 'X00001');
  await grantAccess(tx, {
    ...of,
    staffId,
    reason: 'vikar',
    until: at('2026-11-24T00:00:00Z'),
  });
}

async function fillLetter(
  tx: Tx,
  { courseId, personId }: Patient,
  deliveryId: DeliveryId,
): Promise<void> {
  const of = { courseId, personId, at: NOW };
  await insertDelivery(tx, {
    ...of,
    deliveryId,
    kind: 'offer',
    sequence: 1,
    subject: '',
    epoch: 1,
  });
  const letter = {
    subject: 'Tid',
    html: '<p>Tid</p>',
    text: 'Tid',
    templateVersion: '1',
    to: 'Anna',
  };
  await storeLetter(tx, { deliveryId, personId }, letter);
}

/** What record writes, and a look into the course. */
async function fillRecord(tx: Tx, { courseId, personId }: Patient): Promise<void> {
  await writeAudit(tx, { at: NOW, event: 'readApplication', courseId, personId });
  await tx.run(
    `INSERT INTO event (course_id, revision, event_id, name, event, actor_kind,
    occurred_at, recorded_at, epoch, hash) VALUES ($1, 1, $2, 'activate', '{}', 'system', $3, $3, 1,
    '\\x00')`,
    [courseId, newId(), NOW],
  );
  await tx.run(
    `INSERT INTO task (task_id, course_id, kind, subject, version, role, state, opened_at)
    VALUES ($1, $2, 'screen', '', 1, 'psychologist', 'open', $3)`,
    [newId(), courseId, NOW],
  );
  await tx.run(`INSERT INTO due VALUES ($1, 'screeningAnswer', '', $2)`, [courseId, NOW]);
  await tx.run(`INSERT INTO course_fact (course_id, stage) VALUES ($1, 'screening')`, [courseId]);
  await reportIncident(tx, { kind: 'workflowGone', courseId, cause: 'notFound', at: NOW });
}

async function fillTimes(tx: Tx, { courseId }: Patient, slot: NamedSlot): Promise<void> {
  const { slotId, startsAt, endsAt } = slot;
  await takeSlot(tx, {
    slotId,
    courseId,
    updateId: newId<UpdateId>(),
    state: 'booked',
    heldAt: NOW,
  });
  await insertAppointment(tx, {
    appointmentId: newId<AppointmentId>(),
    courseId,
    slotId,
    psychologistId: slot.psychologistId,
    startsAt,
    endsAt,
    at: NOW,
  });
}
