/** What a measured course cost, as lines for people. */
import type { Costs } from './course';
import type { Figures, RunFigures } from './figures';

const COUNTS: readonly (readonly [name: keyof Figures, title: string])[] = [
  ['events', 'history events'],
  ['bytes', 'bytes, encrypted'],
  ['updates', 'updates'],
  ['workflowTasks', 'workflow tasks'],
  ['activities', 'activities'],
  ['timersStarted', 'timers started'],
  ['timersCancelled', 'timers cancelled'],
  ['timersFired', 'timers fired'],
  ['searchAttributes', 'search attribute upserts'],
  ['signals', 'signals'],
  ['children', 'child workflows'],
  ['markers', 'markers'],
  ['actions', 'actions, approximately'],
];
const TITLE = 44;
const COLUMN = 11;

/** One column a run, all runs, and the deliveries apart: their events are not the course's. */
export function tableOf({ runs, total, deliveries, rows, eventsPerUpdate, wallMs }: Costs): string {
  const columns = [...runs, total, deliveries.figures];
  const heads = [...runs.map((_, at) => `run ${at + 1}`), 'course', `letters`];
  const line = (title: string, cells: readonly (string | number)[]): string =>
    title.padEnd(TITLE) + cells.map((cell) => String(cell).padStart(COLUMN)).join('');
  const types = [...new Set(columns.flatMap((one) => Object.keys(one.byType)))].toSorted();
  const of = (name: string, by: keyof Pick<RunFigures, 'byType' | 'bytesByType'>) =>
    columns.map((one) => one[by][name] ?? 0);
  return [
    line('', heads),
    ...COUNTS.map(([name, title]) =>
      line(
        title,
        columns.map((one) => one[name]),
      ),
    ),
    '',
    ...types.map((name) => line(name, of(name, 'byType'))),
    '',
    ...types.map((name) => line(`bytes of ${name}`, of(name, 'bytesByType'))),
    '',
    ...Object.entries(rows).map(([table, count]) => line(`rows in ${table}`, [count])),
    '',
    line('letters and messages sent', [deliveries.count]),
    line('events an update', [eventsPerUpdate]),
    line('wall time, ms', [wallMs]),
  ].join('\n');
}
