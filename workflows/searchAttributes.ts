/** What Temporal's own list shows of a course; written only when one of the values changes. */
import { upsertSearchAttributes } from '@temporalio/workflow';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import type { CourseState } from '../domain/state';

const STAGE = defineSearchAttributeKey('CourseStage', SearchAttributeType.KEYWORD);
const REGION = defineSearchAttributeKey('CourseRegion', SearchAttributeType.KEYWORD);
const DUE_DAY = defineSearchAttributeKey('CourseDueDay', SearchAttributeType.KEYWORD);
const ATTENTION = defineSearchAttributeKey('CourseNeedsAttention', SearchAttributeType.BOOL);

/** Returns what writes stage, region, due day and "needs attention", if any of them is new. */
export function listing(): (state: CourseState, needsAttention: boolean) => void {
  let shown = '';
  return (state, needsAttention) => {
    const dueDay = state.dues[0]?.dueAt.slice(0, 10) ?? null;
    const now = JSON.stringify([state.stage, state.region, dueDay, needsAttention]);
    if (now === shown) return;
    shown = now;
    upsertSearchAttributes([
      { key: STAGE, value: state.stage },
      { key: REGION, value: state.region },
      { key: DUE_DAY, value: dueDay },
      { key: ATTENTION, value: needsAttention },
    ]);
  };
}
