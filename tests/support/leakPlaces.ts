/** Every place outside a sealed column where a name or a text could lie, as bytes to look through. */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { Client as TemporalClient, type Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { escapeIdentifier, type Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { z } from 'zod';

export interface Place {
  /** What a failure calls it: 'history of 0193…', 'table message'. */
  readonly name: string;
  readonly bytes: Uint8Array;
}
/** A payload that Temporal keeps without our encryption. */
export interface OpenPayload {
  readonly where: string;
  readonly encoding: string;
}

const { workflowservice, history } = {
  workflowservice: temporal.api.workflowservice.v1,
  history: temporal.api.history.v1,
};
/** Temporal is asked about so many workflows at a time. */
const ASKED_AT_ONCE = 8;
const zPayload = z.object({ metadata: z.object({ encoding: z.instanceof(Uint8Array) }) });

/** What Temporal answers about every workflow and Schedule: as it came over the wire, undecoded. */
export async function temporalPlaces(
  connection: Connection,
  namespace: string,
): Promise<{ places: Place[]; open: OpenPayload[] }> {
  const client = new TemporalClient({ connection, namespace });
  const places: Place[] = [];
  const open: OpenPayload[] = [];
  const waiting = await executions(connection, namespace);
  const next = async (): Promise<void> => {
    for (let one = waiting.pop(); one; one = waiting.pop()) {
      const told = await workflowPlaces(connection, namespace, one);
      places.push(...told.places);
      open.push(...told.open);
    }
  };
  await Promise.all(Array.from({ length: ASKED_AT_ONCE }, next));
  for await (const { scheduleId } of client.schedule.list()) {
    const told = await connection.workflowService.describeSchedule({ namespace, scheduleId });
    const bytes = workflowservice.DescribeScheduleResponse.encode(told).finish();
    places.push({ name: `Schedule ${scheduleId}`, bytes });
  }
  return { places, open };
}

async function workflowPlaces(
  connection: Connection,
  namespace: string,
  execution: temporal.api.common.v1.IWorkflowExecution,
): Promise<{ places: Place[]; open: OpenPayload[] }> {
  const { workflowId, runId } = execution;
  const asked = { namespace, execution };
  const [described, events] = await Promise.all([
    connection.workflowService.describeWorkflowExecution(asked),
    eventsOf(connection, namespace, execution),
  ]);
  const { DescribeWorkflowExecutionResponse } = workflowservice;
  const places: Place[] = [
    { name: `workflow id ${workflowId}`, bytes: Buffer.from(`${workflowId} ${runId}`) },
    { name: `history of ${workflowId}`, bytes: history.History.encode({ events }).finish() },
    {
      name: `memo, search attributes and summary of ${workflowId}`,
      bytes: DescribeWorkflowExecutionResponse.encode(described).finish(),
    },
  ];
  return { places, open: openPayloads(`history of ${workflowId}`, events) };
}

async function executions(
  connection: Connection,
  namespace: string,
): Promise<temporal.api.common.v1.IWorkflowExecution[]> {
  const found: temporal.api.common.v1.IWorkflowExecution[] = [];
  let nextPageToken: Uint8Array | undefined;
  do {
    const page = await connection.workflowService.listWorkflowExecutions({
      namespace,
      ...(nextPageToken && { nextPageToken }),
    });
    found.push(...page.executions.flatMap(({ execution }) => execution ?? []));
    nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined;
  } while (nextPageToken);
  return found;
}

async function eventsOf(
  connection: Connection,
  namespace: string,
  execution: temporal.api.common.v1.IWorkflowExecution,
): Promise<temporal.api.history.v1.IHistoryEvent[]> {
  const events: temporal.api.history.v1.IHistoryEvent[] = [];
  let nextPageToken: Uint8Array | undefined;
  do {
    const page = await connection.workflowService.getWorkflowExecutionHistory({
      namespace,
      execution,
      ...(nextPageToken && { nextPageToken }),
    });
    events.push(...(page.history?.events ?? []));
    nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined;
  } while (nextPageToken);
  return events;
}

/** Search attributes must lie open, or nobody could search; nothing else may. */
function openPayloads(where: string, value: unknown): OpenPayload[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  const payload = 'metadata' in value ? zPayload.safeParse(value) : undefined;
  if (payload?.success) {
    const encoding = Buffer.from(payload.data.metadata.encoding).toString();
    return encoding === 'binary/encrypted' ? [] : [{ where, encoding }];
  }
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'searchAttributes' ? [] : openPayloads(`${where} ${name}`, inner),
  );
}

/** Every table as a dump writes it; what is binary is looked through as bytes, not as its digits. */
export async function databasePlaces(owner: Client): Promise<Place[]> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  const places: Place[] = [];
  for (const { name } of rows) {
    const chunks: Buffer[] = [];
    const stream = owner.query(copyTo(`COPY ${escapeIdentifier(name)} TO STDOUT`));
    await pipeline(stream, async (source: AsyncIterable<Buffer>) => {
      for await (const chunk of source) chunks.push(chunk);
    });
    places.push({ name: `table ${name}`, bytes: withoutHex(Buffer.concat(chunks)) });
  }
  return places;
}

/** `\\x` and digits, as COPY writes bytes, becomes the bytes. */
function withoutHex(copied: Buffer): Buffer {
  const parts = copied.toString('latin1').split(/\\\\x((?:[0-9a-f]{2})*)/);
  return Buffer.concat(parts.map((part, at) => Buffer.from(part, at % 2 === 0 ? 'latin1' : 'hex')));
}

/** `pg_dump` itself, where one that understands this server is at hand; else undefined. */
export async function dumped(ownerUrl: string): Promise<Place | undefined> {
  const size = { maxBuffer: 1 << 30, encoding: 'latin1' } as const;
  try {
    const { stdout } = await promisify(execFile)('pg_dump', [ownerUrl], size);
    return { name: 'pg_dump', bytes: withoutHex(Buffer.from(stdout, 'latin1')) };
  } catch {
    return undefined;
  }
}

/**
 * The database's own files and the log that Postgres writes ahead in the cluster's folder: what was
 * overwritten or deleted still lies there.
 */
export async function clusterPlaces(owner: Client, directory: string): Promise<Place[]> {
  const { rows } = await owner.query<{ oid: number }>(
    'SELECT oid FROM pg_database WHERE datname = current_database()',
  );
  return filePlaces(directory, new RegExp(`^(base/${rows[0]?.oid}|pg_wal)/[0-9A-F_a-z.]+$`));
}

/** Files of a folder whose name fits, as they lie on the disk. */
export async function filePlaces(folder: string, fits: RegExp): Promise<Place[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((name) => fits.test(name));
  return Promise.all(
    names.map(async (name) => ({
      name: `file ${name}`,
      bytes: await readFile(path.join(folder, name)),
    })),
  );
}
