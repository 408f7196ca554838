/** Where a portal link leads for the person who has logged in; asking spends nothing. */
import { courseById, latestCourseOf } from '../../db/courses';
import { readPortalLink } from '../../db/portalLinks';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { isTargetOpen, readTarget, type PortalTarget } from '../../domain/portal';
import type { Ctx } from '../app';
import { stateOf } from './courseState';

export type LinkLeads =
  | { readonly kind: 'open'; readonly target: PortalTarget }
  /** Too old or its task is done, or no link of ours; `hasCourse`: there is a Mit forløb. */
  | { readonly kind: 'finished' | 'unknown'; readonly hasCourse: boolean }
  | { readonly kind: 'anotherPerson' };

const TOKEN = /^[\w-]{20,100}$/;

/** Another person's link is told apart from an unknown one, and says nothing about that person. */
export async function portalLink(ctx: Ctx, token: string): Promise<LinkLeads> {
  const { actor } = ctx;
  if (actor.kind !== 'patient') return { kind: 'anotherPerson' };
  const known = TOKEN.test(token)
    ? await inTransaction(ctx.app.db, SYSTEM, (tx) => readPortalLink(tx, token, ctx.now))
    : undefined;
  if (known && known.personId !== actor.id) return { kind: 'anotherPerson' };
  const target = known && !known.expired ? readTarget(known.target) : null;
  const { latest, linked } = await inTransaction(ctx.app.db, actor, async (tx) => ({
    latest: await latestCourseOf(tx, actor.id),
    linked: known && (await courseById(tx, known.courseId)),
  }));
  // The pages show the latest course; only the questionnaire is asked beside a new one.
  const isShown = target === 'followUp' || linked?.courseId === latest?.courseId;
  const isOpen = linked && target !== null && isShown && isTargetOpen(stateOf(linked), target);
  if (isOpen) return { kind: 'open', target };
  return { kind: known ? 'finished' : 'unknown', hasCourse: latest !== undefined };
}
