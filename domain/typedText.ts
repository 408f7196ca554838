/** Answers for what arrives from a form: which characters of a text are kept. */

/** Line ends of every kind: browsers send two characters where a person pressed one key. */
const LINE_END = /\r\n?|[\v\f\u{85}\u{2028}\u{2029}]/gu;

/**
 * What nobody can see or mean: control characters but tab and line feed (Postgres takes no NUL),
 * halves of a character (no UTF-8 holds them), code points that are no characters, the mark of a
 * file's beginning, and the codes that make later text run the other way. The marks that Arabic
 * and Hebrew are written with, and what joins an emoji, stay.
 */
const UNREADABLE =
  // oxlint-disable-next-line no-control-regex -- these are what it is about
  /[\u{0}-\u{8}\u{e}-\u{1f}\u{7f}-\u{9f}\p{Surrogate}\p{Noncharacter_Code_Point}\u{feff}\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu;

/** A text as it is kept and shown. Its words are the writer's; codes that turn it around are gone. */
export function readable(text: string): string {
  return text.replace(LINE_END, '\n').replace(UNREADABLE, '');
}
