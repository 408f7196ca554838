/** What each event does to a course beside moving it: one small function an event. */
import { startClock, stopClocks, dueKey } from './anchors';
import {
  cancelledByPatient,
  decideWhatNow,
  isLastCancellation,
  missedOnce,
  uncovered,
  withoutAppointment,
} from './calledOff';
import { rowOf, type EventName } from './course';
import type { CivilDate, Instant } from './ids';
import { cancelled, type Change } from './change';
import { CLOSING_EFFECTS } from './closingTime';
import { deadlineRow, fire, freeReserved } from './firing';
import { beginPause, resumeTreatment, stopPause } from './pause';
import { firstOpen, handInModule, openModule, requiredMissing } from './programmeState';
import { adjustProgramme } from './adjusted';
import { refused, type Refusal } from './refusals';
import type { CourseEvent, CourseState, EventNamed } from './state';
import { awake, closeTask, findTask, openTask, taskRef } from './tasks';
import { CORRECTIONS, FLAG_TASKS, taskRow } from './taskTable';
import { activeAgain } from './turn';

const TREATMENT_ENDS = dueKey({ name: 'treatmentLength', subject: '' });

type Effect<E extends EventName> = (
  state: CourseState,
  event: EventNamed<E>,
  at: Instant,
  decidedAt: Instant,
  /** The Copenhagen date of `at`, where the edge has said it. */
  on: CivilDate | undefined,
) => Change | Refusal;
type Effects = { readonly [E in EventName]?: Effect<E> };

function only(state: CourseState): Change {
  return { state, send: [] };
}

function treatmentOver(
  state: CourseState,
  _event: CourseEvent,
  at: Instant,
  _decidedAt: Instant,
  on: CivilDate | undefined,
): Change {
  if (!state.since.treatmentStarted || state.since.treatmentEnded) return only(state);
  return only({ ...stopPause(state, { at, on }), closingWish: null });
}

/** Treatment goes on until the day that was given, whenever it had ended; nothing has fired yet. */
function treatedAgain(state: CourseState, until: Instant | undefined, at: Instant) {
  if (!until || until <= at) return refused('untilMissing');
  // Nobody could be active in a treatment that had ended: the silence ladder starts anew.
  const again = givenUntil(startClock(state, 'lastActivity', at), TREATMENT_ENDS, until);
  return only({ ...again, closingWish: null });
}

/** True for a reminder that counts back from the deadline: it comes again before the new one. */
function remindsOf(state: CourseState, fired: string, key: string): boolean {
  const row = deadlineRow(state, fired.slice(0, fired.indexOf(':')));
  return row?.before !== undefined && key.startsWith(`${row.before}:`);
}

/** A due instant that a supervisor gave; the clock may speak then, also if it has before. */
function givenUntil(state: CourseState, key: string, until: Instant): CourseState {
  return {
    ...state,
    extended: { ...state.extended, [key]: until },
    fired: state.fired.filter((one) => one !== key && !remindsOf(state, one, key)),
    pausedBefore: key === TREATMENT_ENDS ? state.pausedDays : state.pausedBefore,
  };
}

const EFFECTS: Effects = {
  submit: (state, { region, rules, consents }) =>
    only({
      ...state,
      region,
      rules,
      consents: [...new Set([...state.consents, ...consents])],
    }),

  offer: (state, event, _at, decidedAt) => {
    const clocks = ['decided', 'uncovered', 'reserved'] as const;
    const running = clocks.reduce((now, anchor) => startClock(now, anchor, decidedAt), state);
    return only({
      ...startClock(running, 'reservedStart', event.startsAt),
      reserved: { slotId: event.slotId, startsAt: event.startsAt },
      psychologistId: event.psychologistId,
      offerVersion: state.offerVersion + 1,
    });
  },

  reject: (state, event, at) =>
    only(
      event.adviceCall ? { ...state, tasks: openTask(state.tasks, 'adviceCall', '', at) } : state,
    ),

  book: (state, event, at) => {
    const { slotId, appointmentId, startsAt, endsAt, beyond, psychologistId } = event;
    const booked = startClock(freeReserved(state), 'booked', at);
    const started = startClock(
      startClock(booked, 'appointmentStart', startsAt),
      'appointmentEnd',
      endsAt,
    );
    const covered = event.withinClock
      ? { ...stopClocks(started, 'uncovered'), tasks: closeTask(started.tasks, 'findTime') }
      : uncovered(started);
    // Another time agreed: the old appointment's missing outcome is nobody's task any more.
    const tasks = awake(covered.tasks, 'holdAssessment');
    return only({
      ...covered,
      tasks,
      psychologistId: psychologistId ?? state.psychologistId,
      appointment: { slotId, appointmentId, startsAt, endsAt, ...(beyond && { beyond }) },
      offerVersion: state.offerVersion + 1,
    });
  },

  accept: (state, event, at) => {
    // The instants of screening and assessment stay: the patient's page tells when they were.
    const off = stopClocks(state, 'uncovered', 'reserved', 'reservedStart');
    const active = startClock(off, 'lastActivity', at);
    return only({
      ...active,
      appointment: null,
      reserved: null,
      programme: firstOpen(event.programme),
      tasks: closeTask(state.tasks, 'findTime'),
    });
  },

  noShow: (state, _event, at) =>
    state.noShows > 0 ? refused('countsDiffer') : only(missedOnce(state, at)),
  secondNoShow: (state, _event, at) =>
    state.noShows === 0 ? refused('countsDiffer') : only(decideWhatNow(missedOnce(state, at), at)),
  cancelByPatient: (state, _event, at) =>
    isLastCancellation(state) ? refused('countsDiffer') : only(cancelledByPatient(state, at)),
  thirdCancellation: (state, _event, at) =>
    isLastCancellation(state)
      ? only(decideWhatNow(cancelledByPatient(state, at), at))
      : refused('countsDiffer'),
  cancelByClinic: (state, _event, at) => only(withoutAppointment(state, at)),
  moveBack: (state, event, at) => {
    if (state.appointment) return only(withoutAppointment(state, at));
    // Treatment has ended, and the closing call is not over: it is treatment that goes on.
    const intoTreatment = state.since.treatmentEnded && !state.since.closingDone;
    return intoTreatment ? treatedAgain(state, event.until, at) : only(state);
  },

  // Completed means that the required modules are handed in (DOMAIN section 7).
  finish: (state, ...of) =>
    requiredMissing(state.programme) > 0 ? refused('modulesMissing') : treatmentOver(state, ...of),
  timeUp: (state, ...of) =>
    requiredMissing(state.programme) > 0 ? refused('countsDiffer') : treatmentOver(state, ...of),
  timeUpIncomplete: (state, ...of) =>
    requiredMissing(state.programme) === 0 ? refused('countsDiffer') : treatmentOver(state, ...of),
  dropOut: treatmentOver,
  withdraw: treatmentOver,
  refer: treatmentOver,
  end: treatmentOver,

  deadline: fire,

  raiseFlag: (state, event, at) => {
    const { flagId, tier } = event;
    // The same answers read twice are one worry.
    if (state.flags.some((flag) => flag.flagId === flagId)) return only(state);
    const awake = tier === 'red' ? cancelled(state) : state;
    const tasks = openTask(awake.tasks, FLAG_TASKS[tier], flagId, at);
    const flags = [...awake.flags, { flagId, tier, raisedAt: at, takenBy: null }];
    const send = tier === 'red' ? [{ kind: 'staffRedFlag' as const, subject: flagId }] : [];
    return { state: { ...awake, flags, tasks }, send };
  },

  takeFlag: (state, event) => {
    const flag = state.flags.find((one) => one.flagId === event.flagId);
    if (!flag) return refused('unknownFlag');
    if (flag.takenBy && flag.takenBy !== event.staffId) return refused('flagTaken');
    const flags = state.flags.map((one) =>
      one === flag ? { ...one, takenBy: event.staffId } : one,
    );
    return only({ ...state, flags });
  },

  releaseFlag: (state, event) => {
    const flag = state.flags.find((one) => one.flagId === event.flagId);
    if (!flag) return refused('unknownFlag');
    const flags = state.flags.filter((one) => one !== flag);
    const tasks = closeTask(state.tasks, FLAG_TASKS[flag.tier], flag.flagId);
    return only({ ...state, flags, tasks });
  },

  writeMessage: (state, _event, at) => {
    const active = startClock(state, 'lastActivity', at);
    return only({ ...active, tasks: openTask(active.tasks, 'answerMessage', '', at) });
  },

  answerMessage: (state) => ({
    state: { ...state, tasks: closeTask(state.tasks, 'answerMessage') },
    send: [{ kind: 'newMessage', subject: '' }],
  }),

  closeTask: (state, event, at) => {
    if (!findTask(state.tasks, event.task, event.subject)) return refused('unknownTask');
    if (taskRow(event.task).answeredByEvent) return refused('taskNeedsAnswer');
    const done = { ...state, tasks: closeTask(state.tasks, event.task, event.subject) };
    // Treatment goes on with somebody who is silent: without a new ladder nobody would ask again.
    return only(event.task === 'silenceDecision' ? startClock(done, 'lastActivity', at) : done);
  },

  giveConsent: (state, event) =>
    state.consents.includes(event.consent)
      ? refused('consentUnchanged')
      : only({ ...state, consents: [...state.consents, event.consent] }),
  withdrawConsent: (state, event) =>
    state.consents.includes(event.consent)
      ? only({ ...state, consents: state.consents.filter((kind) => kind !== event.consent) })
      : refused('consentUnchanged'),

  extendDeadline: (state, event) => {
    const key = dueKey({ name: event.deadline, subject: event.subject });
    const due = state.dues.find((one) => dueKey(one) === key);
    const known =
      due ??
      state.tasks.find(
        (task) => taskRef(task) === event.subject && taskRow(task.kind).due === event.deadline,
      );
    if (!known && !state.fired.includes(key)) return refused('notDue');
    return only({
      ...givenUntil(state, key, event.until),
      tasks: state.tasks.map((task) =>
        taskRow(task.kind).due === event.deadline && taskRef(task) === event.subject
          ? { ...task, overdue: false }
          : task,
      ),
    });
  },

  openModule: (state, event) => openModule(state, event.moduleId),
  adjustProgramme,
  activeAgain,
  handIn: (state, event, at) =>
    handInModule(startClock(state, 'lastActivity', at), event.moduleId, at),
  giveFeedback: (state, event) => {
    if (!findTask(state.tasks, 'feedback', event.moduleId)) return refused('notHandedIn');
    return {
      state: { ...state, tasks: closeTask(state.tasks, 'feedback', event.moduleId) },
      send: [{ kind: 'newMessage', subject: event.moduleId }],
    };
  },
  answerMeasure: (state, _event, at) => {
    const active = startClock(state, 'lastActivity', at);
    if (rowOf(state.stage).open) return only(active);
    // After the end only what was asked is answered, and once.
    if (state.followUp === 'answered') return refused('alreadyAnswered');
    if (!state.followUp || state.afterwardsClosed) return refused('notAsked');
    return only({ ...active, followUp: 'answered' });
  },

  correctLetter: (state, { letter }) =>
    state.sent[letter]
      ? { state, send: [{ kind: CORRECTIONS[letter], subject: letter }] }
      : refused('nothingToCorrect'),

  pause: (state, event, at, _decidedAt, on) => beginPause(state, event, { at, on }),
  resumeTreatment: (state, _event, at, _decidedAt, on) => resumeTreatment(state, { at, on }),
  ...CLOSING_EFFECTS,
};

/** What the event itself changes; events without an entry change nothing but the stage. */
export function effects(
  state: CourseState,
  event: CourseEvent,
  { at, on }: { readonly at: Instant; readonly on?: CivilDate },
  decidedAt: Instant,
): Change | Refusal {
  // The table pairs each name with its own payload; the compiler cannot see that through a lookup.
  const effect = EFFECTS[event.name] as Effect<EventName> | undefined;
  return effect ? effect(state, event, at, decidedAt, on) : only(state);
}
