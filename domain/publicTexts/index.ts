/** Answers for the texts that a clinic must keep in public: which there are, and what is shipped. */
import type { CivilDate } from '../ids';
import { ACCESSIBILITY } from './accessibility';
import { COMPLAINT } from './complaint';
import { DATA_PROTECTION } from './dataProtection';
import { CONTACT, SUPERVISION_REPORT } from './stillEmpty';

/** One page each. The database knows the same (`public_text_key`), and a test compares. */
export const TEXT_KEYS = [
  'complaint',
  'supervisionReport',
  'dataProtection',
  'accessibility',
  'contact',
] as const;
export type TextKey = (typeof TEXT_KEYS)[number];

export interface PublicText {
  /** The first day on which people read it. */
  readonly validFrom: CivilDate;
  /** Markdown: what stands before the first `## ` is the lead. */
  readonly body: string;
}

const on = (date: string): CivilDate => date as CivilDate;
const SHIPPED_ON = on('2026-11-01');
/** A text tells of nothing after its own day. */
const REVIEWED_ON = on('2026-11-26');

/**
 * True for any clinic that runs this software; what a clinic says instead is a row of `public_text`
 * and goes before these from its day on. Owner: the clinic.
 */
export const SHIPPED_TEXTS: Readonly<Record<TextKey, PublicText>> = {
  complaint: { validFrom: SHIPPED_ON, body: COMPLAINT },
  supervisionReport: { validFrom: SHIPPED_ON, body: SUPERVISION_REPORT },
  dataProtection: { validFrom: REVIEWED_ON, body: DATA_PROTECTION },
  accessibility: { validFrom: REVIEWED_ON, body: ACCESSIBILITY },
  contact: { validFrom: SHIPPED_ON, body: CONTACT },
};
