/** Answers for the GP table: synthetic, dated, and in places that exist. */
import type { CivilDate } from '../../domain/ids';
import { municipality } from '../../domain/municipalities';
import { gpPracticeOn, gpPractices, gpPracticesOn } from '../../partners/gp';

const on = (date: string): CivilDate => date as CivilDate;

test('every practice is marked as made up and lies in a municipality of that name', () => {
  for (const row of gpPractices) {
    expect(row.ydernummer).toMatch(/^99\d{4}$/);
    expect(row.name).toContain('(øvelse)');
    expect(municipality(row.municipalityCode)?.name).toBe(row.municipality);
  }
});

test('every region has a practice to choose', () => {
  const regions = gpPractices.map((row) => municipality(row.municipalityCode)?.regionCode);
  expect(new Set(regions)).toEqual(new Set(['1081', '1082', '1083', '1084', '1085']));
});

test('a practice has one row a day, and its new name from the day it changed', () => {
  expect(gpPracticeOn('990401', on('2025-12-31'))?.name).toBe('Lægerne i Blågade (øvelse)');
  expect(gpPracticeOn('990401', on('2026-01-01'))?.name).toBe('Lægefællesskabet Blågade (øvelse)');
  expect(gpPracticeOn('990401', on('2019-12-31'))).toBeUndefined();
  const numbers = gpPracticesOn(on('2026-12-07')).map((row) => row.ydernummer);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers).toHaveLength(13);
});
