/** The letters about the patient, as they were sent: a list, and each of them whole. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import {
  ownLetter,
  ownLetters,
  type LetterWay,
  type OwnLetters,
  type SentLetter,
} from '../../api/queries/ownLetters';
import { dateTimeWords, DELIVERY_NAMES } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import { paths, withQuery } from '../paths';
import { letterBody } from '../shared/letterBody';
import type { Facts, LetterFrame, Pages } from '../shared/parts';
import { show } from '../shared/show';
import { toMyCourse } from './place';

export interface LettersMain {
  readonly letters: Facts | null;
  readonly pages: Pages | null;
  readonly empty: { readonly text: string };
}

/** How a letter goes; the reminders carry nothing about health. */
const WAYS = {
  patient: 'med Digital Post',
  reminder: 'som påmindelse på e-mail',
  gp: 'til din egen læge, fordi du har sagt ja til det',
} as const satisfies Record<LetterWay, string>;

export function lettersMain(
  { letters, next }: OwnLetters,
  now: Instant,
  first: boolean,
): LettersMain {
  return {
    letters:
      letters.length > 0
        ? {
            caption: 'Dine breve, det nyeste først',
            rows: letters.map((one) => ({
              term: DELIVERY_NAMES[one.delivery.kind],
              text: sentWords(one, now),
              link: {
                text: 'Læs brevet',
                href: paths.myLetter.to({ letter: one.delivery.deliveryId }),
              },
            })),
          }
        : null,
    pages:
      first && !next
        ? null
        : {
            label: 'Flere breve',
            shown: first ? 'De nyeste breve' : 'Ældre breve',
            newer: first ? null : paths.myLetters.to(),
            older: next && withQuery(paths.myLetters.to(), { efter: next }),
          },
    empty: {
      text:
        'Ingen breve endnu. Her ligger en kopi af hvert brev, vi sender dig, og af dem, vi ' +
        'sender til din læge.',
    },
  };
}

/** Why a letter was not allowed to leave, to the patient. */
const WHY_NOT: Readonly<Record<string, string>> = {
  noConsent: 'fordi du ikke har sagt ja til det',
  noGp: 'fordi vi ikke kender din egen læge',
  noAddress: 'fordi vi ikke har din e-mailadresse',
};

/** What became of a letter, in a sentence. */
export function sentWords({ delivery, way }: SentLetter, now: Instant): string {
  const at = dateTimeWords(delivery.sentAt ?? delivery.createdAt, now);
  switch (delivery.status) {
    case 'waiting':
      return `Skrevet ${at}. Bliver sendt ${WAYS[way]}.`;
    case 'sent':
      return `Sendt ${at} ${WAYS[way]}.`;
    case 'delivered':
      return `Sendt ${at} ${WAYS[way]}. Kommet frem.`;
    case 'notAllowed':
      return `Skrevet ${at}. Ikke sendt, ${WHY_NOT[delivery.reason ?? ''] ?? 'fordi det ikke passede mere'}.`;
    case 'failed':
    case 'unknown':
      return `Skrevet ${at}. Det er ikke sikkert, at det kom frem. Vi ser på det.`;
  }
}

async function list(ctx: Ctx, asked: Asked): Promise<Answer> {
  const after = asked.query['efter'];
  const main = lettersMain(await ownLetters(ctx, asked.course, { after }), ctx.now, !after);
  return show(ctx, asked, 'patient/letters', { title: 'Dine breve', back: toMyCourse, main });
}

async function read(ctx: Ctx, asked: Asked): Promise<Answer> {
  const sent = await ownLetter(ctx, asked.course, asked.params['letter'] ?? '');
  if (!sent) return { kind: 'fail', status: 404, name: 'notFound' };
  const { letter } = sent;
  const main: { letter: LetterFrame } = {
    letter: {
      subject: letter.subject,
      facts: [
        { term: 'Til', text: letter.to },
        { term: 'Status', text: sentWords(sent, ctx.now) },
      ],
      body: letterBody(letter.html, { withoutSubject: true }),
    },
  };
  return show(ctx, asked, 'patient/letter', {
    title: letter.subject,
    back: { text: 'Dine breve', href: paths.myLetters.to() },
    main,
  });
}

const route = { method: 'get', permission: 'ownCourse', course: 'own' } as const;
export const letterRoutes: readonly Route[] = [
  { ...route, path: paths.myLetters.pattern, audit: 'sawOwnLetters', handle: list },
  { ...route, path: paths.myLetter.pattern, audit: 'readOwnLetter', handle: read },
];
