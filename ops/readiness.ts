/** When a part is ready: it says so in its log, and the pages say so by answering. */
import { Sentence } from './sentence';

export const READY_MS = 60_000;

/** True for the line {"msg":"ready"} of a part's log. */
export function saysReady(line: string): boolean {
  if (!line.includes('"ready"')) return false;
  try {
    const parsed: unknown = JSON.parse(line);
    return (
      parsed !== null && typeof parsed === 'object' && 'msg' in parsed && parsed.msg === 'ready'
    );
  } catch {
    return false;
  }
}

/** Waits until the address answers 200. Throws a Sentence with what it said instead. */
export async function untilReady(url: string): Promise<void> {
  const deadline = Date.now() + READY_MS;
  let last = 'no answer';
  while (Date.now() < deadline) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return;
      last = `${response.status} ${(await response.text()).slice(0, 200)}`;
    } catch (failure) {
      last = failure instanceof Error ? failure.message : String(failure);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Sentence(`The pages were not ready after ${READY_MS / 1000} s: ${last}`);
}
