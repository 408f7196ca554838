/** Help comes first: the crisis page, and from there on to where one was going. */
import type { Answer } from '../../api/app';
import { paths, withQuery } from '../paths';

export function crisisBefore(next: string): Answer {
  return { kind: 'redirect', to: withQuery(paths.crisis.to(), { videre: next }) };
}
