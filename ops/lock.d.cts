/** The pid that holds the lock now, or undefined when nobody alive does. */
export function holderOf(file: string): number | undefined;

/** Takes the lock if it is free; gives the function that lets it go, or undefined. */
export function tryLock(file: string): (() => void) | undefined;

/** Does `work` alone; calls `onWait` once with the holder's pid when somebody else is at it. */
export function withLock<T>(
  file: string,
  work: () => Promise<T>,
  onWait?: (pid: number | undefined) => void,
): Promise<T>;
