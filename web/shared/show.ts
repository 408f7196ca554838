/** From a request to a whole page: the frame around it, rendered once. */
import type { Answer, Asked, Ctx } from '../../api/app';
import { frameFacts, type FrameFacts } from '../../api/queries/frame';
import { dateTimeWords, capital, ROLE_NAMES } from '../../domain/danish';
import { may } from '../../domain/permissions';
import { plusMillis } from '../../domain/ids';
import { aheadUnderAge } from '../application/underAge';
import { pageOfForm, paths, withQuery } from '../paths';
import { aheadOf } from './ahead';
import { createRenderer } from './engine';
import { addressOf, ANEW } from './formState';
import {
  crisisNumbers,
  type Ahead,
  type Frame,
  type Link,
  type NavLink,
  type Notice,
  type PageView,
  type PracticeBar,
} from './page';

export const renderer = createRenderer();

/** What a page adds to the frame. */
export type PageParts<Main extends object> = Omit<PageView<Main>, keyof Frame> & {
  readonly audience?: Frame['audience'];
};

/** The page `family/name` with its frame; `status` 200 unless said (422 with field errors). */
export async function show<Main extends object>(
  ctx: Ctx,
  asked: Asked,
  page: string,
  parts: PageParts<Main>,
  status = 200,
): Promise<Answer> {
  const facts = await frameFacts(ctx);
  const view = { ...aheadOfOwn(ctx, facts, page), ...frameFrom(ctx, asked, facts) };
  const placed = { ...parts, ...backToOwn(ctx, facts, page, parts.back) };
  const told = withUnsent(ctx, asked, withNotice(asked, placed), status);
  const html = renderer.page(page, { ...view, ...told });
  return { kind: 'page', html, status };
}

/** The families of pages on which patients see their own course. */
const OWN_PAGES = /^(patient|application)\//;

/** On every page of their own course, patients read what is next; a page may say it in full itself. */
function aheadOfOwn(ctx: Ctx, { own, adultFrom }: FrameFacts, page: string): { ahead?: Ahead } {
  if (!own || !OWN_PAGES.test(page)) return {};
  if (adultFrom) return { ahead: aheadUnderAge(own, adultFrom, ctx.now) };
  return { ahead: aheadOf(own, 'patient', ctx.now) };
}

/** The pages for everybody that stand beside a course: they begin at the front page, or are it. */
const FOR_EVERYBODY = /^(public\/|shared\/front$)/;

/** A patient who came from their own course goes back there; everybody else as the page says. */
function backToOwn(
  { actor }: Ctx,
  { own }: FrameFacts,
  page: string,
  back: Link | undefined,
): { back?: Link } {
  if (actor.kind !== 'patient' || !own || !FOR_EVERYBODY.test(page)) return {};
  const isBeside = page === 'shared/front' || back?.href === paths.front.to();
  return isBeside ? { back: { text: 'Tilbage til Mit forløb', href: paths.myCourse.to() } } : {};
}

/** A notice left by the page before is shown once. */
function withNotice<Main extends object>(asked: Asked, parts: PageParts<Main>): PageParts<Main> {
  const { notice } = asked.session.read();
  if (!notice || parts.notice) return parts;
  asked.session.set({ notice: undefined });
  return { ...parts, notice: { kind: 'success', ...notice } };
}

/** So long the first page of a course leads to what was never sent; its own page always shows it. */
const REMIND_DAYS = 7;
const DAY = 86_400_000;

/** Who pressed in vain is told so when they come back: nothing of it is sent by itself. */
function withUnsent<Main extends object>(
  ctx: Ctx,
  asked: Asked,
  parts: PageParts<Main>,
  status: number,
): PageParts<Main> {
  if (status !== 200 || parts.notice || asked.query[ANEW] !== undefined) return parts;
  const here = addressOf(asked);
  const [first] = [...asked.unsent]
    .map(([address, { savedAt }]) => ({ savedAt, page: pageOfForm(address) }))
    .filter(({ savedAt, page }) => {
      if (page === here) return true;
      const isFirstPage = here === paths.myCourse.to() || page.startsWith(`${here}/`);
      return isFirstPage && plusMillis(savedAt, REMIND_DAYS * DAY) > ctx.now;
    })
    .toSorted((one, other) => Number(other.page === here) - Number(one.page === here));
  if (!first) return parts;
  const { savedAt, page } = first;
  const pressed = `Du trykkede ${dateTimeWords(savedAt, ctx.now)}, mens vi ikke kunne tage imod.`;
  const notice: Notice =
    page === here
      ? {
          kind: 'warning',
          heading: 'Det blev ikke sendt',
          text: `${pressed} Det, du skrev eller valgte, står her endnu. Tryk igen for at sende det.`,
          link: { text: 'Begynd forfra', href: withQuery(here, { [ANEW]: '1' }) },
        }
      : {
          kind: 'warning',
          heading: 'Noget er ikke sendt',
          text: pressed,
          link: { text: 'Se det, og send det', href: page },
        };
  return { ...parts, notice };
}

export async function frameOf(ctx: Ctx, asked: Asked): Promise<Frame> {
  return frameFrom(ctx, asked, await frameFacts(ctx));
}

function frameFrom(ctx: Ctx, asked: Asked, facts: FrameFacts): Frame {
  const { actor } = ctx;
  const audience = actor.kind === 'anonymous' || actor.kind === 'system' ? 'public' : actor.kind;
  const lines = facts.crisis.map(({ name, phone }) => ({
    words: `${name}:`,
    number: phone,
    tel: phone.replaceAll(' ', ''),
  }));
  return {
    audience,
    csrf: asked.csrf,
    nav: navOf(ctx, asked, facts),
    crisis: crisisNumbers(lines),
    ...(ctx.name !== '' && {
      person: { name: ctx.name, roleDanish: actor.kind === 'staff' ? ROLE_NAMES[actor.role] : '' },
    }),
    ...(ctx.app.practice && { practice: practiceBar(ctx, asked, facts) }),
    ...(facts.redFlag && {
      redFlag: {
        text:
          `Rød bekymringsmarkering: ${facts.redFlag.number}, rejst ` +
          `${dateTimeWords(facts.redFlag.raisedAt, ctx.now)}. Ingen har taget den.`,
        action: {
          text: 'Tag den nu',
          href: paths.riskFlag.to({ course: facts.redFlag.courseId, flag: facts.redFlag.flagId }),
        },
      },
    }),
  };
}

function navOf(ctx: Ctx, asked: Asked, { incidents }: FrameFacts): readonly NavLink[] {
  if (ctx.actor.kind !== 'staff') return [];
  const links = [{ text: 'Arbejdsliste', href: paths.worklist.to() }];
  if (may(ctx.actor.role, 'seeCourse')) {
    links.push({ text: 'Forløb', href: paths.courses.to() });
  }
  if (may(ctx.actor.role, 'seeDutyRoster')) {
    links.push({ text: 'Vagtplan', href: paths.dutyRoster.to() });
  }
  if (ctx.actor.role === 'supervisor') {
    links.push({ text: 'Kørende forløb', href: paths.runningCourses.to() });
  }
  if (may(ctx.actor.role, 'writePublicTexts')) {
    links.push({ text: 'Offentlige tekster', href: paths.publicTexts.to() });
  }
  if (incidents !== null) {
    const count = incidents > 0 ? ` (${incidents})` : '';
    links.push({ text: `Fejl${count}`, href: paths.incidents.to() });
  }
  if (may(ctx.actor.role, 'seeCourse')) {
    links.push({ text: 'Forløbets kort', href: paths.courseMap.to() });
  }
  return links.map((link) => ({ ...link, current: isUnder(link.href, asked.url) }));
}

/** The page itself, or one below it: '/forloebskort' is not below '/forloeb'. */
function isUnder(href: string, url: string): boolean {
  return url.startsWith(href) && ['', '/', '?'].includes(url.charAt(href.length));
}

function practiceBar(ctx: Ctx, asked: Asked, facts: FrameFacts): PracticeBar {
  const { clock } = ctx;
  const { jumpingTo } = facts;
  const running = clock.mode === 'practice' && !clock.paused;
  const course = asked.params['course'] ?? facts.own?.courseId;
  return {
    dateWords: capital(dateTimeWords(ctx.now)),
    isRunning: running,
    back: asked.url,
    stateWords: running ? 'uret går' : 'uret står stille',
    ...(jumpingTo && { jumping: `Uret springer til ${dateTimeWords(jumpingTo, ctx.now)} …` }),
    ...(course && { course }),
  };
}
