/** What the log says of a request beside its route: noted on the way to its answer, ids only. */
import type { IncomingMessage } from 'node:http';
import { newId } from '../db/newId';
import type { CourseId } from '../domain/ids';

export interface Noted {
  /** The same in the log's lines, in the audit and with every press of the request. */
  readonly requestId: string;
  /** The course of the route, once access to it was granted. */
  courseId?: CourseId;
}

const all = new WeakMap<IncomingMessage, Noted>();

/** Made when it is first asked for, and the same ever after. */
export function noted(req: IncomingMessage): Noted {
  const known = all.get(req) ?? { requestId: newId() };
  all.set(req, known);
  return known;
}
