/** Says to the patient where they are, what comes next and when at the latest. */
import { lastWholeDay } from '../calendar';
import { coordinatorDecides } from '../calledOff';
import type { Stage } from '../course';
import { taskDueAt } from '../deadlines';
import type { Instant } from '../ids';
import { isTargetOpen } from '../portal';
import type { CourseState } from '../state';
import { findTask } from '../tasks';
import { FLAG_TASKS } from '../taskTable';
import { dateTimeWords, dateWords, dayMonth, lengthWords } from './dates';
import { missedWords } from './nextDeadline';
import { lastTalk } from './lastTalk';
import { dueNamed, releasedAt, taskDue } from './promises';
import { reminders, sayBy, type Says, type WayAhead } from './sayBy';
import { OUTCOME_FOR_PATIENT } from './stages';

export type { WayAhead } from './sayBy';

const beforeSending: Says = (state) => ({
  title: 'Gør din ansøgning færdig',
  sentences: [
    'Det, du har skrevet, er gemt.',
    'Når du har sendt ansøgningen, læser en psykolog den. Du får svar inden for ' +
      `${lengthWords(state.rules.screeningAnswer)}.`,
  ],
});

const beingRead: Says = (state, now) => ({
  title: 'En psykolog læser din ansøgning',
  sentences: sayBy(taskDue(state, 'screen'), now, {
    ahead: (day) => `Du får svar senest ${day}.`,
    missed: (day) => `Vi skulle have svaret dig senest ${day}.`,
  }),
});

const TALK = 'Samtalen er på video og varer cirka en time.';

/** Why there is a new time to choose; null while nothing was agreed before. */
function whatCameOfIt(state: CourseState): string | null {
  const missed = state.noShows > 0;
  // The clinic's own cancellations are not counted; its letters about them are.
  const off = state.cancellations > 0 || (state.sent.appointmentCancelled ?? 0) > 0;
  if (missed && off) return 'Vi fik ikke talt sammen, da vi havde aftalt det.';
  if (missed) return 'Vi ventede på dig, men vi fik ikke talt sammen.';
  return off ? 'Din samtale blev aflyst.' : null;
}

const choosing: Says = (state, now) => {
  const came = whatCameOfIt(state);
  if (coordinatorDecides(state)) {
    return {
      title: 'Koordinatoren ser på, hvad der nu skal ske',
      sentences: [
        ...(came ? [came] : []),
        ...sayBy(taskDue(state, 'decideWhatNow'), now, {
          ahead: (day) => `Koordinatoren kontakter dig senest ${day}.`,
          missed: (day) => `Koordinatoren skulle have kontaktet dig senest ${day}.`,
        }),
        'Imens kan du ikke selv vælge en tid. Skriv en besked, hvis der er noget, vi skal vide.',
      ],
    };
  }
  const read = came
    ? [came, 'Du kan vælge en ny tid, der passer dig.']
    : ['Vi har læst din ansøgning, og vi vil gerne tale med dig.'];
  const decide = findTask(state.tasks, 'lapseOrNewDate')
    ? ['Koordinatoren ser på, hvad der nu skal ske.']
    : [];
  if (!state.reserved) {
    return {
      title: came ? 'Vælg en ny tid til din samtale' : 'Vælg en tid til din samtale',
      sentences: [...read, TALK, ...decide],
    };
  }
  const first = releasedAt(state);
  return {
    title: 'Vælg en tid til din samtale',
    sentences: [
      ...read,
      TALK,
      `Vi har holdt en tid til dig: ${dateTimeWords(state.reserved.startsAt, now)}.`,
      ...(first ? [`Vi holder tiden til ${dateTimeWords(first, now)}.`] : []),
      ...decide,
    ],
  };
};

const agreed: Says = (state, now) => {
  const { appointment } = state;
  if (appointment && appointment.endsAt > now) {
    return {
      title: `Din samtale er ${dateTimeWords(appointment.startsAt, now)}`,
      sentences: [TALK, ...reminders(state, now)],
    };
  }
  return {
    title: 'Du hører fra os efter samtalen',
    sentences: sayBy(taskDue(state, 'holdAssessment'), now, {
      ahead: (day) => `Psykologen skriver senest ${day}, hvad I er blevet enige om.`,
      missed: (day) => `Psykologen skulle senest ${day} have skrevet, hvad I er blevet enige om.`,
    }),
  };
};

/** What the psychologist still owes an answer to; a pause does not stop it. */
function answersPromised(state: CourseState, now: Instant): string[] {
  const message = sayBy(taskDue(state, 'answerMessage'), now, {
    ahead: (day) => `Psykologen svarer på din besked senest ${day}.`,
    missed: (day) => `Psykologen skulle have svaret på din besked senest ${day}.`,
  });
  // That the supervisor knows is said once.
  return [...new Set([...message, ...handInsPromised(state, now)])];
}

/** Each hand-in has a day of its own: where several wait, the first and the last of them are told. */
function handInsPromised(state: CourseState, now: Instant): string[] {
  const dues = state.tasks
    .filter(({ kind }) => kind === 'feedback')
    .flatMap((task) => taskDueAt(state, task) ?? []);
  const [first, last] = [dues[0], dues.at(-1)];
  if (!first || !last) return [];
  const said = (due: Instant, what: string): string[] =>
    sayBy(due, now, {
      ahead: (day) => `Psykologen svarer på det, du ${what}, senest ${day}.`,
      missed: (day) => `Psykologen skulle have svaret på det, du ${what}, senest ${day}.`,
    });
  if (dateWords(first, now) === dateWords(last, now)) return said(last, 'har afleveret');
  return [...said(first, 'afleverede først'), ...said(last, 'afleverede sidst')];
}

const resting: Says = (state, now) => {
  const ends = dueNamed(state, 'pauseEnds');
  return {
    title: 'Din behandling holder pause',
    sentences: [
      ...(ends ? [`Behandlingen går i gang igen ${dateWords(ends, now)}.`] : []),
      'De dage, pausen varer, bliver lagt til behandlingen.',
      'Du kan stadig skrive til psykologen, og du må gerne arbejde med dine moduler.',
      ...answersPromised(state, now),
    ],
  };
};

const inTreatment: Says = (state, now) => {
  if (state.pausedAt) return resting(state, now);
  const ends = dueNamed(state, 'treatmentLength');
  const opens = dueNamed(state, 'moduleOpens');
  const waits = state.tasks.some((task) => task.kind === 'feedback');
  const within = lengthWords(state.rules.feedback);
  return {
    title: 'Din behandling er i gang',
    sentences: [
      ...answersPromised(state, now),
      ...(waits ? [] : [`Når du afleverer et modul, svarer psykologen inden for ${within}.`]),
      ...(opens ? [`Et nyt modul åbner ${dateWords(opens, now)}.`] : []),
      ...(ends ? [`Behandlingen varer til ${dateWords(ends, now)}.`] : []),
    ],
  };
};

const beingClosed: Says = (state, now) => ({
  title: 'Psykologen afslutter dit forløb',
  sentences: [
    state.consents.includes('gpEnd')
      ? 'Psykologen skriver en epikrise til din læge, fordi du har sagt ja til det.'
      : 'Psykologen skriver et afsluttende notat. Der bliver ikke sendt noget til din læge, ' +
        'fordi du ikke har sagt ja til det.',
    ...sayBy(taskDue(state, 'writeEpicrise'), now, {
      ahead: (day) => `Forløbet er afsluttet senest ${day}.`,
      missed: (day) => `Forløbet skulle have været afsluttet senest ${day}.`,
    }),
  ],
});

/** The last day on which what is asked after the end can be answered; null when nothing closes. */
export function dayToAnswerWords(state: CourseState, now?: Instant): string | null {
  const closes = dueNamed(state, 'afterwards');
  return closes ? dateWords(lastWholeDay(closes), now) : null;
}

const howIsItNow: Says = (state, now) => {
  const by = dayToAnswerWords(state, now);
  return {
    title: 'Hvordan går det nu?',
    sentences: [
      ...(state.since.ended ? [`Dit forløb sluttede ${dayMonth(state.since.ended, now)}.`] : []),
      'Vi vil gerne høre, hvordan du har det nu. Det er de samme spørgsmål, som du svarede på, da ' +
        'du søgte.',
      ...(by
        ? [
            `Du bestemmer selv, om du vil svare. Du kan svare til og med ${by}.`,
            'Dine svar tæller først, når du har sendt dem.',
          ]
        : []),
      ...answersPromised(state, now),
    ],
  };
};

const isOver: Says = (state, now) => ({
  title: 'Dit forløb er slut',
  sentences: [
    ...(state.outcome ? [OUTCOME_FOR_PATIENT[state.outcome]] : []),
    ...sayBy(taskDue(state, 'adviceCall'), now, {
      ahead: (day) =>
        `En psykolog ringer til dig senest ${day} for at tale om, hvad du kan gøre nu. ` +
        'Det tager cirka 15 minutter.',
      missed: (day) => `En psykolog skulle have ringet til dig senest ${day}.`,
    }),
    ...answersPromised(state, now),
  ],
});

const over: Says = (state, now) =>
  isTargetOpen(state, 'followUp') ? howIsItNow(state, now) : isOver(state, now);

const SAYS: Record<Stage, Says> = {
  applying: beforeSending,
  screening: beingRead,
  offered: choosing,
  booked: agreed,
  treatment: inTreatment,
  closing: lastTalk,
  epicrise: beingClosed,
  ended: over,
};

/** What comes next and when at the latest. A decision that can be undone does not show here. */
export function whatHappensNext(state: CourseState, now: Instant): WayAhead {
  const { title, sentences } = SAYS[state.stage](state, now);
  return { title, sentences: [...worriesSeen(state, now), ...sentences] };
}

/** A worry comes before all else: who looks at it, and by which hour, until somebody has. */
function worriesSeen(state: CourseState, now: Instant): string[] {
  const worry = FLAG_KINDS.flatMap((kind) => state.tasks.filter((task) => task.kind === kind))[0];
  const dueAt = worry && taskDueAt(state, worry);
  if (!worry || !dueAt) return [];
  const at = dateTimeWords(dueAt, now);
  const isRed = worry.kind === FLAG_TASKS.red;
  if (dueAt > now) {
    return [
      isRed
        ? `En psykolog kontakter dig senest ${at}.`
        : `En psykolog ser på det, du har svaret, senest ${at}.`,
    ];
  }
  return [
    missedWords(worry, dueAt, now),
    'Har du brug for hjælp nu, så ring til et af numrene nederst på siden.',
  ];
}
/** The most urgent first. */
const FLAG_KINDS = [FLAG_TASKS.red, FLAG_TASKS.amber, FLAG_TASKS.worse] as const;
