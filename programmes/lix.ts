/** Answers for how hard a Danish text is to read: LIX, the index of Björnsson (1968). */

/** Full stops that end no sentence: "kl. 10", "bl.a.", "16. december", "70.000". */
const notAnEnd = /\b(?:kl|ca|nr|tlf|jf|bl\.a|f\.eks|o\.l|evt|dvs)\.|(?<=\d)\.(?=\s?[\p{Ll}\d])/gu;

/**
 * LIX: words per sentence plus the share (in per cent) of words longer than six letters.
 * Up to 35 is easy, 45 a newspaper, 55 and more an official text. A heading or a list item counts
 * as a sentence. Web addresses and digits are left out. An empty text is 0.
 */
export function lix(text: string): number {
  const plain = text
    .replace(/https?:\/\/\S+/g, '')
    .replace(notAnEnd, (abbreviation) => abbreviation.replaceAll('.', ''));
  const words = plain.match(/\p{L}+(?:[-’']\p{L}+)*/gu) ?? [];
  if (words.length === 0) return 0;
  const ends = /[.!?:]+(?=\s|$|[)»”"])|\n+/u;
  const sentences = plain.split(ends).filter((part) => /\p{L}/u.test(part));
  const long = words.filter((word) => word.length > 6).length;
  return words.length / sentences.length + (100 * long) / words.length;
}
