/** What a practice person or a psychologist does in one step of the practice's story. */
import { answerMessage } from '../../api/commands/answerMessage';
import { chooseClosingTime } from '../../api/commands/bookClosing';
import { bookTime } from '../../api/commands/bookTime';
import { closeTreatment } from '../../api/commands/closeTreatment';
import { giveFeedback } from '../../api/commands/giveFeedback';
import { rateGoals } from '../../api/commands/rateGoals';
import { recordAssessment } from '../../api/commands/recordAssessment';
import { saveSection } from '../../api/commands/saveSection';
import { screenApplication } from '../../api/commands/screenApplication';
import { submitApplication } from '../../api/commands/submitApplication';
import { handInModule } from '../../api/commands/workOnModule';
import { withdrawCourse } from '../../api/commands/withdrawCourse';
import { writeMessage } from '../../api/commands/writeMessage';
import { writeSummary } from '../../api/commands/writeSummary';
import { commentField, WHOLE } from '../../api/queries/exerciseComments';
import { closingTimes } from '../../api/queries/closingTimes';
import { ratedGoals } from '../../api/queries/goalRatings';
import { ownModule } from '../../api/queries/ownModule';
import { ownMessages } from '../../api/queries/ownMessages';
import type { Ctx, Form } from '../../api/app';
import type { Outcome } from '../../api/commands/press';
import type { CourseRow } from '../../db/courses';
import { newId } from '../../db/newId';
import { freeSlots } from '../../db/slots';
import { inTransaction } from '../../db/transaction';
import { SECTION_IDS } from '../../domain/application';
import { addDays, atTime, copenhagenDate } from '../../domain/calendar';
import { isLegal } from '../../domain/course';
import type { CivilDate, Instant, UpdateId } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { versionOf, type Answers } from '../../domain/tasks';
import { paths } from '../../web/paths';
import { stateOf, type Stage } from './actors';
import { APPLICATIONS, type Handle } from './applications';
import { writtenRows } from './exercises';
import { answerAsked } from './questionnaires';
import { ASSESSMENT_NOTES, CLOSING } from './texts';
import type { GoalNumbers } from './treatments/idaLater';
import { rowsOf, type Handed, type Week } from './treatments/week';

type Subject = Answers['subject'];

/** Every step asks first whether it is still to be done, so that a broken-off story goes on. */
export class Story {
  constructor(
    readonly stage: Stage,
    readonly first: CivilDate,
    readonly last: CivilDate,
  ) {}

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

  /** When the conversation that is agreed ends; null when none is. */
  async meetingEnds(handle: Handle): Promise<Instant | null> {
    const row = (await this.stage.known()).get(handle);
    return (row && stateOf(row).appointment?.endsAt) ?? null;
  }

  /** When treatment began; null before it. */
  async treatmentBegan(handle: Handle): Promise<Instant | null> {
    const row = (await this.stage.known()).get(handle);
    return (row && stateOf(row).since.treatmentStarted) ?? null;
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

  /** Hands the module in as it was filled in since it opened; `opened` is that day. */
  async handIn(handle: Handle, handed: Handed, opened: CivilDate): Promise<void> {
    const { ctx, courseId } = await this.stage.patient(handle);
    const row = await this.stage.course(courseId);
    const state = stateOf(row);
    const { module } = handed;
    await answerAsked(this.stage, handle, handed);
    const own = state.programme?.modules.find((one) => one.moduleId === module);
    if (!own?.open || own.handedIn) return;
    const fields = await writtenRows(ctx, row, handed.exercise, rowsOf(handed, opened));
    const form = { ...formFor(state, { module }), ...fields };
    await this.stage.settle(`${handle} hands in ${module}`, form.updateId, () =>
      handInModule(ctx, row, module, form),
    );
  }

  /** Logs in and reads what was written to them, and in that module; whoever does is not silent. */
  async looksIn(handle: Handle, module?: string): Promise<void> {
    const { ctx, courseId } = await this.stage.patient(handle);
    const row = await this.stage.course(courseId);
    await ownMessages(ctx, row, { before: undefined });
    if (module !== undefined) await ownModule(ctx, row, module);
  }

  /** Writes down what is to be kept of the treatment; once. */
  async sumsUp(handle: Handle, words: { remember: string; goOn: string }): Promise<void> {
    const { ctx, courseId } = await this.stage.patient(handle);
    const row = await this.stage.course(courseId);
    const form = { ...words, updateId: newId<UpdateId>(), basedOn: '0' };
    const outcome = await writeSummary(ctx, row, form);
    const isThere = outcome.kind === 'refused' && outcome.name === 'changedElsewhere';
    if (outcome.kind !== 'done' && !isThere) {
      throw new Error(`${handle} sums up: ${JSON.stringify(outcome)}`);
    }
  }

  /** Gives goals new numbers; once a day. */
  async rates(handle: Handle, exercise: string, { numbers, note }: GoalNumbers): Promise<void> {
    const { ctx, courseId } = await this.stage.patient(handle);
    const row = await this.stage.course(courseId);
    const found = await ratedGoals(ctx, row, exercise);
    const today = copenhagenDate(ctx.now);
    if (!found || found.ratings.some(({ day }) => day === today)) return;
    const given = numbers.map((number, at) => [`now-${at + 1}`, String(number)] as const);
    const form = { ...Object.fromEntries(given), note, updateId: newId<UpdateId>() };
    const outcome = await rateGoals(ctx, row, exercise, form);
    if (outcome.kind !== 'done') throw new Error(`${handle} rates: ${JSON.stringify(outcome)}`);
  }

  async feedback(by: string, handle: Handle, week: Week): Promise<void> {
    const { module, exercise, feedback, comment } = week;
    const beside = comment && { [commentField({ exercise, rowKey: WHOLE })]: comment };
    await this.#answer(`${by} answers ${handle}`, handle, {
      by,
      page: paths.courseModule.pattern,
      subject: { task: `feedback:${module}` },
      act: (ctx, row, form) =>
        giveFeedback(ctx, row, module, { ...form, body: feedback, ...beside }),
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

  /** Takes the last of the psychologist's free quarters that is over by the instant; once. */
  async choosesCall(handle: Handle, by: Instant): Promise<void> {
    const { ctx, courseId } = await this.stage.patient(handle);
    const row = await this.stage.course(courseId);
    const state = stateOf(row);
    if (!isLegal(state.stage, 'bookClosing') || state.closingTime) return;
    const { times } = await closingTimes(ctx, row);
    const slot = times.findLast(({ endsAt }) => endsAt <= by)?.slotId ?? '';
    const form = formFor(state, 'offer');
    await this.stage.settle(`${handle} chooses a time for the closing call`, form.updateId, () =>
      chooseClosingTime(ctx, row, { ...form, slot }),
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

  async reply(by: string, handle: Handle, body: string): Promise<void> {
    await this.#answer(`${by} writes to ${handle}`, handle, {
      by,
      page: paths.courseMessages.pattern,
      subject: { task: 'answerMessage' },
      act: (ctx, row, form) => answerMessage(ctx, row, { ...form, body }),
    });
  }

  /** Stops treatment. */
  async stop(handle: Handle): Promise<void> {
    const { ctx, courseId } = await this.stage.patient(handle);
    const row = await this.stage.course(courseId);
    if (!isLegal(stateOf(row).stage, 'handIn')) return;
    const id = newId<UpdateId>();
    await this.stage.settle(`${handle} stops`, id, () =>
      withdrawCourse(ctx, row, { updateId: id }),
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
