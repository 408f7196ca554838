/** Answers for the GP practices of the practice edition: made up, dated, one table. */
import type { CivilDate } from '../domain/ids';

export interface GpPractice {
  /** Six digits. All of these begin with 99, which no practice has been given: synthetic. */
  readonly ydernummer: string;
  readonly name: string;
  /** Kommunekode; the region follows from it by domain/regions, which is dated too. */
  readonly municipalityCode: string;
  readonly municipality: string;
  readonly validFrom: CivilDate;
  /** The last day of the row; null while it stands. */
  readonly validTo: CivilDate | null;
  readonly synthetic: true;
}

const START = '2020-01-01';

/** Rows are never edited: a new name or place is a new row from its date. */
export const gpPractices: readonly GpPractice[] = [
  practice('990101', 'Lægerne i Havnegade (øvelse)', '0461', 'Odense'),
  practice('990102', 'Lægehuset ved Åen (øvelse)', '0621', 'Kolding'),
  practice('990103', 'Lægerne på Torvet (øvelse)', '0561', 'Esbjerg'),
  practice('990201', 'Lægehuset Kastanjen (øvelse)', '0751', 'Aarhus'),
  practice('990202', 'Lægerne i Søgade (øvelse)', '0740', 'Silkeborg'),
  practice('990203', 'Klinikken ved Domkirken (øvelse)', '0791', 'Viborg'),
  practice('990301', 'Lægerne ved Fjorden (øvelse)', '0851', 'Aalborg'),
  practice('990302', 'Lægehuset Klitten (øvelse)', '0860', 'Hjørring'),
  practice('990401', 'Lægerne i Blågade (øvelse)', '0101', 'København', START, '2025-12-31'),
  practice('990401', 'Lægefællesskabet Blågade (øvelse)', '0101', 'København', '2026-01-01'),
  practice('990402', 'Lægehuset Lindealléen (øvelse)', '0147', 'Frederiksberg'),
  practice('990403', 'Lægerne på Klippen (øvelse)', '0400', 'Bornholm'),
  practice('990501', 'Lægehuset Møllebakken (øvelse)', '0265', 'Roskilde'),
  practice('990502', 'Lægerne ved Havnen (øvelse)', '0376', 'Guldborgsund'),
];

/** The practices that exist on a date, by municipality and name as a Dane sorts them. */
export function gpPracticesOn(on: CivilDate): readonly GpPractice[] {
  return gpPractices
    .filter((row) => stands(row, on))
    .toSorted(
      (a, b) =>
        a.municipality.localeCompare(b.municipality, 'da') || a.name.localeCompare(b.name, 'da'),
    );
}

/** The practice under a ydernummer on a date; undefined when there is none. */
export function gpPracticeOn(ydernummer: string, on: CivilDate): GpPractice | undefined {
  return gpPractices.find((row) => row.ydernummer === ydernummer && stands(row, on));
}

function stands(row: GpPractice, on: CivilDate): boolean {
  return row.validFrom <= on && (row.validTo === null || on <= row.validTo);
}

function practice(
  ydernummer: string,
  name: string,
  municipalityCode: string,
  municipality: string,
  validFrom = START,
  validTo: string | null = null,
): GpPractice {
  return {
    ydernummer,
    name,
    municipalityCode,
    municipality,
    validFrom: validFrom as CivilDate,
    validTo: validTo as CivilDate | null,
    synthetic: true,
  };
}
