/** The Danish addresses of the application's sections, and which comes after which. */
import { SECTION_IDS, type SectionId } from '../../domain/application';
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

/** Where "Gem og gå videre" leads: the next section, or back to reading it all through. */
export function addressAfter(id: SectionId, from: string | undefined): string {
  const next = SECTION_IDS[SECTION_IDS.indexOf(id) + 1];
  return from === SEND || next === undefined ? sendAddress() : sectionAddress(next);
}
