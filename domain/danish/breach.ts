/** Says why a conversation lies after the promised weeks, and that they went by without one. */
import type { Beyond, CourseState } from '../state';
import type { Instant } from '../ids';
import { dateWords, weeksWords } from './dates';

export const BEYOND_WORDS = {
  patientWish: 'Patienten ønsker en senere tid',
  noCapacity: 'Vi har ingen ledig tid før',
  noShow: 'Patienten er udeblevet fra en tidligere samtale',
} as const satisfies Record<Beyond, string>;

const COUNTED = {
  patientWish: 'patientens ønske',
  noCapacity: 'vi havde ingen ledig tid',
  noShow: 'patienten udeblev',
} as const satisfies Record<Beyond, string>;

/** For staff, when the promise was not kept: the promise, its day, and the reason; else null. */
export function breachWords(
  { breach, rules }: CourseState,
  promised: Instant,
  now: Instant,
): { readonly heading: string; readonly sentences: readonly string[] } | null {
  if (!breach) return null;
  const weeks = weeksWords(rules.assessmentClock);
  return {
    heading: `De ${weeks} er overskredet`,
    sentences: [
      `Vi havde lovet patienten en samtale inden for ${weeks}, senest ${dateWords(promised, now)}.`,
      `Det tæller som en overskridelse. Grund: ${COUNTED[breach.reason]}.`,
    ],
  };
}
