/** Help comes first: the crisis page, and from there on to where one was going. */
import type { Answer } from '../../api/app';
import { paths, withQuery } from '../paths';

/** In the query of the crisis page: what led here could not be kept. */
export const NOT_KEPT = 'ikke-gemt';

export function crisisBefore(next: string, isKept = true): Answer {
  const query = { videre: next, ...(!isKept && { [NOT_KEPT]: '1' }) };
  return { kind: 'redirect', to: withQuery(paths.crisis.to(), query) };
}
