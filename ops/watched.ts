/** Every attempt of an activity leaves one line in the log and is counted: ids and enum words only. */
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { DeliveryStart, Entry } from '../workflows/messages';
import type { WorkerMetrics } from './workerMetrics';

export function watchActivities(
  log: Logger,
  metrics: Pick<WorkerMetrics, 'activity'>,
): ActivityInterceptorsFactory {
  return ({ info }) => ({
    inbound: {
      async execute(input, next) {
        const began = performance.now();
        const { activityType: name, attempt } = info;
        const about = { activity: name, attempt, ...subjectOf(name, input.args) };
        const done = (outcome: string) => {
          const ms = Math.round(performance.now() - began);
          metrics.activity({ name, outcome, ms, attempt });
          return { ...about, outcome, ms };
        };
        try {
          const answer: unknown = await next(input);
          const outcome = wordOf(answer);
          // A receipt is asked for some eighty times before it is given up.
          log[outcome === 'waiting' ? 'debug' : 'info'](done(outcome), 'activity');
          return answer;
        } catch (error) {
          log.warn({ ...done('failed'), err: error }, 'activity');
          throw error;
        }
      },
    },
  });
}

/** What it is about. The id of a recorded event is that of the press in the web's log. */
function subjectOf(name: string, args: readonly unknown[]): object {
  if (name === 'record') {
    const { id, event, state } = args[0] as Entry;
    const { courseId, revision } = state;
    return { courseId, updateId: id, event: event.name, revision };
  }
  const isDelivery = ['sendDelivery', 'fetchReceipt', 'giveUpDelivery'].includes(name);
  if (isDelivery) return { deliveryId: (args[0] as DeliveryStart).deliveryId };
  return {};
}

/** Activities answer with an enum word, with an object that has a kind, or with what nobody logs. */
function wordOf(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'kind' in answer) return String(answer.kind);
  return typeof answer === 'string' && /^[a-zA-Z]{1,20}$/.test(answer) ? answer : 'done';
}
