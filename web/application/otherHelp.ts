/** What an applicant is told at once, and other places to find help, as words for a page. */
import type { AtOnce } from '../../domain/targetGroup';
import { RECOMMENDATIONS, type RecommendationKey } from '../../domain/signposting';

/** Where the words of the rejection letter do not fit a page. */
const ON_A_PAGE: Partial<Readonly<Record<RecommendationKey, string>>> = {
  ownGp: 'Din egen læge kender dig og kan hjælpe dig videre.',
  presentTherapist:
    'Tal med den, du går hos nu. I kan sammen finde ud af, hvad der hjælper dig bedst.',
};

export interface Told {
  readonly text: string;
  readonly help: readonly { readonly name: string; readonly words: string }[];
}

export function toldWords({ text, recommends }: Pick<AtOnce, 'text' | 'recommends'>): Told {
  return {
    text,
    help: recommends.map((key) => ({
      name: RECOMMENDATIONS[key].label,
      words: ON_A_PAGE[key] ?? RECOMMENDATIONS[key].letter,
    })),
  };
}
