/** Which programme somebody follows, or would begin with now, and whether its texts are approved. */
import type { Ctx } from '../../api/app';
import { approvalWords, programmeName } from '../../domain/danish';
import { unapproved } from '../../domain/programme';
import type { CourseState } from '../../domain/state';
import type { Facts } from '../shared/parts';

/** Two rows: the version, and its approval. Before treatment, of every programme there is. */
export function programmeRows({ app }: Ctx, { programme }: CourseState): Facts['rows'] {
  const followed = app.programmes.followed(programme);
  const plans = programme ? (followed ? [followed] : []) : app.programmes.newest;
  return plans.flatMap((plan) => [
    { term: 'Program', text: programmeName(plan) },
    { term: 'Godkendelse', text: approvalWords(plan), look: unapproved(plan).length > 0 },
  ]);
}

/** Why treatment cannot begin with some programme, outside practice; null when it can with all. */
export function cannotBegin({ app }: Ctx): string | null {
  const drafts = app.practice ? [] : app.programmes.newest.filter((one) => unapproved(one).length);
  if (drafts.length === 0) return null;
  return (
    `Ikke godkendt til patienter endnu: ${drafts.map(programmeName).join('; ')}. Sig det til din ` +
    'leder. Skriv gerne dit notat nu. Det bliver gemt som kladde, til du kan svare.'
  );
}
