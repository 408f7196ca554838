/** Answers for Danish identity numbers: reading them, the age they tell, and synthetic ones. */
import type { CivilDate } from './ids';

declare const cprBrand: unique symbol;
/** Ten digits, DDMMYYSSSS, whose date exists. */
export type Cpr = string & { readonly [cprBrand]: true };
export type Sex = 'female' | 'male';

export interface CprFacts {
  readonly cpr: Cpr;
  readonly birth: CivilDate;
  readonly sex: Sex;
}

/**
 * Reads an identity number, with or without its dash; null when it is none. Modulus 11 is never
 * asked: numbers that fail it are issued since 2007 (DOMAIN §8). Source of the century rule: the
 * CPR office's paper on the make-up of the number.
 */
export function parseCpr(text: string): CprFacts | null {
  const match = /^(\d{2})(\d{2})(\d{2})[- ]?(\d)(\d{2})(\d)$/.exec(text.trim());
  if (match === null) return null;
  const [, day = '', month = '', shortYear = '', seventh = '', middle = '', last = ''] = match;
  const year = centuryOf(Number(seventh), Number(shortYear)) + Number(shortYear);
  const birth = existingDate(`${year}-${month}-${day}`);
  if (birth === null) return null;
  const cpr = `${day}${month}${shortYear}${seventh}${middle}${last}` as Cpr;
  return { cpr, birth, sex: Number(last) % 2 === 1 ? 'male' : 'female' };
}

function centuryOf(seventh: number, shortYear: number): number {
  if (seventh <= 3) return 1900;
  if (seventh === 4 || seventh === 9) return shortYear <= 36 ? 2000 : 1900;
  return shortYear <= 57 ? 2000 : 1800;
}

function existingDate(text: string): CivilDate | null {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) return null;
  return new Date(ms).toISOString().startsWith(text) ? (text as CivilDate) : null;
}

/** Whole years lived on a date; who is born on 29 February turns on 1 March in other years. */
export function ageOn(birth: CivilDate, on: CivilDate): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
  return on.slice(5) >= birth.slice(5) ? years : years - 1;
}

/** As people write it: 020191-9990. */
export function writtenCpr(cpr: Cpr): string {
  return `${cpr.slice(0, 6)}-${cpr.slice(6)}`;
}

/** Half hidden, as it stands until somebody asks for all of it: 020191-····. */
export function hiddenCpr(cpr: Cpr): string {
  return `${cpr.slice(0, 6)}-····`;
}

const WEIGHTS = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/** The weighted sum that modulus 11 looks at; of a whole number it was a multiple of 11 once. */
function weightedSum(digits: string): number {
  return WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(digits[at] ?? 0), 0);
}

/** The mark of a synthetic number, as the published test persons carry it: 99xx, no modulus 11. */
export function isSyntheticCpr(cpr: Cpr): boolean {
  return cpr.slice(6, 8) === '99' && weightedSum(cpr) % 11 !== 0;
}

const DAY = 86_400_000;
const FIRST_YEAR = 1946;
const YEARS = 61;
/** 2 January and the 363 days after it: on 1 January failing numbers are issued since 2007. */
const DAYS_A_YEAR = 364;
const BIRTH_DAYS = YEARS * DAYS_A_YEAR;
/** No common factor with the number of days, so that neighbours in seed are years apart. */
const STRIDE = 7919;
/** The last two digits, and what they add to the weighted sum. */
const ENDINGS = Array.from({ length: 100 }, (_, n) => ({
  digits: String(n).padStart(2, '0'),
  sum: 2 * Math.floor(n / 10) + (n % 10),
}));

/**
 * A made-up number for tests and practice, the same for the same seed (a whole number from 0).
 * Births are spread over 1946–2006; seeds below 1,900,000 give different numbers. It fails modulus
 * 11, so it was nobody's before 2007, and `isSyntheticCpr` knows it. Throws RangeError for others.
 */
export function syntheticCpr(seed: number): Cpr {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`Not a seed: ${seed}`);
  const dayOfSeed = seed % BIRTH_DAYS;
  const birthDay = (dayOfSeed * STRIDE) % BIRTH_DAYS;
  const newYear = Date.UTC(FIRST_YEAR + Math.floor(birthDay / DAYS_A_YEAR), 0, 1);
  const birth = new Date(newYear + (1 + (birthDay % DAYS_A_YEAR)) * DAY).toISOString();
  const stem = `${birth.slice(8, 10)}${birth.slice(5, 7)}${birth.slice(2, 4)}99`;
  const stemSum = weightedSum(stem);
  const endings = ENDINGS.filter(({ sum }) => (stemSum + sum) % 11 !== 0);
  const turn = dayOfSeed + Math.floor(seed / BIRTH_DAYS);
  return `${stem}${endings[turn % endings.length]?.digits ?? ''}` as Cpr;
}
