/** Four weeks in the practice clinic: who applies, answers, books and works, and when. */
import { bookTime } from '../../api/commands/bookTime';
import { closeTreatment } from '../../api/commands/closeTreatment';
import { giveFeedback } from '../../api/commands/giveFeedback';
import { recordAssessment } from '../../api/commands/recordAssessment';
import { saveSection } from '../../api/commands/saveSection';
import { screenApplication } from '../../api/commands/screenApplication';
import { submitApplication } from '../../api/commands/submitApplication';
import { handInModule } from '../../api/commands/workOnModule';
import { writeMessage } from '../../api/commands/writeMessage';
import type { Ctx, Form } from '../../api/app';
import type { Outcome } from '../../api/commands/press';
import type { CourseRow } from '../../db/courses';
import { newId } from '../../db/newId';
import { freeSlots } from '../../db/slots';
import { inTransaction } from '../../db/transaction';
import { SECTION_IDS } from '../../domain/application';
import {
  addDays,
  atTime,
  copenhagenDate,
  lastWorkingDayOnOrBefore,
  nextWorkingDay,
} from '../../domain/calendar';
import { isLegal } from '../../domain/course';
import type { CivilDate, Instant, UpdateId } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { versionOf, type Answers } from '../../domain/tasks';
import { paths } from '../../web/paths';
import { stateOf, type Stage } from './actors';
import { APPLICATIONS, type Handle } from './applications';
import { writtenRows, type Rows } from './exercises';
import { ASSESSMENT_NOTES, CLOSING, DIARIES, FEEDBACK, MESSAGE, PLANS } from './texts';

const FIRST = { module: 'hvad-er-depression', exercise: 'aktivitetsdagbog' } as const;
const SECOND = { module: 'aktivitet-og-humoer', exercise: 'ugeplan' } as const;
type Subject = Answers['subject'];

/** Every step asks first whether it is still to be done, so that a broken-off story goes on. */
export class Story {
  constructor(
    readonly stage: Stage,
    readonly first: CivilDate,
    readonly last: CivilDate,
  ) {}

  at(day: number, time: string): Promise<void> {
    return this.stage.goTo(atTime(addDays(this.first, day), time));
  }

  async apply(handle: Handle): Promise<void> {
    const { ctx, courseId } = await this.stage.patient(handle);
    const row = await this.stage.course(courseId);
    if (!isLegal(stateOf(row).stage, 'submit')) return;
    for (const id of SECTION_IDS) {
      const saved = await saveSection(ctx, row, id, { ...APPLICATIONS[handle][id], version: '0' });
      if (saved.kind === 'invalid') throw new Error(`${handle}: ${JSON.stringify(saved.errors)}`);
    }
    const id = newId<UpdateId>();
    await this.stage.settle(`${handle} applies`, id, () =>
      submitApplication(ctx, row, { updateId: id }),
    );
  }

  /** The first free time of the psychologist from the day on; `last`: the last within the window. */
  async offer(by: string, handle: Handle, wish: { from: number; last?: true }): Promise<void> {
    await this.#answer(`${by} offers ${handle} a time`, handle, {
      by,
      page: paths.screening.pattern,
      subject: { task: 'screen' },
      act: async (ctx, row, form) => {
        const window = {
          from: atTime(addDays(this.first, wish.from), '00:00'),
          until: atTime(addDays(copenhagenDate(ctx.now), 29), '00:00'),
        };
        const psychologistId = ctx.actor.kind === 'staff' ? ctx.actor.id : undefined;
        const free = await inTransaction(ctx.app.db, ctx.actor, (tx) =>
          freeSlots(tx, { ...window, limit: 200, psychologistId }),
        );
        const slot = wish.last ? free.at(-1) : free[0];
        return screenApplication(ctx, row, {
          ...form,
          answer: 'offer',
          slot: slot?.slotId ?? '',
          letterText: '',
        });
      },
    });
  }

  /** Takes the time that was kept. */
  async book(handle: Handle): Promise<void> {
    const { ctx, courseId } = await this.stage.patient(handle);
    const row = await this.stage.course(courseId);
    const state = stateOf(row);
    const slot = state.reserved?.slotId;
    if (!slot) return;
    const form = formFor(state, 'offer');
    await this.stage.settle(`${handle} books`, form.updateId, () =>
      bookTime(ctx, row, { ...form, slot }),
    );
  }

  /** When the agreed conversations have ended. */
  async afterMeetings(...handles: readonly Handle[]): Promise<void> {
    const known = await this.stage.known();
    const ends = handles.flatMap((handle) => {
      const row = known.get(handle);
      return row ? (stateOf(row).appointment?.endsAt ?? []) : [];
    });
    const last = ends.toSorted().at(-1);
    if (last) await this.stage.goTo(last);
  }

  /** The evening of that day, or of the day on which the module has opened for the last of them. */
  async whenOpen(day: number, module: string, ...handles: readonly Handle[]): Promise<void> {
    const known = await this.stage.known();
    const opens = handles.flatMap((handle) => {
      const row = known.get(handle);
      const dues = row ? stateOf(row).dues : [];
      return dues.flatMap(({ name, subject, dueAt }) =>
        name === 'moduleOpens' && subject === module ? [copenhagenDate(dueAt)] : [],
      );
    });
    const [date] = [addDays(this.first, day), ...opens].toSorted().toReversed();
    if (date) await this.stage.goTo(atTime(date, '19:00'));
  }

  async accept(by: string, handle: keyof typeof ASSESSMENT_NOTES): Promise<void> {
    await this.#answer(`${by} accepts ${handle}`, handle, {
      by,
      page: paths.assessment.pattern,
      subject: { task: 'holdAssessment' },
      act: (ctx, row, form) =>
        recordAssessment(ctx, row, {
          ...form,
          answer: 'accept',
          diagnosis: 'DF321',
          consents: ['gpStart', 'gpEnd', 'contact'],
          note: ASSESSMENT_NOTES[handle],
        }),
    });
  }

  async handIn(handle: Handle, which: typeof FIRST | typeof SECOND, rows: Rows): Promise<void> {
    const { ctx, courseId } = await this.stage.patient(handle);
    const row = await this.stage.course(courseId);
    const state = stateOf(row);
    const own = state.programme?.modules.find((one) => one.moduleId === which.module);
    if (!own?.open || own.handedIn) return;
    const fields = await writtenRows(ctx, row, which.exercise, rows);
    const form = { ...formFor(state, { module: which.module }), ...fields };
    await this.stage.settle(`${handle} hands in`, form.updateId, () =>
      handInModule(ctx, row, which.module, form),
    );
  }

  async feedback(by: string, handle: Handle, module: string, body: string): Promise<void> {
    await this.#answer(`${by} answers ${handle}`, handle, {
      by,
      page: paths.courseModule.pattern,
      subject: { task: `feedback:${module}` },
      act: (ctx, row, form) => giveFeedback(ctx, row, module, { ...form, body }),
    });
  }

  async finish(by: string, handle: Handle): Promise<void> {
    const row = (await this.stage.known()).get(handle);
    if (!row || !isLegal(stateOf(row).stage, 'finish')) return;
    const ctx = await this.stage.staff(by);
    const id = newId<UpdateId>();
    await this.stage.workedOn(ctx, row, paths.courseClosing.pattern);
    await this.stage.settle(`${by} ends treatment of ${handle}`, id, () =>
      closeTreatment(ctx, row, { updateId: id, answer: 'finish', note: CLOSING.finish }),
    );
  }

  async hold(by: string, handle: Handle, note: string): Promise<void> {
    await this.#answer(`${by} closes with ${handle}`, handle, {
      by,
      page: paths.courseClosing.pattern,
      subject: { task: 'closingCall' },
      act: (ctx, row, form) => closeTreatment(ctx, row, { ...form, answer: 'held', note }),
    });
  }

  async write(handle: Handle, message: string): Promise<void> {
    const { ctx, courseId } = await this.stage.patient(handle);
    const row = await this.stage.course(courseId);
    if (stateOf(row).tasks.some((task) => task.kind === 'answerMessage')) return;
    const id = newId<UpdateId>();
    await this.stage.settle(`${handle} writes`, id, () =>
      writeMessage(ctx, row, { updateId: id, message }),
    );
  }

  /** A psychologist's answer to a task; nothing when the task is not there (any more). */
  async #answer(
    what: string,
    handle: Handle,
    of: {
      by: string;
      /** Where a psychologist reads about it and answers. */
      page: string;
      subject: Subject;
      act: (ctx: Ctx, row: CourseRow, form: Form) => Promise<Outcome>;
    },
  ): Promise<void> {
    const row = (await this.stage.known()).get(handle);
    const state = row && stateOf(row);
    if (!row || !state || state.revocable || versionOf(state, of.subject) === undefined) return;
    const ctx = await this.stage.staff(of.by);
    const form = formFor(state, of.subject);
    await this.stage.workedOn(ctx, row, of.page);
    await this.stage.settle(what, form.updateId, () => of.act(ctx, row, form));
  }
}

function formFor(state: CourseState, subject: Subject): { updateId: UpdateId; version: string } {
  return { updateId: newId<UpdateId>(), version: String(versionOf(state, subject) ?? 0) };
}

/** From the first application to the morning on which people first see the practice. */
export async function playStory(stage: Stage, first: CivilDate, until: Instant): Promise<void> {
  const last = copenhagenDate(until);
  const story = new Story(stage, first, last);
  const four = ['ida', 'emil', 'camilla', 'yasmin'] as const;
  await Promise.all(four.map((handle) => story.apply(handle)));
  await story.offer('karen', 'ida', { from: 7 });
  await story.offer('jonas', 'emil', { from: 7 });
  await story.offer('karen', 'camilla', { from: 20 });
  await story.offer('karen', 'yasmin', { from: 28, last: true });
  await story.at(1, '12:00');
  await Promise.all(four.map((handle) => story.book(handle)));

  await story.afterMeetings('ida', 'emil');
  await story.accept('karen', 'ida');
  await story.accept('jonas', 'emil');
  await story.at(8, '18:00');
  await story.handIn(
    'ida',
    FIRST,
    DIARIES.ida.map((one) => ({ ...one })),
  );
  await story.handIn(
    'emil',
    FIRST,
    DIARIES.emil.map((one) => ({ ...one })),
  );
  await stage.goTo(atTime(nextWorkingDay(copenhagenDate(await stage.now())), '11:00'));
  await story.feedback('karen', 'ida', FIRST.module, FEEDBACK.first);
  await story.feedback('jonas', 'emil', FIRST.module, FEEDBACK.first);

  await story.whenOpen(15, SECOND.module, 'ida', 'emil');
  await story.handIn('ida', SECOND, PLANS.ida);
  await story.handIn('emil', SECOND, PLANS.emil);
  await stage.goTo(atTime(nextWorkingDay(copenhagenDate(await stage.now())), '11:00'));
  await story.feedback('karen', 'ida', SECOND.module, FEEDBACK.second);
  await story.feedback('jonas', 'emil', SECOND.module, FEEDBACK.second);
  await story.finish('karen', 'ida');
  await story.at(18, '20:00');
  await story.apply('rasmus');
  await story.afterMeetings('camilla');
  await story.accept('karen', 'camilla');
  await story.finish('jonas', 'emil');
  await story.at(20, '19:00');
  await story.apply('joergen');
  await story.at(24, '20:00');
  await story.apply('aase');

  await stage.goTo(atTime(lastWorkingDayOnOrBefore(addDays(last, -1)), '10:30'));
  await story.hold('karen', 'ida', CLOSING.idaHeld);
  await stage.goTo(atTime(addDays(last, -1), '16:30'));
  await story.handIn(
    'camilla',
    FIRST,
    DIARIES.camilla.map((one) => ({ ...one })),
  );
  await stage.goTo(atTime(last, '08:15'));
  await story.write('camilla', MESSAGE);
  await stage.goTo(atTime(last, '08:40'));
  await story.apply('mads');
  await stage.goTo(until);
  // Nobody waits for this one: it is sent while the reader looks round.
  await story.offer('amira', 'rasmus', { from: 35 });
}
