/** Answers for the plain text of a letter, taken from its HTML so that the two never differ. */
import { decode } from './entities';

/**
 * The letter's body as lines of text. Knows only the tags that our own templates use; everything a
 * person wrote is escaped in the HTML, so no tag here comes from outside.
 */
export function plainText(html: string): string {
  const body = html.slice(html.indexOf('<body'), html.indexOf('</body>'));
  const text = body
    .replace(/^<body[^>]*>/, '')
    // Line breaks in a template are layout; those inside a person's own words are kept.
    .replace(/<p class="own">[\s\S]*?<\/p>/g, (own) => own.replaceAll('\n', '<br>'))
    .replace(/\s+/g, ' ')
    .replace(/<a href="([^"]*)">(.*?)<\/a>/g, '$2: $1')
    .replace(/<br> ?/g, '\n')
    .replace(/<li>/g, '\n– ')
    .replace(/<\/(?:dt|th)>/g, ': ')
    .replace(/<\/(?:dd|tr|li)> ?/g, '\n')
    .replace(/<\/td> ?(?=<td>)/g, ', ')
    .replace(/<\/?(?:p|h1|h2|ul|dl|table|header|footer|section)\b[^>]*>/g, '\n\n')
    .replace(/<[^>]*>/g, '');
  const lines = decode(text)
    .split('\n')
    .map((one) => one.trim());
  const spaced = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/(– .*)\n\n(?=– )/g, '$1\n');
  return `${spaced.trim()}\n`;
}
