/** How much stands in a diary, in words. */
import { countWords } from '../../domain/danish';
import type { Exercise } from '../../domain/exercises/exercise';

type Named = Pick<Exercise, 'kind' | 'rowName' | 'rowsName'>;
/** One writes a note, but about a night. */
const ABOUT: readonly Exercise['kind'][] = ['sleepDiary', 'panicDiary'];

/** "2 linjer", "om 1 nat": what follows on "Du har skrevet". */
export function entriesWords({ kind, rowName, rowsName }: Named, count: number): string {
  return (ABOUT.includes(kind) ? 'om ' : '') + countWords(count, rowName.toLowerCase(), rowsName);
}

/** What is still missing: "Skriv mindst 2 linjer mere", "Skriv om mindst 2 nætter mere". */
export function missingWords({ kind, rowName, rowsName }: Named, missing: number): string {
  const more = countWords(missing, rowName.toLowerCase(), rowsName);
  return `Skriv ${ABOUT.includes(kind) ? 'om ' : ''}mindst ${more} mere`;
}
