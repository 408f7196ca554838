/** Answers for finding a name that nobody may read: hashes of its words and their beginnings. */
import { keyedHash } from './sealed';
import type { Tx } from './transaction';

const SHORTEST = 3;
const LONGEST = 5;

/**
 * The words of a name as they are compared: lower case, å as aa (Åse is Aase), accents dropped,
 * hyphens part words; æ and ø stay themselves.
 */
export function nameWords(name: string): string[] {
  const plain = name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('å', 'aa')
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
  return plain.match(/[\p{L}]+/gu) ?? [];
}

const hash = (tx: Tx, text: string): Buffer => keyedHash(tx, 'name', text).subarray(0, 16);

/** All hashes under which a name is found: each word, and its first three to five letters. */
export function nameHashes(tx: Tx, name: string): Buffer[] {
  const texts = nameWords(name).flatMap((word) => {
    const lengths = [SHORTEST, SHORTEST + 1, LONGEST].filter((length) => length < word.length);
    return [word, ...lengths.map((length) => word.slice(0, length))];
  });
  return [...new Set(texts)].map((text) => hash(tx, text));
}

/** The one hash that a typed word asks for: what is longer than five letters is cut. */
export function nameBeginning(tx: Tx, word: string): Buffer {
  return hash(tx, word.slice(0, LONGEST));
}
