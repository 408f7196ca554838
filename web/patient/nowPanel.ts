/** The one panel that asks something of the patient now, or says that nothing is asked. */
import { freshUpdateId } from '../../api/commands/press';
import { closingWindow } from '../../domain/closingWindow';
import type { CourseHome } from '../../api/queries/courseHome';
import { coordinatorDecides } from '../../domain/calledOff';
import type { Outcome } from '../../domain/course';
import { dateTimeWords, whatHappensNext } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import { isTargetOpen } from '../../domain/portal';
import { isWorkedOn } from '../../domain/programmeState';
import type { CourseState } from '../../domain/state';
import { paths } from '../paths';
import type { ButtonForm, Link } from '../shared/page';
import { agreedAsks, calendarLink, removeLink } from './agreedPanel';
import { MOVE_CALL, RIGHT_NUMBER, ringsWords } from './closingTime';
import { askedWords, whereToAnswer, whyAsked } from './measuresAsked';
import { placeOf, type Place } from './place';

export interface NowPanel {
  readonly heading: string;
  readonly sentences: readonly string[];
  /** The date that must not be missed. */
  readonly strong: string | null;
  /** What belongs to that date. */
  readonly quiet: readonly string[];
  /** The primary button: a press, or the way to the page where it is done. */
  readonly form: ButtonForm | null;
  readonly go: Link | null;
  readonly links: readonly Link[];
}
type Asks = Partial<Omit<NowPanel, 'heading'>>;

const NOTHING = 'Du skal ikke gøre noget nu.';
const noThanks = { text: 'Jeg vil ikke have en samtale', href: paths.withdraw.to() };
const summary = { text: 'Din opsummering', href: paths.mySummary.to() };
const plan = { text: 'Din korte plan for svære tider', href: paths.myPlan.to() };
const CHANGE_ANSWER = { text: 'Ret dit svar', href: paths.myClosing.to() };
const write = { text: 'Skriv en besked', href: paths.myMessages.to() };

/** What comes after the outcome's own sentence: kind, true, and what can still be read. */
const AFTERWARDS = {
  completed: 'Du kan stadig læse dine moduler og det, psykologen har skrevet til dig.',
  droppedOut: 'Det, du nåede, kan du stadig læse her.',
  withdrawn: 'Det er helt i orden. Du kan søge igen, når du vil.',
  endedByClinic: 'Du kan stadig læse dine breve og beskeder her.',
  referred: 'Du kan stadig læse dine breve og beskeder her.',
  rejected: 'Du kan søge igen, hvis noget ændrer sig.',
  notOffered: 'Du kan søge igen, hvis noget ændrer sig.',
  lapsed: 'Dine breve kan du stadig læse her.',
} as const satisfies Record<Outcome, string>;
const HELP =
  'Får du det værre, så tal med din egen læge, eller ring til et af numrene nederst på siden.';

/** Heading and dates are what the table promises; the button is what can be done about it here. */
export function nowPanel(state: CourseState, own: CourseHome, now: Instant): NowPanel {
  const { title, sentences } = whatHappensNext(state, now);
  const asks = ASKS[placeOf(state)](state, own, now, sentences);
  const none = { strong: null, quiet: [], form: null, go: null, links: [] };
  return { heading: title, sentences, ...none, ...asks };
}

type Says = (
  state: CourseState,
  own: CourseHome,
  now: Instant,
  sentences: readonly string[],
) => Asks;

const ASKS: Record<Place, Says> = {
  writing: () => ({ go: { text: 'Fortsæt din ansøgning', href: paths.application.to() } }),
  beingRead: (_state, _own, _now, sentences) => ({
    sentences: [...sentences, NOTHING],
    links: [write],
  }),
  choosing: (state, { calledOff }, now, sentences) => {
    if (coordinatorDecides(state)) {
      return { links: [...(calledOff ? [removeLink(calledOff)] : []), write, noThanks] };
    }
    const { reserved } = state;
    if (!reserved) {
      return {
        go: { text: 'Vælg en tid', href: paths.myTime.to() },
        links: [...(calledOff ? [removeLink(calledOff)] : []), write, noThanks],
      };
    }
    const when = dateTimeWords(reserved.startsAt, now);
    const at = sentences.findIndex((sentence) => sentence.includes(when));
    return {
      ...(at < 0
        ? { strong: when }
        : {
            sentences: sentences.slice(0, at),
            strong: sentences[at] ?? when,
            quiet: sentences.slice(at + 1),
          }),
      form: acceptForm(state, reserved.slotId),
      links: [{ text: 'Vælg en anden tid', href: paths.myTime.to() }, noThanks],
    };
  },
  agreed: agreedAsks,
  working: (state, own, _now, sentences) => {
    const { titles } = own;
    const open = state.programme?.modules.filter(isWorkedOn) ?? [];
    // What may be left out stands in nobody's way.
    const next = open.find((one) => one.required) ?? open[0];
    const asks = questionnaires(own);
    if (asks) {
      const href = next && paths.myModule.to({ module: next.moduleId });
      const toModule = href ? [{ text: 'Gå til modulet', href }] : [];
      return { ...asks, sentences, links: [...toModule, write] };
    }
    if (!next) {
      const done = 'Du har afleveret de moduler, der er åbne.';
      return { sentences: [...sentences, done], links: [write] };
    }
    return {
      strong: `Dit modul nu: ${titles.get(next.moduleId) ?? next.moduleId}`,
      go: { text: 'Gå til modulet', href: paths.myModule.to({ module: next.moduleId }) },
      links: [write],
    };
  },
  lastTalk: (state, own, now, sentences) => {
    const asks = questionnaires(own);
    if (state.closingTime) return { ...asks, ...callAsks(state, own, now, sentences) };
    if (
      state.closingWish !== null &&
      state.closingWish !== 'declines' &&
      closingWindow(state, now)
    ) {
      const choose = { text: 'Vælg en tid', href: paths.myClosingTime.to() };
      const { go = choose } = asks ?? {};
      const links = [
        ...offLinks(own),
        ...(asks ? [choose] : []),
        CHANGE_ANSWER,
        ...planned(own),
        summary,
        write,
      ];
      return { ...asks, go, links };
    }
    if (state.closingWish !== null) {
      return {
        ...asks,
        links: [...offLinks(own), CHANGE_ANSWER, ...planned(own), summary, write],
      };
    }
    const { strong = null, quiet = [], go } = asks ?? {};
    return {
      strong,
      quiet,
      go: { text: 'Vælg en tid, eller sig nej tak', href: paths.myClosing.to() },
      links: [...(go ? [go] : []), ...planned(own), summary, write],
    };
  },
  beingClosed: (_state, own, _now, sentences) => ({
    sentences: [...sentences, NOTHING],
    links: [...planned(own), summary, write],
  }),
  over: (state, { letters }, _now, sentences) => {
    const asks = isTargetOpen(state, 'followUp');
    const after = state.outcome && !asks ? [AFTERWARDS[state.outcome]] : [];
    return {
      sentences: [...sentences, ...after, HELP],
      go: asks ? { text: 'Svar på spørgsmålene', href: paths.myFollowUp.to() } : null,
      links: [
        ...(state.followUp === 'answered'
          ? [{ text: 'Se, hvad dine svar peger på', href: paths.myFollowUp.to() }]
          : []),
        ...(state.since.treatmentStarted ? [summary] : []),
        ...(letters > 0 ? [{ text: 'Læs dine breve', href: paths.myLetters.to() }] : []),
        { text: 'Søg behandling igen', href: paths.apply.to() },
      ],
    };
  },
};

/** Offered to who ended before the module of the plan; nobody must. */
function planned({ isPlanOffered }: CourseHome): readonly Link[] {
  return isPlanOffered ? [plan] : [];
}

/** What belongs to the agreed call: where it is rung to, its place in a calendar, and another time. */
function callAsks(
  state: CourseState,
  own: CourseHome,
  now: Instant,
  said: readonly string[],
): Pick<NowPanel, 'sentences' | 'links'> {
  const { closingTime } = state;
  const always = [...planned(own), summary, write];
  if (!closingTime || closingTime.endsAt <= now) return { sentences: said, links: always };
  const change = closingTime.startsAt > now ? [MOVE_CALL] : [];
  const links = [calendarLink(closingTime.appointmentId), RIGHT_NUMBER, ...change, ...always];
  return {
    sentences: [
      ...said,
      ringsWords({ phone: own.callPhone, psychologistName: own.psychologistName }),
    ],
    links,
  };
}

function offLinks({ calledOff }: CourseHome): readonly Link[] {
  return calledOff ? [removeLink(calledOff)] : [];
}

/** The questionnaires that are asked now, with why, as what comes first; null: none is. */
function questionnaires({ measuring }: CourseHome): Asks | null {
  const { asking, values } = measuring;
  if (!asking) return null;
  return {
    strong: askedWords(asking),
    quiet: [whyAsked(asking)],
    go: whereToAnswer(asking, values),
  };
}

/** "Ja tak til tiden": one press, with what it answers. */
export function acceptForm(
  state: CourseState,
  slotId: string,
  updateId: string = freshUpdateId(),
): ButtonForm {
  return {
    action: paths.myTime.to(),
    button: 'Ja tak til tiden',
    hidden: { updateId, version: String(state.offerVersion), slot: slotId },
  };
}
