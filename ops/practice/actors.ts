/** Lets practice people do what a person does in the pages: the same commands, a step at a time. */
import { logIn } from '../../api/commands/logIn';
import type { Outcome } from '../../api/commands/press';
import type { App, Ctx, Session, SessionValues } from '../../api/app';
import { writeDown } from '../../api/guard';
import { stateOf } from '../../api/queries/courseState';
import { readClock, writeClock } from '../../db/clock';
import { courseById, latestCourses, type CourseRow } from '../../db/courses';
import { isRecorded } from '../../db/events';
import { newId } from '../../db/newId';
import { personIdentities } from '../../db/persons';
import { inTransaction, SYSTEM, type Actor } from '../../db/transaction';
import { clockNow, type Clock } from '../../domain/clock';
import type { CourseId, Instant, UpdateId } from '../../domain/ids';
import { practicePatients, practiceStaff } from '../../partners/identity/practicePeople';
import { routes } from '../../web/routes';
import { JUMP_WORKFLOW_ID, TASK_QUEUE } from '../../workflows/messages';
import { staffIdOf } from './clinic';

const TRIES = 20;
const AGAIN_MS = 500;
/** Nobody here takes a decision back, and every jump would wait until nobody can. */
const UNDO_MS = 0;

/** One practice person with an open course. */
export interface Patient {
  readonly ctx: Ctx;
  readonly courseId: CourseId;
}

export class Stage {
  constructor(readonly app: App) {}

  async now(): Promise<Instant> {
    return (await this.#time()).now;
  }

  /** Jumps as the bar's button does, and comes back when the clock has arrived. */
  async goTo(at: Instant): Promise<void> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const { clock, now } = await this.#time();
      if (now >= at) return;
      const seenAt = this.app.realNow();
      await inTransaction(this.app.db, SYSTEM, (tx) =>
        writeClock(tx, clock, { seenAt, jump: { to: at } }),
      );
      await this.app.temporal.workflow.execute('jump', {
        workflowId: JUMP_WORKFLOW_ID,
        args: [{ to: at }],
        taskQueue: TASK_QUEUE,
      });
    }
    throw new Error(`the practice clock does not reach ${at}`);
  }

  async staff(handle: string): Promise<Ctx> {
    const id = staffIdOf(handle);
    const person = practiceStaff.find((one) => one.handle === handle);
    const role = person?.groups.includes('forloeb-leder') ? 'supervisor' : 'psychologist';
    return this.#ctx({ kind: 'staff', id, role }, person?.name ?? '');
  }

  /** Logs the person in at "Søg behandling"; a course that is there already is the one. */
  async patient(handle: string): Promise<Patient> {
    const person = practicePatients.find((one) => one.handle === handle);
    if (!person) throw new Error(`nobody in the practice is called ${handle}`);
    const { name, cpr, level } = person;
    const answer = { kind: 'patient', sub: handle, cpr, name, level } as const;
    const identity = { ...this.app.identity, finish: async () => answer };
    const { ctx, session } = await this.#stranger({ ...this.app, identity });
    const loggedIn = await logIn(ctx, session, '/');
    const who = session.read().who;
    if (loggedIn.kind !== 'patient' || !loggedIn.course || !who) {
      throw new Error(`${handle} could not log in`);
    }
    return {
      ctx: { ...ctx, app: this.app, actor: who.actor, name },
      courseId: loggedIn.course.courseId,
    };
  }

  /** The row as it is now. */
  async course(courseId: CourseId): Promise<CourseRow> {
    const row = await inTransaction(this.app.db, SYSTEM, (tx) => courseById(tx, courseId));
    if (!row) throw new Error('a course is gone');
    return row;
  }

  /** The courses of the listed people, by their handle. */
  async known(): Promise<ReadonlyMap<string, CourseRow>> {
    return inTransaction(this.app.db, SYSTEM, async (tx) => {
      const courses = await latestCourses(tx, 200);
      const persons = await personIdentities(
        tx,
        courses.map((one) => one.personId),
      );
      return new Map(
        courses.flatMap((course) => {
          const cpr = persons.get(course.personId)?.cpr;
          const person = practicePatients.find((one) => one.cpr === cpr);
          return person ? [[person.handle, course] as const] : [];
        }),
      );
    });
  }

  /** Waits until what was pressed is recorded; throws when it was refused. */
  async settle(what: string, id: UpdateId, act: () => Promise<Outcome>): Promise<void> {
    let said = '';
    for (let tries = 0; tries < TRIES; tries += 1) {
      const outcome = await act();
      if (outcome.kind === 'done') return;
      said = JSON.stringify(outcome);
      if (outcome.kind === 'saving' && (await this.#recorded(id))) return;
      const passes =
        outcome.kind === 'unavailable' ||
        outcome.kind === 'saving' ||
        (outcome.kind === 'refused' && outcome.name === 'busy');
      if (!passes) break;
      await aMoment();
    }
    throw new Error(`practice people: ${what} was answered ${said}`);
  }

  /** Leaves the lines that a member of staff leaves who opens a page and sends its form. */
  async workedOn(ctx: Ctx, course: CourseRow, page: string): Promise<void> {
    for (const method of ['get', 'post']) {
      const route = routes.find((one) => one.method === method && one.path === page);
      if (!route) throw new Error(`nothing answers ${method} ${page}`);
      await writeDown(ctx, route, course, route.audit);
    }
  }

  async #recorded(id: UpdateId): Promise<boolean> {
    return (await inTransaction(this.app.db, SYSTEM, (tx) => isRecorded(tx, id))) !== null;
  }

  async #time(): Promise<{ clock: Clock; now: Instant }> {
    const row = await inTransaction(this.app.db, SYSTEM, readClock);
    const clock: Clock = row?.clock ?? { mode: 'real' };
    return { clock, now: clockNow(clock, this.app.realNow()) };
  }

  async #ctx(actor: Actor, name: string, app = this.app): Promise<Ctx> {
    return { app, actor, name, ...(await this.#time()), requestId: newId(), undoMs: UNDO_MS };
  }

  async #stranger(app: App): Promise<{ ctx: Ctx; session: Session }> {
    const ctx = await this.#ctx({ kind: 'anonymous', id: null, role: 'anonymous' }, '', app);
    let values: SessionValues = {
      login: { checks: { who: 'patient' }, returnTo: '', begins: true },
    };
    const session: Session = {
      read: () => values,
      set: (more) => {
        values = { ...values, ...more };
      },
      renew: async (fresh) => {
        values = fresh;
      },
      end: async () => {
        values = {};
      },
    };
    return { ctx, session };
  }
}

export { stateOf };

async function aMoment(): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, AGAIN_MS);
  });
}
