/** "Received, being saved": the page that follows by itself once the answer is recorded. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { NOTHING_PERSONAL } from '../../api/guard';
import { saved } from '../../api/queries/saved';
import { isUuid } from '../../domain/ids';
import { ownAddress, paths, withQuery } from '../paths';
import { show } from '../shared/show';

async function saving(ctx: Ctx, asked: Asked): Promise<Answer> {
  const update = asked.params['update'] ?? '';
  if (!isUuid(update)) return { kind: 'fail', status: 404, name: 'notFound' };
  const til = ownAddress(asked.query['til']);
  const again = withQuery(paths.saving.to({ update }), { til });
  if (ctx.actor.kind === 'anonymous') {
    return { kind: 'redirect', to: withQuery(paths.login.to(), { til: again }) };
  }
  if (await saved(ctx, update)) return { kind: 'redirect', to: til };
  return show(ctx, asked, 'shared/saving', {
    title: 'Vi har modtaget det og er ved at gemme',
    narrow: true,
    refreshTo: again,
    main: { again, links: [{ text: 'Gå videre imens', href: til }] },
  });
}

export const savingRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.saving.pattern,
    permission: 'public',
    audit: NOTHING_PERSONAL,
    handle: saving,
  },
];
