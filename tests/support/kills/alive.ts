/** Afterwards every course goes on: its workflow answers, and takes another press. */
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { readKeys } from '../../../ops/keys';
import { openClient } from '../../../ops/temporal';
import type { CourseState } from '../../../domain/state';
import { STATE, workflowIdOf } from '../../../workflows/messages';
import { asId } from '../../../domain/ids';
import type { KillHouse } from './house';
import type { Rows } from './rows';

/** Longer than the longest pause between two attempts, so that what still tries has arrived. */
const QUIET_MS = 150_000;
const LOOK_AGAIN_MS = 250;
/** A worker that has just taken a course over from a dead one answers a question late. */
const ANSWERS_MS = 30_000;

/** What is under way: undone or released, sent and received, recorded. */
const UNDER_WAY = `SELECT
  (SELECT count(*) FROM course WHERE revocable_until IS NOT NULL)::int AS decisions,
  (SELECT count(*) FROM delivery WHERE status IN ('waiting', 'sent'))::int AS letters,
  (SELECT count(*) FROM morning_mail WHERE status = 'waiting')::int AS mails,
  (SELECT count(*) FROM course WHERE revision = 0)::int AS unstarted`;

/** Waits until nothing is under way. Returns what still is after the longest wait, in words. */
export async function untilQuiet(ownerUrl: string): Promise<string[]> {
  const client = new Client(ownerUrl);
  await client.connect();
  const until = Date.now() + QUIET_MS;
  try {
    for (;;) {
      const { rows } = await client.query<Record<string, number>>(UNDER_WAY);
      const waiting = Object.entries(rows[0] ?? {}).filter(([, count]) => count > 0);
      if (waiting.length === 0) return [];
      if (Date.now() > until) {
        return waiting.map(([what, count]) => `${count} ${what} are still under way`);
      }
      await pause(LOOK_AGAIN_MS);
    }
  } finally {
    await client.end();
  }
}

/** A sentence for each course whose workflow is not there, or stands elsewhere than its row. */
export async function workflowsAgree({ config }: KillHouse, { courses }: Rows): Promise<string[]> {
  const client = openClient(config, readKeys(config).payload);
  try {
    const open = courses.filter(({ stage }) => stage !== 'ended');
    const answers = await Promise.all(
      open.map(async ({ course_id, number, revision }) => {
        const workflowId = workflowIdOf({ courseId: asId(course_id), endedAt: null });
        const state = await answerOf(() =>
          client.workflow.getHandle(workflowId).query<CourseState>(STATE),
        );
        if (typeof state === 'string') return [`${number}: its workflow does not answer: ${state}`];
        return state.revision === revision
          ? []
          : [`${number}: its workflow is at ${state.revision}, its row at ${revision}`];
      }),
    );
    return answers.flat();
  } finally {
    await client.connection.close();
  }
}

/** What it answers; in words why it does not, once it has been asked for long enough. */
async function answerOf<T extends object>(ask: () => Promise<T>): Promise<T | string> {
  const until = Date.now() + ANSWERS_MS;
  for (;;) {
    const answer = await ask().catch((failure: unknown) => causes(failure).join(': '));
    if (typeof answer !== 'string' || Date.now() > until) return answer;
    await pause(LOOK_AGAIN_MS);
  }
}

function causes(failure: unknown): string[] {
  if (!(failure instanceof Error)) return [String(failure)];
  return [failure.message, ...(failure.cause === undefined ? [] : causes(failure.cause))];
}
