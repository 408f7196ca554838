/** A cluster's database "forloeb" with every table, and the logins of the program's parts. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { grantLogins, migrate } from '../../db/migrate';
import { freePort } from '../../ops/ports';
import { dataPlace, startCluster } from '../../ops/postgres';
import type { TestDatabase } from './database';

type Urls = Pick<TestDatabase, 'ownerUrl' | 'appUrl' | 'workerUrl' | 'statisticsUrl'>;

/** Migrates it and lets each part log in; the addresses by which they do. */
export async function migrated(ownerUrl: string): Promise<Urls> {
  await migrate(ownerUrl);
  await grantLogins(ownerUrl, { app: 'app', worker: 'worker', statistics: 'statistics' });
  const login = (name: string): string => {
    const url = new URL(ownerUrl);
    [url.username, url.password] = [`forloeb_${name}`, name];
    return url.toString();
  };
  const urls = { appUrl: login('app'), workerUrl: login('worker') };
  return { ownerUrl, ...urls, statisticsUrl: login('statistics') };
}

/**
 * A database in a cluster that no other suite writes to (about 5 s), for a suite that reads the
 * cluster's own files: what others wrote lies in a shared one's. `drop` ends the cluster.
 */
export async function ownCluster(): Promise<TestDatabase & { readonly directory: string }> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'forloeb-cluster-'));
  // Open to walk through, because Postgres runs as another user when we are root.
  await chmod(home, 0o711);
  const place = path.join(home, 'postgres');
  const cluster = await startCluster({ directory: place, port: await freePort(), throwaway: true });
  return {
    name: 'forloeb',
    ...(await migrated(cluster.ownerUrl)),
    directory: await dataPlace(place),
    async drop() {
      await cluster.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
