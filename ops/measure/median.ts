/** The median of several measurements of one shape, number by number. */

/** A name that is missing in one of them counts as 0 there; lists must be of one length. */
export function medianOf<T extends object>(all: readonly T[]): T {
  return median(all) as T;
}

function median(all: readonly unknown[]): unknown {
  const [first] = all.filter((one) => one !== undefined);
  if (typeof first !== 'object' || first === null) {
    const numbers = all.map((one) => Number(one ?? 0)).toSorted((a, b) => a - b);
    return numbers[Math.floor((numbers.length - 1) / 2)];
  }
  if (Array.isArray(first)) {
    return first.map((_, at) => median(all.map((one) => (one as readonly unknown[])[at])));
  }
  const objects = all.map((one) => (one ?? {}) as Record<string, unknown>);
  const names = [...new Set(objects.flatMap((one) => Object.keys(one)))];
  return Object.fromEntries(names.map((name) => [name, median(objects.map((one) => one[name]))]));
}
