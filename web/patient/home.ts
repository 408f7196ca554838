/** "Mit forløb": where am I, what comes next and when, what do I do now, and what if I do nothing. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { courseHome, type CourseHome } from '../../api/queries/courseHome';
import { promisedState } from '../../api/queries/promises';
import { countWords, rail } from '../../domain/danish';
import type { CivilDate, Instant } from '../../domain/ids';
import type { CourseState } from '../../domain/state';
import { aheadUnderAge, underAge, UNDER_AGE_HEADING } from '../application/underAge';
import { paths } from '../paths';
import { aheadOf } from '../shared/ahead';
import { moduleList, type ModuleList } from '../shared/moduleList';
import type { Ahead, Link, Notice } from '../shared/page';
import type { Facts, Rail } from '../shared/parts';
import { show } from '../shared/show';
import { nearestDates } from './dates';
import { diaryPanel, type DiaryPanel } from './diaryPanel';
import { nowPanel, type NowPanel } from './nowPanel';
import { placeOf } from './place';
import { whatIsWritten } from './written';

export interface HomeMain {
  readonly ask: NowPanel;
  readonly unread: Notice | null;
  /** An answer to a module that the patient has not opened yet. */
  readonly newAnswer: Notice | null;
  /** An earlier course asks how it goes now. */
  readonly earlier: Notice | null;
  readonly modules: ModuleList | null;
  readonly diary: DiaryPanel | null;
  readonly rail: Rail;
  /** In full: the page's own panel. */
  readonly ahead: Ahead;
  /** The nearest dates; null: none lies ahead. */
  readonly dates: Facts | null;
  readonly allDates: { readonly links: readonly Link[] };
  readonly written: { readonly sentences: readonly string[]; readonly links: readonly Link[] };
  readonly mine: { readonly links: readonly Link[] };
}

export function homeMain(state: CourseState, own: CourseHome, now: Instant): HomeMain {
  const { adultFrom } = own;
  return {
    ask: adultFrom ? askOfYoung(state, adultFrom, now) : nowPanel(state, own, now),
    unread: unreadNotice(own),
    newAnswer: newAnswerNotice(own),
    earlier: own.earlierAsks ? EARLIER : null,
    modules: moduleList(state, own, now),
    diary: diaryPanel(own),
    rail: railOf(state),
    ahead: adultFrom ? aheadUnderAge(state, adultFrom, now) : aheadOf(state, 'patient', now),
    dates: nearestDates(state, now, (module) => own.titles.get(module) ?? module),
    allDates: { links: [{ text: 'Alle dine datoer', href: paths.myDates.to() }] },
    written: {
      sentences: whatIsWritten(state, own.psychologistName, now),
      links: writtenLinks(state, own),
    },
    mine: { links: ownLinks(state, own) },
  };
}

/** Nobody under 18 is asked to hurry: they cannot send it yet. */
function askOfYoung(state: CourseState, adultFrom: CivilDate, now: Instant): NowPanel {
  const { text, when } = underAge(state, adultFrom, now);
  return {
    heading: UNDER_AGE_HEADING,
    sentences: [text, ...when],
    strong: null,
    quiet: [],
    form: null,
    go: null,
    links: [{ text: 'Se, hvor der er hjælp, og din ansøgning', href: paths.application.to() }],
  };
}

const EARLIER: Notice = {
  kind: 'info',
  heading: 'Hvordan går det nu?',
  text: 'Der er et kort spørgeskema til dig fra dit tidligere forløb. Du bestemmer selv, om du vil svare.',
  link: { text: 'Svar på spørgsmålene', href: paths.myFollowUp.to() },
};

function unreadNotice({ unread }: CourseHome): Notice | null {
  if (unread === 0) return null;
  return {
    kind: 'info',
    heading: unread === 1 ? 'Du har fået en besked' : `Du har ${unread} nye beskeder`,
    text: `${unread === 1 ? 'Den er' : 'De er'} fra klinikken.`,
    link: { text: unread === 1 ? 'Læs beskeden' : 'Læs beskederne', href: paths.myMessages.to() },
  };
}

function newAnswerNotice({ answered, titles }: CourseHome): Notice | null {
  // In the order of the programme.
  const isNew = [...titles.keys()].filter((module) => answered.get(module)?.isNew);
  const [module, ...others] = isNew;
  if (module === undefined) return null;
  const who = answered.get(module)?.name ?? 'Psykologen';
  return {
    kind: 'info',
    heading: others.length === 0 ? 'Du har fået et svar' : `Du har ${others.length + 1} nye svar`,
    text:
      others.length === 0
        ? `${who} har svaret på modulet »${titles.get(module) ?? module}«.`
        : 'De står herunder ved dine moduler.',
    link: {
      text: others.length === 0 ? 'Læs svaret' : 'Læs det første',
      href: paths.myModule.to({ module }),
    },
  };
}

function railOf(state: CourseState): Rail {
  return {
    stages: rail(state).map(({ title, status, words }) => ({
      state: status === 'tocome' ? 'toCome' : status,
      name: title,
      words: words === '' ? null : words,
    })),
  };
}

/** What the patient has written, to be read again. */
function writtenLinks(state: CourseState, { unread }: CourseHome): readonly Link[] {
  if (!state.since.submitted) {
    return placeOf(state) === 'over'
      ? []
      : [{ text: 'Se din ansøgning', href: paths.application.to() }];
  }
  return [
    { text: 'Læs din ansøgning', href: paths.myApplication.to() },
    ...(state.since.treatmentStarted
      ? [
          { text: 'Dine spørgeskemaer, og hvordan det går', href: paths.myMeasures.to() },
          { text: 'Din opsummering', href: paths.mySummary.to() },
        ]
      : []),
    {
      text: unread > 0 ? `Beskeder (${countWords(unread, 'ny', 'nye')})` : 'Beskeder',
      href: paths.myMessages.to(),
    },
  ];
}

/** What is the patient's to see, and to decide. */
function ownLinks(state: CourseState, { letters }: CourseHome): readonly Link[] {
  const place = placeOf(state);
  return [
    { text: letters > 0 ? `Dine breve (${letters})` : 'Dine breve', href: paths.myLetters.to() },
    { text: 'Dine oplysninger', href: paths.myDetails.to() },
    { text: 'Dine samtykker', href: paths.myConsents.to() },
    { text: 'Hvem har set dine oplysninger', href: paths.myReaders.to() },
    { text: 'Sig til, hvis noget er galt, eller klag', href: paths.sayWrong.to() },
    ...(place === 'over' ? [] : [{ text: stopWords(place), href: paths.withdraw.to() }]),
  ];
}

function stopWords(place: ReturnType<typeof placeOf>): string {
  if (place === 'writing' || place === 'beingRead') return 'Træk din ansøgning';
  return place === 'working' ? 'Stop behandlingen' : 'Stop forløbet';
}

async function showHome(ctx: Ctx, asked: Asked): Promise<Answer> {
  const own = await courseHome(ctx, asked.course);
  const main = homeMain(await promisedState(ctx, asked.course), own, ctx.now);
  return show(ctx, asked, 'patient/home', { title: 'Mit forløb', ahead: null, main });
}

export const homeRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.myCourse.pattern,
    permission: 'ownCourse',
    audit: 'sawOwnCourse',
    course: 'own',
    handle: showHome,
  },
];
