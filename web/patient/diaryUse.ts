/** Which diary or exercise is meant for what, where somebody may wonder which one to use. */
import { kindOf } from '../../domain/exercises';
import type { Exercise } from '../../domain/exercises/exercise';

interface Named extends Pick<Exercise, 'id' | 'title' | 'kind'> {
  /** With its module: its entries are needed for nothing any more. */
  readonly isHandedIn: boolean;
}

/**
 * `all`: those one can write in now, in the programme's order; of one kind the
 * last is meant now, once the one before is handed in.
 */
export function useOf(one: Named, all: readonly Named[]): string {
  const newest = all.findLast(({ kind }) => kind === one.kind);
  if (one.isHandedIn && newest && newest.id !== one.id) {
    return `Den er fra tidligere. Skriv nu hellere i »${newest.title}«.`;
  }
  return kindOf(one)?.useFor ?? '';
}
