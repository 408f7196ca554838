/** What a patient's first page tells beside the course's own state. */
import { followUpCourseOf, type CourseRow } from '../../db/courses';
import { countLetters } from '../../db/deliveries';
import { answeredModules } from '../../db/feedback';
import { unreadCount } from '../../db/messages';
import { staffById } from '../../db/staff';
import { inTransaction } from '../../db/transaction';
import { isCalledOff } from '../../domain/conversations';
import { FIRST_STAGE } from '../../domain/course';
import type { AppointmentId, CivilDate } from '../../domain/ids';
import { isTargetOpen } from '../../domain/portal';
import type { Ctx } from '../app';
import { stateOf } from './courseState';
import { conversations } from './ownConversations';
import { KINDS_FOR_PATIENT } from './ownLetters';
import { videoOf } from './ownVideo';
import { moduleTitles, programmeWords, type ProgrammeWords } from './programmePlan';
import { adultLater } from './underAge';

export interface CourseHome {
  readonly psychologistName: string | null;
  /** The address of the agreed video meeting; null until it is made. */
  readonly meetingUrl: string | null;
  /** The last conversation, when it was called off and its time is still to come. */
  readonly calledOff: AppointmentId | null;
  /** Messages the patient has not read. */
  readonly unread: number;
  readonly letters: number;
  /** The titles of the modules of the course, by id. */
  readonly titles: ReadonlyMap<string, string>;
  /** What the psychologist wrote about the programme, the newest first. */
  readonly told: readonly ProgrammeWords[];
  /** The modules that the psychologist's answer was sent for. */
  readonly answered: ReadonlySet<string>;
  /** The questionnaire of an earlier course waits, beside what this one asks. */
  readonly earlierAsks: boolean;
  /** Of somebody who writes an application and is not 18 yet: the day they will be. */
  readonly adultFrom: CivilDate | null;
}

export async function courseHome(ctx: Ctx, course: CourseRow): Promise<CourseHome> {
  const { courseId, personId, psychologistId } = course;
  return inTransaction(ctx.app.db, ctx.actor, async (tx) => {
    const asked = await followUpCourseOf(tx, personId);
    const last = (await conversations(tx, course)).at(-1);
    const isOff = last !== undefined && isCalledOff(last) && last.startsAt > ctx.now;
    const psychologist = psychologistId && (await staffById(tx, psychologistId));
    return {
      psychologistName: psychologist ? psychologist.name : null,
      meetingUrl: await videoOf(tx, course),
      calledOff: isOff ? last.key : null,
      unread: await unreadCount(tx, courseId, 'patient'),
      letters: await countLetters(tx, courseId, KINDS_FOR_PATIENT),
      titles: moduleTitles(ctx.app, stateOf(course)),
      told: await programmeWords(tx, courseId),
      answered: await answeredModules(tx, courseId),
      earlierAsks:
        asked !== undefined &&
        asked.courseId !== courseId &&
        isTargetOpen(stateOf(asked), 'followUp'),
      adultFrom: course.stage === FIRST_STAGE ? await adultLater(tx, personId, ctx.now) : null,
    };
  });
}
