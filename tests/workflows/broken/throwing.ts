/** Breaks the course's update handler on purpose: before it begins, or after it has waited. */
import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';
import type { Advance } from '../../../workflows/messages';

/** The events for which it throws. */
export const BEFORE = 'writeMessage';
export const AFTER = 'answerMessage';

export const interceptors: WorkflowInterceptorsFactory = () => ({
  inbound: [
    {
      async handleUpdate(input, next) {
        const { event } = input.args[0] as Advance;
        if (event.name === BEFORE) throw new Error('broken before the first await');
        const answer = await next(input);
        if (event.name === AFTER) throw new Error('broken after the first await');
        return answer;
      },
    },
  ],
});
