/** A bench's recording through real Postgres: content first, as the commands keep it, then events. */
import type { Client } from '@temporalio/client';
import { v4 } from 'uuid';
import type { Activities } from '../../activities';
import { recordActivities } from '../../activities/record';
import { giveConsent, withdrawConsent } from '../../db/consents';
import { courseById, insertCourse } from '../../db/courses';
import { keepDecision } from '../../db/decisions';
import { insertFlag, keepFlagAction } from '../../db/flags';
import { keepNote } from '../../db/notes';
import { findOrCreateByCpr } from '../../db/persons';
import { keepSending } from '../../db/questionnaires';
import { fillSlots } from '../../db/slotRules';
import { freeSlots } from '../../db/slots';
import { saveStaff } from '../../db/staff';
import { inTransaction, SYSTEM, type Actor, type Tx } from '../../db/transaction';
import type { EventName } from '../../domain/course';
import { CONSENTS } from '../../domain/danish';
import { FOLLOW_UP } from '../../domain/followUp';
import { asId, instant, plusMillis, type AppointmentId, type CourseId } from '../../domain/ids';
import type { CourseEvent, CourseState, EventNamed } from '../../domain/state';
import { keepContent, type Pressing, type Whose } from '../../ops/measure/content';
import { practicePatients } from '../../partners/identity/practicePeople';
import { staff, type Clinic } from '../db/clinic';
import { HOUR, KAREN } from './courseWalk';

export interface CourseRows {
  /** A person who has no course logs in: the row stands at revision 0. */
  begin(state: CourseState): Promise<void>;
  /** Keeps what is written with a pressing; the event with the ids of what was kept, and by whom. */
  keep(
    courseId: CourseId,
    pressing: Omit<Pressing, 'staffId'>,
  ): Promise<{ event: CourseEvent; actor: { kind: 'patient' | 'staff'; id: string } }>;
  /** What the row keeps of the course. */
  resume(courseId: CourseId): Promise<CourseState>;
  readonly activities: Pick<Activities, 'record' | 'lastActivityAt'>;
}

export function courseRows(clinic: Clinic, temporal: Client): CourseRows {
  const { app, worker } = clinic;
  const people = new Map<CourseId, Whose>();
  const karen: Actor = { kind: 'staff', id: KAREN, role: 'supervisor' };
  return {
    begin: async (resume) => {
      const { courseId, lastAt: at } = resume;
      const person = practicePatients[people.size];
      if (!person) throw new Error('everybody in the practice has a course');
      await inTransaction(app, SYSTEM, async (tx) => {
        const name = { name: 'Karen Eksempel', email: 'karen@eksempel.example', active: true };
        await saveStaff(tx, { ...name, staffId: KAREN, roles: ['psychologist', 'supervisor'] });
        const { personId } = await findOrCreateByCpr(tx, { ...person, at });
        await insertCourse(tx, { courseId, personId, resume, at });
        people.set(courseId, { courseId, personId });
      });
    },
    keep: async (courseId, { id, at, event: chosen }) => {
      const whose = people.get(courseId);
      if (!whose) throw new Error('nobody has logged in');
      const own: Actor = { kind: 'patient', id: whose.personId, role: 'patient' };
      const actor = BY_PATIENT.has(chosen.name) ? own : karen;
      const event = await withTime(clinic, chosen);
      await inTransaction(app, actor, async (tx) => {
        await keepContent(tx, whose, { id, at, event, staffId: KAREN });
        await keepMore(tx, whose, { id, at, event, staffId: KAREN });
      });
      return { event, actor };
    },
    resume: async (courseId) => {
      const row = await inTransaction(worker, SYSTEM, (tx) => courseById(tx, courseId));
      return row?.resume as CourseState;
    },
    activities: recordActivities({ db: worker, temporal, realNow: () => instant(Date.now()) }),
  };
}

const BY_PATIENT = new Set<EventName>([
  'activate',
  'submit',
  'book',
  'cancelByPatient',
  'thirdCancellation',
  'writeMessage',
  'handIn',
  'answerMeasure',
  'wishClosing',
  'bookClosing',
  'cancelClosing',
  'changeContact',
  'withdraw',
  'giveConsent',
  'withdrawConsent',
]);

/** A time that a walk speaks of is put into the calendar of a colleague who has no other. */
async function withTime(clinic: Clinic, event: CourseEvent): Promise<CourseEvent> {
  if (event.name !== 'offer' && event.name !== 'book' && event.name !== 'bookClosing') return event;
  const { startsAt } = event;
  const { id: psychologistId } = await staff(clinic, 'psychologist');
  const slot = await inTransaction(clinic.worker, SYSTEM, async (tx) => {
    await fillSlots(tx, psychologistId, [{ startsAt, endsAt: plusMillis(startsAt, HOUR) }]);
    const window = { from: startsAt, until: plusMillis(startsAt, HOUR), limit: 1, psychologistId };
    return (await freeSlots(tx, window))[0];
  });
  if (!slot) throw new Error('the time did not come into the calendar');
  const { slotId } = slot;
  return event.name === 'offer'
    ? { ...event, slotId, psychologistId }
    : { ...event, slotId, appointmentId: asId<AppointmentId>(v4()) };
}

type Keeps = {
  readonly [E in EventName]?: (
    tx: Tx,
    of: Whose & Pressing & { readonly event: EventNamed<E> },
  ) => Promise<unknown>;
};
type Of = Whose & Pressing;
const WORDS = 'Skrevet af en kollega i en prøve.';

/** A signed note goes with it. */
const note = (tx: Tx, { id: updateId, event, ...of }: Of) =>
  keepNote(tx, { ...of, updateId, kind: event.name, body: WORDS });
/** A reason is kept with it. */
const decision = (tx: Tx, { id: updateId, event, ...of }: Of) =>
  keepDecision(tx, { ...of, updateId, kind: event.name, codes: {}, body: { reason: WORDS } });
const both = async (tx: Tx, of: Of) => {
  await note(tx, of);
  await decision(tx, of);
};

/** What is written with the events that the reference course does not meet. */
const KEEPS: Keeps = {
  reject: decision,
  decline: both,
  refer: both,
  dropOut: both,
  lapse: both,
  end: decision,
  assign: decision,
  extendDeadline: decision,
  moveBack: decision,
  correctLetter: decision,
  closeWithoutLetter: both,
  finish: note,
  closingWaived: note,
  pause: note,
  resumeTreatment: note,
  adjustProgramme: both,
  closeTask: note,
  raiseFlag: (tx, { event, ...of }) =>
    insertFlag(tx, {
      ...of,
      flagId: event.flagId,
      tier: event.tier,
      trigger: 'item9',
      ownerId: null,
    }),
  releaseFlag: (tx, { event: { flagId }, personId }) =>
    keepFlagAction(tx, { flagId, personId, action: WORDS, outcome: 'safeForNow' }),
  giveConsent: (tx, { event: { consent: kind }, courseId, at }) => {
    const textVersion = String(CONSENTS[kind].version);
    return giveConsent(tx, { courseId, kind, at, textVersion, by: 'patient' });
  },
  withdrawConsent: (tx, { event: { consent: kind }, courseId, at }) =>
    withdrawConsent(tx, { courseId, kind, at }),
  answerMeasure: (tx, { id: updateId, ...of }) =>
    keepSending(tx, {
      ...of,
      updateId,
      occasion: FOLLOW_UP,
      values: { phq9: { item1: '1', item9: '0' } },
    }),
};

async function keepMore(tx: Tx, whose: Whose, pressing: Pressing): Promise<void> {
  // The table pairs each name with its own event; the compiler cannot see that through a lookup.
  const keep = KEEPS[pressing.event.name] as Keeps['closeTask'] | undefined;
  await keep?.(tx, { ...whose, ...pressing } as Parameters<NonNullable<typeof keep>>[1]);
}
