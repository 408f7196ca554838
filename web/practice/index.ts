/** The practice pages' rows: the people, and the clock. */
import type { Route } from '../../api/app';
import { clockRoutes } from './clock';
import { peopleRoutes } from './people';

export const practiceRoutes: readonly Route[] = [...peopleRoutes, ...clockRoutes];
