/** Answers for the regions and which one a municipality belongs to on a date. */
import type { CivilDate } from './ids';
import { municipality } from './municipalities';

export interface Region {
  readonly code: string;
  readonly name: string;
  readonly validFrom: CivilDate;
  /** The last day it exists; null while no end is known. */
  readonly validTo: CivilDate | null;
  /** The code of the region that it becomes part of on the day after `validTo`. */
  readonly becomes: string | null;
}

const since2007 = '2007-01-01' as CivilDate;
const endOf2026 = '2026-12-31' as CivilDate;
/** Provisional: the official code was not published where we looked; our figures only need one. */
const OSTDANMARK = '1086';

/** Dated rows (DOMAIN §6): five regions to the end of 2026, four from 2027. */
export const REGIONS: readonly Region[] = [
  lasting('1081', 'Region Nordjylland'),
  lasting('1082', 'Region Midtjylland'),
  lasting('1083', 'Region Syddanmark'),
  merging('1084', 'Region Hovedstaden'),
  merging('1085', 'Region Sjælland'),
  lasting(OSTDANMARK, 'Region Østdanmark', '2027-01-01' as CivilDate),
];

function lasting(code: string, name: string, validFrom = since2007): Region {
  return { code, name, validFrom, validTo: null, becomes: null };
}

function merging(code: string, name: string): Region {
  return { code, name, validFrom: since2007, validTo: endOf2026, becomes: OSTDANMARK };
}

/** The regions that exist on a date, by code. */
export function regionsOn(on: CivilDate): readonly Region[] {
  return REGIONS.filter(
    (row) => row.validFrom <= on && (row.validTo === null || on <= row.validTo),
  );
}

/** The region of a code, whether or not it still exists; null for a code that never was one. */
export function regionByCode(code: string): Region | null {
  return REGIONS.find((row) => row.code === code) ?? null;
}

/**
 * The region that a municipality (code of three or four digits) belongs to on a date; null for an
 * unknown code, and for Christiansø (0411), which is no municipality and belongs to no region.
 */
export function regionOf(municipalityCode: string, on: CivilDate): Region | null {
  const home = municipality(municipalityCode);
  if (home === null) return null;
  const region = regionByCode(home.regionCode);
  if (region === null) return null;
  const hasEnded = region.validTo !== null && on > region.validTo;
  return hasEnded && region.becomes !== null ? regionByCode(region.becomes) : region;
}

/**
 * The code of the region that a course belongs to on a date: the one it was sent in; before that, of
 * the municipality that the person has given. Null while nobody knows where the person lives.
 */
export function regionCode(
  { region }: { readonly region: string | null },
  { municipality: home }: { readonly municipality: string | null },
  on: CivilDate,
): string | null {
  return region ?? (home ? (regionOf(home, on)?.code ?? null) : null);
}
