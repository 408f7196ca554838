/** What a telephone number and an e-mail must look like, and the sentence when they do not. */

/** Digits, with at most a space or a dash after each and a plus before; between 8 and 15 of them. */
const PHONE = /^\+?(\d[ -]?){8,15}$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** The longest address that a mail server takes (RFC 5321, section 4.5.3.1.3, less its brackets). */
const LONGEST_EMAIL = 254;

/** Null for a telephone number that somebody could ring. */
export function phoneError(typed: string): string | null {
  return PHONE.test(typed)
    ? null
    : 'Skriv dit telefonnummer med mindst otte tal, for eksempel 12 34 56 78.';
}

/** Null for an e-mail that something could be sent to. */
export function emailError(typed: string): string | null {
  return typed.length <= LONGEST_EMAIL && EMAIL.test(typed)
    ? null
    : 'Skriv din e-mail, som den er, for eksempel navn@eksempel.dk.';
}
