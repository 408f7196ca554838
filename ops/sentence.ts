/** One sentence for the person at the keyboard: what is wrong and what to do about it. */

/** A failure whose message is shown as it stands, without a stack. */
export class Sentence extends Error {
  override readonly name = 'Sentence';
}

/** The code of a failure of Node or of a server: 'ENOSPC', 6. */
export function codeOf(failure: unknown): unknown {
  return failure !== null && typeof failure === 'object' && 'code' in failure
    ? failure.code
    : undefined;
}

/** The text for any failure: a full disk and our own sentences in plain words, the rest as it is. */
export function inWords(failure: unknown): string {
  const text = failure instanceof Error ? failure.message : String(failure);
  const code = codeOf(failure);
  if (code === 'ENOSPC' || /ENOSPC|No space left on device/i.test(text)) {
    return 'The disk is full: free at least 2 GB and start again (npm run reset wipes practice data).';
  }
  if (failure instanceof Sentence) return failure.message;
  if (code === 'EACCES') return `This user may not write here: ${text}.`;
  return failure instanceof Error && failure.stack ? failure.stack : text;
}
