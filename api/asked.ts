/** What a request asks: its address, what was typed in its form, and who sent it from where. */
import type { Request } from 'express';
import type { CourseRow } from '../db/courses';
import { readable } from '../domain/typedText';
import type { Asked, Form } from './app';
import { sessionOf } from './session';

const NOTHING_UNSENT: Asked['unsent'] = new Map();

/** What the page's handler is given; asking for `course` throws until the guard has found it. */
export function askedOf(req: Request, csrf: string): Asked {
  const session = sessionOf(req);
  const asked = {
    params: texts(req.params),
    query: texts(req.query),
    form: formOf(req.body),
    url: req.originalUrl,
    unsent: NOTHING_UNSENT,
    session,
    csrf,
  };
  return Object.defineProperty(asked, 'course', {
    configurable: true,
    get: (): CourseRow => {
      throw new Error('this route has no course: say which in its row');
    },
  }) as Asked;
}

function texts(from: object): Record<string, string> {
  const pairs = Object.entries(from).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  return Object.fromEntries(pairs.map(([name, text]) => [name, readable(text)]));
}

/** The one place where what was typed comes in; what cannot be read or kept ends here. */
function formOf(body: unknown): Form {
  if (!body || typeof body !== 'object') return {};
  const fields = Object.entries(body).filter(
    (pair): pair is [string, string | string[]] =>
      typeof pair[1] === 'string' ||
      (Array.isArray(pair[1]) && pair[1].every((one) => typeof one === 'string')),
  );
  return Object.fromEntries(
    fields.map(([name, typed]) => [
      name,
      typeof typed === 'string' ? readable(typed) : typed.map(readable),
    ]),
  );
}

/** A script of ours posts a draft and reads the answer itself. */
export function isScripts(req: Request): boolean {
  return req.accepts(['html', 'json']) === 'json';
}

/** Browsers say where a post comes from; one from another site is never ours. */
export function isOurs(req: Request): boolean {
  const site = req.get('sec-fetch-site');
  return site === undefined || site === 'same-origin' || site === 'none';
}
