/** One page of the application: its questions, saved on "Gem og gå videre". */
import type { Answer, Asked, Ctx, Form } from '../../api/app';
import { keepSectionDraft, type DraftKept } from '../../api/commands/keepSectionDraft';
import { savePage, type SectionOutcome } from '../../api/commands/saveSection';
import { application, type Application } from '../../api/queries/application';
import { openWorry, type OpenWorry } from '../../api/queries/crisis';
import { isOwnDraft, sectionDraft, type SectionDraft } from '../../api/queries/sectionDraft';
import { answersInWords, valueOf, type SectionId } from '../../domain/application';
import { changedAt, type SectionPage } from '../../domain/applicationPages';
import { FIRST_STAGE } from '../../domain/course';
import { refusalWords, timeWords } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import { paths } from '../paths';
import { seenWords } from '../public/crisis';
import { crisisBefore } from '../shared/crisisBefore';
import type { Typed } from '../shared/fields';
import type { Notice } from '../shared/page';
import { show } from '../shared/show';
import { addressAfter, pageAddress, pageAsked, sendAddress } from './addresses';
import { SEARCH, shown, type Showing } from './sectionView';
import { told, TOLD_TITLE, toldMain } from './told';

export { SEARCH, searchedIn, searchFor, sectionMain } from './sectionView';

export async function sectionPage(ctx: Ctx, asked: Asked, id: SectionId): Promise<Answer> {
  const { course, query } = asked;
  if (course.stage !== FIRST_STAGE) return { kind: 'redirect', to: paths.myCourse.to() };
  const found = await application(ctx, course);
  if (found.isLocked) return { kind: 'redirect', to: sendAddress() };
  const page = pageAsked(id, query);
  if (query['vis'] === 'besked') return toldPage(ctx, asked, page, found);
  const draft = await sectionDraft(ctx, course, page);
  const wantsSaved = query['vis'] === 'gemt';
  const showing =
    draft && !wantsSaved
      ? draftShowing(draft, page, found)
      : { typed: textsOf(page, found), version: found.versions[id] ?? 0 };
  return shown(ctx, asked, page, found, { ...showing, ...(draft && { seen: draft.stamp }) });
}

/** What was typed and not saved; beside it what was saved meanwhile, if the page changed since. */
function draftShowing(draft: SectionDraft, page: SectionPage, found: Application): Showing {
  const { typed, savedAt } = draft;
  const saved = changedAt(found.versions, page.id, page.key === null ? [] : [page.key]);
  const isOlder = saved > (Number(draft.version) || 0);
  const notice: Notice = {
    kind: 'info',
    heading: 'Her er det, du var i gang med',
    text:
      `Det er fra ${timeWords(savedAt)} og kommer først med i ansøgningen, når du ` +
      'trykker "Gem og gå videre".',
  };
  if (!isOlder) return { typed, version: draft.version, notice };
  const theirs = savedFacts(page, textsOf(page, found));
  return { typed, version: found.versions[page.id] ?? 0, notice, theirs };
}

export async function sectionPosted(ctx: Ctx, asked: Asked, id: SectionId): Promise<Answer> {
  const { course, form } = asked;
  const page = pageAsked(id, asked.query);
  if (asked.query['kladde'] !== undefined) {
    return draftAnswer(await keepSectionDraft(ctx, course, page, form), ctx);
  }
  if (form[SEARCH] !== undefined) return searched(ctx, asked, page);
  const from = textFrom(form, 'fra');
  const outcome = await savePage(ctx, course, page, form);
  if (outcome.kind === 'saved') return onward(ctx, asked, page, outcome.worries, from);
  // Help first: the page waits with everything typed, and says then what is wrong with it.
  if (outcome.worries && (await keepSectionDraft(ctx, course, page, form)) === 'kept') {
    return crisisBefore(pageAddress(page, { fra: from }));
  }
  return again(ctx, asked, page, outcome);
}

/** The same showing of the page, with all that is typed and chosen on it; nothing is saved. */
async function searched(ctx: Ctx, asked: Asked, page: SectionPage): Promise<Answer> {
  const { course, form } = asked;
  const found = await application(ctx, course);
  if (found.isLocked || course.stage !== FIRST_STAGE) {
    return again(ctx, asked, page, { kind: 'locked', worries: false });
  }
  const seen = textFrom(form, 'seen');
  const writer = textFrom(form, 'writer');
  return shown(ctx, asked, page, found, {
    typed: form,
    version: textFrom(form, 'version') ?? 0,
    ...(seen !== undefined && { seen }),
    ...(writer !== undefined && { writer }),
  });
}

/** `saved` and `failed` are what the page says under its button. */
function draftAnswer(kept: DraftKept, ctx: Ctx): Answer {
  switch (kept) {
    case 'kept':
      return { kind: 'json', body: { saved: `Kladde gemt ${timeWords(ctx.now)}` } };
    case 'closed':
      return {
        kind: 'json',
        status: 409,
        body: { failed: 'Ikke gemt: Ansøgningen er sendt eller lukket og kan ikke ændres mere.' },
      };
    case 'elsewhere':
      return {
        kind: 'json',
        status: 409,
        body: {
          failed:
            'Du skriver på den samme side i et andet vindue. Det, du skriver her, er ikke gemt ' +
            'endnu. Tryk "Gem og gå videre", når du vil gemme det.',
        },
      };
  }
}

/** Nothing typed is lost: the page comes back as it was, with what is wrong beside it. */
async function again(
  ctx: Ctx,
  asked: Asked,
  page: SectionPage,
  outcome: Exclude<SectionOutcome, { kind: 'saved' }>,
): Promise<Answer> {
  const { course, form } = asked;
  const found = await application(ctx, course);
  const typed: Typed = form;
  // The page is shown anew, and goes on with the draft that it typed itself.
  const draft = await sectionDraft(ctx, course, page);
  const seen = draft && isOwnDraft(draft, form) ? draft.stamp : textFrom(form, 'seen');
  const carried = {
    typed,
    ...(seen !== undefined && { seen }),
    ...(outcome.worries && { notice: helpNow(await openWorry(ctx), ctx.now) }),
  };
  switch (outcome.kind) {
    case 'invalid':
      return shown(ctx, asked, page, found, {
        ...carried,
        version: textFrom(form, 'version') ?? 0,
        errors: outcome.errors,
        status: 422,
      });
    case 'locked':
      return shown(ctx, asked, page, found, {
        ...carried,
        version: 0,
        status: 409,
        errors: { '': found.isLocked ? SENT : CLOSED },
      });
    case 'changedElsewhere':
      return shown(ctx, asked, page, found, {
        ...carried,
        version: outcome.version,
        status: 409,
        errors: { '': refusalWords('changedElsewhere') },
        theirs: savedFacts(page, outcome.theirs),
      });
  }
}

/**
 * The numbers themselves, over a page whose words are kept nowhere else: a link to the crisis page
 * would lose them.
 */
function helpNow(worry: OpenWorry | null, now: Instant): Notice {
  const said = worry?.isTold
    ? seenWords(worry, now).sentences
    : ['Vent ikke på os: Dit svar er ikke nået frem til en psykolog endnu.'];
  return {
    kind: 'warning',
    heading: 'Ring, hvis du har brug for hjælp nu',
    text: [...said, 'Alt, du skrev, står herunder.'].join(' '),
    crisis: true,
  };
}
const SENT = 'Ansøgningen er sendt, så den kan ikke ændres mere. Skriv en besked i stedet.';
const CLOSED =
  'Ansøgningen er lukket, så den kan ikke ændres mere. Det, du skrev, står her stadig. Du kan ' +
  'kopiere det og søge igen.';

function savedFacts({ id, questions }: SectionPage, saved: Readonly<Record<string, string>>) {
  const names = questions.map(({ name }) => name);
  return {
    caption: 'Det, der er gemt fra det andet vindue',
    rows: answersInWords(id, { [id]: saved })
      .filter(({ name }) => names.includes(name))
      .map(({ question, answer }) => ({ term: question, text: answer ?? 'Ikke svaret' })),
  };
}

async function onward(
  ctx: Ctx,
  asked: Asked,
  page: SectionPage,
  worries: boolean,
  from: string | undefined,
): Promise<Answer> {
  const next = addressAfter(page, from);
  if (worries) return crisisBefore(next);
  const tell = told(page, await application(ctx, asked.course)).length > 0;
  return { kind: 'redirect', to: tell ? pageAddress(page, { vis: 'besked', fra: from }) : next };
}

async function toldPage(
  ctx: Ctx,
  asked: Asked,
  page: SectionPage,
  found: Application,
): Promise<Answer> {
  const from = asked.query['fra'];
  const next = addressAfter(page, from);
  const said = told(page, found);
  if (said.length === 0) return { kind: 'redirect', to: next };
  return show(ctx, asked, 'application/told', {
    title: TOLD_TITLE,
    main: toldMain(said, { kept: true, next, change: pageAddress(page, { fra: from }) }),
  });
}

function textsOf({ id }: SectionPage, { answers }: Application): Record<string, string> {
  const values = answers[id] ?? {};
  return Object.fromEntries(Object.keys(values).map((name) => [name, valueOf(values, name)]));
}

function textFrom(form: Form, name: string): string | undefined {
  const value = form[name];
  return typeof value === 'string' ? value : undefined;
}
