/** Patients at each point of a course, on the whole program over HTTP, with a course in memory. */
import type { AddressInfo } from 'node:net';
import { writeClock } from '../../db/clock';
import { addEntry } from '../../db/diary';
import { saveExercise } from '../../db/exercises';
import { courseById, latestCourseOf, type CourseRow } from '../../db/courses';
import { seedGps } from '../../db/gps';
import { newId } from '../../db/newId';
import { findOrCreateByCpr } from '../../db/persons';
import { fillSlots } from '../../db/slotRules';
import { freeSlots, takeSlot } from '../../db/slots';
import { inTransaction, SYSTEM, type Tx } from '../../db/transaction';
import { addDays, atTime, copenhagenDate, isWorkingDay } from '../../domain/calendar';
import { CLOSING_MS } from '../../domain/closingTime';
import {
  instant,
  plusMillis,
  type CivilDate,
  type DiaryEntryId,
  type Instant,
  type StaffId,
  type UpdateId,
} from '../../domain/ids';
import { WEEKLY } from '../../domain/measures';
import { programmeToFollow, type ProgrammePlan } from '../../domain/programme';
import type { CourseEvent } from '../../domain/state';
import type { PatientIdentity } from '../../partners/identity/claims';
import { stateOf } from '../../api/queries/courseState';
import { paths } from '../../web/paths';
import { openClinic, staff, type Clinic } from '../db/clinic';
import { DAY, HOUR, RULES } from '../support/courseWalk';
import { visitor, type Visitor } from '../support/visitor';
import { answerAll, NOW, openOffice, request, somebody, type Office } from './applicant';
import { siteOf } from './browsers';
import { filledForm } from './patientForms';
import { depression, programmes } from '../support/depression';

/** Where a course can be met. */
export type At =
  | 'writing'
  | 'ready'
  | 'offered'
  | 'treated'
  | 'keepsDiary'
  | 'ratesGoals'
  | 'closing'
  | 'measured'
  | 'asked'
  | 'answered';

export interface Met {
  readonly who: PatientIdentity;
  readonly person: Visitor;
  readonly course: CourseRow;
  /** Of who keeps a diary: the entry that is written. */
  readonly entry?: string;
}
export interface Patients {
  readonly clinic: Clinic;
  readonly office: Office;
  readonly url: string;
  /** Somebody new, whose course is there. */
  at(point: At): Promise<Met>;
  /** The same person in a browser of another device. */
  logIn(who: PatientIdentity): Promise<Visitor>;
  happens(met: Pick<Met, 'course'>, ...events: readonly CourseEvent[]): Promise<void>;
  close(): Promise<void>;
}

export async function openPatients(): Promise<Patients> {
  const clinic = await openClinic();
  const office = openOffice(clinic, somebody());
  Object.assign(office, { app: { ...office.app, programmes } });
  const karen = (await staff(clinic, 'psychologist', 'Karen Eksempel')).id;
  await inTransaction(clinic.worker, SYSTEM, async (tx) => {
    await fillSlots(tx, karen, workingHours());
    await fillSlots(tx, karen, quarters(), 'closing');
    await seedGps(tx, [
      {
        ydernummer: 'X00001',
        name: 'Lægehuset Kongensgade, Odense',
        municipality: '0461',
        validFrom: '2007-01-01' as CivilDate,
        validTo: null,
      },
    ]);
    const realOrigin = instant(Date.now());
    const clock = { realOrigin, virtualOrigin: NOW, speed: 1, paused: true } as const;
    await writeClock(tx, { mode: 'practice', ...clock }, { seenAt: realOrigin });
  });
  const server = siteOf(office.app).listen(0, '127.0.0.1');
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const asSystem = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    inTransaction(clinic.worker, SYSTEM, work);

  async function logIn(who: PatientIdentity): Promise<Visitor> {
    const person = visitor(url);
    office.answers = who;
    // The provider is nowhere; what must fit when the browser comes back is in its session.
    await person.open(paths.apply.to()).catch(() => null);
    await person.open(`${paths.loginAnswer.to()}?code=1&state=s`);
    return person;
  }

  async function happens(
    { course }: Pick<Met, 'course'>,
    ...events: readonly CourseEvent[]
  ): Promise<void> {
    for (const event of events) {
      const row = await asSystem((tx) => courseById(tx, course.courseId));
      if (!row) throw new Error('the course is gone');
      const at = plusMillis(stateOf(row).lastAt, HOUR);
      const advance = { id: newId<UpdateId>(), event, at, actor: { kind: 'system', id: null } };
      await office.courses.client.workflow
        .getHandle(course.courseId)
        .executeUpdate('advance', { args: [advance] });
    }
  }

  const walks: Readonly<Record<At, (met: Met) => Promise<void>>> = {
    writing: async () => undefined,
    ready: async ({ course }) =>
      answerAll(
        request(office, NOW, { kind: 'patient', id: course.personId, role: 'patient' }),
        course,
      ),
    offered: async (met) => happens(met, SUBMIT, await offer(met, karen), RELEASE),
    treated: async (met) => {
      await walks.offered(met);
      await happens(met, ...(await book(met)), {
        name: 'openModule',
        moduleId: 'maal-og-vaerdier',
      });
    },
    measured: async (met) => {
      await walks.treated(met);
      for (const measure of WEEKLY) {
        const to = paths.myMeasure.to({ measure });
        const form = filledForm(await met.person.open(to), { to });
        if (!form) throw new Error(`${measure} is not asked`);
        await met.person.post(form.to, form.fields);
      }
    },
    keepsDiary: async (met) => {
      await walks.offered(met);
      await happens(met, ...(await book(met, depression)));
      const { courseId, personId } = met.course;
      const entryId = newId<DiaryEntryId>();
      const where = { module: 'hvad-er-depression', exercise: 'aktivitetsdagbog' };
      const day = copenhagenDate(NOW);
      const answer = {
        day,
        time: 'aften',
        activity: 'Så tv',
        moodBefore: 2,
        moodAfter: 3,
        note: null,
      };
      const of = {
        entryId,
        courseId,
        personId,
        ...where,
        kind: 'activityDiary',
        day,
        answer,
        at: NOW,
      };
      await asSystem((tx) => addEntry(tx, of));
      Object.assign(met, { entry: entryId });
    },
    ratesGoals: async (met) => {
      await walks.treated(met);
      const { courseId, personId } = met.course;
      const goal = { goal: 'Gå til kor', why: 'At høre til', sign: 'Noder', firstStep: 'En' };
      const answer = { rows: [{ ...goal, importance: 9, now: 1 }] };
      const where = { module: 'maal-og-vaerdier', exercise: 'maal' };
      const saved = { courseId, personId, ...where, answer, basedOn: 0, at: NOW };
      await asSystem((tx) => saveExercise(tx, saved));
      await happens(met, { name: 'handIn', moduleId: where.module });
    },
    closing: async (met) => {
      await walks.treated(met);
      await happens(met, { name: 'dropOut' });
    },
    asked: async (met) => {
      await happens(met, SUBMIT, { name: 'withdraw' });
      await clinic.owner.query(
        `UPDATE course SET resume = jsonb_set(resume, '{followUp}', '"asked"')
        WHERE course_id = $1`,
        [met.course.courseId],
      );
    },
    answered: async (met) => {
      await walks.asked(met);
      for (let part = 1; ; part += 1) {
        const to = paths.myFollowUpPart.to({ part: String(part) });
        const page = await met.person.open(to);
        const form = page.status === 200 && filledForm(page, { to });
        if (!form) return;
        await met.person.post(form.to, form.fields);
      }
    },
  };

  async function offer({ course }: Met, psychologistId: StaffId): Promise<CourseEvent> {
    const from = plusMillis(NOW, 8 * DAY);
    const [slot] = await asSystem((tx) =>
      freeSlots(tx, { from, until: plusMillis(from, 20 * DAY), limit: 1, psychologistId }),
    );
    if (!slot) throw new Error('no time to offer');
    const { slotId, startsAt } = slot;
    const { courseId } = course;
    await asSystem((tx) =>
      takeSlot(tx, { slotId, courseId, updateId: newId(), state: 'reserved', heldAt: NOW }),
    );
    return { name: 'offer', slotId, startsAt, psychologistId };
  }

  async function book(
    { course }: Met,
    plan: ProgrammePlan = depression,
  ): Promise<readonly CourseEvent[]> {
    const row = await asSystem((tx) => courseById(tx, course.courseId));
    const reserved = row && stateOf(row).reserved;
    if (!reserved) throw new Error('no time is reserved');
    const { slotId, startsAt } = reserved;
    const endsAt = plusMillis(startsAt, HOUR);
    const appointmentId = newId<never>();
    return [
      { name: 'book', slotId, appointmentId, startsAt, endsAt, withinClock: true },
      { name: 'accept', programme: programmeToFollow(plan), diagnosis: 'DF320' },
    ];
  }

  return {
    clinic,
    office,
    url,
    logIn,
    happens,
    at: async (point) => {
      const who = somebody();
      const person = await logIn(who);
      const course = await asSystem(async (tx) => {
        const { personId } = await findOrCreateByCpr(tx, { ...who, at: NOW });
        return latestCourseOf(tx, personId);
      });
      if (!course) throw new Error('no course was begun');
      const met = { who, person, course };
      await walks[point](met);
      return met;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await clinic.close();
    },
  };
}

const SUBMIT: CourseEvent = { name: 'submit', region: '1083', rules: RULES, consents: [] };
const RELEASE: CourseEvent = { name: 'release' };

function workingHours(): { startsAt: Instant; endsAt: Instant }[] {
  const days = Array.from({ length: 30 }, (_, day) => addDays(copenhagenDate(NOW), day));
  return days.filter(isWorkingDay).flatMap((day) =>
    ['08:00', '09:00', '10:00', '11:00', '12:00', '13:00'].map((time) => {
      const startsAt = atTime(day, time);
      return { startsAt, endsAt: plusMillis(startsAt, HOUR) };
    }),
  );
}

/** For closing calls: the last hour of a day at work, a quarter each. */
function quarters(): { startsAt: Instant; endsAt: Instant }[] {
  const days = Array.from({ length: 12 }, (_, day) => addDays(copenhagenDate(NOW), 1 + day));
  return days.filter(isWorkingDay).flatMap((day) =>
    ['14:00', '14:15', '14:30', '14:45'].map((time) => {
      const startsAt = atTime(day, time);
      return { startsAt, endsAt: plusMillis(startsAt, CLOSING_MS) };
    }),
  );
}
