/** What each event does to a course beside moving it: one small function an event. */
import { startClock, stopClocks, dueKey } from './anchors';
import { rowOf, type EventName } from './course';
import type { Instant } from './ids';
import { cancelled, type Change } from './change';
import { fire, freeReserved } from './firing';
import { firstOpen, handInModule, openModule, requiredMissing } from './programmeState';
import { refused, type Refusal } from './refusals';
import type { CourseEvent, CourseState, EventNamed } from './state';
import { awake, closeTask, findTask, openTask, taskRef } from './tasks';
import { CORRECTIONS, FLAG_TASKS, taskRow } from './taskTable';

/** A day, for whole days of pause. */
const DAY = 86_400_000;
/** At most so many days of pause in one treatment (DOMAIN section 3). */
const PAUSE_DAYS = 21;
const CLOCK_28 = dueKey({ name: 'assessmentClock', subject: '' });

type Effect<E extends EventName> = (
  state: CourseState,
  event: EventNamed<E>,
  at: Instant,
  decidedAt: Instant,
) => Change | Refusal;
type Effects = { readonly [E in EventName]?: Effect<E> };

function only(state: CourseState): Change {
  return { state, send: [] };
}

/** Back to "choose a time": the agreed time is gone, and the 28-day clock runs on. */
function withoutAppointment(state: CourseState, at: Instant): CourseState {
  const off = stopClocks(state, 'booked', 'appointmentStart', 'appointmentEnd');
  const freed = startClock(off, 'unbooked', at);
  const next = { ...freed, appointment: null, offerVersion: state.offerVersion + 1 };
  // Day 28 has spoken and will not speak again: the offer must not stay open by itself.
  if (state.fired.includes(CLOCK_28)) {
    return { ...next, tasks: openTask(state.tasks, 'lapseOrNewDate', '', at) };
  }
  return state.since.decided ? startUncovered(next, state.since.decided) : next;
}

/** The "no time within 28 days" clock again, unless it has spoken already. */
function startUncovered(state: CourseState, at: Instant): CourseState {
  return { ...state, since: { ...state.since, uncovered: at } };
}

function cancelledByPatient(state: CourseState, at: Instant): CourseState {
  return withoutAppointment({ ...state, cancellations: state.cancellations + 1 }, at);
}

function decideWhatNow(state: CourseState, at: Instant): CourseState {
  return { ...state, tasks: openTask(state.tasks, 'decideWhatNow', '', at) };
}

function missedOnce(state: CourseState, at: Instant): CourseState {
  return withoutAppointment({ ...state, noShows: state.noShows + 1 }, at);
}

function stopPause(state: CourseState, at: Instant): CourseState {
  if (!state.pausedAt) return state;
  const days = Math.ceil((Date.parse(at) - Date.parse(state.pausedAt)) / DAY);
  const off = stopClocks(state, 'pausedUntil');
  return { ...off, pausedAt: null, pausedDays: state.pausedDays + days };
}

function treatmentOver(state: CourseState, _event: CourseEvent, at: Instant): Change {
  if (!state.since.treatmentStarted || state.since.treatmentEnded) return only(state);
  return only({ ...stopPause(state, at), closingWish: null });
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
    const { slotId, appointmentId, startsAt, endsAt } = event;
    const booked = startClock(freeReserved(state), 'booked', at);
    const started = startClock(
      startClock(booked, 'appointmentStart', startsAt),
      'appointmentEnd',
      endsAt,
    );
    const covered = event.withinClock
      ? { ...stopClocks(started, 'uncovered'), tasks: closeTask(started.tasks, 'findTime') }
      : started;
    // Another time agreed: the old appointment's missing outcome is nobody's task any more.
    const tasks = awake(covered.tasks, 'holdAssessment');
    return only({
      ...covered,
      tasks,
      appointment: { slotId, appointmentId, startsAt, endsAt },
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
    state.cancellations >= 2 ? refused('countsDiffer') : only(cancelledByPatient(state, at)),
  thirdCancellation: (state, _event, at) =>
    state.cancellations < 2
      ? refused('countsDiffer')
      : only(decideWhatNow(cancelledByPatient(state, at), at)),
  cancelByClinic: (state, _event, at) => only(withoutAppointment(state, at)),
  // Nobody could be active in a treatment that had ended: the silence ladder starts anew.
  moveBack: (state, _event, at) =>
    only(state.appointment ? withoutAppointment(state, at) : startClock(state, 'lastActivity', at)),

  // Completed means that the required modules are handed in (DOMAIN section 7).
  finish: (state, event, at) =>
    requiredMissing(state.programme) > 0
      ? refused('modulesMissing')
      : treatmentOver(state, event, at),
  timeUp: (state, event, at) =>
    requiredMissing(state.programme) > 0
      ? refused('countsDiffer')
      : treatmentOver(state, event, at),
  timeUpIncomplete: (state, event, at) =>
    requiredMissing(state.programme) === 0
      ? refused('countsDiffer')
      : treatmentOver(state, event, at),
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
    return only({
      ...state,
      flags,
      tasks: closeTask(state.tasks, FLAG_TASKS[flag.tier], flag.flagId),
    });
  },

  writeMessage: (state, _event, at) => {
    const active = startClock(state, 'lastActivity', at);
    return only({ ...active, tasks: openTask(active.tasks, 'answerMessage', '', at) });
  },

  answerMessage: (state) => ({
    state: { ...state, tasks: closeTask(state.tasks, 'answerMessage') },
    send: [{ kind: 'newMessage', subject: '' }],
  }),

  closeTask: (state, event) => {
    if (!findTask(state.tasks, event.task, event.subject)) return refused('unknownTask');
    if (taskRow(event.task).answeredByEvent) return refused('taskNeedsAnswer');
    return only({ ...state, tasks: closeTask(state.tasks, event.task, event.subject) });
  },

  giveConsent: (state, event) =>
    state.consents.includes(event.consent)
      ? refused('consentUnchanged')
      : only({ ...state, consents: [...state.consents, event.consent] }),
  withdrawConsent: (state, event) =>
    state.consents.includes(event.consent)
      ? only({ ...state, consents: state.consents.filter((kind) => kind !== event.consent) })
      : refused('consentUnchanged'),

  assign: (state, event) => only({ ...state, psychologistId: event.psychologistId }),

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
      ...state,
      extended: { ...state.extended, [key]: event.until },
      fired: state.fired.filter((one) => one !== key),
      tasks: state.tasks.map((task) =>
        taskRow(task.kind).due === event.deadline && taskRef(task) === event.subject
          ? { ...task, overdue: false }
          : task,
      ),
    });
  },

  openModule: (state, event) => openModule(state, event.moduleId),
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

  pause: (state, event, at) => {
    if (state.pausedAt) return refused('alreadyPaused');
    const days = Math.ceil((Date.parse(event.until) - Date.parse(at)) / DAY);
    if (days < 1 || state.pausedDays + days > PAUSE_DAYS) return refused('pauseTooLong');
    return only({ ...startClock(state, 'pausedUntil', event.until), pausedAt: at });
  },
  resumeTreatment: (state, _event, at) =>
    state.pausedAt
      ? only(startClock(stopPause(state, at), 'lastActivity', at))
      : refused('notPaused'),

  wishClosing: (state, event) => only({ ...state, closingWish: event.wish }),
};

/** What the event itself changes; events without an entry change nothing but the stage. */
export function effects(
  state: CourseState,
  event: CourseEvent,
  at: Instant,
  decidedAt: Instant,
): Change | Refusal {
  // The table pairs each name with its own payload; the compiler cannot see that through a lookup.
  const effect = EFFECTS[event.name] as Effect<EventName> | undefined;
  return effect ? effect(state, event, at, decidedAt) : only(state);
}
