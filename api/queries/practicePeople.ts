/** Who one can be in practice: the made-up people, and where each of them stands. */
import { latestCourses } from '../../db/courses';
import { personIdentities } from '../../db/persons';
import { worklistCounts } from '../../db/worklist';
import { inTransaction, SYSTEM, type Tx } from '../../db/transaction';
import { STAGES } from '../../domain/course';
import type { Cpr } from '../../domain/cpr';
import type { StaffRole } from '../../domain/taskTable';
import type { CourseState } from '../../domain/state';
import { ROLE_OF_GROUP, type LoginRole } from '../../partners/identity/claims';
import { subOf } from '../../partners/identity/practiceAccounts';
import {
  practicePatients,
  practiceStaff,
  type PracticeStaff,
} from '../../partners/identity/practicePeople';
import type { Ctx } from '../app';
import { stateOf } from './courseState';

export interface PracticePatientFacts {
  /** The `login_hint` that logs this person in. */
  readonly hint: string;
  readonly name: string;
  /** Null: has never applied. */
  readonly state: CourseState | null;
  /** Something special to try; Danish, from the list of people. */
  readonly about: string | null;
}
export interface PracticeStaffFacts {
  readonly hint: string;
  readonly name: string;
  readonly role: LoginRole;
  readonly mine: number;
  readonly unassigned: number;
}
export interface PracticePeople {
  readonly patients: readonly PracticePatientFacts[];
  readonly staff: readonly PracticeStaffFacts[];
  /** Applications that a psychologist can answer now. */
  readonly toScreen: number;
  /** A hint for somebody who does not exist yet. */
  readonly newcomer: string;
}
const SHOWN = 30;

/** Runs as the system: nobody is logged in here, and nobody here is real. */
export async function practicePeople(ctx: Ctx): Promise<PracticePeople> {
  return inTransaction(ctx.app.db, SYSTEM, async (tx) => {
    const patients = await withCourses(tx);
    const staff: PracticeStaffFacts[] = [];
    for (const person of practiceStaff) {
      const facts = await staffFacts(tx, person);
      if (facts) staff.push(facts);
    }
    const open = patients.flatMap((one) => one.state?.tasks ?? []);
    return {
      staff,
      patients: [...patients, ...unknownYet(patients)],
      toScreen: open.filter((task) => task.kind === 'screen' && !task.waiting).length,
      newcomer: `ny:${Math.floor(Date.parse(ctx.app.realNow()) / 1000) % 1e9}`,
    };
  });
}

/** In the order of the course, so that one reads the page as a course. */
async function withCourses(tx: Tx): Promise<PracticePatientFacts[]> {
  const courses = await latestCourses(tx, SHOWN);
  const persons = await personIdentities(
    tx,
    courses.map((course) => course.personId),
  );
  return courses
    .map((course) => {
      const { name, cpr } = persons.get(course.personId) ?? { name: '', cpr: '' };
      const listed = practicePatients.find((one) => one.cpr === cpr);
      return {
        name,
        state: stateOf(course),
        about: null,
        hint: listed?.handle ?? subOf(cpr as Cpr),
      };
    })
    .toSorted((a, b) => STAGES.indexOf(a.state.stage) - STAGES.indexOf(b.state.stage));
}

function unknownYet(known: readonly PracticePatientFacts[]): PracticePatientFacts[] {
  return practicePatients
    .filter((one) => !known.some((patient) => patient.hint === one.handle))
    .map(({ handle, name, about }) => ({ hint: handle, name, state: null, about: about ?? null }));
}

const WORKS_ON: Readonly<Partial<Record<LoginRole, readonly StaffRole[]>>> = {
  psychologist: ['psychologist'],
  coordinator: ['coordinator'],
  supervisor: ['psychologist', 'coordinator', 'supervisor'],
};

/** Somebody whose role has no worklist has nothing to do here yet. */
async function staffFacts(tx: Tx, person: PracticeStaff): Promise<PracticeStaffFacts | null> {
  const [role] = person.groups.flatMap((group) => ROLE_OF_GROUP.get(group) ?? []);
  const roles = role ? WORKS_ON[role] : undefined;
  if (!role || !roles) return null;
  const { mine, unassigned } = await worklistCounts(tx, { me: person.staffId, roles });
  return { hint: person.handle, name: person.name, role, mine, unassigned };
}
