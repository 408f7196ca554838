/** The pages that need no login, and the ways in and out. */
import type { Route } from '../../api/app';
import { crisisRoutes } from './crisis';
import { frontRoutes } from './front';
import { loginRoutes } from './login';
import { portalLinkRoutes } from './portalLink';
import { professionalRoutes } from './professionals';
import { savingRoutes } from './saving';
import { selfCheckRoutes } from './selfCheck';
import { textRoutes } from './texts';
import { tryOutRoutes } from './tryOut';

export const publicRoutes: readonly Route[] = [
  ...frontRoutes,
  ...loginRoutes,
  ...portalLinkRoutes,
  ...savingRoutes,
  ...crisisRoutes,
  ...selfCheckRoutes,
  ...professionalRoutes,
  ...tryOutRoutes,
  ...textRoutes,
];
