/** The pages of what went wrong, with none, one and many, on a phone and on a desk. */
import type { Page } from 'playwright-core';
import type { IncidentGroup, IncidentPage, NamedIncident } from '../../../api/queries/incidents';
import {
  asId,
  instant,
  plusMillis,
  type CourseId,
  type IncidentId,
  type StaffId,
} from '../../../domain/ids';
import type { IncidentKind } from '../../../domain/incidents';
import { createRenderer } from '../../../web/shared/engine';
import { incidentsMain } from '../../../web/supervisor/incidents';
import { incidentsOfMain } from '../../../web/supervisor/incidentsOf';
import { axe, openBrowser, type OpenBrowser } from '../../support/browser';
import { course, staffFrame } from '../sampleFrames';
import { openSite, type Answer, type Site } from '../someSite';

const NOW = instant('2026-12-07T09:00:00Z');
const supervisor = {
  now: NOW,
  actor: { kind: 'staff', id: asId<StaffId>(course), role: 'supervisor' },
} as const;
const coordinator = { ...supervisor, actor: { ...supervisor.actor, role: 'coordinator' } } as const;

const group = (kind: IncidentKind, cause: string, more: Partial<IncidentGroup> = {}) => ({
  kind,
  cause,
  firstSeenAt: plusMillis(NOW, -7_200_000),
  lastSeenAt: plusMillis(NOW, -60_000),
  incidents: 3,
  courses: 3,
  mails: 0,
  asked: 0,
  ...more,
});
const many: readonly IncidentGroup[] = [
  group('recordingStopped', 'hole'),
  group('recordingStopped', 'stale', { incidents: 1, courses: 1 }),
  group('workflowGone', 'notRunning', { incidents: 30, courses: 30, asked: 30 }),
  group('workflowDiffers', 'rowAhead', { asked: 1 }),
  group('workflowTaskFails', 'workflowWorkerUnhandledFailure'),
  group('deliveryFailed', 'refused', { incidents: 2 }),
  group('deliveryFailed', 'noAnswer', { incidents: 1, courses: 1 }),
  group('deliveryFailed', 'noReceipt', { mails: 2 }),
  group('morningMailFailed', 'noAnswer', { incidents: 1, courses: 0 }),
];

const row = (more: Partial<NamedIncident> & Pick<NamedIncident, 'kind' | 'cause'>) => ({
  incidentId: asId<IncidentId>(course),
  courseId: asId<CourseId>(course),
  subject: '',
  detail: {},
  openedAt: plusMillis(NOW, -7_200_000),
  lastSeenAt: plusMillis(NOW, -60_000),
  times: 14,
  retryAskedAt: null,
  courseNumber: 'F-1987',
  personId: null,
  deliveryKind: null,
  hasLetter: false,
  staffName: null,
  onDate: null,
  name: 'Else Test Lauridsen-Vestergaard',
  ...more,
});
const page = (kind: IncidentKind, cause: string, rows: readonly NamedIncident[]): IncidentPage => ({
  kind,
  cause,
  rows,
  next: rows.length > 1 ? `${NOW}~${course}` : null,
});
const letter = row({ kind: 'deliveryFailed', cause: 'refused', deliveryKind: 'letterCorrection' });
const mail = row({
  kind: 'deliveryFailed',
  cause: 'noAnswer',
  deliveryKind: 'reminderAppointment',
});
const asked = row({ kind: 'workflowGone', cause: 'notRunning', retryAskedAt: NOW });

const renderer = createRenderer();
const list = (who: Parameters<typeof incidentsMain>[0], groups: readonly IncidentGroup[]) =>
  renderer.page('supervisor/incidents', {
    ...staffFrame,
    title: 'Fejl, der skal ses på',
    main: incidentsMain(who, groups),
  });
const each = (shown: IncidentPage, form: Record<string, string> = {}) => {
  const errors = form['incident'] ? { reason: 'Skriv en grund.', handling: 'Vælg.' } : {};
  const how = { errors, status: form['incident'] ? 422 : 200 };
  const built = incidentsOfMain(supervisor, { form, query: {} }, shown, how);
  return renderer.page('supervisor/incidentsOf', {
    ...staffFrame,
    title: 'Breve og beskeder, der ikke kom frem',
    main: built.main,
    ...(built.errors && { errors: built.errors }),
  });
};
const pages: ReadonlyMap<string, string> = new Map([
  ['/ingen', list(supervisor, [])],
  ['/en', list(supervisor, many.slice(0, 1))],
  ['/mange', list(supervisor, many)],
  [
    '/breve',
    list(
      coordinator,
      many.filter(({ kind }) => kind === 'deliveryFailed'),
    ),
  ],
  ['/tom', each(page('workflowGone', 'notRunning', []))],
  [
    '/brev',
    each(
      page('deliveryFailed', 'refused', [letter, { ...letter, subject: course, hasLetter: true }]),
    ),
  ],
  ['/mail', each(page('deliveryFailed', 'noAnswer', [mail]))],
  ['/spurgt', each(page('workflowGone', 'notRunning', [asked]))],
  [
    '/mangler',
    each(page('deliveryFailed', 'refused', [letter]), { incident: course, action: 'handle' }),
  ],
]);

let browser: OpenBrowser;
let site: Site;
let shown: Page;
beforeAll(async () => {
  site = await openSite(new Map<string, Answer>([...pages].map(([at, html]) => [at, () => html])));
  browser = await openBrowser();
  shown = await browser.context.newPage();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe.each([...pages.keys()])('%s', (path) => {
  it.each([360, 1280])(
    'axe finds nothing, and nothing scrolls sideways, at %i px',
    async (width) => {
      await shown.setViewportSize({ width, height: 900 });
      await shown.goto(site.origin + path);
      // What opens by a press is looked at open.
      await shown.evaluate('document.querySelectorAll("details").forEach((one) => (one.open = 1))');
      expect(await axe(shown)).toEqual([]);
      const overflow = await shown.evaluate<number>(
        'Math.max(0, ...[...document.querySelectorAll("body *:not(.table-frame *):not(.sr-only)")]' +
          '.map((e) => Math.round(e.getBoundingClientRect().right - innerWidth)))',
      );
      expect(overflow).toBe(0);
    },
  );
});

it('each button says what it is about, also to somebody who hears the page', async () => {
  await shown.goto(`${site.origin}/mange`);
  const names = await shown.getByRole('button', { name: /^Prøv igen/ }).allInnerTexts();
  expect(new Set(names).size).toBe(names.length);
});
