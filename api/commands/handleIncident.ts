/** Somebody saw to what cannot be retried, and says how: on paper, by telephone, or it had arrived. */
import { writeAudit } from '../../db/audit';
import { closeIncident, lockIncident } from '../../db/incidents';
import { inTransaction } from '../../db/transaction';
import { handlingsOf, incidentsFor } from '../../domain/incidents';
import type { Ctx, Form } from '../app';
import { textOf } from './press';
import { incidentIdOf, reasonErrors } from './retryIncident';

export type Handled =
  | { readonly kind: 'handled' }
  | { readonly kind: 'refused'; readonly name: 'incidentClosed' }
  | { readonly kind: 'invalid'; readonly errors: Readonly<Record<string, string>> };

/** Closes one incident, with the reason sealed; about no patient it needs none. */
export async function handleIncident(ctx: Ctx, form: Form): Promise<Handled> {
  const incidentId = incidentIdOf(form);
  if (!incidentId) return { kind: 'refused', name: 'incidentClosed' };
  const reason = textOf(form, 'reason');
  return inTransaction(ctx.app.db, ctx.actor, async (tx): Promise<Handled> => {
    const incident = await lockIncident(tx, incidentId);
    if (!incident || !incidentsFor(ctx.actor.role).includes(incident.kind)) {
      return { kind: 'refused', name: 'incidentClosed' };
    }
    const { kind, cause, courseId, personId, subject } = incident;
    const ways = handlingsOf(kind, cause);
    const handling = ways.find((one) => one === textOf(form, 'handling'));
    const errors = courseId === null ? {} : reasonErrors(reason);
    if (!handling) {
      return { kind: 'invalid', errors: { handling: 'Vælg, hvad du gjorde.', ...errors } };
    }
    if (Object.keys(errors).length > 0) return { kind: 'invalid', errors };
    await closeIncident(tx, incident, { handling, reason, at: ctx.now });
    await writeAudit(tx, {
      at: ctx.now,
      event: 'handledIncident',
      courseId,
      personId,
      detail: { incidentId, kind, cause, subject, handling },
      requestId: ctx.requestId,
    });
    return { kind: 'handled' };
  });
}
