/** The whole program over a test database, served to people without scripts; its clock is a test's. */
import type { AddressInfo } from 'node:net';
import { seedCrisisNumbers } from '../../db/crisisNumbers';
import { seedGps } from '../../db/gps';
import { inTransaction, SYSTEM } from '../../db/transaction';
import { instant, type CivilDate, type Instant } from '../../domain/ids';
import { createApp, sessionStore } from '../../ops/web';
import { openClinic, type Clinic } from '../db/clinic';
import { readableLog } from '../support/logLines';
import { openOffice, somebody } from './applicant';

/** A Monday at 11 in Copenhagen. */
export const MONDAY = instant('2026-11-23T10:00:00Z');

export interface PublicSite {
  readonly clinic: Clinic;
  readonly url: string;
  /** What was logged so far, as it stands in the file. */
  logged(): string;
  /** From now on it is that instant. */
  itIs(at: Instant): void;
  close(): Promise<void>;
}

/** Sessions are kept in Postgres, as in production. */
export async function openPublicSite(): Promise<PublicSite> {
  const clinic = await openClinic();
  let now: Instant = MONDAY;
  await inTransaction(clinic.app, SYSTEM, async (tx) => {
    await seedCrisisNumbers(tx);
    const since = { validFrom: '2007-01-01' as CivilDate, validTo: null };
    await seedGps(tx, [
      { ydernummer: 'X00001', name: 'Lægehuset', municipality: '0461', ...since },
    ]);
  });
  const { app } = openOffice(clinic, somebody());
  const { log, text } = readableLog();
  const sessions = sessionStore(clinic.place.appUrl, log);
  const site = createApp({
    app: { ...app, realNow: () => now },
    store: sessions.store,
    sessionSecret: 'a secret of a test',
    loginOrigins: [],
    log,
  });
  const server = site.listen(0, '127.0.0.1');
  await new Promise((listens) => server.once('listening', listens));
  return {
    clinic,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    logged: text,
    itIs: (at) => {
      now = at;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await sessions.pool.end();
      await clinic.close();
    },
  };
}
