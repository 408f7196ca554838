/** The patient's plan against relapse, read by the psychologist at the end. */
import { exerciseRead } from '../../api/queries/exerciseForm';
import type { OwnPlan } from '../../api/queries/ownPlan';
import type { Instant } from '../../domain/ids';
import type { Facts } from '../shared/parts';

interface PlanPanel {
  readonly heading: string;
  readonly how: string;
  readonly rows: readonly { readonly title: string; readonly facts: Facts }[];
}

/** Null while nothing is written. */
export function planPanel(plan: OwnPlan | null, now: Instant): PlanPanel | null {
  if (!plan) return null;
  const { title, rows } = exerciseRead(plan.own, now);
  if (rows.length === 0) return null;
  return {
    heading: title,
    how: plan.at.handedIn
      ? 'Afleveret med modulet.'
      : 'Ikke afleveret. Patienten kan selv rette planen, til forløbet er slut.',
    rows: rows.map(({ title: caption, fields }) => ({
      title: caption,
      facts: {
        caption,
        rows: fields
          .filter(({ shown }) => shown !== '')
          .map(({ label, shown }) => ({ term: label, text: shown })),
      },
    })),
  };
}
