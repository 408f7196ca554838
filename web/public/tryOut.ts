/**
 * The application to try, for professionals: the same sections, fields and pages as the real one
 * under an address of their own. Nobody logs in, nothing is read or kept of what is typed, and no
 * course begins; every page says so.
 */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { pageForm, worriesOf } from '../../api/commands/saveSection';
import { NOTHING_PERSONAL } from '../../api/guard';
import { gpChoices } from '../../api/queries/application';
import { promises } from '../../api/queries/promises';
import type { SectionId } from '../../domain/application';
import { pagesOf } from '../../domain/applicationPages';
import { paths } from '../paths';
import {
  addressAfter,
  pageAddress,
  pageAsked,
  pageBefore,
  sendAddress,
  tryOutAddress,
} from '../application/addresses';
import { bySection } from '../application/bySection';
import { SEARCH, searchedIn, searchFor, sectionMain } from '../application/section';
import { sectionFields } from '../application/sectionFields';
import { receiptMain, sendMain } from '../application/send';
import { taskListMain } from '../application/taskList';
import { told, TOLD_TITLE, toldMain } from '../application/told';
import type { Link, Notice } from '../shared/page';
import { show, type PageParts } from '../shared/show';
import type { CrisisMain } from './crisis';
import { EXAMPLE, exampleCourse } from './tryOutExample';

const BANNER: Notice = {
  kind: 'info',
  heading: 'Du prøver ansøgningen',
  text:
    'Siderne ser ud, som en ansøger ser dem. Men her bliver intet gemt, og ingen læser det. Skriv ' +
    'ikke noget om en rigtig borger.',
  link: { text: 'Stop', href: paths.professionals.to() },
};

function moved<Linked extends Pick<Link, 'href'>>(link: Linked): Linked {
  return { ...link, href: tryOutAddress(link.href) };
}

/** The page of the real one, with the banner, and nothing of whoever happens to be logged in. */
function shown<Main extends object>(
  ctx: Ctx,
  asked: Asked,
  page: string,
  parts: PageParts<Main>,
): Promise<Answer> {
  return show(ctx, asked, page, {
    audience: 'public',
    ahead: null,
    notice: BANNER,
    heading: parts.title,
    ...parts,
    title: `Prøve: ${parts.title}`,
  });
}

const TO_LIST: Link = { text: 'Til oversigten', href: paths.tryOut.to() };

async function listPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  const main = taskListMain({ answers: {}, versions: {} });
  return shown(ctx, asked, 'application/taskList', {
    title: 'Oversigt over ansøgningen',
    heading: 'Prøv ansøgningen',
    back: { text: 'Til siden for fagfolk', href: paths.professionals.to() },
    main: {
      ...main,
      left:
        'Sådan ser oversigten ud for en ansøger. En rigtig ansøgning tager op til en time. Her kan ' +
        'du gå frit fra side til side.',
      next: moved(main.next),
      sections: main.sections.map((section) => moved(section)),
    },
  });
}

async function sectionPage(ctx: Ctx, asked: Asked, id: SectionId): Promise<Answer> {
  const page = pageAsked(id, asked.query);
  const { form: body } = asked;
  const search = searchedIn(body);
  const chosen = typeof body['gp'] === 'string' ? body['gp'] : '';
  const gps = id === 'gp' ? await gpChoices(ctx, { search, municipality: '', chosen }) : null;
  const { fields } = sectionFields(id, body, {}, gps?.practices, page);
  const { form, ...main } = sectionMain(id, fields, { version: 0, page });
  const { autosave: _nothingIsSaved, ...unsaved } = form;
  const before = pageBefore(page);
  const count = pagesOf(id).length;
  return shown(ctx, asked, 'application/section', {
    title: count > 1 ? `${page.title}, side ${page.number} af ${count}` : page.title,
    heading: page.title,
    back: TO_LIST,
    main: {
      ...main,
      search: gps && searchFor(body, gps),
      previous: before && { text: 'Forrige side', href: tryOutAddress(pageAddress(before)) },
      form: {
        ...unsaved,
        action: tryOutAddress(pageAddress(page)),
        hidden: {},
        button: 'Gå videre',
      },
    },
  });
}

/** What an applicant is told at once is shown from the form's own body; all else leads on. */
async function sectionPosted(ctx: Ctx, asked: Asked, id: SectionId): Promise<Answer> {
  if (asked.form[SEARCH] !== undefined) return sectionPage(ctx, asked, id);
  const page = pageAsked(id, asked.query);
  const next = tryOutAddress(addressAfter(page, undefined));
  const answers = { [id]: pageForm(page, asked.form) };
  if (worriesOf(ctx, page, answers).length > 0) return crisisShown(ctx, asked, next);
  const said = told(page, { answers });
  if (said.length === 0) return { kind: 'redirect', to: next };
  return shown(ctx, asked, 'application/told', {
    title: TOLD_TITLE,
    main: toldMain(said, { kept: false, next, change: tryOutAddress(pageAddress(page)) }),
  });
}

/** Whoever answers so, in earnest after all, gets the numbers, and no promise that anybody reads it. */
async function crisisShown(ctx: Ctx, asked: Asked, next: string): Promise<Answer> {
  const main: CrisisMain = {
    seen: {
      heading: 'Ingen har set dit svar',
      sentences: [
        'Det her er kun en prøve. Gælder det dig selv, så ring til et af numrene herover.',
        'En ansøger får at vide her, hvem der læser svaret, og hvornår det senest sker.',
      ],
    },
    kept: false,
    onward: { text: 'Gå videre med prøven', href: next },
  };
  return shown(ctx, asked, 'public/crisis', {
    title: 'Ring, hvis du har brug for hjælp nu',
    showCrisis: false,
    main,
  });
}

async function sendPage(ctx: Ctx, asked: Asked): Promise<Answer> {
  const { rules } = await promises(ctx);
  const main = sendMain(EXAMPLE, exampleCourse(rules, ctx.now).writing, '');
  return shown(ctx, asked, 'application/send', {
    title: 'Læs igennem og send',
    back: TO_LIST,
    notice: {
      ...BANNER,
      text: 'Svarene herunder har vi fundet på. Det, du selv skrev, har vi ikke gemt.',
    },
    main: {
      ...main,
      form: main.form && { ...main.form, action: tryOutAddress(sendAddress()), hidden: {} },
      sections: main.sections.map((section) => ({
        ...section,
        change: section.change && moved(section.change),
      })),
    },
  });
}

async function sendPosted(ctx: Ctx, asked: Asked): Promise<Answer> {
  const { rules } = await promises(ctx);
  const main = receiptMain(exampleCourse(rules, ctx.now).sent, ctx.now);
  if (!main) return { kind: 'redirect', to: paths.professionals.to() };
  return shown(ctx, asked, 'public/tryOutSent', {
    title: 'Sådan ser kvitteringen ud',
    back: TO_LIST,
    notice: { ...BANNER, text: 'Der er ikke sendt noget. En ansøger får det her at vide:' },
    main,
  });
}

export const tryOutRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.tryOut.pattern,
    permission: 'public',
    audit: NOTHING_PERSONAL,
    handle: listPage,
  },
  {
    method: 'get',
    path: paths.tryOutSection.pattern,
    permission: 'public',
    audit: NOTHING_PERSONAL,
    handle: bySection({ send: sendPage, section: sectionPage }),
  },
  {
    method: 'post',
    path: paths.tryOutSection.pattern,
    permission: 'public',
    audit: NOTHING_PERSONAL,
    handle: bySection({ send: sendPosted, section: sectionPosted }),
  },
];
