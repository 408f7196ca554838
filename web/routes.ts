/** Every route of the program: each family's rows, and the address that nobody has. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Route } from '../api/app';
import { NOTHING_PERSONAL } from '../api/guard';
import { practiceRoutes } from './practice';
import { supervisorRoutes } from './supervisor';

/** TEMPORARY: families that are being written are mounted once they are there. */
function present(family: string, name: string): readonly Route[] {
  if (!['js', 'ts'].some((ext) => existsSync(join(__dirname, family, `index.${ext}`)))) return [];
  const loaded = require(`./${family}`) as Record<string, readonly Route[]>;
  return loaded[name] ?? [];
}

/** The last row: whatever is asked for and is not there. */
const nothing: Route = {
  method: 'get', path: '/{*any}', permission: 'public', audit: NOTHING_PERSONAL,
  handle: async () => ({ kind: 'fail', status: 404, name: 'notFound' }),
};

export const routes: readonly Route[] = [
  ...present('public', 'publicRoutes'),
  ...present('application', 'applicationRoutes'),
  ...present('patient', 'patientRoutes'),
  ...present('clinician', 'clinicianRoutes'),
  ...supervisorRoutes,
  ...practiceRoutes,
  nothing,
];
