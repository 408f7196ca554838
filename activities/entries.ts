/** How plain facts leave: entries in the region's journal, and the making of a video meeting. */
import { setMeetingUrls } from '../db/appointments';
import { inTransaction, SYSTEM } from '../db/transaction';
import { asId, type AppointmentId } from '../domain/ids';
import type { LetterFacts } from '../domain/letterFacts';
import type { Appointment } from '../domain/state';
import { needed } from '../letters';
import { epjMessage } from '../partners/epj/message';
import { videoMessage } from '../partners/video/message';
import type { Channel } from './channel';

function toEpj(
  mayNot: Channel['mayNot'],
  entry: (facts: LetterFacts) => Record<string, unknown>,
): Channel {
  return {
    to: () => 'Journalen',
    mayNot,
    receipt: (partners, id) => partners.epj.receipt(id),
    entry: (delivery, facts) => ({
      deliveryId: delivery.deliveryId,
      sentAt: delivery.createdAt,
      patient: { cpr: facts.person.cpr },
      ...entry(facts),
    }),
    send: (partners, out) => partners.epj.send(epjMessage.parse(out.entry)),
  };
}

/** The conversation must still be agreed when word of it leaves; what ended it has word of its own. */
export const agreed: Channel['mayNot'] = (facts) =>
  facts.state.appointment ? null : 'noAppointment';

export const callAgreed: Channel['mayNot'] = (facts) =>
  facts.state.closingTime ? null : 'noAppointment';

const TALK = 'Udredende samtale på video';
const CALL = 'Afsluttende samtale på telefonen';

export const epjCourse = toEpj(
  () => null,
  (facts) => ({
    kind: 'courseCreated',
    courseNumber: facts.courseNumber,
    startedAt: needed(facts.state.since.treatmentStarted, 'treatmentStarted'),
  }),
);
export const epjAppointment = toEpj(agreed, ({ state }) =>
  bookedEntry(needed(state.appointment, 'appointment'), TALK),
);
export const epjClosing = toEpj(callAgreed, ({ state }) =>
  bookedEntry(needed(state.closingTime, 'closingTime'), CALL),
);

function bookedEntry({ appointmentId, startsAt, endsAt }: Appointment, title: string) {
  return {
    kind: 'appointment',
    externalId: appointmentId,
    title,
    status: 'booked',
    startsAt,
    endsAt,
  };
}
/** The conversation must have come to nothing before anybody is told so. */
export const ended: Channel['mayNot'] = (facts) =>
  facts.endedAppointment ? null : 'noEndedAppointment';

export const epjAppointmentEnded = toEpj(ended, (facts) => endedEntry(facts, TALK));
export const epjClosingEnded = toEpj(ended, (facts) => endedEntry(facts, CALL));

function endedEntry(facts: LetterFacts, title: string) {
  const { appointmentId, startsAt, endsAt, outcome } = needed(
    facts.endedAppointment,
    'endedAppointment',
  );
  return {
    kind: 'appointment',
    externalId: appointmentId,
    title,
    status: outcome === 'noShow' ? 'noShow' : 'cancelled',
    startsAt,
    endsAt,
  };
}
export const epjNote = toEpj(
  (facts) => (facts.note ? null : 'noNote'),
  (facts) => {
    const { text, author, at } = needed(facts.note, 'note');
    return { kind: 'note', title: 'Journalnotat', text, author, writtenAt: at };
  },
);

export const videoMeeting: Channel = {
  to: () => 'Video',
  mayNot: agreed,
  receipt: (partners, id) => partners.video.receipt(id),
  entry: (delivery, facts) => {
    const { appointmentId, startsAt, endsAt } = needed(facts.state.appointment, 'appointment');
    return {
      deliveryId: delivery.deliveryId,
      sentAt: delivery.createdAt,
      externalId: appointmentId,
      startsAt,
      endsAt,
      patientName: facts.person.name,
    };
  },
  send: async (partners, out) => {
    const message = videoMessage.parse(out.entry);
    const answer = await partners.video.send(message);
    if (answer.kind !== 'accepted') return answer;
    const { patientUrl, staffUrl } = answer;
    await inTransaction(out.db, SYSTEM, (tx) =>
      setMeetingUrls(tx, asId<AppointmentId>(message.externalId), { patientUrl, staffUrl }),
    );
    return answer;
  },
};

/** Closes the meeting under the same id; its links lead to word of that. */
export const videoCancelled: Channel = {
  to: () => 'Video',
  mayNot: ended,
  receipt: (partners, id) => partners.video.receipt(id),
  entry: (delivery, facts) => {
    const { appointmentId, startsAt, endsAt } = needed(facts.endedAppointment, 'endedAppointment');
    return {
      deliveryId: delivery.deliveryId,
      sentAt: delivery.createdAt,
      externalId: appointmentId,
      startsAt,
      endsAt,
      patientName: facts.person.name,
      cancelled: true,
    };
  },
  send: (partners, out) => partners.video.send(videoMessage.parse(out.entry)),
};
