/** The front page, with the times that the deadline rules promise today. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { NOTHING_PERSONAL } from '../../api/guard';
import { paths } from '../paths';
import { show } from '../shared/show';
import { promisedTimes } from './promisedTimes';

async function front(ctx: Ctx, asked: Asked): Promise<Answer> {
  return show(ctx, asked, 'shared/front', {
    title: 'Gratis behandling for angst og depression på nettet',
    heading: 'Behandling for angst og depression, hvor du er',
    audience: 'public',
    main: { promises: await promisedTimes(ctx) },
  });
}

export const frontRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.front.pattern,
    permission: 'public',
    audit: NOTHING_PERSONAL,
    handle: front,
  },
];
