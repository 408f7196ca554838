/** What the map says of who causes an event is what the routes ask where it is pressed. */
import { EVENTS } from '../../domain/course';
import { CAUSES, courseMap, lengthsOn } from '../../domain/courseMap';
import { asId, type CivilDate } from '../../domain/ids';
import type { Permission } from '../../domain/permissions';
import { SHIPPED_RULES } from '../../domain/rules';
import { paths } from '../../web/paths';
import { routes } from '../../web/routes';
import { PRESSED_ON } from '../support/pressedOn';

/** Posts that change no course. */
const PRESS_NOTHING: readonly { readonly pattern: string }[] = [
  paths.logout,
  paths.practiceLogin,
  paths.practiceClock,
  paths.claimTask,
  paths.courses,
  paths.courseDraft,
  paths.myMessageDraft,
  paths.dutyRoster,
  paths.publicTextEdit,
  paths.incidents,
  paths.incidentsOf,
  paths.unlock,
  paths.screeningLetter,
  paths.assessmentLetter,
  paths.epicriseLetter,
  paths.correctionLetter,
  paths.programmeSeen,
  paths.selfCheck,
  paths.myDiary,
  paths.myDiaryEntry,
  paths.myGoals,
  paths.myPlan,
  paths.tryOutSection,
  paths.mySummary,
  paths.mySummaryDraft,
];

/** A login ends on a page for everybody; whoever begins a course by it is a patient from then on. */
function permissionAt(pattern: string): Permission {
  if (pattern === paths.loginAnswer.pattern) return 'ownCourse';
  const route = routes.find(({ method, path }) => method === 'post' && path === pattern);
  if (!route) throw new Error(`nothing is pressed on ${pattern}`);
  return route.permission;
}

it.each(EVENTS)('%s takes what its pages ask', (event) => {
  const said = CAUSES[event].filter((cause) => cause !== 'clock');
  const pages: readonly { readonly pattern: string }[] = PRESSED_ON[event];
  expect(new Set(said)).toEqual(new Set(pages.map(({ pattern }) => permissionAt(pattern))));
});

it('knows of every page that is pressed what it presses', () => {
  const known = [...Object.values(PRESSED_ON).flat(), ...PRESS_NOTHING].map((one) => one.pattern);
  const posts = routes.filter(({ method }) => method === 'post').map(({ path }) => path);
  expect(posts.filter((path) => !known.includes(path as (typeof known)[number]))).toEqual([]);
});

it('gives a task to be marked as done only to those who have one there', () => {
  const { stages } = courseMap(lengthsOn(SHIPPED_RULES, asId<CivilDate>('2026-11-23')));
  const closers = stages.map(({ stage, stays }) => [
    stage,
    stays.find(({ event }) => event === 'closeTask')?.by,
  ]);
  expect(closers).toEqual([
    ['applying', ['supervisor']],
    ['screening', ['supervisor']],
    ['offered', ['coordinator', 'supervisor']],
    ['booked', ['supervisor']],
    ['treatment', ['psychologist', 'supervisor']],
    ['closing', ['supervisor']],
    ['epicrise', ['supervisor']],
    ['ended', ['psychologist', 'supervisor']],
  ]);
});
