/** Who in the clinic a mail about a flag or a task goes to, and which instant it speaks of. */
import { z } from 'zod';
import { readFlagStep, splitRef } from '../domain/firing';
import type { CourseId, Instant, StaffId } from '../domain/ids';
import type { CourseState } from '../domain/state';
import { taskRow, type DeliveryKind, type StaffRole, type TaskKind } from '../domain/taskTable';
import { zId, zInstant } from './columns';
import { onDutyAt } from './duty';
import { flagById } from './flags';
import { allStaff, staffById, type Staff } from './staff';
import type { Tx } from './transaction';

export interface StaffMail {
  /** E-mail addresses, each once; none: nobody in the clinic can be told. */
  readonly receivers: readonly string[];
  /** When the flag was raised. */
  readonly raisedAt: Instant | null;
  /** When the task is or was due. */
  readonly dueAt: Instant | null;
}
interface About {
  readonly courseId: CourseId;
  readonly kind: DeliveryKind;
  readonly subject: string;
  readonly state: CourseState;
  /** The delivery's own instant: whose duty it is is asked of that day. */
  readonly at: Instant;
}

const NOBODY: StaffMail = { receivers: [], raisedAt: null, dueAt: null };

/** The receivers by DOMAIN section 4 (risk flags) and section 3 ("Escalate"). */
export async function staffMail(tx: Tx, about: About): Promise<StaffMail> {
  switch (about.kind) {
    case 'staffRedFlag':
      return flagMail(tx, about);
    case 'staffEscalation':
      return escalationMail(tx, about);
    case 'staffReminder':
      return reminderMail(tx, about);
    default:
      return NOBODY;
  }
}

async function flagMail(tx: Tx, about: About): Promise<StaffMail> {
  const { clock, flagId } = readFlagStep(about.subject);
  const raised = about.state.flags.find((flag) => flag.flagId === flagId)?.raisedAt;
  const raisedAt = raised ?? (await flagById(tx, flagId))?.raisedAt ?? null;
  const first = clock === null ? await working(tx, about.state.psychologistId) : [];
  const passed = clock === 'redToSupervisor';
  const told = first.length > 0 || passed ? first : await onDuty(tx, about.at);
  const staff = told.length > 0 ? told : await allStaff(tx, 'supervisor');
  return { receivers: addresses(staff), raisedAt, dueAt: null };
}

async function escalationMail(tx: Tx, about: About): Promise<StaffMail> {
  const task = await taskBehind(tx, about);
  const [kind] = splitRef(about.subject);
  const role = kind === null ? 'psychologist' : taskRow(kind).role;
  const staff = [...(await ownerOrAll(tx, task, role)), ...(await allStaff(tx, 'supervisor'))];
  // The 28 days escalate a task that is not due itself: then the clock that rang is what is over.
  const due = task?.dueAt ?? null;
  const dueAt = due !== null && due > about.at ? about.at : due;
  return { receivers: addresses(staff), raisedAt: null, dueAt };
}

async function reminderMail(tx: Tx, about: About): Promise<StaffMail> {
  const task = await taskBehind(tx, { ...about, subject: 'screen' satisfies TaskKind });
  const team = about.subject === 'screeningRemindTeam';
  const { role } = taskRow('screen');
  const staff = team ? await allStaff(tx, role) : await ownerOrAll(tx, task, role);
  return { receivers: addresses(staff), raisedAt: null, dueAt: task?.dueAt ?? null };
}

const zTask = z.object({ ownerId: zId<StaffId>().nullable(), dueAt: zInstant.nullable() });
type Task = z.infer<typeof zTask>;

/** The task the subject names; named by its kind only, the last of them to pass its deadline. */
function taskBehind(tx: Tx, { courseId, subject }: About): Promise<Task | undefined> {
  const [kind, about] = splitRef(subject);
  return tx.row(
    zTask,
    `SELECT owner_id, due_at FROM task
    WHERE course_id = $1 AND kind = $2 AND ($3 = '' OR subject = $3)
    ORDER BY overdue DESC, due_at DESC NULLS LAST LIMIT 1`,
    [courseId, kind, about],
  );
}

/** A task that nobody has is for everybody whose kind of task it is. */
async function ownerOrAll(
  tx: Tx,
  task: Task | undefined,
  role: StaffRole,
): Promise<readonly Staff[]> {
  const owner = await working(tx, task?.ownerId ?? null);
  return owner.length > 0 ? owner : allStaff(tx, role);
}

async function onDuty(tx: Tx, at: Instant): Promise<readonly Staff[]> {
  return working(tx, (await onDutyAt(tx, at)) ?? null);
}

/** That member of staff; nobody, when there is none or they have left. */
async function working(tx: Tx, staffId: StaffId | null): Promise<readonly Staff[]> {
  const one = staffId === null ? undefined : await staffById(tx, staffId);
  return one?.active ? [one] : [];
}

function addresses(staff: readonly Staff[]): readonly string[] {
  return [...new Set(staff.map((one) => one.email))];
}
