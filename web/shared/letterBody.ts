/** A letter as a part of a page. */
import Handlebars from 'handlebars';
import { bodyHtml } from '../../api/queries/letterBody';

/** Safe to print as it is: `bodyHtml` writes every mark of it itself. */
export function letterBody(...letter: Parameters<typeof bodyHtml>): Handlebars.SafeString {
  return new Handlebars.SafeString(bodyHtml(...letter));
}
