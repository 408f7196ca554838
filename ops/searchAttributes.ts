/** What the program looks for in Temporal's own lists, made known to a cluster before any worker. */
import type { Connection } from '@temporalio/client';
import { codeOf } from './sentence';

/** Names as the workflows write them, with the kind as Temporal's API numbers and names it. */
export const SEARCH_ATTRIBUTES = {
  CourseStage: { number: 2, name: 'Keyword' },
  CourseRegion: { number: 2, name: 'Keyword' },
  CourseDueDay: { number: 2, name: 'Keyword' },
  CourseNeedsAttention: { number: 5, name: 'Bool' },
} as const;

const ALREADY_EXISTS = 6;

/** Registers them; unregistered, every workflow task would fail. May be run as often as wanted. */
export async function registerSearchAttributes(
  connection: Pick<Connection, 'operatorService'>,
  namespace: string,
): Promise<void> {
  for (const [name, { number }] of Object.entries(SEARCH_ATTRIBUTES)) {
    const request = { namespace, searchAttributes: { [name]: number } };
    await connection.operatorService.addSearchAttributes(request).catch((failure: unknown) => {
      if (codeOf(failure) !== ALREADY_EXISTS) throw failure;
    });
  }
}
