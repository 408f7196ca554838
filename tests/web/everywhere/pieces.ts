/** What a page is made of, as somebody who looks at it tells two pages apart: headings and buttons. */
import { parse } from 'node-html-parser';

const DAY = /(man|tirs|ons|tors|fre|lør|søn)dag/gi;
const MONTH =
  /\b(januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)\b/gi;

/** Of the main part; what is only a date or a number apart is the same piece. */
export function piecesOf(html: string): readonly string[] {
  const main = parse(html).querySelector('main');
  const pieces = main?.querySelectorAll('h1, h2, button, a.button') ?? [];
  return pieces.map((one) =>
    one.innerText
      .replace(/\s+/g, ' ')
      .trim()
      .replace(DAY, '(day)')
      .replace(MONTH, '(month)')
      .replace(/\d+(\.\d+)*/g, '(number)'),
  );
}
