/** Everything that is left to chance, from one printed seed: the same seed draws the same. */

export interface Draw {
  /** At least 0 and below 1. */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number;
  /** True so often, of 1. */
  chance(often: number): boolean;
  /** Throws for an empty list. */
  one<T>(list: readonly T[]): T;
  shuffled<T>(list: readonly T[]): T[];
  /** A stream of its own, so that one person's choices do not depend on another's pace. */
  of(name: string): Draw;
}

/** mulberry32: 32 bits of state, and enough for choosing what people do. */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const one = <T>(list: readonly T[]): T => {
    const found = list[whole(0, list.length - 1)];
    if (found === undefined) throw new Error('there is nothing to choose from');
    return found;
  };
  const shuffled = <T>(list: readonly T[]): T[] => {
    const keyed = list.map((value) => ({ value, key: next() }));
    return keyed.toSorted((a, b) => a.key - b.key).map(({ value }) => value);
  };
  const of = (name: string): Draw => {
    const letters = Buffer.from(name);
    return drawFrom(letters.reduce((sum, letter) => Math.imul(sum ^ letter, 16777619), seed));
  };
  return { next, whole, chance: (often) => next() < often, one, shuffled, of };
}
