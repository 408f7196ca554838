/** What Postgres says afterwards, read as its owner, past all row policies. */
import { Client } from 'pg';
import { z } from 'zod';

const zEvent = z.object({
  course_id: z.string(),
  revision: z.number(),
  event_id: z.string(),
  name: z.string(),
  event: z.record(z.string(), z.unknown()),
  actor_kind: z.string(),
  actor_id: z.string().nullable(),
  hash: z.instanceof(Buffer),
  previous_hash: z.instanceof(Buffer).nullable(),
});
export type EventRow = z.infer<typeof zEvent>;

const zCourse = z.object({
  course_id: z.string(),
  number: z.string(),
  stage: z.string(),
  outcome: z.string().nullable(),
  revision: z.number(),
  needs_attention: z.boolean(),
  revocable_until: z.instanceof(Date).nullable(),
});
const zDelivery = z.object({
  delivery_id: z.string(),
  course_id: z.string(),
  kind: z.string(),
  sequence: z.number(),
  status: z.string(),
  reason: z.string().nullable(),
});
const zDecision = z.object({
  decision_id: z.string(),
  course_id: z.string(),
  kind: z.string(),
  state: z.string(),
});
const zAudit = z.object({
  course_id: z.string().nullable(),
  actor_id: z.string().nullable(),
  event: z.string(),
});
/** Lines of audit about what was done: a form that came back is written down twice. */
const DONE = `event NOT LIKE '%.refused' AND NOT EXISTS (SELECT 1 FROM audit AS back
  WHERE back.request_id = audit.request_id AND back.event = audit.event || '.refused')`;
const zMail = z.object({
  mail_id: z.string(),
  status: z.string(),
  reason: z.string().nullable(),
});
const zIncident = z.object({
  course_id: z.string().nullable(),
  kind: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

export interface Rows {
  readonly events: readonly EventRow[];
  readonly courses: readonly z.infer<typeof zCourse>[];
  readonly deliveries: readonly z.infer<typeof zDelivery>[];
  readonly decisions: readonly z.infer<typeof zDecision>[];
  readonly audits: readonly z.infer<typeof zAudit>[];
  readonly mails: readonly z.infer<typeof zMail>[];
  readonly incidents: readonly z.infer<typeof zIncident>[];
}

const columns = (shape: z.ZodObject) => Object.keys(shape.shape).join(', ');

/** Everything that is compared, in one look. */
export async function readRows(ownerUrl: string): Promise<Rows> {
  const client = new Client(ownerUrl);
  await client.connect();
  const table = async <Shape extends z.ZodObject>(shape: Shape, rest: string) => {
    const { rows } = await client.query(`SELECT ${columns(shape)} FROM ${rest}`);
    return z.array(shape).parse(rows);
  };
  try {
    return {
      events: await table(zEvent, 'event ORDER BY course_id, revision'),
      courses: await table(zCourse, 'course ORDER BY number'),
      deliveries: await table(zDelivery, 'delivery'),
      decisions: await table(zDecision, 'decision'),
      audits: await table(zAudit, `audit WHERE ${DONE}`),
      mails: await table(zMail, 'morning_mail'),
      incidents: await table(zIncident, 'incident WHERE closed_at IS NULL'),
    };
  } finally {
    await client.end();
  }
}
