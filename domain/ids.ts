/** Answers for the branded ids and instants that everything else speaks in. */

declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

export type CourseId = Brand<string, 'CourseId'>;
export type PersonId = Brand<string, 'PersonId'>;
export type StaffId = Brand<string, 'StaffId'>;
export type TaskId = Brand<string, 'TaskId'>;
export type SlotId = Brand<string, 'SlotId'>;
export type AppointmentId = Brand<string, 'AppointmentId'>;
export type DeliveryId = Brand<string, 'DeliveryId'>;
export type FlagId = Brand<string, 'FlagId'>;
export type MorningMailId = Brand<string, 'MorningMailId'>;
export type IncidentId = Brand<string, 'IncidentId'>;
export type MessageId = Brand<string, 'MessageId'>;
export type DiaryEntryId = Brand<string, 'DiaryEntryId'>;
/** One pressing of one form: it names the update to the workflow and the event in the database. */
export type UpdateId = Brand<string, 'UpdateId'>;

/** An instant as `Date.toISOString()` writes it: UTC, 24 characters, so text order is time order. */
export type Instant = Brand<string, 'Instant'>;
/** A Copenhagen calendar date, `YYYY-MM-DD`. */
export type CivilDate = Brand<string, 'CivilDate'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** True for a lower-case UUID of any version; every id from outside is asked before it is believed. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Brands a text that the caller has checked, or has just read from our own database. */
export function asId<Id extends Brand<string, string>>(text: string): Id {
  return text as Id;
}

/** Brands a text as an instant. Throws RangeError when it is no date. */
export function instant(text: string | number): Instant {
  return new Date(text).toISOString() as Instant;
}

/** Milliseconds since 1970 of an instant. */
export function millis(at: Instant): number {
  return Date.parse(at);
}

/** The instant a number of elapsed milliseconds later (earlier when negative). */
export function plusMillis(at: Instant, ms: number): Instant {
  return instant(millis(at) + ms);
}
