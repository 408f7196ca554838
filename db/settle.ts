/** Content is written before its event; here the recorded event settles it: sent, released, held. */
import { z } from 'zod';
import { isOff, TALK_KINDS, type TimeOutcome } from '../domain/conversations';
import { isLegal, type EventName } from '../domain/course';
import { asId } from '../domain/ids';
import type { AppointmentId, FlagId, PersonId, StaffId, UpdateId } from '../domain/ids';
import type { CourseEvent, CourseState } from '../domain/state';
import { FLAG_TASKS } from '../domain/taskTable';
import { zId, zInstant } from './columns';
import { setAppointmentOutcome } from './appointments';
import { onDutyAt } from './duty';
import { markCommentsSent } from './exerciseComments';
import { markFeedbackSent } from './feedback';
import { releaseFlag, takeFlag } from './flags';
import { markEntriesHandedIn } from './diary';
import { markHandedIn } from './exercises';
import { markMessageSent } from './messages';
import { signNote } from './notes';
import { settleQuestionnaires } from './questionnaires';
import { settleSubmission } from './submission';
import { handCourseTo, handTaskTo, taskIdOf } from './tasks';
import { countTimeSpent } from './timeSpent';
import type { Tx } from './transaction';

interface Settled {
  readonly id: UpdateId;
  readonly event: CourseEvent;
  readonly state: CourseState;
  readonly personId: PersonId;
  /** Whose course it was until this event. */
  readonly psychologistBefore: StaffId | null;
  readonly actor: { readonly kind: string; readonly id: string | null };
}
/** How an agreed conversation ended, by the event that ended it. */
const APPOINTMENT_OUTCOMES: Partial<Record<EventName, TimeOutcome>> = {
  accept: 'held',
  noShow: 'noShow',
  secondNoShow: 'noShow',
  cancelByPatient: 'cancelledByPatient',
  thirdCancellation: 'cancelledByPatient',
  cancelByClinic: 'cancelledByClinic',
  moveBack: 'cancelledByClinic',
  withdraw: 'cancelledByPatient',
  refer: 'cancelledByClinic',
  end: 'cancelledByClinic',
  lapse: 'cancelledByClinic',
  book: 'moved',
  bookClosing: 'moved',
  missClosing: 'noShow',
  closingHeld: 'held',
  closingWaived: 'cancelledByClinic',
  // The time of a closing call is in the calendar of the psychologist before.
  assign: 'cancelledByClinic',
  // The patient said no to the call: a wish for it leaves its time as it is.
  wishClosing: 'cancelledByPatient',
};

function outcomeOf({ event, state }: Settled): TimeOutcome | undefined {
  if (event.name === 'release') return state.outcome === 'notOffered' ? 'held' : undefined;
  if (event.name !== 'cancelClosing') return APPOINTMENT_OUTCOMES[event.name];
  return event.by === 'patient' ? 'cancelledByPatient' : 'cancelledByClinic';
}

/** The events after which no decision waits any more. */
const ENDS_WAITING = new Set<EventName>([
  'release',
  'undo',
  'withdraw',
  'refer',
  'end',
  'raiseFlag',
]);

/** Marks the content of this event, in the event's own transaction. */
export async function settleContent(tx: Tx, settled: Settled): Promise<void> {
  const { id, event, state, actor } = settled;
  if (actor.kind === 'staff') {
    await signNote(tx, id, state.lastAt);
    await countTimeSpent(tx, id, state.lastAt);
  }
  switch (event.name) {
    case 'takeFlag':
      await takeFlag(tx, { flagId: event.flagId, staffId: event.staffId, at: state.lastAt });
      await handFlagTo(tx, state, event.flagId, event.staffId);
      return;
    case 'releaseFlag':
      if (actor.id === null) throw new Error('a flag is released by somebody');
      await releaseFlag(tx, {
        flagId: event.flagId,
        by: asId<StaffId>(actor.id),
        at: state.lastAt,
      });
      return;
    case 'submit':
      await settleSubmission(tx, {
        courseId: state.courseId,
        personId: settled.personId,
        at: state.lastAt,
      });
      return;
    case 'writeMessage':
    case 'answerMessage':
      await markMessageSent(tx, id);
      return;
    case 'giveFeedback':
      await markFeedbackSent(tx, id, state.lastAt);
      await markCommentsSent(tx, id, state.lastAt);
      return;
    case 'handIn':
      for (const mark of [markHandedIn, markEntriesHandedIn]) {
        await mark(tx, {
          courseId: state.courseId,
          module: event.moduleId,
          updateId: id,
          at: state.lastAt,
        });
      }
      return;
    case 'answerMeasure':
      await settleQuestionnaires(tx, {
        courseId: state.courseId,
        personId: settled.personId,
        updateId: id,
        at: state.lastAt,
      });
      return;
    case 'deadline':
      if (event.deadline === 'redToDuty') await handToDuty(tx, state, event.subject);
      return;
    case 'assign':
      await handCourseTo(tx, state.courseId, {
        from: settled.psychologistBefore,
        to: event.psychologistId,
      });
      await settleDecision(tx, settled);
      // A first conversation keeps its time, and one that is being agreed meanwhile still may be.
      if (
        isLegal(state.stage, 'bookClosing') &&
        settled.psychologistBefore !== event.psychologistId
      ) {
        await settleAppointment(tx, settled);
      }
      return;
    case 'book':
      await followTime(tx, settled, event.psychologistId);
      await settleAppointment(tx, settled);
      return;
    default:
      await settleDecision(tx, settled);
      await settleAppointment(tx, settled);
  }
}

/** A time with another psychologist takes the open tasks along; with the same one, nothing moves. */
async function followTime(
  tx: Tx,
  { state, psychologistBefore }: Settled,
  psychologistId: StaffId | undefined,
): Promise<void> {
  if (!psychologistId || psychologistId === psychologistBefore) return;
  await handCourseTo(tx, state.courseId, { from: psychologistBefore, to: psychologistId });
}

/** Whoever takes a flag has its task from then on: nobody believes that somebody else calls. */
async function handFlagTo(
  tx: Tx,
  state: CourseState,
  flagId: FlagId,
  staffId: StaffId,
): Promise<void> {
  const flag = state.flags.find((one) => one.flagId === flagId);
  if (!flag) return;
  const task = { kind: FLAG_TASKS[flag.tier], subject: flagId };
  await handTaskTo(tx, taskIdOf(state.courseId, task), staffId);
}

async function handToDuty(tx: Tx, state: CourseState, flagId: string): Promise<void> {
  const duty = await onDutyAt(tx, state.lastAt);
  if (duty)
    await handTaskTo(tx, taskIdOf(state.courseId, { kind: 'redFlag', subject: flagId }), duty);
}

/** A waiting decision that is released counts; one taken back, or cancelled, is kept as undone. */
async function settleDecision(tx: Tx, { id, event, state }: Settled): Promise<void> {
  const own = state.revocable ? 'pressed' : 'released';
  await tx.run('UPDATE decision SET state = $2 WHERE decision_id = $1', [id, own]);
  if (state.revocable || !ENDS_WAITING.has(event.name)) return;
  const becomes = event.name === 'release' ? 'released' : 'undone';
  await tx.run(
    `UPDATE decision SET state = $2
    WHERE course_id = $1 AND state = 'pressed' AND decision_id <> $3
      AND EXISTS (SELECT 1 FROM event WHERE event_id = decision_id)`,
    [state.courseId, becomes, id],
  );
}

async function settleAppointment(tx: Tx, settled: Settled): Promise<void> {
  const { state } = settled;
  const outcome = outcomeOf(settled);
  if (!outcome) return;
  const keep = (state.appointment ?? state.closingTime)?.appointmentId ?? null;
  const rows = await tx.rows(
    z.object({
      appointmentId: zId<AppointmentId>(),
      kind: z.enum(TALK_KINDS),
      startsAt: zInstant,
      agreed: z.boolean(),
    }),
    `SELECT appointment_id, kind, starts_at, EXISTS (SELECT 1 FROM event WHERE event.course_id = $1
        AND event.name IN ('book', 'bookClosing')
        AND event.event ->> 'appointmentId' = appointment_id::text) AS agreed
    FROM appointment WHERE course_id = $1 AND outcome IS NULL
      AND appointment_id IS DISTINCT FROM $2`,
    [state.courseId, keep],
  );
  for (const { appointmentId, kind, startsAt, agreed } of rows) {
    // A call whose time has come was not called off by anybody: it was not held.
    const begun = kind === 'closing' && startsAt <= state.lastAt;
    const ended = begun && isOff(outcome) ? 'noShow' : outcome;
    // One whose booking was refused was never a conversation: nobody is told that it is off.
    await setAppointmentOutcome(tx, appointmentId, agreed ? ended : 'neverAgreed');
  }
}
