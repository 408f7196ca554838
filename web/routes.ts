/** Every route of the program: each family's rows, and the address that nobody has. */
import type { Route } from '../api/app';
import { NOTHING_PERSONAL } from '../api/guard';
import { applicationRoutes } from './application';
import { clinicianRoutes } from './clinician';
import { patientRoutes } from './patient';
import { practiceRoutes } from './practice';
import { publicRoutes } from './public';
import { supervisorRoutes } from './supervisor';

/** The last row: whatever is asked for and is not there. */
const nothing: Route = {
  method: 'get',
  path: '/{*any}',
  permission: 'public',
  audit: NOTHING_PERSONAL,
  handle: async () => ({ kind: 'fail', status: 404, name: 'notFound' }),
};

export const routes: readonly Route[] = [
  ...publicRoutes,
  ...applicationRoutes,
  ...patientRoutes,
  ...clinicianRoutes,
  ...supervisorRoutes,
  ...practiceRoutes,
  nothing,
];
