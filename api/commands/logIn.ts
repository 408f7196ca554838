/** Logging in: out to the identity provider and back, and the course that a login may begin. */
import {
  courseById,
  insertCourse,
  latestCourseOf,
  openCourseOf,
  type CourseRow,
} from '../../db/courses';
import { findOrCreateByCpr } from '../../db/persons';
import { newId } from '../../db/newId';
import { staffById } from '../../db/staff';
import { writeAudit } from '../../db/audit';
import { inTransaction, SYSTEM, type Actor, type StaffRole, type Tx } from '../../db/transaction';
import { copenhagenDate } from '../../domain/calendar';
import type { CourseId, PersonId } from '../../domain/ids';
import { freshState } from '../../domain/state';
import type {
  LoginRefusal,
  PatientIdentity,
  StaffIdentity,
  Who,
} from '../../partners/identity/claims';
import { IdentityAway, type LoginChecks } from '../../partners/identity/client';
import type { Ctx, Session } from '../app';
import { rulesFor } from '../queries/promises';
import { activateCourse } from './activateCourse';

/** The epoch that a course is born with, as its row's default says. */
const FIRST_EPOCH = 1;

interface WantedLogin {
  readonly who: Who;
  /** An address of ours, checked by the caller; '' leads to the person's own first page. */
  readonly returnTo: string;
  /** Begun at "Søg behandling": may begin a course. */
  readonly begins: boolean;
  /** Practice only: who is logged in by one press. */
  readonly loginHint?: string;
}
export type LoginStarted =
  | { readonly kind: 'leave'; readonly to: string }
  | { readonly kind: 'identityAway' };

/** Why nobody was logged in; `noLogin`: none was under way in this browser. */
export type NotLoggedIn = LoginRefusal | 'noLogin' | 'notStaff' | 'identityAway';
export type LoggedIn =
  | {
      readonly kind: 'patient';
      readonly returnTo: string;
      readonly begins: boolean;
      /** A second course was asked for while one is open: it was not begun. */
      readonly notBegun: 'openCourse' | null;
      /** The open course, else the last one; none: this person has never applied. */
      readonly course: CourseRow | undefined;
    }
  | { readonly kind: 'staff'; readonly returnTo: string; readonly role: StaffRole }
  | { readonly kind: 'refused'; readonly name: NotLoggedIn; readonly who: Who };

/** Where to send the browser; what must fit when it comes back is kept in the session. */
export async function startLogin(
  ctx: Ctx,
  session: Session,
  { returnTo, begins, ...wanted }: WantedLogin,
): Promise<LoginStarted> {
  try {
    const { url, ...checks } = await ctx.app.identity.loginUrl(wanted);
    session.set({ login: { checks, returnTo, begins } });
    return { kind: 'leave', to: url };
  } catch (error) {
    if (error instanceof IdentityAway) return { kind: 'identityAway' };
    throw error;
  }
}

/** The browser is back with the provider's answer in `url`; a login is used once. */
export async function logIn(ctx: Ctx, session: Session, url: string): Promise<LoggedIn> {
  const { login } = session.read();
  if (!login) return { kind: 'refused', name: 'noLogin', who: 'patient' };
  session.set({ login: undefined });
  const checks = login.checks as LoginChecks;
  const no = (name: NotLoggedIn): LoggedIn => ({ kind: 'refused', name, who: checks.who });
  const answer = await ctx.app.identity
    .finish(new URL(url, ctx.app.baseUrl), checks)
    .catch((error: unknown) => {
      if (error instanceof IdentityAway) return { kind: 'identityAway' } as const;
      throw error;
    });
  switch (answer.kind) {
    case 'identityAway':
      return no('identityAway');
    case 'refused':
      return no(answer.name);
    case 'staff':
      return logInStaff(ctx, session, answer, login.returnTo);
    case 'patient':
      return logInPatient(ctx, session, answer, login);
  }
}

const HIGHEST_FIRST: readonly StaffRole[] = [
  'supervisor',
  'psychologist',
  'coordinator',
  'regionContact',
];

/** The highest role that both the directory and our own row give. */
async function logInStaff(
  ctx: Ctx,
  session: Session,
  identity: StaffIdentity,
  returnTo: string,
): Promise<LoggedIn> {
  const staff = await inTransaction(ctx.app.db, SYSTEM, (tx) => staffById(tx, identity.staffId));
  const role = HIGHEST_FIRST.find(
    (one) => staff?.roles.includes(one) && identity.roles.includes(one),
  );
  if (!staff?.active || !role) return { kind: 'refused', name: 'notStaff', who: 'staff' };
  const actor: Actor = { kind: 'staff', id: staff.staffId, role };
  await session.renew({ who: { actor } });
  await inTransaction(ctx.app.db, actor, (tx) =>
    writeAudit(tx, { at: ctx.now, event: 'logIn', requestId: ctx.requestId }),
  );
  return { kind: 'staff', returnTo, role };
}

async function logInPatient(
  ctx: Ctx,
  session: Session,
  identity: PatientIdentity,
  { returnTo, begins }: { returnTo: string; begins: boolean },
): Promise<LoggedIn> {
  const { personId, open, notBegun } = await inTransaction(ctx.app.db, SYSTEM, async (tx) => {
    const person = await findOrCreateByCpr(tx, { ...identity, at: ctx.now });
    const known = await openCourseOf(tx, person.personId);
    const course = !known && begins ? await newCourse(tx, ctx, person.personId, identity) : known;
    const notBegun = known && begins ? ('openCourse' as const) : null;
    return { personId: person.personId, open: course, notBegun };
  });
  const actor: Actor = { kind: 'patient', id: personId, role: 'patient' };
  await session.renew({ who: { actor } });
  await inTransaction(ctx.app.db, actor, (tx) =>
    writeAudit(tx, {
      at: ctx.now,
      event: 'logIn',
      personId,
      requestId: ctx.requestId,
      ...(open && { courseId: open.courseId }),
    }),
  );
  // When Temporal is away the sweep begins it, or the first press; the writing can begin now.
  if (open?.revision === 0) await activateCourse({ ...ctx, actor }, open);
  const course = await inTransaction(ctx.app.db, actor, (tx) =>
    open ? courseById(tx, open.courseId) : latestCourseOf(tx, personId),
  );
  return { kind: 'patient', returnTo, begins, notBegun, course };
}

/** The first row of a course, with the rules of this day until the application is sent. */
async function newCourse(
  tx: Tx,
  ctx: Ctx,
  personId: PersonId,
  identity: PatientIdentity,
): Promise<CourseRow> {
  const today = copenhagenDate(ctx.now);
  const rules = await rulesFor(tx, identity.cpr, today);
  const courseId = newId<CourseId>();
  const resume = freshState({ courseId, epoch: FIRST_EPOCH, at: ctx.now, rules });
  return (await insertCourse(tx, { courseId, personId, resume, at: ctx.now })).course;
}
