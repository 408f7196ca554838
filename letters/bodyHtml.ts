/** Answers for a letter as a part of a page: built anew from the few marks that our letters use. */
import Handlebars from 'handlebars';
import { decode } from './entities';

/** How each mark of a letter stands in a page, whose own heading is above the letter's. */
const UNDER: ReadonlyMap<string, string> = new Map([
  ...['a', 'dd', 'div', 'dl', 'dt', 'footer', 'header', 'li', 'p', 'section', 'strong'].map(
    (name) => [name, name] as const,
  ),
  ...['table', 'td', 'th', 'tr', 'ul'].map((name) => [name, name] as const),
  ['h1', 'h2'],
  ['h2', 'h3'],
]);
/** The page's heading is the letter's own: the headings within it come next. */
const WITHIN: ReadonlyMap<string, string> = new Map([...UNDER, ['h1', 'h2'], ['h2', 'h2']]);
const CLASSES: readonly string[] = ['link', 'own', 'right', 'sheet', 'small', 'to'];
const BREAK = 'br';
const MARK = /<(\/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"<>]*")*)>/g;
/**
 * The body of a letter's document. Only the marks above come out, each written here and each
 * closed; all else, whoever wrote it, comes out as the characters it is made of. `withoutSubject`
 * leaves the letter's heading out, where it is the page's own.
 */
export function bodyHtml(
  document: string,
  { withoutSubject = false }: { withoutSubject?: boolean } = {},
): string {
  const whole = /<body>([^]*)<\/body>/.exec(document)?.[1] ?? '';
  const body = withoutSubject ? whole.replace(/<h1>[^<]*<\/h1>/, '') : whole;
  const marks = withoutSubject ? WITHIN : UNDER;
  const open: Open = [];
  let html = '';
  let from = 0;
  for (const found of body.matchAll(MARK)) {
    const [mark, slash = '', name = '', attributes = ''] = found;
    html += text(body.slice(from, found.index));
    const as = marks.get(name);
    if (slash) html += closed(open, name, mark);
    else if (as) html += opened(open, { name, as }, attributes);
    else html += name === BREAK ? '<br>' : text(mark);
    from = found.index + mark.length;
  }
  html += text(body.slice(from));
  const left = open.toReversed().map(({ as }) => `</${as}>`);
  return html + left.join('');
}

/** What stands open: the letter's name for it, and the page's. */
type Open = { readonly name: string; readonly as: string }[];

function opened(open: Open, one: Open[number], attributes: string): string {
  open.push(one);
  return `<${one.as}${one.name === 'th' ? ' scope="row"' : ''}${kept(one.name, attributes)}>`;
}

/** A mark that closes what is not open closes nothing: a letter never ends the page around it. */
function closed(open: Open, name: string, mark: string): string {
  const last = open.at(-1);
  if (last?.name !== name) return text(mark);
  open.pop();
  return `</${last.as}>`;
}

/** A class that the page knows, and for a link its address on the web. */
function kept(name: string, attributes: string): string {
  const value = (of: string): string =>
    decode(new RegExp(` ${of}="([^"]*)"`).exec(attributes)?.[1] ?? '');
  const [style, href] = [value('class'), name === 'a' ? value('href') : ''];
  return [
    CLASSES.includes(style) ? ` class="${style}"` : '',
    /^https?:\/\//.test(href) ? ` href="${Handlebars.escapeExpression(href)}"` : '',
  ].join('');
}

function text(written: string): string {
  return Handlebars.escapeExpression(decode(written));
}
