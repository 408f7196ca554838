/** How each kind of delivery leaves: by which partner, to whom, and what must be true first. */
import type { Delivery, Letter } from '../db/deliveries';
import { setMeetingUrls } from '../db/appointments';
import { inTransaction, SYSTEM, type Database } from '../db/transaction';
import type { DeliveryId } from '../domain/ids';
import type { LetterFacts } from '../domain/letterFacts';
import type { DeliveryKind } from '../domain/taskTable';
import { LETTERS, type LetterKind } from '../letters';
import type { createDigitalPost } from '../partners/digitalPost/client';
import type { createEpj } from '../partners/epj/client';
import type { Receipt } from '../partners/exchange';
import type { createMail } from '../partners/mail/client';
import type { createMedcom } from '../partners/medcom/client';
import type { createVideo } from '../partners/video/client';

export interface Partners {
  readonly digitalPost: ReturnType<typeof createDigitalPost>;
  readonly epj: ReturnType<typeof createEpj>;
  readonly medcom: ReturnType<typeof createMedcom>;
  readonly video: ReturnType<typeof createVideo>;
  readonly mail: ReturnType<typeof createMail>;
}
interface Outgoing {
  readonly delivery: Delivery;
  readonly facts: LetterFacts;
  readonly letter: Letter | null;
  readonly db: Database;
}
type Answer = { readonly kind: 'accepted' | 'refused' | 'unknown' };
type WhyNot = 'noConsent' | 'noGp' | 'noAddress' | 'noAppointment' | 'noNote' | null;

interface Channel {
  readonly to: (facts: LetterFacts) => string;
  readonly mayNot: (facts: LetterFacts) => WhyNot;
  readonly send: (partners: Partners, out: Outgoing) => Promise<Answer>;
  readonly receipt: (partners: Partners, id: DeliveryId) => Promise<Receipt>;
  readonly atMostOnce?: true;
  readonly staffPath?: (delivery: Delivery) => string;
}

/** Everybody at the clinic reads this address; only counts and links go there. */
const TEAM_ADDRESS = 'vagt@internetpsykiatrien.example';

function letterOf(out: Outgoing): Letter {
  if (!out.letter) throw new Error(`${out.delivery.kind} has no letter`);
  return out.letter;
}

const digitalPost: Channel = {
  to: (facts) => facts.person.name,
  mayNot: () => null,
  receipt: (partners, id) => partners.digitalPost.receipt(id),
  send: (partners, out) => {
    const { subject, html, text } = letterOf(out);
    const { person, state } = out.facts;
    const link =
      /https?:\/\/[^\s"<]+\/l\/[\w-]+/.exec(text)?.[0] ??
      /href="([^"]+\/l\/[\w-]+)"/.exec(html)?.[1];
    if (!link) throw new Error('a letter to a patient carries its link');
    const agreed = out.delivery.kind === 'appointmentBooked' ? state.appointment : null;
    return partners.digitalPost.send({
      deliveryId: out.delivery.deliveryId,
      sentAt: out.delivery.createdAt,
      recipient: person,
      subject,
      html,
      text,
      link,
      ...(agreed && {
        appointment: {
          startsAt: agreed.startsAt,
          endsAt: agreed.endsAt,
          title: 'Samtale på video',
        },
      }),
    });
  },
};

function toGp(kind: 'startNote' | 'epicrise', consent: 'gpStart' | 'gpEnd'): Channel {
  return {
    to: (facts) => facts.gp?.name ?? '',
    mayNot: (facts) => {
      if (!facts.consentSince[consent]) return 'noConsent';
      return facts.gp ? null : 'noGp';
    },
    receipt: (partners, id) => partners.medcom.receipt(id),
    send: async (partners, out) => {
      const { gp, person } = out.facts;
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
  to: (facts) => facts.contact.email ?? '',
  mayNot: (facts) => {
    if (!facts.contact.byConsent) return 'noConsent';
    return facts.contact.email ? null : 'noAddress';
  },
  send: (partners, out) => mailed(partners, out, out.facts.contact.email ?? ''),
};

const toStaff: Channel = {
  ...byMail,
  to: (facts) => facts.psychologist?.email ?? TEAM_ADDRESS,
  mayNot: () => null,
  send: (partners, out) => mailed(partners, out, out.facts.psychologist?.email ?? TEAM_ADDRESS),
  staffPath: ({ courseId }) => `/forloeb/${courseId}`,
};
const aboutFlag: Channel = {
  ...toStaff,
  staffPath: ({ courseId, subject }) => `/forloeb/${courseId}/marker/${subject}`,
};

function mailed(partners: Partners, out: Outgoing, to: string): Promise<Answer> {
  const { subject, text } = letterOf(out);
  const { deliveryId, createdAt } = out.delivery;
  return partners.mail.send({ deliveryId, sentAt: createdAt, channel: 'email', to, subject, text });
}

type EpjEntry = Parameters<Partners['epj']['send']>[0];

function toEpj(
  mayNot: Channel['mayNot'],
  entry: (facts: LetterFacts, head: EpjHead) => EpjEntry,
): Channel {
  return {
    to: () => 'Journalen',
    mayNot,
    receipt: (partners, id) => partners.epj.receipt(id),
    send: (partners, { delivery, facts }) =>
      partners.epj.send(
        entry(facts, {
          deliveryId: delivery.deliveryId,
          sentAt: delivery.createdAt,
          patient: { cpr: facts.person.cpr },
        }),
      ),
  };
}
interface EpjHead {
  readonly deliveryId: string;
  readonly sentAt: string;
  readonly patient: { readonly cpr: string };
}

const epjCourse = toEpj(
  () => null,
  (facts, head) => ({
    ...head,
    patient: { ...head.patient },
    kind: 'courseCreated',
    courseNumber: facts.courseNumber,
    startedAt: facts.state.since.treatmentStarted ?? facts.at,
  }),
);
const epjAppointment = toEpj(
  (facts) => (facts.state.appointment ? null : 'noAppointment'),
  (facts, head) => ({
    ...head,
    patient: { ...head.patient },
    kind: 'appointment',
    title: 'Udredende samtale på video',
    status: 'booked',
    startsAt: facts.state.appointment?.startsAt ?? facts.at,
    endsAt: facts.state.appointment?.endsAt ?? facts.at,
  }),
);
const epjNote = toEpj(
  (facts) => (facts.note ? null : 'noNote'),
  (facts, head) => ({
    ...head,
    patient: { ...head.patient },
    kind: 'note',
    title: 'Journalnotat',
    text: facts.note?.text ?? '',
    author: facts.note?.author ?? '',
    writtenAt: facts.note?.at ?? facts.at,
  }),
);

const videoMeeting: Channel = {
  to: () => 'Video',
  mayNot: (facts) => (facts.state.appointment ? null : 'noAppointment'),
  receipt: (partners, id) => partners.video.receipt(id),
  send: async (partners, { delivery, facts, db }) => {
    const agreed = facts.state.appointment;
    if (!agreed) return { kind: 'refused' };
    const { appointmentId, startsAt, endsAt } = agreed;
    const answer = await partners.video.send({
      deliveryId: delivery.deliveryId,
      sentAt: delivery.createdAt,
      externalId: appointmentId,
      startsAt,
      endsAt,
      patientName: facts.person.name,
    });
    if (answer.kind !== 'accepted') return answer;
    const { patientUrl, staffUrl } = answer;
    await inTransaction(db, SYSTEM, (tx) =>
      setMeetingUrls(tx, appointmentId, { patientUrl, staffUrl }),
    );
    return answer;
  },
};

/** Total over the table's deliveries: a kind without a way out does not compile. */
export const CHANNELS: Readonly<Record<DeliveryKind, Channel>> = {
  receipt: digitalPost,
  offer: digitalPost,
  rejection: digitalPost,
  appointmentBooked: digitalPost,
  treatmentLogin: digitalPost,
  notOffered: digitalPost,
  closingInvitation: digitalPost,
  courseEnded: digitalPost,
  lapsed: digitalPost,
  gpStartNote: toGp('startNote', 'gpStart'),
  epicrise: toGp('epicrise', 'gpEnd'),
  epjCourse,
  epjAppointment,
  epjNote,
  videoMeeting,
  newMessage: toPatient,
  moduleOpened: toPatient,
  silence7: toPatient,
  reminderApplication: toPatient,
  reminderAppointment: toPatient,
  staffReminder: toStaff,
  staffEscalation: toStaff,
  staffRedFlag: aboutFlag,
};

/** True for the deliveries that are written as letters; the others are entries of plain facts. */
export function isLetter(kind: DeliveryKind): kind is DeliveryKind & LetterKind {
  return Object.hasOwn(LETTERS, kind);
}
