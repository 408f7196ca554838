/** The crisis page: who to call now, that the answer is seen and by when, and the way on. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { NOTHING_PERSONAL } from '../../api/guard';
import { openWorry, type OpenWorry } from '../../api/queries/crisis';
import { isOfficeHours } from '../../domain/calendar';
import { dueWords } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import { ownAddress, paths } from '../paths';
import type { Link } from '../shared/page';
import { NOT_KEPT } from '../shared/crisisBefore';
import { show } from '../shared/show';

export interface CrisisMain {
  /** Nothing for somebody about whom no worry is open. */
  seen: { heading: string; sentences: readonly string[] } | null;
  kept: boolean;
  onward: Link;
}

export function crisisMain(worry: OpenWorry | null, now: Instant, onward: Link): CrisisMain {
  return { seen: worry && seenWords(worry, now), kept: worry !== null, onward };
}

/** What is promised about an answer that worries, read at that instant under the numbers to ring. */
export function seenWords(worry: OpenWorry, now: Instant): NonNullable<CrisisMain['seen']> {
  if (!worry.isTold) {
    return {
      heading: 'Dit svar er ikke nået frem til en psykolog endnu',
      sentences: [
        'Dit svar er gemt, og vi prøver igen. Vent ikke på os: ring til et af numrene, hvis du ' +
          'har brug for at tale med nogen.',
      ],
    };
  }
  const answers = worry.isLeftOut ? 'dine svar' : 'dit svar';
  const does = worry.tier === 'red' ? 'kontakter dig' : `læser ${answers}`;
  const missed = worry.tier === 'red' ? 'kontaktet dig' : `læst ${answers}`;
  const by = dueWords(worry.by, now);
  const words = by.words.charAt(0).toLowerCase() + by.words.slice(1);
  return {
    heading: worry.isLeftOut ? 'Du sprang et spørgsmål over' : 'Vi har fået dit svar',
    sentences: [
      worry.isLeftOut
        ? 'Det er helt i orden, men vi vil gerne vide, at du er i sikkerhed.'
        : 'Tak, fordi du svarede ærligt.',
      ...(isOfficeHours(now)
        ? []
        : [
            `Vi har lukket, så ingen læser ${answers} lige nu. Vi læser svar på hverdage mellem ` +
              'kl. 8 og 15.',
          ]),
      by.state === 'over'
        ? `En psykolog skulle have ${missed} nu, og det har vi ikke nået. Lederen har fået besked.`
        : `En psykolog ${does} senest ${words}.`,
      'Vent ikke på os, hvis det er svært lige nu. Ring til et af numrene herover.',
    ],
  };
}

async function crisis(ctx: Ctx, asked: Asked): Promise<Answer> {
  const worry = await openWorry(ctx);
  const main = crisisMain(worry, ctx.now, onwardOf(ctx, asked));
  return show(ctx, asked, 'public/crisis', {
    title: 'Ring, hvis du har brug for hjælp nu',
    showCrisis: false,
    main: {
      ...main,
      // The worry is read all the same.
      kept: main.kept && asked.query[NOT_KEPT] === undefined,
    },
  });
}

function onwardOf(ctx: Ctx, asked: Asked): Link {
  const next = asked.query['videre'];
  if (next !== undefined) return { text: 'Gå videre, når du er klar', href: ownAddress(next) };
  if (ctx.actor.kind === 'patient') return { text: 'Til Mit forløb', href: paths.myCourse.to() };
  return { text: 'Til forsiden', href: paths.front.to() };
}

export const crisisRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.crisis.pattern,
    permission: 'public',
    audit: NOTHING_PERSONAL,
    handle: crisis,
  },
];
