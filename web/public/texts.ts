/** The pages that a clinic must keep for everybody: complaints, supervision, data, access, contact. */
import Handlebars from 'handlebars';
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { NOTHING_PERSONAL } from '../../api/guard';
import { publicText, type Parted } from '../../api/queries/publicText';
import { longDate } from '../../domain/danish';
import { TEXT_KEYS, type TextKey } from '../../domain/publicTexts';
import { paths } from '../paths';
import { show } from '../shared/show';

/** What each page is called. */
export const TITLES: Readonly<Record<TextKey, string>> = {
  complaint: 'Sådan klager du',
  supervisionReport: 'Den seneste rapport om tilsyn',
  dataProtection: 'Sådan passer vi på dine oplysninger',
  accessibility: 'Tilgængelighedserklæring',
  contact: 'Kontakt',
};
/** One word that is wider than a telephone may break where a reader would break it. */
const HEADINGS: Partial<Readonly<Record<TextKey, string>>> = {
  accessibility: 'Tilgængeligheds\u00aderklæring',
};

export interface Printable {
  /** Made from Markdown in which HTML is only text. */
  readonly lead: Handlebars.SafeString;
  readonly parts: readonly { readonly title: string; readonly html: Handlebars.SafeString }[];
}
interface TextMain extends Printable {
  /** "1. november 2026" */
  readonly validFrom: string;
}

/** What the part "public-text" prints. */
export function printable({ lead, parts }: Parted): Printable {
  return {
    lead: new Handlebars.SafeString(lead),
    parts: parts.map(({ title, html }) => ({ title, html: new Handlebars.SafeString(html) })),
  };
}

async function textPage(ctx: Ctx, asked: Asked, key: TextKey): Promise<Answer> {
  const { lead, parts, validFrom } = await publicText(ctx, key);
  const main: TextMain = { ...printable({ lead, parts }), validFrom: longDate(validFrom) };
  return show(ctx, asked, 'public/text', {
    title: TITLES[key],
    heading: HEADINGS[key] ?? TITLES[key],
    audience: 'public',
    back: { text: 'Til forsiden', href: paths.front.to() },
    main,
  });
}

export const textRoutes: readonly Route[] = TEXT_KEYS.map((key) => ({
  method: 'get',
  path: paths[key].pattern,
  permission: 'public',
  audit: NOTHING_PERSONAL,
  handle: (ctx, asked) => textPage(ctx, asked, key),
}));
