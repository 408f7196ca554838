/** The two headings under which a patient writes about the treatment, and what stands under them. */
import type { Typed } from './fields';

export const SUMMARY_HEADINGS = {
  remember: 'Det vil jeg huske',
  goOn: 'Det vil jeg blive ved med',
} as const;

export type SummaryWords = readonly { readonly heading: string; readonly text: string }[];

/** What was written, without the heading that nothing stands under. */
export function summaryWords(words: Typed): SummaryWords {
  return (['remember', 'goOn'] as const).flatMap((name) => {
    const written = words[name];
    const text = typeof written === 'string' ? written.trim() : '';
    return text === '' ? [] : [{ heading: SUMMARY_HEADINGS[name], text }];
  });
}
