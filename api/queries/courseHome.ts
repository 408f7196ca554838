/** What a patient's first page tells beside the course's own state. */
import { followUpCourseOf, type CourseRow } from '../../db/courses';
import { countLetters } from '../../db/deliveries';
import { unreadCount } from '../../db/messages';
import { personContact } from '../../db/persons';
import { staffById } from '../../db/staff';
import { inTransaction } from '../../db/transaction';
import { isCalledOff } from '../../domain/conversations';
import { FIRST_STAGE } from '../../domain/course';
import type { Exercise } from '../../domain/exercises/exercise';
import type { AppointmentId, CivilDate } from '../../domain/ids';
import { isTargetOpen } from '../../domain/portal';
import type { App, Ctx } from '../app';
import { answeredBy, type AnsweredBy } from './answeredBy';
import { stateOf } from './courseState';
import { whyNotRated } from './goalRatings';
import { openExercises, whyClosed } from './ownDiary';
import { isPlanOffered } from './ownPlan';
import { measuringIn, type Measuring } from './measuring';
import { conversations } from './ownConversations';
import { KINDS_FOR_PATIENT } from './ownLetters';
import { videoOf } from './ownVideo';
import { moduleTitles, programmeWords, type ProgrammeWords } from './programmePlan';
import { adultLater } from './underAge';

export interface FollowedExercise extends Pick<Exercise, 'id' | 'title' | 'kind'> {
  /** A diary in which something can be written now. */
  readonly isWritten: boolean;
  /** With its module. */
  readonly isHandedIn: boolean;
  /** Goals that can be given new numbers now. */
  readonly isRated: boolean;
}
export interface CourseHome {
  readonly psychologistName: string | null;
  /** The address of the agreed video meeting; null until it is made. */
  readonly meetingUrl: string | null;
  /** The last conversation, when it was called off and its time is still to come. */
  readonly calledOff: AppointmentId | null;
  /** The number that the closing call is rung to; null: none is agreed, or we have no number. */
  readonly callPhone: string | null;
  /** Messages the patient has not read. */
  readonly unread: number;
  readonly letters: number;
  /** The titles of the modules of the course, by id. */
  readonly titles: ReadonlyMap<string, string>;
  /** The modules that an answer was sent for, with who answered and whether it is new. */
  readonly answered: ReadonlyMap<string, AnsweredBy>;
  /** The exercises of open modules that can be followed over time. */
  readonly exercises: readonly FollowedExercise[];
  /** A plan against relapse can be written outside its module. */
  readonly isPlanOffered: boolean;
  /** What the psychologist wrote about the programme, the newest first. */
  readonly told: readonly ProgrammeWords[];
  /** The questionnaire of an earlier course waits, beside what this one asks. */
  readonly earlierAsks: boolean;
  /** The questionnaires that are asked now, and what is kept of them. */
  readonly measuring: Pick<Measuring, 'asking' | 'values'>;
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
      callPhone: stateOf(course).closingTime ? (await personContact(tx, personId)).phone : null,
      unread: await unreadCount(tx, courseId, 'patient'),
      letters: await countLetters(tx, courseId, KINDS_FOR_PATIENT),
      answered: await answeredBy(tx, courseId),
      exercises: followedExercises(ctx.app, course),
      isPlanOffered: isPlanOffered(ctx.app, stateOf(course)),
      titles: moduleTitles(ctx.app, stateOf(course)),
      told: stateOf(course).programme ? await programmeWords(tx, courseId) : [],
      earlierAsks:
        asked !== undefined &&
        asked.courseId !== courseId &&
        isTargetOpen(stateOf(asked), 'followUp'),
      measuring: await measuringIn(tx, ctx, course),
      adultFrom: course.stage === FIRST_STAGE ? await adultLater(tx, personId, ctx.now) : null,
    };
  });
}

function followedExercises(app: App, course: CourseRow): CourseHome['exercises'] {
  const state = stateOf(course);
  return openExercises(app, state).flatMap((one) => {
    const { id, title, kind, isDiary } = one.exercise;
    const isWritten = isDiary && whyClosed(state, one) === null;
    const isRated = kind === 'goals' && whyNotRated(state, one) === null;
    const isHandedIn = one.at.handedIn;
    return kind === 'rows' ? [] : [{ id, title, kind, isWritten, isHandedIn, isRated }];
  });
}
