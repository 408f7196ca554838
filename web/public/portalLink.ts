/** The link in a letter: through login to the exact page it is about, and nothing spent on the way. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { NOTHING_PERSONAL } from '../../api/guard';
import { portalLink } from '../../api/queries/portalLink';
import { refusalWords } from '../../domain/danish';
import { paths, withQuery } from '../paths';
import { renderError } from '../shared/error';
import { frameOf, renderer } from '../shared/show';
import { addressOf } from './whereTo';

const HEADINGS = {
  finished: 'Linket hører til noget, der er klaret',
  unknown: 'Linket virker ikke mere',
} as const;

async function follow(ctx: Ctx, asked: Asked): Promise<Answer> {
  const token = asked.params['token'] ?? '';
  if (ctx.actor.kind === 'anonymous') {
    const link = paths.portalLink.to({ token });
    return { kind: 'redirect', to: withQuery(paths.login.to(), { til: link }) };
  }
  const leads = await portalLink(ctx, token);
  switch (leads.kind) {
    case 'open':
      return { kind: 'redirect', to: addressOf(leads.target) };
    case 'anotherPerson':
      return someoneElses(ctx, asked);
    case 'finished':
    case 'unknown':
      asked.session.set({
        notice: {
          heading: HEADINGS[leads.kind],
          text: leads.hasCourse
            ? 'Her kan du se, hvor dit forløb er nu, og om der er noget, du skal gøre.'
            : 'Du har ikke et forløb hos os lige nu.',
        },
      });
      return { kind: 'redirect', to: leads.hasCourse ? paths.myCourse.to() : paths.front.to() };
  }
}

/** Nothing about the other person, not even whether there is one. */
async function someoneElses(ctx: Ctx, asked: Asked): Promise<Answer> {
  const { status, html } = renderError(renderer, await frameOf(ctx, asked), 'forbidden', {
    heading: 'Linket hører til en anden',
    sentences: [
      ctx.actor.kind === 'staff'
        ? 'Linket står i et brev til en patient og virker kun for patienten selv.'
        : refusalWords('wrongPerson'),
      'Du logger ud øverst på siden.',
    ],
  });
  return { kind: 'page', status, html };
}

export const portalLinkRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.portalLink.pattern,
    permission: 'public',
    audit: NOTHING_PERSONAL,
    handle: follow,
  },
];
