/** What waits for one member of staff on a working morning: numbers, never a person. */

export interface Morning {
  /** The person's own open tasks: past their deadline, and due before the day is over. */
  readonly overdue: number;
  readonly today: number;
  /** Open tasks that nobody has, of the person's roles; a supervisor's worklist has every role. */
  readonly unowned: number;
  /** Red flags in the clinic that nobody has taken; 0 for who may not take one. */
  readonly redFlags: number;
  /** Untaken amber and worse flags that are the person's, or nobody's. */
  readonly otherFlags: number;
  /** Agreed conversations of the day. */
  readonly talks: number;
  readonly onDuty: boolean;
  /** For supervisors; null for everybody else. */
  readonly clinic: ClinicMorning | null;
}
export interface ClinicMorning {
  /** Tasks of psychologists and coordinators past their deadline. */
  readonly overdue: number;
  /** Courses that have stopped and need somebody. */
  readonly stuck: number;
  /** Letters, entries and messages that did not come through. */
  readonly undelivered: number;
  /** Working days of the coming two weeks, today included, on which nobody is on duty. */
  readonly withoutDuty: number;
}

/** How many calendar days ahead a day without anybody on duty is told, today included. */
export const DUTY_AHEAD_DAYS = 14;
