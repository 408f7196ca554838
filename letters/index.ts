/** Answers for which letters there are. Writing one is `renderLetter` in render.ts. */
import type { z } from 'zod';
import { appointmentBooked } from './appointmentBooked';
import { appointmentCancelled } from './appointmentCancelled';
import { appointmentMissed } from './appointmentMissed';
import { closingBooked } from './closingBooked';
import { closingCancelled } from './closingCancelled';
import { closingInvitation } from './closingInvitation';
import { closingMissed } from './closingMissed';
import { courseEnded } from './courseEnded';
import { epicrise } from './epicrise';
import { epicriseCorrection } from './epicriseCorrection';
import { followUpInvitation } from './followUpInvitation';
import { gpStartNote } from './gpStartNote';
import { lapsed } from './lapsed';
import { letterCorrection } from './letterCorrection';
import { moduleOpened } from './moduleOpened';
import { newMessage } from './newMessage';
import { notOffered } from './notOffered';
import { offer } from './offer';
import { pauseBegun } from './pauseBegun';
import { pauseOver } from './pauseOver';
import { receipt } from './receipt';
import { rejection } from './rejection';
import { reminderApplication } from './reminderApplication';
import { reminderAppointment } from './reminderAppointment';
import { silence7 } from './silence7';
import { staffEscalation } from './staffEscalation';
import { staffMorning } from './staffMorning';
import { staffRedFlag } from './staffRedFlag';
import { staffReminder } from './staffReminder';
import { treatmentContinues } from './treatmentContinues';
import { treatmentLogin } from './treatmentLogin';

/** Every letter; the key is its kind and the name of its template. */
export const LETTERS = {
  receipt,
  offer,
  appointmentBooked,
  appointmentCancelled,
  appointmentMissed,
  rejection,
  treatmentLogin,
  notOffered,
  gpStartNote,
  epicrise,
  closingInvitation,
  closingBooked,
  closingCancelled,
  closingMissed,
  courseEnded,
  lapsed,
  followUpInvitation,
  letterCorrection,
  epicriseCorrection,
  reminderApplication,
  reminderAppointment,
  newMessage,
  moduleOpened,
  silence7,
  pauseBegun,
  pauseOver,
  treatmentContinues,
  staffReminder,
  staffEscalation,
  staffRedFlag,
  staffMorning,
} as const;

export type LetterKind = keyof typeof LETTERS;

/** What a kind of letter is written from; `<kind>.ts` says each field. */
export type LetterData<Kind extends LetterKind> = z.input<(typeof LETTERS)[Kind]['schema']>;

export { LetterDataError, needed } from './letter';
