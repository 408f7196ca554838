/** How each kind of delivery leaves: by which partner, to whom, and what must be true first. */
import type { Letter } from '../db/deliveries';
import { isOpen } from '../domain/apply';
import { readFlagStep } from '../domain/firing';
import type { DeliveryId } from '../domain/ids';
import type { DeliveryKind } from '../domain/taskTable';
import { LETTERS, type LetterKind } from '../letters';
import type { Answer, Channel, Outgoing, Partners } from './channel';
import {
  agreed,
  callAgreed,
  ended,
  epjAppointment,
  epjAppointmentEnded,
  epjClosing,
  epjClosingEnded,
  epjCourse,
  epjNote,
  videoCancelled,
  videoMeeting,
} from './entries';

function letterOf(out: Outgoing): Letter {
  if (!out.letter) throw new Error(`${out.delivery.kind} has no letter`);
  return out.letter;
}

/** In the receiver's calendar, where others may read along. */
function titleOf({ delivery }: Outgoing): string {
  return delivery.kind === 'closingBooked' ? 'Samtale på telefonen' : 'Samtale på video';
}

const digitalPost: Channel = {
  to: (facts) => facts.person.name,
  mayNot: () => null,
  link: 'portal',
  receipt: (partners, id) => partners.digitalPost.receipt(id),
  send: (partners, out) => {
    const { subject, html, text, appointment } = letterOf(out);
    const link =
      /https?:\/\/[^\s"<]+\/l\/[\w-]+/.exec(text)?.[0] ??
      /href="([^"]+\/l\/[\w-]+)"/.exec(html)?.[1];
    if (!link) throw new Error('a letter to a patient carries its link');
    return partners.digitalPost.send({
      deliveryId: out.delivery.deliveryId,
      sentAt: out.delivery.createdAt,
      recipient: out.facts.person,
      subject,
      html,
      text,
      link,
      ...(appointment && { appointment: { ...appointment, title: titleOf(out) } }),
    });
  },
};
/**
 * Says which time is kept, so the time must be kept still. Who has chosen a time on the pages before
 * it could leave, or whose course is over, has had another letter about that.
 */
const offer: Channel = {
  ...digitalPost,
  mayNot: ({ state }) => {
    if (state.reserved) return null;
    return state.appointment || !isOpen(state) ? 'offerOver' : 'noReservation';
  },
};
const appointmentBooked: Channel = {
  ...digitalPost,
  mayNot: agreed,
  appointment: ({ state }) => state.appointment,
};
const closingBooked: Channel = {
  ...digitalPost,
  mayNot: callAgreed,
  appointment: ({ state }) => state.closingTime ?? null,
};
/** Says which time came to nothing. */
const aboutEnded: Channel = { ...digitalPost, mayNot: ended };

type ToGp = 'startNote' | 'epicrise' | 'correction';
function toGp(kind: ToGp, consent: 'gpStart' | 'gpEnd'): Channel {
  return {
    to: (facts) => facts.gp?.name ?? '',
    mayNot: (facts) => {
      if (!facts.consentSince[consent]) return 'noConsent';
      return facts.gp ? null : 'noGp';
    },
    receipt: (partners, id) => partners.medcom.receipt(id),
    send: async (partners, out) => {
      const { gp, person, corrects } = out.facts;
      if (!gp) return { kind: 'refused' };
      const { subject, text } = letterOf(out);
      return partners.medcom.send({
        deliveryId: out.delivery.deliveryId,
        sentAt: out.delivery.createdAt,
        kind,
        subject,
        text,
        gp: { ydernummer: gp.ydernummer, name: gp.name },
        patient: person,
        ...(corrects && { corrects: corrects.deliveryId }),
      });
    },
  };
}

const byMail = {
  receipt: (partners: Partners, id: DeliveryId) => partners.mail.receipt(id),
  atMostOnce: true,
} as const;

const toPatient: Channel = {
  ...byMail,
  link: 'portal',
  to: (facts) => facts.contact.email ?? '',
  mayNot: (facts) => {
    if (!facts.contact.byConsent) return 'noConsent';
    return facts.contact.email ? null : 'noAddress';
  },
  send: (partners, out) => mailed(partners, out, out.facts.contact.email ?? ''),
};
const reminderAppointment: Channel = {
  ...toPatient,
  mayNot: (facts) => toPatient.mayNot(facts) ?? (callAgreed(facts) && agreed(facts)),
};

/** Says until when, so the pause must last still. */
const pauseBegun: Channel = {
  ...toPatient,
  mayNot: (facts) => toPatient.mayNot(facts) ?? (facts.state.pausedAt ? null : 'noPause'),
};

/** One mail to all who are to know; a course number and a link, never a person. */
const toStaff: Channel = {
  ...byMail,
  to: ({ staffMail }) => staffMail.receivers.join(', '),
  mayNot: ({ staffMail }) => (staffMail.receivers.length > 0 ? null : 'noReceiver'),
  send: (partners, out) => mailed(partners, out, [...out.facts.staffMail.receivers]),
  link: ({ courseId }) => `/forloeb/${courseId}`,
};
const aboutFlag: Channel = {
  ...toStaff,
  link: ({ courseId, subject }) => `/forloeb/${courseId}/marker/${readFlagStep(subject).flagId}`,
};

function mailed(partners: Partners, out: Outgoing, to: string | string[]): Promise<Answer> {
  const { subject, text } = letterOf(out);
  const { deliveryId, createdAt } = out.delivery;
  return partners.mail.send({ deliveryId, sentAt: createdAt, channel: 'email', to, subject, text });
}

/** Total over the table's deliveries: a kind without a way out does not compile. */
export const CHANNELS: Readonly<Record<DeliveryKind, Channel>> = {
  receipt: digitalPost,
  offer,
  rejection: digitalPost,
  appointmentBooked,
  appointmentCancelled: aboutEnded,
  appointmentMissed: aboutEnded,
  treatmentLogin: digitalPost,
  notOffered: digitalPost,
  closingInvitation: digitalPost,
  closingBooked,
  closingCancelled: aboutEnded,
  closingMissed: aboutEnded,
  treatmentContinues: digitalPost,
  courseEnded: digitalPost,
  lapsed: digitalPost,
  followUpInvitation: digitalPost,
  letterCorrection: digitalPost,
  gpStartNote: toGp('startNote', 'gpStart'),
  epicrise: toGp('epicrise', 'gpEnd'),
  epicriseCorrection: toGp('correction', 'gpEnd'),
  epjCourse,
  epjAppointment,
  epjAppointmentEnded,
  epjClosing,
  epjClosingEnded,
  epjNote,
  videoMeeting,
  videoCancelled,
  newMessage: toPatient,
  moduleOpened: toPatient,
  silence7: toPatient,
  pauseBegun,
  pauseOver: toPatient,
  reminderApplication: toPatient,
  reminderAppointment,
  staffReminder: toStaff,
  staffEscalation: toStaff,
  staffRedFlag: aboutFlag,
};

/** True for the deliveries that are written as letters; the others are entries of plain facts. */
export function isLetter(kind: DeliveryKind): kind is DeliveryKind & LetterKind {
  return Object.hasOwn(LETTERS, kind);
}
