/** The Danish addresses of the application's sections, and which comes after which. */
import { SECTION_IDS, type SectionId } from '../../domain/application';
import { pageOf, pagesOf, type SectionPage } from '../../domain/applicationPages';
import { paths, withQuery } from '../paths';

const SLUGS: Readonly<Record<SectionId, string>> = {
  aboutYou: 'om-dig',
  eligibility: 'passer-det',
  ownWords: 'det-der-plager-dig',
  phq9: 'humoer',
  gad7: 'uro',
  safety: 'sikkerhed',
  earlierHelp: 'behandling',
  alcohol: 'alkohol',
  gp: 'laege',
  consents: 'samtykker',
};
const SEND = 'send';
/** In the query: which page of the section. */
const PAGE = 'side';

export function sectionAddress(
  id: SectionId,
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  return withQuery(paths.applicationSection.to({ section: SLUGS[id] }), query);
}

export function sendAddress(): string {
  return paths.applicationSection.to({ section: SEND });
}

/** The section of an address, 'send' for the last page, null for an address that nobody has. */
export function sectionOf(slug: string | undefined): SectionId | typeof SEND | null {
  if (slug === SEND) return SEND;
  return SECTION_IDS.find((id) => SLUGS[id] === slug) ?? null;
}

/** One page of a section; the first has the section's own address. */
export function pageAddress(
  { id, number }: Pick<SectionPage, 'id' | 'number'>,
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  return sectionAddress(id, { ...(number > 1 && { [PAGE]: String(number) }), ...query });
}

/** The page of a section that the query asks for. */
export function pageAsked(id: SectionId, query: Readonly<Record<string, string>>): SectionPage {
  return pageOf(id, Number(query[PAGE] ?? 1));
}

/** Where "Gem og gå videre" leads: the next page, or back to reading it all through. */
export function addressAfter({ id, number }: SectionPage, from: string | undefined): string {
  const page = pagesOf(id).find((one) => one.number === number + 1);
  if (page) return pageAddress(page, { fra: from });
  const next = SECTION_IDS[SECTION_IDS.indexOf(id) + 1];
  return from === SEND || next === undefined ? sendAddress() : sectionAddress(next);
}

/** The page before, in the order of the form; null on the very first. */
export function pageBefore({ id, number }: SectionPage): SectionPage | null {
  if (number > 1) return pageOf(id, number - 1);
  const before = SECTION_IDS[SECTION_IDS.indexOf(id) - 1];
  return before ? (pagesOf(before).at(-1) ?? null) : null;
}

/** The same page in the try-out for professionals, from an address of the application. */
export function tryOutAddress(address: string): string {
  return paths.tryOut.to() + address.slice(paths.application.to().length);
}
