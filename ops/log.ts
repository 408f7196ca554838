/**
 * The log of a process: one JSON line an event, with ids, enum words and numbers. What people typed
 * and what stands in rows never gets into it, not even as a part of what an error says.
 */
import pino, { type DestinationStream, type Logger } from 'pino';
import type { Config } from './config';
import { codeOf, inWords, Sentence } from './sentence';

/** `name`: the process. Written to standard output unless a test reads it. */
export function openLog(
  name: string,
  level: Config['logLevel'] | 'fatal',
  to: DestinationStream = pino.destination({ sync: true }),
): Logger {
  return pino({ name, level, serializers: { err: errorLogged } }, to);
}

/** What is written of a failure: what kind, where in our code, and its message where that is safe. */
export function errorLogged(error: unknown): object {
  if (!isErrorLike(error)) return { message: typeof error };
  const { name, stack, cause } = error;
  const { code, constraint, table, column, type }: Record<string, unknown> = { ...error };
  const words = { code, constraint, table, column, type };
  const known = Object.entries(words).filter(([, word]) => isWord(word));
  return {
    name,
    ...Object.fromEntries(known),
    ...said(error),
    ...(stack && { stack: framesOf(stack) }),
    ...(isErrorLike(cause) && { cause: errorLogged(cause) }),
  };
}

interface ErrorLike {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: unknown;
}

/** Errors of Temporal's threads are none of this one's, and instanceof does not know them. */
function isErrorLike(error: unknown): error is ErrorLike {
  if (typeof error !== 'object' || error === null) return false;
  return 'name' in error && 'message' in error && typeof error.message === 'string';
}

/** An enum word or an identifier of ours: a SQLSTATE, a constraint, the type of a failure. */
function isWord(word: unknown): boolean {
  return typeof word === 'number' || (typeof word === 'string' && /^[\w.-]{1,80}$/.test(word));
}

/**
 * These quote what they could not read: JSON, dates and times, and whatever an activity failed of.
 * Postgres' messages quote values too (its SQLSTATE and constraint stand beside).
 */
const QUOTES_INPUT = /^(SyntaxError|RangeError|URIError|.*Failure|error|DatabaseError)$/;

function said(error: ErrorLike): object {
  if ('issues' in error && Array.isArray(error.issues)) {
    return { issues: error.issues.map(issueLogged) };
  }
  if (QUOTES_INPUT.test(error.name)) return {};
  return { message: error.name === 'TypeError' ? error.message : masked(error.message) };
}

/** Of what zod refused: which field and why, never what stood in it. */
function issueLogged(issue: unknown): object {
  if (typeof issue !== 'object' || issue === null) return {};
  const path = 'path' in issue && Array.isArray(issue.path) ? issue.path.map(String).join('.') : '';
  return { path, code: 'code' in issue ? issue.code : undefined };
}

/** A text of somebody else's without what it quotes. */
export function masked(text: string): string {
  return text.replace(/"[^]*"/g, '"…"').replace(/'[^]*'/g, "'…'");
}

/** Where it happened; the message that a stack begins with stays out. */
function framesOf(stack: string): string {
  const frames = stack
    .split('\n')
    .filter((line) => /^\s+at .*(:\d+|<anonymous>|native)/.test(line));
  return frames.map((line) => line.trim()).join('\n');
}

/** A fault that nothing caught leaves the process in a state nobody knows: it ends, to be started again. */
export function endOnFault(log: Logger): void {
  process.on('uncaughtException', (error, origin) => {
    log.fatal({ err: error, origin }, 'a fault that nothing caught: this process ends');
    process.exit(1);
  });
}

/** Ends a process that could not start or go on: in plain words where a person can mend it. */
export function endBecause(name: string, failure: unknown): never {
  const isTold =
    failure instanceof Sentence || ['ENOSPC', 'EACCES'].includes(String(codeOf(failure)));
  if (isTold) console.error(inWords(failure));
  else openLog(name, 'fatal').fatal({ err: failure }, 'this process could not go on');
  process.exit(1);
}
