/** Answers to a questionnaire as its form posts them. */

/** The same answer to every item, '' for none, then what differs. */
export function items(
  count: number,
  value: number | '',
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const every = Array.from({ length: count }, (_, index) => [`item${index + 1}`, `${value}`]);
  return { ...Object.fromEntries(every), ...more };
}
