/** What a workflow cost Temporal, read out of its histories; what a course left in Postgres. */
import type { WorkflowClient } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { Client } from 'pg';
import { z } from 'zod';

/** Counts of one run, or summed over several. Bytes are of the stored events, encrypted. */
export interface Figures {
  readonly events: number;
  readonly bytes: number;
  readonly updates: number;
  readonly workflowTasks: number;
  readonly activities: number;
  readonly timersStarted: number;
  readonly timersCancelled: number;
  readonly timersFired: number;
  readonly searchAttributes: number;
  readonly signals: number;
  readonly children: number;
  readonly markers: number;
  /** What Temporal bills by: starts, updates, activities, timers, and the like; approximately. */
  readonly actions: number;
}
export interface RunFigures extends Figures {
  readonly byType: Readonly<Record<string, number>>;
  readonly bytesByType: Readonly<Record<string, number>>;
}

const { HistoryEvent } = temporal.api.history.v1;
const { EventType } = temporal.api.enums.v1;

/** The runs of one workflow, the first first, each continued as the next. */
export async function runsOf(
  client: WorkflowClient,
  workflowId: string,
  firstRunId?: string,
): Promise<RunFigures[]> {
  const runs: RunFigures[] = [];
  for (let runId = firstRunId; ;) {
    const history = await client.getHandle(workflowId, runId).fetchHistory();
    const events = history.events ?? [];
    runs.push(figuresOf(events));
    const next = events.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
    if (!next) return runs;
    runId = next;
  }
}

function figuresOf(events: readonly temporal.api.history.v1.IHistoryEvent[]): RunFigures {
  const byType: Record<string, number> = {};
  const bytesByType: Record<string, number> = {};
  for (const event of events) {
    const name = nameOf(event.eventType ?? 0);
    byType[name] = (byType[name] ?? 0) + 1;
    bytesByType[name] = (bytesByType[name] ?? 0) + HistoryEvent.encode(event).finish().length;
  }
  const of = (name: string): number => byType[name] ?? 0;
  const counts = {
    updates: of('WorkflowExecutionUpdateAccepted'),
    activities: of('ActivityTaskScheduled'),
    timersStarted: of('TimerStarted'),
    searchAttributes: of('UpsertWorkflowSearchAttributes'),
    signals: of('WorkflowExecutionSignaled'),
    children: of('StartChildWorkflowExecutionInitiated'),
    markers: of('MarkerRecorded'),
  };
  const started = of('WorkflowExecutionStarted');
  return {
    ...counts,
    events: events.length,
    bytes: sumOf(bytesByType),
    workflowTasks: of('WorkflowTaskStarted'),
    timersCancelled: of('TimerCanceled'),
    timersFired: of('TimerFired'),
    actions: sumOf(counts) + started,
    byType,
    bytesByType,
  };
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, one) => sum + one, 0);
}

/** EVENT_TYPE_TIMER_FIRED → TimerFired. */
function nameOf(type: temporal.api.enums.v1.EventType): string {
  return (EventType[type] ?? String(type))
    .replace('EVENT_TYPE_', '')
    .toLowerCase()
    .replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** All runs as one. */
export function summed(runs: readonly RunFigures[]): RunFigures {
  const [first, ...others] = runs;
  if (!first) throw new Error('there is no run to sum');
  return others.reduce((sum, one) => plus(sum, one), first);
}

function plus(a: RunFigures, b: RunFigures): RunFigures {
  const { byType: typesA, bytesByType: bytesA, ...countsA } = a;
  const { byType: typesB, bytesByType: bytesB, ...countsB } = b;
  const counts = added({ ...countsA }, { ...countsB }) as unknown as Figures;
  return { ...counts, byType: added(typesA, typesB), bytesByType: added(bytesA, bytesB) };
}

function added(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Record<string, number> {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(names.map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]));
}

const zTable = z.object({ name: z.string() });
const zCount = z.object({ rows: z.coerce.number() });

/** How many rows each table holds, by name; `ownerUrl` sees past all row policies. */
export async function rowsByTable(ownerUrl: string): Promise<Record<string, number>> {
  const client = new Client(ownerUrl);
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`,
    );
    const counted: Record<string, number> = {};
    for (const { name } of z.array(zTable).parse(rows)) {
      const found = await client.query(
        `SELECT count(*) AS rows FROM ${client.escapeIdentifier(name)}`,
      );
      counted[name] = zCount.parse(found.rows[0]).rows;
    }
    return counted;
  } finally {
    await client.end();
  }
}

/** The tables that grew, with by how much. */
export function grown(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): Record<string, number> {
  const more = Object.entries(after).map(([name, rows]) => [name, rows - (before[name] ?? 0)]);
  return Object.fromEntries(more.filter(([, rows]) => rows !== 0));
}
