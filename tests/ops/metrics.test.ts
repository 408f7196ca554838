/** The figures say what an alarm must know, in words of ours only, and each is explained. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import express from 'express';
import request from 'supertest';
import { reportIncident } from '../../db/incidents';
import { newId } from '../../db/newId';
import { recordDues } from '../../db/record';
import { DatabaseAway, inTransaction, SYSTEM, type Database } from '../../db/transaction';
import { plusMillis, type DeliveryId } from '../../domain/ids';
import { countConnections, countWeb } from '../../ops/webMetrics';
import { openRegistry } from '../../ops/metrics';
import { countWorker } from '../../ops/workerMetrics';
import {
  ANNA,
  at,
  NOW,
  openClinic,
  patient as patientOf,
  type Clinic,
  type Patient,
} from '../db/clinic';
import { figure } from '../support/figures';
import { readableLog } from '../support/logLines';

let clinic: Clinic;
let patient: Patient;
beforeAll(async () => {
  clinic = await openClinic();
  patient = await patientOf(clinic, ANNA);
});
afterAll(() => clinic?.close());

const { log } = readableLog();
const worker = (db: Database) => {
  const registry = openRegistry();
  return { registry, ...countWorker(registry, { db, realNow: () => NOW }, log) };
};

test('a request is counted under its pattern: an address somebody typed is in no label', async () => {
  const registry = openRegistry();
  const site = express();
  site.use(countWeb(registry).requests);
  site.get('/forloeb/:course', (_req, res) => void res.send('ok'));
  await request(site).get('/forloeb/karen-nielsen').expect(200);
  await request(site).get('/karen-nielsen').expect(404);
  const text = await registry.metrics();
  const of = (labels: Record<string, string>) =>
    figure(text, 'forloeb_request_seconds_count', labels);
  expect(of({ route: '/forloeb/:course', status: '200', method: 'GET' })).toBe(1);
  expect(of({ route: 'none', status: '404' })).toBe(1);
  expect(figure(text, 'forloeb_requests_under_way')).toBe(0);
  expect(text).not.toContain('karen');
});

test('a press is counted by what came of it, and why it was refused', async () => {
  const registry = openRegistry();
  const { press } = countWeb(registry);
  const one = { courseId: patient.courseId, updateId: newId(), event: 'submit', ms: 40 } as const;
  const told = { ...one, updateId: one.updateId as Parameters<typeof press>[0]['updateId'] };
  press({ ...told, outcome: 'recorded' });
  press({ ...told, outcome: 'refused', refusal: 'stale' });
  const text = await registry.metrics();
  const of = (labels: Record<string, string>) => figure(text, 'forloeb_presses_total', labels);
  expect(of({ event: 'submit', outcome: 'recorded' })).toBe(1);
  expect(of({ outcome: 'refused', refusal: 'stale' })).toBe(1);
  expect(text).not.toContain(patient.courseId);
});

test('a clock that passed unrecorded, a letter that waits and an open incident are seen', async () => {
  const { registry, refresh } = worker(clinic.worker);
  const { courseId, personId } = patient;
  await refresh();
  expect(figure(await registry.metrics(), 'forloeb_overdue_timers')).toBe(0);
  await inTransaction(clinic.worker, SYSTEM, async (tx) => {
    const dueAt = plusMillis(NOW, -61_000);
    const soon = plusMillis(NOW, -30_000);
    const dues = [
      { name: 'applicationReminder1', subject: '', dueAt },
      { name: 'applicationReminder2', subject: '', dueAt: soon },
    ] as Parameters<typeof recordDues>[1]['dues'];
    await recordDues(tx, { courseId, dues });
    await reportIncident(tx, { courseId, kind: 'recordingStopped', cause: 'hole', at: NOW });
  });
  await clinic.owner.query(
    `INSERT INTO delivery (delivery_id, course_id, person_id, kind, sequence, subject, epoch,
      created_at) VALUES ($1, $2, $3, 'receipt', 1, '', 1, $4)`,
    [newId<DeliveryId>(), courseId, personId, at('2026-11-23T08:00:00Z')],
  );
  await clinic.owner.query('UPDATE course SET needs_attention = true WHERE course_id = $1', [
    courseId,
  ]);
  await refresh();
  const text = await registry.metrics();
  expect(figure(text, 'forloeb_standing_read')).toBe(1);
  expect(figure(text, 'forloeb_overdue_timers')).toBe(1);
  expect(figure(text, 'forloeb_delivery_oldest_waiting_seconds')).toBe(3600);
  expect(figure(text, 'forloeb_courses_needing_attention')).toBe(1);
  expect(figure(text, 'forloeb_incidents_open', { kind: 'recordingStopped' })).toBe(1);
});

test('when Postgres is away no figure says that all is well', async () => {
  const away = {
    transaction: () => Promise.reject(new DatabaseAway(new Error('gone'))),
    connections: () => ({ open: 0, idle: 0, waiting: 0 }),
    close: () => Promise.resolve(),
  } as Database;
  const { registry, refresh } = worker(away);
  await refresh();
  const text = await registry.metrics();
  expect(figure(text, 'forloeb_standing_read')).toBe(0);
  expect(text).not.toMatch(/^forloeb_overdue_timers /m);
  expect(text).not.toMatch(/^forloeb_courses_needing_attention /m);
});

test('a person who reads an alarm finds each figure of ours explained', async () => {
  const web = openRegistry();
  countWeb(web);
  countConnections(web, clinic.app);
  const page = readFileSync(path.resolve(__dirname, '../../docs/OPERATIONS-metrics.md'), 'utf8');
  const names = [web, worker(clinic.worker).registry].flatMap((registry) =>
    registry.getMetricsAsArray().map(({ name }) => name),
  );
  const own = names.filter((name) => name.startsWith('forloeb_'));
  expect(own.length).toBeGreaterThan(10);
  expect(own.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
