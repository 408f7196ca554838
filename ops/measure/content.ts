/** Content first: what a person writes with each event of the reference course, kept before it. */
import { saveSection } from '../../db/applications';
import { insertAppointment } from '../../db/appointments';
import { insertCourse } from '../../db/courses';
import { keepDecision } from '../../db/decisions';
import { saveExercise } from '../../db/exercises';
import { keepFeedback } from '../../db/feedback';
import { keepMessage } from '../../db/messages';
import { newId } from '../../db/newId';
import { keepNote } from '../../db/notes';
import { findOrCreateByCpr, saveContact, saveMunicipality } from '../../db/persons';
import { takeSlot } from '../../db/slots';
import { inTransaction, SYSTEM, type Database, type Tx } from '../../db/transaction';
import { SECTION_IDS } from '../../domain/application';
import { copenhagenDate } from '../../domain/calendar';
import type { TalkKind } from '../../domain/conversations';
import type { CourseId, Instant, MessageId, PersonId, StaffId, UpdateId } from '../../domain/ids';
import type { CourseEvent, CourseState, EventNamed } from '../../domain/state';
import { practicePatients } from '../../partners/identity/practicePeople';
import { APPLICATIONS } from '../practice/applications';
import { ASSESSMENT_NOTES, CLOSING, MESSAGE } from '../practice/texts';
import { IDA } from '../practice/treatments/ida';
import { rowsOf, type Week } from '../practice/treatments/week';

/** Who the reference course belongs to, and one pressing in it. */
export interface Whose {
  readonly courseId: CourseId;
  readonly personId: PersonId;
}
export interface Pressing {
  readonly id: UpdateId;
  readonly at: Instant;
  readonly event: CourseEvent;
  readonly staffId: StaffId;
}

const HANDLE = 'ida';
/** Written with every module of the reference course: a diary and its answer, as they usually are. */
const DIARY = ((): Week => {
  const [first] = IDA;
  if (!first) throw new Error('Ida wrote no diary');
  return first;
})();

/** Ida logs in for the first time: a person, and a course at revision 0. */
export async function firstLogin(
  db: Database,
  courseId: CourseId,
  { at, resume }: { at: Instant; resume: CourseState },
): Promise<Whose> {
  const person = practicePatients.find((one) => one.handle === HANDLE);
  if (!person) throw new Error(`nobody in the practice is called ${HANDLE}`);
  const { name, cpr } = person;
  return inTransaction(db, SYSTEM, async (tx) => {
    const { personId } = await findOrCreateByCpr(tx, { name, cpr, at });
    await insertCourse(tx, { courseId, personId, resume, at });
    return { courseId, personId };
  });
}

/** Keeps what is written with an event; events that carry nothing keep nothing. */
export async function keepContent(tx: Tx, whose: Whose, pressing: Pressing): Promise<void> {
  const { event, id: updateId, at, staffId } = pressing;
  const of = { ...whose, at, updateId };
  const decision = { ...of, staffId, kind: event.name, codes: {}, body: {} };
  switch (event.name) {
    case 'submit':
      return fillApplication(tx, whose, at);
    case 'offer': {
      const { slotId } = event;
      await takeSlot(tx, { ...of, slotId, state: 'reserved', heldAt: at });
      return keepDecision(tx, { ...decision, codes: { slotId } });
    }
    case 'book':
      return keepBooking(tx, of, { event, staffId, kind: 'assessment' });
    case 'bookClosing':
      return keepBooking(tx, of, { event, staffId, kind: 'closing' });
    case 'accept':
      await keepNote(tx, { ...of, staffId, kind: 'assessment', body: ASSESSMENT_NOTES.ida });
      return;
    case 'writeMessage':
    case 'answerMessage': {
      const author =
        event.name === 'writeMessage'
          ? ({ kind: 'patient', id: whose.personId } as const)
          : ({ kind: 'staff', id: staffId } as const);
      await keepMessage(tx, { ...of, messageId: newId<MessageId>(), author, body: MESSAGE });
      return;
    }
    case 'handIn': {
      const diary = { module: event.moduleId, exercise: DIARY.exercise, basedOn: 0 };
      await saveExercise(tx, {
        ...of,
        ...diary,
        answer: { rows: rowsOf(DIARY, copenhagenDate(at)) },
      });
      return;
    }
    case 'giveFeedback':
      return keepFeedback(tx, { ...of, staffId, module: event.moduleId, body: DIARY.feedback });
    case 'closingHeld':
      await keepNote(tx, { ...of, staffId, kind: 'closing', body: CLOSING.idaHeld });
      return;
    case 'approveEpicrise': {
      await keepNote(tx, { ...of, staffId, kind: 'final', body: CLOSING.finish });
      const body = { priority: 'routine', followUp: CLOSING.finish, letterText: CLOSING.idaHeld };
      return keepDecision(tx, { ...decision, body });
    }
    default:
  }
}

async function fillApplication(tx: Tx, whose: Whose, at: Instant): Promise<void> {
  const applied = APPLICATIONS[HANDLE];
  for (const section of SECTION_IDS) {
    await saveSection(tx, { ...whose, section, answers: applied[section], basedOn: 0, at });
  }
  const { phone = '', email = '', municipality = '' } = applied.aboutYou;
  await saveContact(tx, whose.personId, { phone, email, byConsent: true });
  await saveMunicipality(tx, whose.personId, municipality);
}

async function keepBooking(
  tx: Tx,
  of: Whose & { at: Instant; updateId: UpdateId },
  {
    event,
    staffId,
    kind,
  }: { event: EventNamed<'book' | 'bookClosing'>; staffId: StaffId; kind: TalkKind },
): Promise<void> {
  const { slotId, appointmentId, startsAt, endsAt } = event;
  await takeSlot(tx, { ...of, slotId, state: 'booked', heldAt: of.at });
  await insertAppointment(tx, {
    ...of,
    slotId,
    appointmentId,
    psychologistId: staffId,
    kind,
    startsAt,
    endsAt,
  });
}
