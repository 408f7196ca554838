import fc from 'fast-check';
import {
  ageOn,
  hiddenCpr,
  isSyntheticCpr,
  parseCpr,
  syntheticCpr,
  writtenCpr,
} from '../../domain/cpr';
import type { CivilDate } from '../../domain/ids';

const date = (text: string): CivilDate => text as CivilDate;

describe('reading an identity number', () => {
  test.each([
    ['0201919990', '1991-01-02', 'female'],
    ['0201609995', '1960-01-02', 'male'],
    ['0108589995', '1958-08-01', 'male'],
    ['0107729995', '1972-07-01', 'male'],
    ['2509479989', '1947-09-25', 'male'],
  ])('the published test person %s was born on %s', (text, birth, sex) => {
    expect(parseCpr(text)).toEqual({ cpr: text, birth, sex });
  });

  test.each([
    // Nobody's: of people long dead or not yet born, or failing modulus 11 where none such is issued.
    ['0', '36', 1936],
    ['3', '99', 1999],
    ['4', '36', 2036],
    ['4', '37', 1937],
    ['9', '00', 2000],
    ['9', '36', 2036],
    ['9', '37', 1937],
    ['5', '57', 2057],
    ['5', '58', 1858],
    ['8', '00', 2000],
    ['8', '99', 1899],
  ])('seventh digit %s and year %s is %d', (seventh, year, expected) => {
    expect(parseCpr(`1703${year}${seventh}000`)?.birth).toBe(`${expected}-03-17`);
  });

  test('a dash, a space and blanks around it are no hindrance', () => {
    for (const text of ['020191-9990', '020191 9990', ' 0201919990 ']) {
      expect(parseCpr(text)?.cpr).toBe('0201919990');
    }
  });

  test.each([
    '',
    '020191999',
    '02019199901',
    '0201919A90',
    '3002919990',
    '3113919990',
    '0000000000',
  ])('%p is no number', (text) => {
    expect(parseCpr(text)).toBeNull();
  });

  test('29 February exists in leap years only', () => {
    expect(parseCpr('2902969990')?.birth).toBe('1996-02-29');
    expect(parseCpr('2902979990')).toBeNull();
  });

  test('it is shown half hidden until somebody asks', () => {
    const cpr = parseCpr('0201919990')?.cpr;
    expect(cpr && [hiddenCpr(cpr), writtenCpr(cpr)]).toEqual(['020191-····', '020191-9990']);
  });
});

describe('age', () => {
  test.each([
    ['1992-08-01', '2026-07-31', 33],
    ['1992-08-01', '2026-08-01', 34],
    ['2008-12-08', '2026-12-07', 17],
    ['2008-12-08', '2026-12-08', 18],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
  ])('born %s, on %s: %d', (birth, on, age) => {
    expect(ageOn(date(birth), date(on))).toBe(age);
  });
});

describe('synthetic numbers', () => {
  test('carry the same mark as the published test persons', () => {
    const published = ['0201919990', '0201609995', '0108589995', '0107729995', '2509479989'];
    expect(
      published.map((text) => parseCpr(text)?.cpr).every((cpr) => cpr && isSyntheticCpr(cpr)),
    ).toBe(true);
    // Born in 2036.
    const withModulus11 = parseCpr('0702369908')?.cpr;
    expect(withModulus11 && isSyntheticCpr(withModulus11)).toBe(false);
  });

  const seeds = fc.nat({ max: 1_900_000 - 1 });

  test('the same seed makes the same number, in every release', () => {
    expect([0, 1, 1_000_000].map(syntheticCpr)).toEqual(['0201469900', '0410679901', '0507739950']);
  });

  test('each is readable, marked, of an adult, and not of a first of January', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const cpr = syntheticCpr(seed);
        const facts = parseCpr(cpr);
        expect(facts?.cpr).toBe(cpr);
        expect(isSyntheticCpr(cpr)).toBe(true);
        expect(facts?.birth.slice(5)).not.toBe('01-01');
        const age = ageOn(facts?.birth ?? date('2026-01-01'), date('2026-12-07'));
        expect(age >= 19 && age <= 80).toBe(true);
      }),
    );
  });

  test('different seeds make different numbers', () => {
    fc.assert(
      fc.property(seeds, seeds, (a, b) => {
        fc.pre(a !== b);
        expect(syntheticCpr(a)).not.toBe(syntheticCpr(b));
      }),
    );
    const many = Array.from({ length: 30_000 }, (_, n) => syntheticCpr(n));
    expect(new Set(many).size).toBe(many.length);
  });

  test('a small practice house holds both sexes and all ages', () => {
    const facts = Array.from({ length: 60 }, (_, n) => parseCpr(syntheticCpr(n)));
    const decades = new Set(facts.map((one) => one?.birth.slice(0, 3)));
    expect(decades.size).toBeGreaterThanOrEqual(6);
    const men = facts.filter((one) => one?.sex === 'male').length;
    expect(men > 10 && men < 50).toBe(true);
  });

  test.each([-1, 0.5, Number.NaN])('%p is no seed', (seed) => {
    expect(() => syntheticCpr(seed)).toThrow(RangeError);
  });
});
