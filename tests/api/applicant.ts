/** A web process without a browser: an applicant's requests as the guard would hand them over. */
import { logIn, startLogin } from '../../api/commands/logIn';
import { saveSection } from '../../api/commands/saveSection';
import { application } from '../../api/queries/application';
import type { App, Ctx, Session, SessionValues } from '../../api/app';
import type { PatientIdentity, StaffIdentity } from '../../partners/identity/claims';
import type { CourseRow } from '../../db/courses';
import { SECTION_IDS } from '../../domain/application';
import { syntheticCpr } from '../../domain/cpr';
import { instant, type Instant } from '../../domain/ids';
import { ANONYMOUS, type Actor } from '../../db/transaction';
import type { Clinic } from '../db/clinic';
import { coursesInMemory, type InMemory } from '../support/courseInMemory';
import { complete } from '../web/applicationPages';
import { Programmes } from '../../programmes/programmes';

/** A Monday at 11 in Copenhagen. */
export const NOW = instant('2026-11-23T10:00:00Z');
const LEVEL = 'https://data.gov.dk/concept/core/nsis/loa/Substantial';

export interface Office {
  readonly app: App;
  readonly courses: InMemory;
  /** Who comes back from the identity provider next. */
  answers: PatientIdentity | StaffIdentity;
}

export function openOffice(clinic: Clinic, answers: Office['answers']): Office {
  const courses = coursesInMemory(clinic.worker);
  const office = { courses, answers };
  const app = {
    db: clinic.app,
    temporal: courses.client,
    practice: true,
    baseUrl: 'http://127.0.0.1:1',
    undoMs: 1000,
    programmes: new Programmes([]),
    standInsUrl: '',
    temporalUiUrl: '',
    temporalNamespace: '',
    identity: {
      loginUrl: async ({ who }: { who: 'patient' | 'staff' }) => ({
        who,
        state: 's',
        nonce: 'n',
        codeVerifier: 'v',
        url: 'http://127.0.0.1:1/provider',
      }),
      finish: async () => office.answers,
    },
    realNow: () => new Date().toISOString() as Instant,
  } satisfies App;
  return Object.assign(office, { app });
}

/** A session in memory. */
export function session(): Session & { values: SessionValues } {
  const kept = {
    values: {} as SessionValues,
    set: (more: SessionValues) => void (kept.values = { ...kept.values, ...more }),
    read: () => kept.values,
    renew: async (fresh: SessionValues) => void (kept.values = fresh),
    end: async () => void (kept.values = {}),
  };
  return kept;
}

export function request(office: Office, now: Instant, actor: Actor = ANONYMOUS): Ctx {
  return { app: office.app, actor, name: '', now, clock: { mode: 'real' }, requestId: 'r' };
}

let seed = 100;

/** Somebody who has never been here, as the identity provider tells it. */
export function somebody(cpr = syntheticCpr((seed += 1))) {
  return { kind: 'patient', sub: cpr, cpr, name: 'Sofie Prøve', level: LEVEL } as const;
}

/** Logs a new person in from "Søg behandling". */
export async function applicant(
  office: Office,
  who = somebody(),
): Promise<{ ctx: Ctx; course: CourseRow }> {
  office.answers = who;
  const browser = session();
  await startLogin(request(office, NOW), browser, { who: 'patient', returnTo: '', begins: true });
  const outcome = await logIn(request(office, NOW), browser, '/log-ind/svar?code=1');
  const actor = browser.values.who?.actor;
  if (outcome.kind !== 'patient' || !outcome.course || !actor) throw new Error('nobody came in');
  return { ctx: request(office, NOW, actor), course: outcome.course };
}

/** Saves every section; `but` holds the sections that are answered otherwise. */
export async function answerAll(ctx: Ctx, course: CourseRow, but: object = {}): Promise<void> {
  const answers = { ...complete(), ...but };
  const { versions } = await application(ctx, course);
  for (const id of SECTION_IDS) {
    const version = String(versions[id] ?? 0);
    const saved = await saveSection(ctx, course, id, { ...(answers[id] as object), version });
    expect(saved.kind).toBe('saved');
  }
}
