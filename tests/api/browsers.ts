/** The whole program over a test database, and browsers in which somebody has logged in. */
import { randomUUID } from 'node:crypto';
import { MemoryStore } from 'express-session';
import pino from 'pino';
import request from 'supertest';
import type { App } from '../../api/app';
import type { StaffRole } from '../../db/transaction';
import { createApp } from '../../ops/web';
import type { PatientIdentity } from '../../partners/identity/claims';
import { paths } from '../../web/paths';
import { staff, type Clinic } from '../db/clinic';
import { somebody, type Office } from './applicant';

export type Agent = ReturnType<typeof request.agent>;
const log = pino({ level: 'silent' });

export function siteOf(app: App) {
  const store = new MemoryStore();
  return createApp({ app, store, sessionSecret: randomUUID(), loginOrigins: [], log });
}

/** A browser in which the person the identity provider answers with has logged in. */
async function browserOf(office: Office, who: Office['answers'], login: string): Promise<Agent> {
  const agent = request.agent(siteOf(office.app));
  office.answers = who;
  await agent.get(login).expect(303);
  await agent.get(`${paths.loginAnswer.to()}?code=1&state=s`).expect(303);
  return agent;
}

export function patientBrowser(office: Office, who: PatientIdentity = somebody()): Promise<Agent> {
  return browserOf(office, who, paths.apply.to());
}

export async function staffBrowser(
  clinic: Clinic,
  office: Office,
  role: StaffRole,
): Promise<{ agent: Agent; actor: Awaited<ReturnType<typeof staff>> }> {
  const actor = await staff(clinic, role);
  const who = { kind: 'staff', name: 'Mette Lund', email: 'm@klinik.example' } as const;
  const identity = { ...who, staffId: actor.id, roles: [role] };
  return { actor, agent: await browserOf(office, identity, paths.staffLogin.to()) };
}
