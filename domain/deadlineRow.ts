/** The shape of one clock in the table: where it starts, whose day it is, and what it does. */
import type { Anchor, DeliveryKind, TaskKind } from './taskTable';

// oxfmt-ignore
export type DeadlineEvent =
  | 'lapse' | 'timeUp' | 'timeUpIncomplete' | 'resumeTreatment' | 'openModule';

/**
 * What a patient in treatment waits for, who has nothing to be silent about: an answer to what was
 * handed in or written, a module that opens by its week, one that the psychologist opens (decision 41).
 */
export type Awaited = 'answer' | 'week' | 'psychologist';

/** What happens when a deadline comes. Data only: what branches is an event of its own name. */
export type Then =
  | { readonly send: DeliveryKind }
  | { readonly open: TaskKind }
  /** `unlessWithin`: not when the agreed talk lay before this clock: its outcome has a clock of its own. */
  | { readonly escalate: TaskKind; readonly unlessWithin?: true }
  | { readonly freeReserved: true }
  /** A questionnaire is put to the patient, who answers it or not. */
  | { readonly ask: 'followUp' }
  /** Nothing more is awaited: what lives after the end closes. */
  | { readonly closeAfterwards: true }
  | { readonly breach: true }
  | { readonly event: DeadlineEvent; readonly ifModulesMissing?: DeadlineEvent };

export interface DeadlineRow {
  /** The dated rule of the same name gives length and unit. */
  readonly name: string;
  readonly from: Anchor;
  /** Counts from the day after this one, where that is later than `from`. */
  readonly orFrom?: Anchor;
  /** Whose day it is: a staff reminder waits for a working day, a patient's does not. */
  readonly on: 'patient' | 'staff';
  readonly then: readonly Then[];
  /** The anchor may have moved unseen (autosave): look again before acting. */
  readonly lazy?: true;
  /** Stands still while treatment is paused. */
  readonly pauses?: true;
  /** Stands still while the patient waits for one of these. */
  readonly restsFor?: readonly Awaited[];
  /** Runs only in a course that has had this clock: who never began treatment is asked nothing. */
  readonly needs?: Anchor;
  /** `before`: counts back from the due instant of this rule, whose clock starts at `from`. */
  readonly before?: string;
  /** Says nothing where it would have spoken at or before this instant: it is too late for it. */
  readonly notBefore?: Anchor;
}
