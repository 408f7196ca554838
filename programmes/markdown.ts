/** Answers for Markdown as people of the clinic write it: HTML in it is only text. */
import MarkdownIt from 'markdown-it';

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
// Our pages show nothing from other hosts, so there are no pictures by address.
markdown.disable('image');

/** A stretch of text under its own heading; the HTML has no heading of that level. */
export interface Part {
  readonly title: string;
  readonly html: string;
}
/** A text parted at its `## ` headings; `lead` is what stands before the first, perhaps ''. */
export interface Parted {
  readonly lead: string;
  readonly parts: readonly Part[];
}

/** Both as HTML that is safe to print as it is. */
export function partedHtml(source: string): Parted {
  const [before = '', ...parts] = source.split(/^## +/m);
  return {
    lead: markdown.render(before.trim()),
    parts: parts.map((part) => {
      const [title = '', ...rest] = part.split('\n');
      return { title: title.trim(), html: markdown.render(rest.join('\n').trim()) };
    }),
  };
}

/**
 * True when a line means to be the one heading of a whole page, which our pages have already: it
 * begins with one "#", or is printed as a heading of the first level.
 */
export function hasPageHeading(source: string): boolean {
  return /^ {0,3}#(?!#)/m.test(source) || markdown.render(source).includes('<h1>');
}

/** The words of a Markdown text, one paragraph a line; markup and addresses are no words. */
export function plainWords(source: string): string {
  return source
    .replace(/\r\n/g, '\n')
    .replace(/\]\([^)]+\)/g, ']')
    .replace(/[[\]*#"]/g, '')
    .replace(/([^\n])\n(?![\n-])/g, '$1 ');
}
