/** The parts of every no to a patient: reasons and recommendations from the lists, own words. */
import {
  RECOMMENDATIONS,
  REJECTION_REASONS,
  type RecommendationKey,
  type RejectionReason,
} from '../../domain/signposting';
import type { Form } from '../app';
import { listOf, textOf } from './press';

export interface No {
  readonly reasons: readonly RejectionReason[];
  readonly recommendations: readonly RecommendationKey[];
  /** The psychologist's own paragraph in the letter; '' for none. */
  readonly letterText: string;
}
/** As letters take it (letters/letter.ts, freeText). */
const LONGEST = 8000;

/** Keys that are in our lists, and what is missing before a letter can be written from them. */
export function parseNo(form: Form): { no: No; errors: Record<string, string> } {
  const no = {
    reasons: known(form, 'reasons', REJECTION_REASONS) as RejectionReason[],
    recommendations: known(form, 'recommendations', RECOMMENDATIONS) as RecommendationKey[],
    letterText: textOf(form, 'letterText'),
  };
  const errors: Record<string, string> = {};
  if (no.reasons.length === 0) {
    errors['reasons'] = 'Vælg mindst én grund. Patienten får grunden at vide i almindelige ord.';
  }
  if (no.recommendations.length === 0) {
    errors['recommendations'] = 'Vælg mindst ét sted, som patienten kan gå hen.';
  }
  const unsaid = no.reasons.every((reason) => REJECTION_REASONS[reason].because === null);
  if (no.reasons.length > 0 && unsaid && no.letterText === '') {
    errors['letterText'] =
      'Skriv grunden med dine egne ord: »Andet« står ikke i brevet af sig selv.';
  }
  if (no.letterText.length > LONGEST) {
    errors['letterText'] = `Teksten er for lang til et brev. Skriv højst ${LONGEST} tegn.`;
  }
  return { no, errors };
}

function known(form: Form, name: string, table: object): string[] {
  return [...new Set(listOf(form, name))].filter((key) => Object.hasOwn(table, key));
}

/** What a decision keeps of a no: our words in clear, the psychologist's sealed. */
export function decisionOfNo(no: No): {
  codes: Record<string, unknown>;
  body: Record<string, string>;
} {
  return {
    codes: { reasons: no.reasons, recommendations: no.recommendations },
    body: { letterText: no.letterText },
  };
}
