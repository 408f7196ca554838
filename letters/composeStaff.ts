/** From facts to the data of each mail to staff about a course, in words. */
import { contactBy } from '../domain/calendar';
import { dateTimeWords } from '../domain/danish';
import type { LetterFacts } from '../domain/letterFacts';
import type { Composers } from './composeParts';
import { needed } from './letter';

export const TO_STAFF = {
  staffReminder: taskMail,
  staffEscalation: taskMail,
  staffRedFlag: (facts) => ({
    ...staff(facts),
    contactBy: dateTimeWords(contactBy(needed(facts.staffMail.raisedAt, 'raisedAt')), facts.at),
  }),
} as const satisfies Partial<Composers>;

function staff(facts: LetterFacts) {
  return { courseNumber: facts.courseNumber, portalUrl: facts.portalUrl };
}

function taskMail(facts: LetterFacts) {
  const dueAt = needed(facts.staffMail.dueAt, 'dueAt');
  return { ...staff(facts), dueAt: dateTimeWords(dueAt, facts.at) };
}
