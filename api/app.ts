/** What every command and query is given: the parts of the running program, and the request. */
import type { Client } from '@temporalio/client';
import type { CourseRow } from '../db/courses';
import type { Actor, Database } from '../db/transaction';
import type { Clock } from '../domain/clock';
import type { CourseId, Instant, UpdateId } from '../domain/ids';
import type { Permission } from '../domain/permissions';
import type { RefusalName } from '../domain/refusals';
import type { CourseEvent } from '../domain/state';
import type { Identity } from '../partners/identity/client';
import type { Programmes } from '../programmes/programmes';

/** The parts of the web process, wired once in ops/web.ts. */
export interface App {
  readonly db: Database;
  readonly temporal: Client;
  readonly identity: Identity;
  readonly programmes: Programmes;
  /** Practice mode: the clock can be moved and people logged in by one press. */
  readonly practice: boolean;
  readonly baseUrl: string;
  readonly standInsUrl: string;
  readonly temporalUiUrl: string;
  readonly temporalNamespace: string;
  /** Real milliseconds in which a revocable decision can be undone. */
  readonly undoMs: number;
  readonly realNow: () => Instant;
  /** Told of every event sent to a course; the log and the figures listen. */
  readonly onPress?: (told: PressTold) => void;
}

/** What came of sending one event to a course: enum words, ids and a time, nothing that was written. */
export interface PressTold {
  /** Absent when no request asked, as in the sweep. */
  readonly requestId?: string;
  readonly courseId: CourseId;
  readonly updateId: UpdateId;
  readonly event: CourseEvent['name'];
  readonly outcome: 'recorded' | 'refused' | 'saving' | 'unavailable' | 'noWorkflow' | 'failed';
  readonly refusal?: RefusalName;
  /** Real milliseconds until the answer. */
  readonly ms: number;
}

/** One request, as commands and queries see it. */
export interface Ctx {
  readonly app: App;
  readonly actor: Actor;
  /** The actor's own name, '' for nobody. */
  readonly name: string;
  /** Domain time at the start of the request. */
  readonly now: Instant;
  readonly clock: Clock;
  readonly requestId: string;
  /**
   * Real milliseconds of the epoch: however often Temporal is asked, and whatever it does, the page
   * is made then. Absent where nobody waits for one.
   */
  readonly answerBy?: number;
  /** Real milliseconds to undo what is pressed; absent where everybody has those of the app. */
  readonly undoMs?: number;
}

/** As much of a request as asking a course takes; the sweep asks too, and answers no request. */
export interface Presser
  extends
    Pick<Ctx, 'actor' | 'now' | 'clock' | 'answerBy' | 'undoMs'>,
    Partial<Pick<Ctx, 'requestId'>> {
  readonly app: Pick<App, 'db' | 'temporal' | 'undoMs' | 'realNow' | 'onPress'>;
}

export type Form = Readonly<Record<string, string | readonly string[]>>;

/** What a handler gets of its request; `course` is there when the route has one. */
export interface Asked {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly form: Form;
  /** The whole address asked for, with its query. */
  readonly url: string;
  /** The course of the route, access already granted and the opening written in the audit. */
  readonly course: CourseRow;
  /** What the asker pressed on this course and could not be taken in, by the address it went to. */
  readonly unsent: ReadonlyMap<string, Unsent>;
  readonly session: Session;
  /** The token every form on the page carries as `_csrf`. */
  readonly csrf: string;
}

/** A form as it was pressed, with its update id; nothing of it was sent. */
export interface Unsent {
  readonly form: Form;
  readonly savedAt: Instant;
}

/** What a login keeps between requests. */
export interface Session {
  /** Who is logged in now; absent for nobody. */
  readonly who?: { readonly actor: Actor };
  set(values: SessionValues): void;
  read(): SessionValues;
  /** A new session id with these values: at login, so that an old id is worth nothing. */
  renew(values: SessionValues): Promise<void>;
  end(): Promise<void>;
}
/** Ids and words of ours only: the store keeps it in clear. */
export interface SessionValues {
  who?: { actor: Actor };
  /** The checks of a login under way, and where it leads. */
  login?: { checks: unknown; returnTo: string; begins: boolean };
  /** Shown once on the next page. */
  notice?: { heading: string; text: string };
}

export type Answer =
  | { readonly kind: 'page'; readonly html: string; readonly status?: number }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'json'; readonly body: unknown; readonly status?: number }
  /** Saved by the browser, or opened by the program that such files belong to. */
  | { readonly kind: 'file'; readonly body: string; readonly type: string; readonly name: string }
  | { readonly kind: 'fail'; readonly status: 403 | 404 | 409 | 503; readonly name: FailName };

/** Pages that say what to do instead: each has its words in danish.ts or the error page. */
export type FailName = string;

/**
 * One row of the route table: who may, what is logged, and what answers.
 * `course`: 'own' = the patient's latest course; 'followUp' = the patient's course whose questionnaire
 * waits, else the latest; 'param' = `:course`, asked for a reason when it is
 * not the psychologist's own; 'overview' = `:course` without clinical content, no reason asked.
 */
export interface Route {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly permission: Permission;
  /** The event in the audit; a verb about the person concerned. */
  readonly audit: string;
  readonly course?: 'own' | 'followUp' | 'param' | 'overview';
  /** In practice mode only; 404 otherwise. */
  readonly practiceOnly?: boolean;
  readonly handle: (ctx: Ctx, asked: Asked) => Promise<Answer>;
}
