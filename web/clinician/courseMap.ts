/** "Forløbets kort": every stage, clock and way out, from the table that courses run by. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { NOTHING_PERSONAL } from '../../api/guard';
import { stateOf } from '../../api/queries/courseState';
import { lengthsNow } from '../../api/queries/lengthsNow';
import { EVENTS, type Stage } from '../../domain/course';
import {
  courseMap,
  type CourseMap,
  type Lengths,
  type MappedStage,
  type MappedTask,
} from '../../domain/courseMap';
import {
  capital,
  deadlineNotes,
  DEADLINE_NAMES,
  deadlineSentence,
  doerWords,
  EVENT_WORDS,
  moveNotes,
  moveWords,
  otherLengths,
  ownClockSentence,
  refusalWords,
  STAGE_FOR_STAFF,
  TASK_WORDS,
  taskNotes,
  taskSentence,
  WAITS_FOR,
} from '../../domain/danish';
import { cellOf, type Cell } from '../../domain/matrix';
import { paths } from '../paths';
import type { Table } from '../shared/parts';
import { show } from '../shared/show';
import { drawingOf, type Drawing } from './courseDrawing';
import { showCourse, undoLength } from './coursePage';

/** One line of a panel: what it is called, the sentence about it, and what else holds. */
interface Line {
  readonly name: string;
  readonly text: string;
  readonly notes: readonly string[];
}
interface Panel {
  readonly id: string;
  readonly title: string;
  readonly waits: string;
  readonly here: boolean;
  readonly tasks: readonly Line[];
  readonly deadlines: readonly Line[];
  readonly ways: readonly (Line & { readonly to: string })[];
  readonly stays: readonly { readonly name: string; readonly by: string }[];
}
export interface CourseMapMain {
  readonly lead: string;
  readonly undo: string;
  readonly drawing: Drawing;
  readonly panels: readonly Panel[];
  readonly anywhere: { readonly tasks: readonly Line[]; readonly clocks: readonly Line[] };
  readonly matrix: Table;
  readonly refusals: readonly string[];
}

const TITLE = 'Forløbets kort';

async function mapPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  const main = courseMapMain(await lengthsNow(ctx), {
    here: null,
    undo: undoLength(ctx),
    lead:
      'Sådan kan et forløb gå, fra ansøgningen begynder, til forløbet er slut. Fristerne er dem, ' +
      'der gælder for en, der søger i dag.',
  });
  return show(ctx, asked, 'clinician/courseMap', { title: TITLE, main });
}

/** The same map with the course's own stage marked, and the lengths that it was promised. */
async function mapOfCourse(ctx: Ctx, asked: Asked): Promise<Answer> {
  const state = stateOf(asked.course);
  const main = courseMapMain(
    { chosen: state.rules, others: [] },
    {
      here: state.stage,
      undo: undoLength(ctx),
      lead:
        'Sådan kan et forløb gå. Trinnet, hvor dette forløb er nu, er mærket. Fristerne er dem, der ' +
        'gælder for netop dette forløb. Har lederen givet længere frist, står det på forløbets side.',
    },
  );
  return showCourse(ctx, asked, 'clinician/courseMap', { title: TITLE, main });
}

export function courseMapMain(
  lengths: Lengths,
  of: { here: Stage | null; undo: string; lead: string },
): CourseMapMain {
  const map = courseMap(lengths);
  return {
    lead: of.lead,
    undo: of.undo,
    drawing: drawingOf(map, of.here),
    panels: map.stages.map((stage) => panelOf(stage, of.here)),
    anywhere: {
      tasks: map.tasks.map((task) => taskLine(task)),
      clocks: map.clocks.map((clock) => ({
        name: DEADLINE_NAMES[clock.name],
        text: ownClockSentence(clock),
        notes: otherLengths(clock),
      })),
    },
    matrix: matrixOf(map),
    refusals: refusalsOf(map),
  };
}

function panelOf(mapped: MappedStage, here: Stage | null): Panel {
  const { stage, row } = mapped;
  return {
    id: `trin-${stage}`,
    title: STAGE_FOR_STAFF[stage],
    waits: WAITS_FOR[row.waitsFor],
    here: stage === here,
    tasks: mapped.tasks.map((task) => taskLine(task)),
    deadlines: mapped.deadlines.map((deadline) => ({
      name: DEADLINE_NAMES[deadline.length.name],
      text: deadlineSentence(deadline),
      notes: deadlineNotes(deadline),
    })),
    ways: mapped.ways.map(({ event, move, by }) => ({
      name: EVENT_WORDS[event].staff,
      to: move.to === stage ? 'bliver på trinnet' : moveWords(move),
      text: doerWords(by),
      notes: moveNotes(move),
    })),
    stays: mapped.stays.map(({ event, by }) => ({
      name: EVENT_WORDS[event].staff,
      by: doerWords(by),
    })),
  };
}

function taskLine(task: MappedTask): Line {
  return {
    name: TASK_WORDS[task.kind].title,
    text: taskSentence(task),
    notes: taskNotes(task),
  };
}

/** Event by stage: where it leads, that it stays, or that it is refused. */
function matrixOf({ stages }: CourseMap): Table {
  return {
    caption: 'Hvad kan ske på hvert trin',
    columns: [
      { text: 'Hændelse' },
      ...stages.map(({ stage }) => ({ text: STAGE_FOR_STAFF[stage] })),
    ],
    rows: EVENTS.map((event) => [
      { text: EVENT_WORDS[event].staff },
      ...stages.map(({ stage }) => ({ text: cellWords(cellOf(stage, event)) })),
    ]),
  };
}

function cellWords(cell: Cell): string {
  if (cell.kind === 'goes') return `→ ${moveWords(cell.move)}`;
  return cell.kind === 'stays' ? 'Kan ske' : '–';
}

/** What somebody is told who tries it all the same: one sentence for each name the table gives. */
function refusalsOf({ stages }: CourseMap): readonly string[] {
  const cells = stages.flatMap(({ stage }) => EVENTS.map((event) => cellOf(stage, event)));
  const names = cells.flatMap((cell) => (cell.kind === 'refused' ? [cell.name] : []));
  return [...new Set(names)].map((name) => capital(refusalWords(name)));
}

export const courseMapRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.courseMap.pattern,
    permission: 'seeCourse',
    audit: NOTHING_PERSONAL,
    handle: mapPage,
  },
  {
    method: 'get',
    path: paths.mapOfCourse.pattern,
    permission: 'seeCourse',
    audit: 'sawCourseMap',
    course: 'param',
    handle: mapOfCourse,
  },
];
