/** The page after a login has ended: by the person's own hand, or because nothing happened. */
import type { Renderer } from './engine';
import type { Frame } from './page';

export type LogoutReason = 'asked' | 'idle' | 'needed';

const words: Record<LogoutReason, { heading: string; text: string }> = {
  asked: {
    heading: 'Du er logget ud',
    text: 'Luk browseren, hvis andre bruger den samme computer.',
  },
  idle: {
    heading: 'Vi har logget dig ud',
    text: 'Det gjorde vi, fordi der ikke skete noget i 30 minutter. Det, du skrev, er gemt.',
  },
  needed: {
    heading: 'Log ind for at komme videre',
    text: 'Siden er kun til dig, så vi skal vide, at det er dig.',
  },
};

/** @param again where "Log ind igen" leads: back to the page the person came for */
export function renderLoggedOut(
  renderer: Renderer,
  frame: Frame,
  reason: LogoutReason,
  again: string,
): string {
  const said = words[reason];
  const button = reason === 'needed' ? 'Log ind' : 'Log ind igen';
  return renderer.page('shared/loggedOut', {
    ...frame,
    audience: 'public',
    title: said.heading,
    main: { text: said.text, again, button },
  });
}
