/** Answers for the characters that Handlebars writes as marks of their own. */

const CHARACTERS: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&#x60;': '`',
  '&#x3D;': '=',
};

/** The text as it was before Handlebars escaped it; any other entity stays as it is written. */
export function decode(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#x27|#x60|#x3D);/g, (one) => CHARACTERS[one] ?? '');
}
