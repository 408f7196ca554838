/** What went wrong in the machinery and waits for somebody, for those whose work it is. */
import {
  incidentGroups,
  incidentsIn,
  type IncidentGroup,
  type ListedIncident,
} from '../../db/incidentList';
import { personIdentities } from '../../db/persons';
import { inTransaction } from '../../db/transaction';
import { asId, instant, isUuid, type IncidentId, type Instant } from '../../domain/ids';
import { incidentsFor, type IncidentKind } from '../../domain/incidents';
import type { Ctx } from '../app';

export type { IncidentGroup } from '../../db/incidentList';

/** One line for each kind and cause the reader may see to, the longest open first. */
export function incidents(ctx: Ctx): Promise<readonly IncidentGroup[]> {
  return inTransaction(ctx.app.db, ctx.actor, (tx) =>
    incidentGroups(tx, incidentsFor(ctx.actor.role)),
  );
}

export interface NamedIncident extends ListedIncident {
  /** The patient's name; null for what is about nobody. */
  readonly name: string | null;
}
export interface IncidentPage {
  readonly kind: IncidentKind;
  readonly cause: string;
  readonly rows: readonly NamedIncident[];
  /** For the next page's address; null: this is the last. */
  readonly next: string | null;
}
const PAGE = 50;
const BETWEEN = '~';

/** Those of one kind and cause; undefined when that is no kind of the reader's. */
export async function incidentPage(
  ctx: Ctx,
  asked: { kind: string | undefined; cause: string | undefined; after: string | undefined },
): Promise<IncidentPage | undefined> {
  const kind = incidentsFor(ctx.actor.role).find((one) => one === asked.kind);
  const { cause } = asked;
  if (!kind || !cause) return undefined;
  const after = placeOf(asked.after);
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const page = { limit: PAGE + 1, ...(after && { after }) };
    const found = await incidentsIn(tx, { kind, cause }, page);
    const rows = found.slice(0, PAGE);
    const persons = await personIdentities(
      tx,
      rows.flatMap(({ personId }) => personId ?? []),
    );
    const nameOf = ({ personId }: ListedIncident) =>
      personId ? (persons.get(personId)?.name ?? null) : null;
    const last = found.length > PAGE ? rows.at(-1) : undefined;
    return {
      kind,
      cause,
      rows: rows.map((row) => ({ ...row, name: nameOf(row) })),
      next: last ? `${last.openedAt}${BETWEEN}${last.incidentId}` : null,
    };
  });
}

/** A place from an address; anything that is none begins at the top. */
function placeOf(
  text: string | undefined,
): { openedAt: Instant; incidentId: IncidentId } | undefined {
  const [at = '', id = ''] = text?.split(BETWEEN) ?? [];
  if (!isUuid(id) || Number.isNaN(Date.parse(at))) return undefined;
  return { openedAt: instant(at), incidentId: asId<IncidentId>(id) };
}
