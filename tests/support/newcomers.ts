/** People made on the spot for suites on the whole program: each logs in, applies and is answered. */
import type { App, Ctx, Session, SessionValues } from '../../api/app';
import { bookTime } from '../../api/commands/bookTime';
import { logIn } from '../../api/commands/logIn';
import type { Outcome } from '../../api/commands/press';
import { saveSection } from '../../api/commands/saveSection';
import { screenApplication } from '../../api/commands/screenApplication';
import { submitApplication } from '../../api/commands/submitApplication';
import { stateOf } from '../../api/queries/courseState';
import { readClock } from '../../db/clock';
import { courseById, type CourseRow } from '../../db/courses';
import { newId } from '../../db/newId';
import { freeSlots } from '../../db/slots';
import { inTransaction, SYSTEM, type Actor } from '../../db/transaction';
import { SECTION_IDS } from '../../domain/application';
import { addDays, atTime, copenhagenDate } from '../../domain/calendar';
import { clockNow } from '../../domain/clock';
import { syntheticCpr } from '../../domain/cpr';
import type { CourseId, UpdateId } from '../../domain/ids';
import { versionOf, type Answers } from '../../domain/tasks';
import { APPLICATIONS } from '../../ops/practice/applications';
import { staffIdOf } from '../../ops/practice/clinic';

const LEVEL = 'https://data.gov.dk/concept/core/nsis/loa/Substantial';

export interface Newcomer {
  /** The request they make next, at the clinic's own time. */
  ctx(): Promise<Ctx>;
  row(): Promise<CourseRow>;
  readonly courseId: CourseId;
}

export class Reception {
  constructor(readonly app: App) {}

  /** Somebody new logs in at "Søg behandling"; the same number again is the same person. */
  async logIn(number: number): Promise<Newcomer> {
    const cpr = syntheticCpr(number);
    const identity = { kind: 'patient', sub: cpr, cpr, name: `Nr. ${number} Prøve`, level: LEVEL };
    const app = {
      ...this.app,
      identity: { ...this.app.identity, finish: async () => identity as never },
    };
    const ctx = await this.#ctx({ kind: 'anonymous', id: null, role: 'anonymous' });
    const session = sessionAtLogin();
    const came = await logIn({ ...ctx, app }, session, '/');
    const who = session.read().who;
    if (came.kind !== 'patient' || !came.course || !who) throw new Error('nobody came in');
    const { courseId } = came.course;
    return {
      courseId,
      ctx: () => this.#ctx(who.actor),
      row: () => this.row(courseId),
    };
  }

  async row(courseId: CourseId): Promise<CourseRow> {
    const row = await inTransaction(this.app.db, SYSTEM, (tx) => courseById(tx, courseId));
    if (!row) throw new Error('a course is gone');
    return row;
  }

  /** A psychologist or the supervisor of the practice clinic. */
  staff(handle: string, role: 'psychologist' | 'supervisor' = 'psychologist'): Promise<Ctx> {
    return this.#ctx({ kind: 'staff', id: staffIdOf(handle), role });
  }

  async apply(one: Newcomer): Promise<Outcome> {
    const [ctx, row] = [await one.ctx(), await one.row()];
    for (const id of SECTION_IDS) {
      await saveSection(ctx, row, id, { ...APPLICATIONS.rasmus[id], version: '0' });
    }
    return submitApplication(ctx, row, { updateId: newId<UpdateId>() });
  }

  /** Offers the first free time from a week ahead. */
  async offer(one: Newcomer, by: string): Promise<Outcome> {
    const [ctx, row] = [await this.staff(by), await one.row()];
    const from = atTime(addDays(copenhagenDate(ctx.now), 8), '00:00');
    const until = atTime(addDays(copenhagenDate(ctx.now), 28), '00:00');
    const wish = { from, until, limit: 1, psychologistId: staffIdOf(by) };
    const [slot] = await inTransaction(ctx.app.db, ctx.actor, (tx) => freeSlots(tx, wish));
    const form = { ...formFor(row, { task: 'screen' }), answer: 'offer', letterText: 'Kære du.' };
    return screenApplication(ctx, row, { ...form, slot: slot?.slotId ?? '' });
  }

  /** Takes the time that was kept. */
  async book(one: Newcomer): Promise<Outcome> {
    const [ctx, row] = [await one.ctx(), await one.row()];
    const slot = stateOf(row).reserved?.slotId ?? '';
    return bookTime(ctx, row, { ...formFor(row, 'offer'), slot });
  }

  async #ctx(actor: Actor): Promise<Ctx> {
    const row = await inTransaction(this.app.db, SYSTEM, readClock);
    const clock = row?.clock ?? { mode: 'real' as const };
    const now = clockNow(clock, this.app.realNow());
    return { app: this.app, actor, name: '', now, clock, requestId: newId() };
  }
}

function formFor(row: CourseRow, subject: Answers['subject']) {
  const version = String(versionOf(stateOf(row), subject) ?? 0);
  return { updateId: newId<UpdateId>(), version };
}

function sessionAtLogin(): Session {
  let values: SessionValues = { login: { checks: { who: 'patient' }, returnTo: '', begins: true } };
  return {
    read: () => values,
    set: (more) => void (values = { ...values, ...more }),
    renew: async (fresh) => void (values = fresh),
    end: async () => void (values = {}),
  };
}
