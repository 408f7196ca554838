/** The map of a course: for each stage what the table says, joined with lengths and with who may. */
import {
  DEADLINE_ROWS,
  isLegal,
  rowOf,
  STAGES,
  type COURSE,
  type DeadlineName,
  type DeadlineRow,
  type EventName,
  type Move,
  type Stage,
  type StageRow,
} from './course';
import type { CivilDate } from './ids';
import { may, ROLES, type Permission, type Role } from './permissions';
import {
  chooseRules,
  SHIPPED_RULES,
  type ChosenRule,
  type ChosenRules,
  type DeadlineRule,
} from './rules';
import { mayClose } from './tasks';
import { taskRow, TASK_KINDS, type TASKS, type TaskKind, type TaskRow } from './taskTable';

/** Who causes an event: a role that may, or the clock by itself. */
export type Doer = Role | 'clock';

/** The lengths that hold on a day, and the dated rules that hold for others or later. */
export interface Lengths {
  readonly chosen: ChosenRules;
  readonly others: readonly DeadlineRule[];
}
export interface MappedLength {
  readonly name: DeadlineName;
  readonly rule: ChosenRule;
  /** The same deadline for an age of its own, or from a later day. */
  readonly others: readonly DeadlineRule[];
}
export interface MappedTask {
  readonly kind: TaskKind;
  readonly row: TaskRow;
  readonly due: MappedLength;
  /** The stage's own clocks that open it; none: it is there as the stage begins. */
  readonly openedBy: readonly DeadlineName[];
}
export interface MappedDeadline {
  readonly row: DeadlineRow;
  readonly length: MappedLength;
}
export interface MappedWay {
  readonly event: EventName;
  readonly move: Move;
  readonly by: readonly Doer[];
}
export interface MappedStay {
  readonly event: EventName;
  readonly by: readonly Doer[];
}
export interface MappedStage {
  readonly stage: Stage;
  readonly row: StageRow;
  readonly tasks: readonly MappedTask[];
  readonly deadlines: readonly MappedDeadline[];
  readonly ways: readonly MappedWay[];
  readonly stays: readonly MappedStay[];
}
export interface CourseMap {
  readonly stages: readonly MappedStage[];
  /** Tasks that no stage's row names: an event opens them, wherever the course stands. */
  readonly tasks: readonly MappedTask[];
  /** Clocks that are neither a row of a stage nor a task's own. */
  readonly clocks: readonly (MappedLength & { readonly name: OwnClock })[];
}

type NameIn<T> = T extends { readonly name: infer N extends string } ? N : never;
type RowName = NameIn<(typeof COURSE)[Stage]['deadlines'][number]>;
/** The deadlines that have neither a row in a stage nor a task: of a flag, of a module. */
export type OwnClock = Exclude<DeadlineName, RowName | (typeof TASKS)[TaskKind]['due']>;

/**
 * What it takes to cause each event: the permission of the page it is pressed on, or the clock.
 * A move that a deadline of the stage makes by itself needs no line here: the table says it. A test
 * compares with the routes.
 */
export const CAUSES = {
  activate: ['ownCourse'],
  submit: ['ownCourse'],
  lapse: ['lapseOffer'],
  offer: ['screen'],
  reject: ['screen'],
  book: ['ownCourse', 'book'],
  accept: ['assess'],
  decline: ['assess'],
  noShow: ['assess'],
  secondNoShow: ['assess'],
  cancelByPatient: ['ownCourse', 'assess', 'book'],
  thirdCancellation: ['ownCourse', 'assess', 'book'],
  cancelByClinic: ['assess'],
  finish: ['closeCourse'],
  timeUp: [],
  timeUpIncomplete: [],
  dropOut: ['closeCourse'],
  closingHeld: ['closeCourse'],
  closingWaived: ['closeCourse'],
  approveEpicrise: ['closeCourse'],
  closeWithoutLetter: ['closeCourse'],
  withdraw: ['ownCourse'],
  refer: ['refer'],
  end: ['endCourse'],
  moveBack: ['endCourse'],
  deadline: ['clock'],
  undo: ['screen'],
  release: ['clock'],
  raiseFlag: ['ownCourse', 'takeFlags'],
  takeFlag: ['takeFlags'],
  releaseFlag: ['takeFlags'],
  writeMessage: ['ownCourse'],
  answerMessage: ['treat'],
  closeTask: ['seeCourse'],
  correctLetter: ['correctLetters'],
  giveConsent: ['ownCourse', 'assess'],
  withdrawConsent: ['ownCourse'],
  assign: ['endCourse'],
  extendDeadline: ['endCourse'],
  openModule: ['clock'],
  handIn: ['ownCourse'],
  giveFeedback: ['treat'],
  answerMeasure: ['ownCourse'],
  pause: ['treat'],
  resumeTreatment: ['treat'],
  wishClosing: ['ownCourse'],
  bookClosing: ['ownCourse', 'book'],
  cancelClosing: ['ownCourse', 'book'],
  missClosing: ['closeCourse'],
  changeContact: ['ownCourse'],
  adjustProgramme: ['treat'],
  activeAgain: ['clock'],
} as const satisfies Record<EventName, readonly (Permission | 'clock')[]>;

/** The lengths of the day for an adult of any age, and every rule that is not among them. */
export function lengthsOn(rules: readonly DeadlineRule[], on: CivilDate): Lengths {
  const chosen = chooseRules(rules, on, null);
  const aged = (rule: DeadlineRule): boolean =>
    rule.ageFrom !== undefined || rule.ageTo !== undefined;
  return { chosen, others: rules.filter((rule) => aged(rule) || rule.validFrom > on) };
}

/** The whole map. A name that is younger than the chosen rules has the length it shipped with. */
export function courseMap(lengths: Lengths): CourseMap {
  const stages = STAGES.map((stage) => stageOf(stage, lengths));
  const placed = new Set(stages.flatMap(({ tasks }) => tasks.map(({ kind }) => kind)));
  return {
    stages,
    tasks: TASK_KINDS.filter((kind) => !placed.has(kind)).map((kind) => taskOf(kind, [], lengths)),
    clocks: ownClocks().map((name) => ({ ...lengthOf(name, lengths), name })),
  };
}

function stageOf(stage: Stage, lengths: Lengths): MappedStage {
  const row = rowOf(stage);
  const deadlines = row.deadlines.map((deadline) => ({
    row: deadline,
    length: lengthOf(deadline.name as DeadlineName, lengths),
  }));
  return {
    stage,
    row,
    deadlines,
    tasks: tasksOf(row).map(({ kind, openedBy }) => taskOf(kind, openedBy, lengths)),
    ways: Object.entries(row.moves).map(([name, move]) => {
      const event = name as EventName;
      return { event, move, by: doersOf(stage, event) };
    }),
    stays: row.stays.map((event) => ({ event, by: doersOf(stage, event) })),
  };
}

/** The tasks a stage begins with, and those its clocks open, each once. */
function tasksOf(row: StageRow): { kind: TaskKind; openedBy: readonly DeadlineName[] }[] {
  const opened = row.deadlines.flatMap(({ name, then }) =>
    then.flatMap((step) => ('open' in step ? [{ kind: step.open, name }] : [])),
  );
  const kinds = new Set([...row.tasks, ...opened.map(({ kind }) => kind)]);
  return [...kinds].map((kind) => {
    const openers = opened.filter((one) => one.kind === kind && !row.tasks.includes(kind));
    return { kind, openedBy: openers.map(({ name }) => name as DeadlineName) };
  });
}

function taskOf(kind: TaskKind, openedBy: readonly DeadlineName[], lengths: Lengths): MappedTask {
  const row = taskRow(kind);
  return { kind, row, openedBy, due: lengthOf(row.due as DeadlineName, lengths) };
}

function lengthOf(name: DeadlineName, { chosen, others }: Lengths): MappedLength {
  const own: ChosenRule | undefined = chosen[name];
  const rule = own ?? SHIPPED_RULES.find((one) => one.name === name);
  if (!rule) throw new Error(`no rule of the name ${name}`);
  return { name, rule, others: others.filter((one) => one.name === name) };
}

function ownClocks(): OwnClock[] {
  const rows = DEADLINE_ROWS.map(({ name }) => name);
  const known = new Set([...rows, ...TASK_KINDS.map((kind) => taskRow(kind).due)]);
  const names = new Set(SHIPPED_RULES.map(({ name }) => name));
  return [...names].filter((name): name is OwnClock => !known.has(name));
}

/** Who can cause an event in a stage that accepts it, in the order of the roles; the clock last. */
function doersOf(stage: Stage, event: EventName): readonly Doer[] {
  if (!isLegal(stage, event)) return [];
  const byClock = clockEvents(stage).has(event);
  // A way that the clock takes by itself is nobody's to press: it waits for its deadline.
  if (byClock && event in rowOf(stage).moves) return ['clock'];
  const causes: readonly (Permission | 'clock')[] = CAUSES[event];
  const allowed = ROLES.filter((role) =>
    causes.some((cause) => cause !== 'clock' && may(role, cause)),
  );
  const roles = event === 'closeTask' ? allowed.filter((role) => hasToClose(role, stage)) : allowed;
  return [...roles, ...(byClock || causes.includes('clock') ? (['clock'] as const) : [])];
}

/** True when a task that can be open there is the role's to mark as done. */
function hasToClose(role: Role, stage: Stage): boolean {
  const row = rowOf(stage);
  const own = tasksOf(row).map(({ kind }) => kind);
  return TASK_KINDS.some((kind) => {
    const { survives, afterEnd } = taskRow(kind);
    const there = row.open ? (survives ?? own.includes(kind)) : afterEnd;
    return there === true && mayClose(role, kind);
  });
}

/** The events that a deadline of the stage raises by itself. */
export function clockEvents(stage: Stage): ReadonlySet<string> {
  const steps = rowOf(stage).deadlines.flatMap(({ then }) => then);
  return new Set(
    steps.flatMap((step) => {
      if (!('event' in step)) return [];
      return step.ifModulesMissing ? [step.event, step.ifModulesMissing] : [step.event];
    }),
  );
}
