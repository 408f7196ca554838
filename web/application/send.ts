/** The last page: all answers read through, what is missing, what happens then; and the receipt. */
import type { Answer, Asked, Ctx } from '../../api/app';
import { stateOf } from '../../api/queries/courseState';
import { freshUpdateId } from '../../api/commands/press';
import { submitApplication } from '../../api/commands/submitApplication';
import { application, type Application } from '../../api/queries/application';
import { openWorry } from '../../api/queries/crisis';
import { draftPages, type Drafts } from '../../api/queries/sectionDraft';
import { promisedState } from '../../api/queries/promises';
import {
  answersInWords,
  APPLICATION,
  CONSENT_FIELDS,
  missingIn,
  missingSections,
  SECTION_IDS,
  TICKED,
  valueOf,
  type SectionId,
} from '../../domain/application';
import { pageAsking } from '../../domain/applicationPages';
import { FIRST_STAGE } from '../../domain/course';
import { CONSENTS, dateWords, lengthWords, whatHappensNext } from '../../domain/danish';
import { taskDueAt } from '../../domain/deadlines';
import type { Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { findTask } from '../../domain/tasks';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import { crisisBefore } from '../shared/crisisBefore';
import { fieldsOf, type FieldErrors } from '../shared/fields';
import { unsentForm } from '../shared/formState';
import type { Link } from '../shared/page';
import type { Facts, Form } from '../shared/parts';
import { show } from '../shared/show';
import { pageAddress, sectionAddress, sendAddress } from './addresses';
import { regionToday } from './region';
import { underAge, type UnderAge } from './underAge';

export interface SendMain {
  underAge: UnderAge | null;
  /** Nothing for somebody under 18: they could not send it if all was there. */
  missing: readonly Link[];
  /** Sections in which something is typed and not saved: it would not be sent. */
  unsaved: readonly Link[];
  /** Nothing for somebody who cannot send yet. */
  form: (Form & { button: string }) | null;
  then: readonly string[];
  isLocked: boolean;
  /** Without rows: nothing in it is answered yet. */
  sections: readonly { title: string; change: Link | null; facts: Facts }[];
}

export async function sendPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  if (asked.course.stage !== FIRST_STAGE) return receiptPage(ctx, asked);
  const unsent = unsentForm(asked, sendAddress());
  return shown(ctx, asked, unsent?.hidden['updateId'] ?? freshUpdateId(), {}, 200);
}

export async function sendPosted(ctx: Ctx, asked: Asked): Promise<Answer> {
  const { course, form } = asked;
  // Sent before, perhaps from another window: the receipt says so.
  if (course.stage !== FIRST_STAGE) return { kind: 'redirect', to: sendAddress() };
  const told = await openWorry(ctx);
  const outcome = await submitApplication(ctx, course, form);
  const isSent = outcome.kind === 'done' || outcome.kind === 'saving';
  // What nobody has told the applicant yet, as a question left out before that was asked at once.
  if (isSent && !told && (await openWorry(ctx))) return crisisBefore(sendAddress());
  const id = typeof form['updateId'] === 'string' ? form['updateId'] : freshUpdateId();
  return afterPress(ctx, asked, outcome, {
    to: sendAddress(),
    again: (errors, status) => shown(ctx, asked, id, errors, status),
  });
}

async function shown(
  ctx: Ctx,
  asked: Asked,
  updateId: string,
  errors: FieldErrors,
  status: number,
): Promise<Answer> {
  const found = await application(ctx, asked.course);
  const state = await promisedState(ctx, asked.course);
  const young = found.adultFrom && underAge(state, found.adultFrom, ctx.now);
  const summary = fieldsOf({}, errors).summary();
  return show(
    ctx,
    asked,
    'application/send',
    {
      title: 'Læs igennem og send',
      back: { text: 'Til oversigten', href: paths.application.to() },
      ...(summary && { errors: summary }),
      main: sendMain(found, state, updateId, {
        drafts: await draftPages(ctx, asked.course),
        region: regionToday(ctx, found),
        young,
      }),
    },
    status,
  );
}

/** What is known beside the answers; in the try-out nothing is. */
export interface AboutIt {
  readonly drafts?: Drafts;
  readonly region?: string | null;
  readonly young?: UnderAge | null;
}

export function sendMain(
  found: Application,
  state: CourseState,
  updateId: string,
  { drafts = new Map(), region = null, young = null }: AboutIt = {},
): SendMain {
  const missing = young ? [] : missingSections(found.answers);
  const canSend = missing.length === 0 && !young;
  return {
    underAge: young,
    missing: missing.map((id) => ({
      text: APPLICATION[id].title,
      href: pageAddress(pageAsking(id, missingIn(id, found.answers)), { fra: 'send' }),
    })),
    unsaved: (young ? [] : [...drafts.values()]).map((page) => ({
      text: APPLICATION[page.id].title,
      href: pageAddress(page, { fra: 'send' }),
    })),
    form: canSend
      ? { action: sendAddress(), hidden: { updateId }, button: 'Send ansøgning' }
      : null,
    then: [
      `En psykolog læser din ansøgning. Du får svar i Digital Post inden for ${lengthWords(
        state.rules.screeningAnswer,
      )}.`,
      'Svaret er enten en tid til en samtale på video eller et brev om, hvem der bedre kan hjælpe dig.',
      'Når du har sendt, kan du ikke ændre dine svar. Du kan trække ansøgningen tilbage når som helst.',
    ],
    isLocked: found.isLocked,
    sections: SECTION_IDS.map((id) => sectionOnIt(id, found, region)),
  };
}

function sectionOnIt(
  id: SectionId,
  found: Application,
  region: string | null,
): SendMain['sections'][number] {
  const { title } = APPLICATION[id];
  const own = id === 'aboutYou' && region !== null ? [{ term: 'Din region', text: region }] : [];
  const rows = [...rowsOf(id, found), ...own];
  const text = rows.length > 0 ? 'Ret' : 'Udfyld';
  const change = found.isLocked ? null : { text, href: sectionAddress(id, { fra: 'send' }) };
  return { title, change, facts: { caption: title, rows } };
}

const NOT_ANSWERED = 'Ikke svaret';

function rowsOf(id: SectionId, { answers, gp }: Application): Facts['rows'] {
  if (id === 'consents') {
    return CONSENT_FIELDS.map((kind) => ({
      term: CONSENTS[kind].title,
      text: valueOf(answers['consents'], kind) === TICKED ? 'Ja' : 'Nej',
    }));
  }
  if (id === 'gp') return [{ term: 'Din læge', text: gp?.name ?? 'Ingen læge valgt' }];
  const isEmpty = Object.values(answers[id] ?? {}).every((value) => value === '');
  return isEmpty
    ? []
    : answersInWords(id, answers).map(({ question, answer }) => ({
        term: question,
        text: answer ?? NOT_ANSWERED,
      }));
}

/** While a psychologist reads it this is the receipt; later Mit forløb says it all. */
async function receiptPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  const main = receiptMain(stateOf(asked.course), ctx.now);
  if (!main) return { kind: 'redirect', to: paths.myCourse.to() };
  return show(ctx, asked, 'application/receipt', { title: 'Tak. Vi har fået din ansøgning', main });
}

export interface ReceiptMain {
  by: string;
  sentences: readonly string[];
}

/** Null when nobody is reading it (any more). */
export function receiptMain(state: CourseState, now: Instant): ReceiptMain | null {
  const task = findTask(state.tasks, 'screen');
  const due = task && taskDueAt(state, task);
  if (!due) return null;
  const { title } = whatHappensNext(state, now);
  return {
    by: `Du hører fra os senest ${dateWords(due, now)}.`,
    sentences: [
      `${title}. Du får svar i Digital Post, og du kan følge med under Mit forløb.`,
      'Vi har sendt dig en kvittering.',
    ],
  };
}
