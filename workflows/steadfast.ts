/** A fault closes no workflow of ours: it fails the workflow's task, which is tried again for ever. */
import { isCancellation, TemporalFailure } from '@temporalio/workflow';

/**
 * Lives the story. What Temporal would take for its end (an activity that failed for good, a failure
 * thrown by name) is thrown as an ordinary error: the workflow stands still where it is, with all
 * that it has accepted, until a sound release goes on with it. Closed, it would have lost that.
 */
export async function steadfast(story: () => Promise<void>): Promise<void> {
  try {
    await story();
  } catch (error) {
    if (!(error instanceof TemporalFailure) || isCancellation(error)) throw error;
    throw new Error('a fault that must not close this workflow', { cause: error });
  }
}
