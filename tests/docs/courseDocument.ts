/** Writes docs/course.md from the table: the diagram, each stage, the tasks and the whole matrix. */
import { EVENTS, STAGES, type DeadlineName, type Move } from '../../domain/course';
import {
  courseMap,
  lengthsOn,
  type Doer,
  type MappedDeadline,
  type MappedStage,
  type MappedTask,
} from '../../domain/courseMap';
import type { DeadlineRow } from '../../domain/deadlineRow';
import { asId, type CivilDate } from '../../domain/ids';
import { cellOf, type Cell } from '../../domain/matrix';
import { SHIPPED_RULES, type DeadlineRule, type Unit } from '../../domain/rules';
import type { TaskRow } from '../../domain/taskTable';
import { courseDiagram } from './courseDiagram';

const map = courseMap(lengthsOn(SHIPPED_RULES, asId<CivilDate>('2026-11-02')));

/** The whole page, as it must stand in docs/course.md. */
export function courseDocument(): string {
  return [
    HEAD,
    ['```mermaid', courseDiagram(), '```'].join('\n'),
    '## Stage by stage',
    ...map.stages.flatMap((stage) => stageText(stage)),
    '## Tasks and clocks on several stages',
    'An event opens these tasks, wherever the course stands.',
    tasksTable(map.tasks, 'by an event'),
    'These clocks belong to a module or to a flag that nobody has taken.',
    table(
      ['clock', 'length'],
      map.clocks.map(({ name }) => [code(name), lengths(name)]),
    ),
    MATRIX,
    table(
      ['event', ...STAGES],
      EVENTS.map((event) => [
        code(event),
        ...STAGES.map((stage) => cellText(cellOf(stage, event))),
      ]),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

const HEAD = `# The course

Generated from the table in [domain/course.ts](../domain/course.ts), [domain/taskTable.ts](../domain/taskTable.ts)
and [domain/rules.ts](../domain/rules.ts); a test compares. Change the table, never this page, and then write it anew:
\`FORLOEB_WRITE_DOCS=1 npm test -- tests/docs\`. Staff read the same in Danish under *Forløbets kort*.

↶ can be undone before it takes effect; (clock) happens by itself when a deadline passes. Calendar days fall due at
24:00 of the last day, working days at 15:00, days after or before at 09:00. A day for staff is a working day.`;

const MATRIX = `## The matrix

Each stage meets each event. It goes to a stage (with the outcome it fixes), stays, or is refused (✗) under a name that
has its Danish sentence in \`domain/danish/refusals.ts\`. What the course remembers may still refuse an event that its
stage accepts. \`release\` takes the course where the waiting decision leads, \`undo\` takes the decision back.`;

function stageText({ stage, row, tasks, deadlines, ways, stays }: MappedStage): string[] {
  const waits = row.waitsFor === 'nobody' ? 'Waits for nobody' : `Waits for ${row.waitsFor}`;
  return [
    `### ${stage}`,
    `${waits}. Phase ${code(row.phase)}.`,
    ...(tasks.length > 0 ? [tasksTable(tasks, 'as the stage begins')] : ['No task.']),
    ...(deadlines.length > 0
      ? [
          table(
            ['deadline', 'starts', 'length', 'whose day', 'what happens', 'also'],
            deadlines.map((deadline) => deadlineCells(deadline)),
          ),
        ]
      : ['No deadline but those of its tasks.']),
    ...(ways.length > 0
      ? [
          table(
            ['event', 'leads to', 'caused by', 'can be undone', 'sends', 'also'],
            ways.map(({ event, move, by }) => [
              code(event),
              leadsTo(move),
              doers(by),
              move.revocable ? 'yes ↶' : 'no',
              (move.sends ?? []).map((kind) => code(kind)).join(', '),
              move.cancels ? 'cancels a waiting decision' : '',
            ]),
          ),
        ]
      : ['No way out.']),
    ['Stays where it is:', '', ...staysLines(stays)].join('\n'),
  ];
}

/** One line for each set of people: what they can do without moving the course. */
function staysLines(stays: MappedStage['stays']): string[] {
  const sets = [...new Set(stays.map(({ by }) => doers(by)))];
  return sets.map((set) => {
    const events = stays.filter(({ by }) => doers(by) === set).map(({ event }) => code(event));
    return `- ${set}: ${events.join(', ')}`;
  });
}

function tasksTable(tasks: readonly MappedTask[], otherwise: string): string {
  return table(
    ['task', 'whose', 'opens', 'due', 'clock starts', 'also'],
    tasks.map(({ kind, row, due, openedBy }) => [
      code(kind),
      row.role,
      openedBy.length > 0 ? openedBy.map((name) => code(name)).join(', ') : otherwise,
      `${code(due.name)}: ${lengths(due.name)}`,
      code(row.from),
      flags(row, TASK_FLAGS),
    ]),
  );
}

const TASK_FLAGS = {
  survives: 'stays open on the next stage',
  escalatesNoFurther: 'escalates no further',
  untilActive: 'ends when the patient is active again',
  answeredByEvent: 'only its answer closes it',
  afterEnd: 'outlives the end',
} as const satisfies Record<Exclude<keyof TaskRow, 'role' | 'due' | 'from'>, string>;

function deadlineCells({ row, length }: MappedDeadline): string[] {
  return [
    code(row.name),
    row.before ? `${code(row.before)} from ${code(row.from)}` : code(row.from),
    lengths(length.name),
    row.on,
    row.then.map((step) => stepText(step)).join(', then '),
    rowFlags(row),
  ];
}

const ROW_FLAGS = {
  lazy: 'starts anew if there was activity',
  pauses: 'stands still in a pause',
  orFrom: 'counts from the day after this if it is later',
  restsFor: 'stands still while the patient waits for',
  notBefore: 'silent if due before',
  needs: 'only after',
} as const satisfies Record<
  Exclude<keyof DeadlineRow, 'name' | 'from' | 'on' | 'then' | 'before'>,
  string
>;

/** The words of the fields that the row has, each with what it names. */
function rowFlags(row: DeadlineRow): string {
  const fields = Object.keys(ROW_FLAGS) as (keyof typeof ROW_FLAGS)[];
  return fields
    .filter((field) => row[field] !== undefined)
    .map((field) => {
      const named = row[field] === true ? [] : [row[field] ?? []].flat();
      return [ROW_FLAGS[field], ...named.map((name) => code(String(name)))].join(' ');
    })
    .join('; ');
}

/** The words of the fields that the row has. */
function flags<K extends string>(
  row: { readonly [key in NoInfer<K>]?: unknown },
  words: Readonly<Record<K, string>>,
): string {
  const fields = Object.keys(words) as K[];
  return fields
    .filter((field) => row[field] !== undefined)
    .map((field) => words[field])
    .join('; ');
}

function stepText(step: DeadlineRow['then'][number]): string {
  if ('send' in step) return `sends ${code(step.send)}`;
  if ('open' in step) return `opens ${code(step.open)}`;
  if ('escalate' in step) return `escalates ${code(step.escalate)}`;
  if ('freeReserved' in step) return 'frees the reserved time';
  if ('ask' in step) return `asks ${code(step.ask)}`;
  if ('closeAfterwards' in step) return 'closes what lives after the end';
  if ('breach' in step) return 'counts a breach of the promise';
  const otherwise = step.ifModulesMissing;
  return otherwise
    ? `event ${code(step.event)}, or ${code(otherwise)} while required modules are missing`
    : `event ${code(step.event)}`;
}

type Words = (length: number) => string;
const count =
  (one: string): Words =>
  (length) =>
    `${Math.abs(length)} ${one}${Math.abs(length) === 1 ? '' : 's'}`;
const LENGTHS = {
  calendarDays: count('calendar day'),
  workingDays: count('working day'),
  daysAfter: (length) => `${count('day')(length)} after`,
  daysBefore: (length) => `${count('day')(length)} before`,
  elapsedHours: (length) => `${count('hour')(length)} ${length < 0 ? 'before' : 'after'}`,
  workingHours: count('working hour'),
  sameWorkingDay: () => 'the same working day',
  contactBy: () => 'the same or the next working day',
  onTheDay: () => 'on the day',
  programmeWeeks: count('programme week'),
  monthsAfter: count('month'),
} as const satisfies Record<Unit, Words>;

/** Every shipped length of the deadline: the first for everybody, then those by day and age. */
function lengths(name: DeadlineName): string {
  const rules = SHIPPED_RULES.filter((rule) => rule.name === name);
  return rules.map((rule, index) => `${index > 0 ? when(rule) : ''}${said(rule)}`).join('; ');
}

function said({ length, unit }: DeadlineRule): string {
  return LENGTHS[unit](length);
}

function when({ validFrom, ageFrom, ageTo }: DeadlineRule): string {
  const aged = ageFrom !== undefined || ageTo !== undefined;
  return `from ${validFrom}${aged ? `, age ${ageFrom ?? 0}–${ageTo ?? ''}` : ''}: `;
}

function leadsTo({ to, outcome }: Move): string {
  return outcome ? `${to} (${outcome})` : to;
}

function doers(by: readonly Doer[]): string {
  return by.map((doer) => (doer === 'clock' ? 'the clock' : doer)).join(', ');
}

function cellText(cell: Cell): string {
  if (cell.kind === 'refused') return `✗ ${cell.name}`;
  if (cell.kind === 'stays') return 'stays';
  return `→ ${leadsTo(cell.move)}${cell.move.revocable ? ' ↶' : ''}`;
}

function code(word: string): string {
  return `\`${word}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map((row) => line(row))].join('\n');
}
