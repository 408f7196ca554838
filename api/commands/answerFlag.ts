/** Somebody takes a risk flag, and releases it with what they did, how it went and the time it took. */
import { flagById, keepFlagAction } from '../../db/flags';
import type { CourseRow } from '../../db/courses';
import { inTransaction } from '../../db/transaction';
import type { FlagId } from '../../domain/ids';
import { FLAG_TASKS } from '../../domain/taskTable';
import type { Ctx, Form } from '../app';
import { flagDraft } from '../queries/riskFlag';
import { withDraft } from './keepDraft';
import { logTimeOf, minutesErrors } from './logTime';
import { answersOf, isDone, press, textOf, updateIdOf, type Outcome } from './press';

/** How it went, as kept in clear; the action itself is sealed. */
export const FLAG_OUTCOMES = [
  'safeForNow',
  'closerFollowUp',
  'handedToAcute',
  'referredOn',
  'notReached',
  'noRisk',
] as const;
export type FlagOutcome = (typeof FLAG_OUTCOMES)[number];
const LONGEST = 4000;

export async function takeRiskFlag(
  ctx: Ctx,
  course: CourseRow,
  flagId: FlagId,
  form: Form,
): Promise<Outcome> {
  const id = updateIdOf(form);
  const { actor } = ctx;
  if (!id || actor.kind !== 'staff') return { kind: 'refused', name: 'invalid' };
  const event = { name: 'takeFlag', flagId, staffId: actor.id } as const;
  return press(ctx, { courseId: course.courseId, id, event });
}

/** `action` and `outcome` are both required: a flag is never merely dismissed. */
export async function releaseRiskFlag(
  ctx: Ctx,
  course: CourseRow,
  flagId: FlagId,
  form: Form,
): Promise<Outcome> {
  const id = updateIdOf(form);
  const { actor } = ctx;
  if (!id || actor.kind !== 'staff') return { kind: 'refused', name: 'invalid' };
  return withDraft(ctx, course, flagDraft(flagId), form, async () => {
    if (await isDone(ctx, id)) return { kind: 'done' };
    const { action, outcome, errors } = parseRelease(form);
    if (!outcome || Object.keys(errors).length > 0) return { kind: 'invalid', errors };
    const tier = await inTransaction(ctx.app.db, actor, async (tx) => {
      const flag = await flagById(tx, flagId);
      if (!flag || flag.courseId !== course.courseId || flag.releasedAt) return undefined;
      await keepFlagAction(tx, { flagId, personId: course.personId, action, outcome });
      await logTimeOf(tx, ctx, { course, form, id, staffId: actor.id, kind: 'flag' });
      return flag.tier;
    });
    if (!tier) return { kind: 'refused', name: 'unknownFlag' };
    const answers = answersOf(form, { task: `${FLAG_TASKS[tier]}:${flagId}` });
    const event = { name: 'releaseFlag', flagId } as const;
    const pressed = { courseId: course.courseId, id, event, ...(answers && { answers }) };
    return press(ctx, pressed);
  });
}

function parseRelease(form: Form): {
  action: string;
  outcome: FlagOutcome | undefined;
  errors: Record<string, string>;
} {
  const action = textOf(form, 'action');
  const outcome = FLAG_OUTCOMES.find((one) => one === textOf(form, 'outcome'));
  const errors = minutesErrors(form, 'flag');
  if (action === '') errors['action'] = 'Skriv, hvad du gjorde. Det står sammen med dit navn.';
  if (action.length > LONGEST)
    errors['action'] = `Teksten er for lang. Skriv højst ${LONGEST} tegn.`;
  if (!outcome) errors['outcome'] = 'Vælg, hvordan det gik.';
  return { action, outcome, errors };
}
