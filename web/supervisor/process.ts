/** What Temporal itself says of the course, and the way to look there. */
import type { Ctx } from '../../api/app';
import type { CourseOverview } from '../../api/queries/runningCourse';
import { countWords } from '../../domain/danish';
import type { Link } from '../shared/page';

export interface Process {
  readonly text: string;
  readonly look: boolean;
  readonly link: Link;
}

interface Course {
  readonly courseId: string;
  readonly needsAttention: boolean;
  readonly revision: number;
}

export function processOf(ctx: Ctx, course: Course, overview: CourseOverview): Process {
  const { temporalUiUrl, temporalNamespace } = ctx.app;
  const href =
    `${temporalUiUrl}/namespaces/${encodeURIComponent(temporalNamespace)}` +
    `/workflows/${encodeURIComponent(course.courseId)}`;
  return { ...saidBy(overview, course), link: { text: 'Se processen i Temporal', href } };
}

function saidBy(
  { workflow, mayRebuild }: CourseOverview,
  { revision, needsAttention }: Course,
): Pick<Process, 'text' | 'look'> {
  if (workflow.kind === 'away') {
    return {
      text: 'Temporal svarer ikke lige nu. Det, du ser her, er fra databasen.',
      look: true,
    };
  }
  if (workflow.kind === 'over' && mayRebuild) {
    return { text: 'Processen kører ikke, og derfor løber der ingen frister.', look: true };
  }
  if (workflow.kind === 'over') {
    return { text: 'Processen er slut. Der løber ingen frister mere.', look: false };
  }
  const ahead = workflow.revision - revision;
  if (ahead > 0) {
    const events = countWords(ahead, 'hændelse', 'hændelser');
    const saves = needsAttention ? 'kører, men kan ikke gemme' : 'kører og er ved at gemme';
    return { text: `Processen ${saves} ${events}.`, look: true };
  }
  const events = countWords(revision, 'hændelse', 'hændelser');
  return { text: `Processen kører og er enig med databasen om ${events}.`, look: false };
}
