/** The phases of a course, as the agreement tells them; the table holds their tasks and clocks. */
import type { Phase } from '../domain/course';
import type { Course } from './engine';

type Story = (course: Course) => Promise<void>;

export const phases: Record<Phase, Story> = {
  /**
   * The person fills in the application alone, and may leave it and come back.
   * Nobody answers: reminded after 7 and 21 quiet days; after 30 the application lapses.
   */
  application: (course) => course.leavesPhase(),

  /**
   * A psychologist reads the application and answers within two weeks.
   * Nobody answers: the owner and the team are reminded; on day 14 the supervisor gets it.
   */
  screening: (course) => course.leavesPhase(),

  /**
   * The person takes a time, and the two meet on video within four weeks.
   * Nobody answers: a coordinator calls on day 14 and decides on day 28, which is escalated.
   */
  assessment: (course) => course.leavesPhase(),

  /**
   * Up to 12 weeks of modules, with the psychologist's written answers.
   * Nobody answers: a message, a call and a decision after 7, 10 and 14 silent days; on day 84
   * treatment ends.
   */
  treatment: (course) => course.leavesPhase(),

  /**
   * A closing call is offered, and held or waived.
   * Nobody answers: after 14 days the supervisor gets it.
   */
  closing: (course) => course.leavesPhase(),

  /**
   * The psychologist writes the epicrise; it leaves only by consent.
   * Nobody answers: after three working days the supervisor gets it.
   */
  epicrise: (course) => course.leavesPhase(),

  /**
   * A course that ended before there was `afterwards`: its open flags still need an outcome. With
   * the next event that is recorded of it, `afterwards` takes it over.
   * Nobody takes a flag: it goes to the duty psychologist and the supervisor, as before the end.
   */
  ended: (course) => course.until((state) => state.flags.length === 0 || course.isHandedOver()),
};
