/** A letter as a part of a page; the letters know how. */
export { bodyHtml } from '../../letters/bodyHtml';
