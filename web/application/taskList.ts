/** /ansoegning: every section with what is missing, about how long is left, and the next step. */
import type { Answer, Asked, Ctx } from '../../api/app';
import { application, type Application } from '../../api/queries/application';
import { stateOf } from '../../api/queries/courseState';
import { draftPages, type Drafts } from '../../api/queries/sectionDraft';
import {
  APPLICATION,
  isDone,
  minutesLeft,
  missingIn,
  SECTION_IDS,
  type SectionId,
} from '../../domain/application';
import { pageAsking } from '../../domain/applicationPages';
import { FIRST_STAGE } from '../../domain/course';
import { countWords } from '../../domain/danish';
import { paths } from '../paths';
import type { Link } from '../shared/page';
import { show } from '../shared/show';
import { pageAddress, sectionAddress, sendAddress } from './addresses';
import { regionToday } from './region';
import type { AboutIt } from './send';
import { underAge, type UnderAge } from './underAge';

export interface TaskListMain {
  underAge: UnderAge | null;
  /** About how long is left; null for somebody who cannot send yet. */
  left: string | null;
  next: Link;
  sections: readonly {
    title: string;
    href: string;
    state: 'done' | 'here' | 'toCome';
    words: string;
  }[];
}

export async function taskListPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  const { course } = asked;
  if (course.stage !== FIRST_STAGE) return { kind: 'redirect', to: paths.myCourse.to() };
  const found = await application(ctx, course);
  if (found.isLocked) return { kind: 'redirect', to: sendAddress() };
  const young = found.adultFrom && underAge(stateOf(course), found.adultFrom, ctx.now);
  return show(ctx, asked, 'application/taskList', {
    title: 'Din ansøgning',
    main: taskListMain(found, {
      drafts: await draftPages(ctx, course),
      region: regionToday(ctx, found),
      young,
    }),
  });
}

export function taskListMain(
  found: Pick<Application, 'answers' | 'versions'>,
  { drafts = new Map(), region = null, young = null }: AboutIt = {},
): TaskListMain {
  const next = SECTION_IDS.find((id) => !isDone(id, found));
  const minutes = minutesLeft(found);
  const isNew = Object.keys(found.versions).length === 0;
  return {
    underAge: young,
    left: young
      ? null
      : minutes === 0
        ? 'Du har svaret på det hele. Læs det igennem, og send det.'
        : `Der er cirka ${countWords(minutes, 'minut', 'minutter')} tilbage. Du kan holde pause, når ` +
          'du vil: hver side bliver gemt, når du går videre.',
    next: next
      ? {
          text: isNew ? 'Begynd' : `Fortsæt med "${APPLICATION[next].title}"`,
          href: firstMissing(next, found),
        }
      : { text: young ? 'Læs det igennem' : 'Læs igennem og send', href: sendAddress() },
    sections: [
      ...SECTION_IDS.map((id) => ({
        title: APPLICATION[id].title,
        href: sectionAddress(id),
        words: `${wordsOf(id, found, drafts)}${id === 'aboutYou' ? regionWords(region) : ''}`,
        state: isDone(id, found)
          ? ('done' as const)
          : id === next
            ? ('here' as const)
            : ('toCome' as const),
      })),
      {
        title: 'Læs igennem og send',
        href: sendAddress(),
        words: 'Først her sender du ansøgningen.',
        state: next ? 'toCome' : 'here',
      },
    ],
  };
}

/** Told from the page on which the municipality was saved. */
function regionWords(region: string | null): string {
  return region === null ? '' : `. Du hører til ${region}`;
}

type Progress = Pick<Application, 'answers' | 'versions'>;

/** The page to go on with: the first on which something is missing. */
function firstMissing(id: SectionId, { answers }: Progress): string {
  return pageAddress(pageAsking(id, missingIn(id, answers)));
}

function wordsOf(id: SectionId, progress: Progress, drafts: Drafts): string {
  if (drafts.has(id)) return 'I gang. Du har skrevet noget, som ikke er gemt endnu';
  const missing = missingIn(id, progress.answers).length;
  const isSaved = (progress.versions[id] ?? 0) > 0;
  if (isSaved)
    return missing === 0 ? 'Gemt' : `Gemt. Mangler ${countWords(missing, 'svar', 'svar')}`;
  return missing === 0 ? 'Kan springes over' : 'Mangler';
}
