/** "Received, being saved": shown when an answer is taken in but not yet recorded. */
import type { Renderer } from './engine';
import type { Frame, Link } from './page';
import { paths } from '../paths';

/**
 * @param update the id that the form carried; its address answers with this page until the answer
 *   is recorded, then with a redirect to the page it belongs to
 * @param onward where one may go meanwhile
 */
export function renderSaving(
  renderer: Renderer,
  frame: Frame,
  update: string,
  onward: Link,
): string {
  const again = paths.saving.to({ update });
  return renderer.page('shared/saving', {
    ...frame,
    narrow: true,
    title: 'Vi har modtaget det og er ved at gemme',
    refreshTo: again,
    main: { again, links: [onward] },
  });
}
