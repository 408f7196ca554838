/** The front page: who the treatment is for, how it goes, what it promises, and the way in. */
import type { Renderer } from './engine';
import type { Frame } from './page';

/** The promised times in words, from the deadline rules: "2 uger", "4 uger", "12 uger". */
export interface Promises {
  answer: string;
  assessment: string;
  treatment: string;
}

export function renderFront(renderer: Renderer, frame: Frame, promises: Promises): string {
  return renderer.page('shared/front', {
    ...frame,
    title: 'Gratis behandling for angst og depression på nettet',
    heading: 'Behandling for angst og depression, hvor du er',
    main: { promises },
  });
}
