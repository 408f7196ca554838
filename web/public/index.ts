/** The pages that need no login, and the ways in and out. */
import type { Route } from '../../api/app';
import { crisisRoutes } from './crisis';
import { frontRoutes } from './front';
import { loginRoutes } from './login';
import { portalLinkRoutes } from './portalLink';
import { savingRoutes } from './saving';

export const publicRoutes: readonly Route[] = [
  ...frontRoutes,
  ...loginRoutes,
  ...portalLinkRoutes,
  ...savingRoutes,
  ...crisisRoutes,
];
