/** What Temporal's own list shows of a course; written only when one of the values changes. */
import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import type { CourseState } from '../domain/state';
import { LISTED } from './messages';

const DUE_DAY = defineSearchAttributeKey('CourseDueDay', SearchAttributeType.KEYWORD);

/**
 * Returns what writes stage, region and "needs attention", if any of them is new; a new run has
 * those of the one before. `rewrites`: each run anew, and the due day too, as histories from before
 * have it.
 */
export function listing(how: {
  readonly rewrites: boolean;
}): (state: CourseState, needsAttention: boolean) => void {
  let shown = how.rewrites ? '' : kept();
  return (state, needsAttention) => {
    const dueDay = state.dues[0]?.dueAt.slice(0, 10) ?? null;
    const also = how.rewrites ? [dueDay] : [];
    const now = JSON.stringify([state.stage, state.region, needsAttention, ...also]);
    if (now === shown) return;
    shown = now;
    upsertSearchAttributes([
      { key: LISTED.stage, value: state.stage },
      { key: LISTED.region, value: state.region },
      ...(how.rewrites ? [{ key: DUE_DAY, value: dueDay }] : []),
      { key: LISTED.needsAttention, value: needsAttention },
    ]);
  };
}

function kept(): string {
  const known = workflowInfo().typedSearchAttributes;
  return JSON.stringify([
    known.get(LISTED.stage) ?? null,
    known.get(LISTED.region) ?? null,
    known.get(LISTED.needsAttention) ?? false,
  ]);
}
