/** Draws the course table as a mermaid state diagram: stages, who is waited for, ways on. */
import { FIRST_STAGE, rowOf, STAGES, type Stage } from '../../domain/course';
import { clockEvents } from '../../domain/courseMap';

/** Printed behind what can be undone, and behind what the clock alone may do. */
const UNDO = ' ↶';
const CLOCK = ' (clock)';

/** The lines of a block ```mermaid, without the fences. */
export function courseDiagram(): string {
  const names = STAGES.map((stage) => `  ${stage} : ${stage}<br/>${whoOf(stage)}`);
  const ways = STAGES.flatMap((stage) => waysFrom(stage));
  return ['stateDiagram-v2', ...names, `  [*] --> ${FIRST_STAGE}`, ...ways].join('\n');
}

function whoOf(stage: Stage): string {
  const { waitsFor } = rowOf(stage);
  return waitsFor === 'nobody' ? 'over' : `waits for ${waitsFor}`;
}

/** One arrow for each stage that can follow, with every event that leads there. */
function waysFrom(stage: Stage): string[] {
  const byClock = clockEvents(stage);
  const words = new Map<Stage, string[]>();
  for (const [event, { to, revocable }] of Object.entries(rowOf(stage).moves)) {
    const said = `${event}${revocable ? UNDO : ''}${byClock.has(event) ? CLOCK : ''}`;
    words.set(to, [...(words.get(to) ?? []), said]);
  }
  return [...words].map(([to, said]) => `  ${stage} --> ${to} : ${said.join(', ')}`);
}
