/** Tells a database that cannot be reached from one that answered with an error. */

/** Postgres cannot be reached, went away, or is too slow: the static page, and 503 for a post. */
export class DatabaseAway extends Error {
  constructor(cause: unknown) {
    super('the database cannot be reached', { cause });
    this.name = 'DatabaseAway';
  }
}

/** Network errors of Node, and the SQLSTATEs of connections, shutdown and a query cut off. */
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EPIPE',
  'EAI_AGAIN',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  // A statement that took too long, as everything does in a database that is about to go.
  '57014',
  '57P01',
  '57P02',
  '57P03',
]);
/** "Insufficient resources": disk, memory, connections. */
const SCARCE = /^53...$/;
/** pg gives these no code. */
const TERMINATED =
  /^Connection terminated|timeout exceeded when trying to connect|timeout expired|not queryable$/;
/** pg's own clock ran out: the server keeps the connection open and says nothing. */
const SILENT = 'Query read timeout';

function isAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('code' in error && typeof error.code === 'string') {
    if (AWAY.has(error.code) || SCARCE.test(error.code)) return true;
  }
  if ('errors' in error && Array.isArray(error.errors)) return error.errors.some(isAway);
  return isSilent(error) || ('message' in error && TERMINATED.test(String(error.message)));
}

/** True when a query was never answered: nothing more can be asked on that connection. */
export function isSilent(error: unknown): error is Error {
  return error instanceof Error && error.message === SILENT;
}

/** The error itself, or DatabaseAway when that is what it means. */
export function asDatabaseAway(error: unknown): unknown {
  if (error instanceof DatabaseAway) return error;
  return isAway(error) ? new DatabaseAway(error) : error;
}
