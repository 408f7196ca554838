/** The letters about a patient as they were sent: to them, and to their doctor by consent. */
import type { CourseRow } from '../../db/courses';
import {
  deliveryById,
  lettersOf,
  readLetter,
  type Delivery,
  type Letter,
} from '../../db/deliveries';
import { inTransaction } from '../../db/transaction';
import { asId, instant, isUuid, type DeliveryId } from '../../domain/ids';
import { DELIVERIES, type DeliveryKind } from '../../domain/taskTable';
import { LETTERS } from '../../letters';
import type { Ctx } from '../app';

/** Who a letter goes to; what goes to staff is not the patient's to read. */
export type LetterWay = 'patient' | 'reminder' | 'gp';
export type { Delivery, Letter };

function wayOf(kind: DeliveryKind): LetterWay | null {
  if (!Object.hasOwn(LETTERS, kind)) return null;
  const { audience } = LETTERS[kind as keyof typeof LETTERS];
  return audience === 'staff' ? null : audience;
}

export const KINDS_FOR_PATIENT: readonly DeliveryKind[] = DELIVERIES.filter(
  (kind) => wayOf(kind) !== null,
);

export interface SentLetter {
  readonly delivery: Delivery;
  readonly way: LetterWay;
}
export interface OwnLetters {
  readonly letters: readonly SentLetter[];
  /** For the address of the next page; null: this is the last. */
  readonly next: string | null;
}
const PAGE = 20;
const BETWEEN = '~';

/** The newest first, page by page. */
export async function ownLetters(
  ctx: Ctx,
  course: CourseRow,
  wish: { after: string | undefined },
): Promise<OwnLetters> {
  const before = placeOf(wish.after);
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const rows = await lettersOf(tx, course.courseId, {
      kinds: KINDS_FOR_PATIENT,
      limit: PAGE + 1,
      ...(before && { before }),
    });
    const shown = rows.slice(0, PAGE);
    const last = shown.at(-1);
    return {
      letters: shown.flatMap((delivery) => {
        const way = wayOf(delivery.kind);
        return way ? [{ delivery, way }] : [];
      }),
      next: rows.length > PAGE && last ? [last.createdAt, last.deliveryId].join(BETWEEN) : null,
    };
  });
}

/** A place from an address; anything that is none begins at the top. */
function placeOf(text: string | undefined) {
  const [at = '', id = ''] = text?.split(BETWEEN) ?? [];
  if (Number.isNaN(Date.parse(at)) || !isUuid(id)) return undefined;
  return { createdAt: instant(at), deliveryId: asId<DeliveryId>(id) };
}

/** One letter of this course, or null when there is no such letter for this patient. */
export async function ownLetter(
  ctx: Ctx,
  course: CourseRow,
  id: string,
): Promise<(SentLetter & { readonly letter: Letter }) | null> {
  if (!isUuid(id)) return null;
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const delivery = await deliveryById(tx, asId<DeliveryId>(id));
    const way = delivery && wayOf(delivery.kind);
    if (!delivery || !way || delivery.courseId !== course.courseId) return null;
    const letter = await readLetter(tx, delivery.deliveryId);
    return letter ? { delivery, way, letter } : null;
  });
}
