import type { CivilDate } from '../../domain/ids';
import { MUNICIPALITIES, municipality } from '../../domain/municipalities';
import { regionByCode, regionOf, REGIONS, regionsOn } from '../../domain/regions';

const LAST_OF_FIVE = '2026-12-31' as CivilDate;
const FIRST_OF_FOUR = '2027-01-01' as CivilDate;

function homesOf(on: CivilDate): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code } of MUNICIPALITIES) {
    const name = regionOf(code, on)?.name ?? 'none';
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

describe('regions', () => {
  test('there are five until the last day of 2026 and four from the next', () => {
    expect(regionsOn(LAST_OF_FIVE).map((region) => region.code)).toEqual([
      '1081',
      '1082',
      '1083',
      '1084',
      '1085',
    ]);
    expect(regionsOn(FIRST_OF_FOUR).map((region) => region.name)).toEqual([
      'Region Nordjylland',
      'Region Midtjylland',
      'Region Syddanmark',
      'Region Østdanmark',
    ]);
  });

  test('the two old ones both lead to the new one, which begins the day after', () => {
    const ended = REGIONS.filter((region) => region.validTo !== null);
    expect(ended.map((region) => region.name)).toEqual(['Region Hovedstaden', 'Region Sjælland']);
    for (const region of ended) {
      const next = regionByCode(region.becomes ?? '');
      expect([next?.name, next?.validFrom]).toEqual(['Region Østdanmark', FIRST_OF_FOUR]);
    }
  });
});

describe('municipalities', () => {
  test('there are 98, each with its own code and name', () => {
    expect(MUNICIPALITIES).toHaveLength(98);
    expect(new Set(MUNICIPALITIES.map((one) => one.code)).size).toBe(98);
    expect(new Set(MUNICIPALITIES.map((one) => one.name)).size).toBe(98);
    expect(MUNICIPALITIES.every((one) => /^0\d{3}$/.test(one.code))).toBe(true);
  });

  test('each has a region that exists, on both sides of the change', () => {
    for (const on of [LAST_OF_FIVE, FIRST_OF_FOUR]) {
      const existing = regionsOn(on);
      for (const { code } of MUNICIPALITIES) expect(existing).toContain(regionOf(code, on));
    }
  });

  test('they are 29, 17, 22, 19 and 11, and then 46 in the east', () => {
    expect(homesOf(LAST_OF_FIVE)).toEqual({
      'Region Hovedstaden': 29,
      'Region Sjælland': 17,
      'Region Syddanmark': 22,
      'Region Midtjylland': 19,
      'Region Nordjylland': 11,
    });
    expect(homesOf(FIRST_OF_FOUR)).toEqual({
      'Region Østdanmark': 46,
      'Region Syddanmark': 22,
      'Region Midtjylland': 19,
      'Region Nordjylland': 11,
    });
  });

  test.each([
    ['0740', 'Silkeborg', 'Region Midtjylland', 'Region Midtjylland'],
    ['101', 'København', 'Region Hovedstaden', 'Region Østdanmark'],
    ['0400', 'Bornholm', 'Region Hovedstaden', 'Region Østdanmark'],
    ['0360', 'Lolland', 'Region Sjælland', 'Region Østdanmark'],
    ['0563', 'Fanø', 'Region Syddanmark', 'Region Syddanmark'],
    ['0766', 'Hedensted', 'Region Midtjylland', 'Region Midtjylland'],
    ['0773', 'Morsø', 'Region Nordjylland', 'Region Nordjylland'],
    ['0779', 'Skive', 'Region Midtjylland', 'Region Midtjylland'],
  ])('%s is %s: %s, then %s', (code, name, before, after) => {
    expect(municipality(code)?.name).toBe(name);
    expect(regionOf(code, LAST_OF_FIVE)?.name).toBe(before);
    expect(regionOf(code, FIRST_OF_FOUR)?.name).toBe(after);
  });

  test('Christiansø and codes that are none belong nowhere', () => {
    expect(['0411', '0999', ''].map((code) => regionOf(code, LAST_OF_FIVE))).toEqual([
      null,
      null,
      null,
    ]);
  });
});
