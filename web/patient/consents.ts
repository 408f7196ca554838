/** The patient's consents: each with exactly what is agreed to, given or withdrawn by one press. */
import type { Answer, Asked, Ctx, Form, Route } from '../../api/app';
import { changeConsent } from '../../api/commands/changeConsent';
import { freshUpdateId } from '../../api/commands/press';
import { stateOf } from '../../api/queries/courseState';
import { ownConsents, type OwnConsent } from '../../api/queries/ownConsents';
import { isLegal } from '../../domain/course';
import { CONSENTS, dateWords, wordsAgreedTo } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import type { ConsentKind, CourseState } from '../../domain/state';
import { paths } from '../paths';
import { afterPress } from '../shared/afterPress';
import type { FieldErrors } from '../shared/fields';
import { addressOf, unsentForm } from '../shared/formState';
import type { ButtonForm } from '../shared/page';
import { show } from '../shared/show';
import { toMyCourse } from './place';

export interface ConsentsMain {
  readonly lead: string;
  readonly consents: readonly {
    readonly title: string;
    readonly text: string;
    /** What follows from a no, and from taking it back. */
    readonly otherwise: string;
    readonly status: string;
    /** Null: the course is over, and there is nothing left to give. */
    readonly form: (ButtonForm & { readonly title: string }) | null;
  }[];
}

export function consentsMain(
  state: CourseState,
  consents: readonly OwnConsent[],
  now: Instant,
  idOf: (consent: string, change: string) => string = freshUpdateId,
): ConsentsMain {
  const mayGive = isLegal(state.stage, 'giveConsent') && !state.afterwardsClosed;
  return {
    lead:
      'Du bestemmer selv, og du kan ændre det, så tit du vil. Det ændrer ikke din behandling. ' +
      'Vi ser efter igen, lige før et brev bliver sendt.',
    consents: consents.map((one) => {
      const change = one.stands ? 'withdraw' : 'give';
      // Whoever can say yes now says it to the words of today; a yes is shown with its own words.
      const agreed =
        change === 'give' && mayGive ? undefined : wordsAgreedTo(one.kind, one.textVersion ?? '');
      const { title, text } = agreed ?? CONSENTS[one.kind];
      return {
        title,
        text,
        otherwise: OTHERWISE[one.kind],
        status: statusWords(one, now, agreed !== undefined),
        form:
          one.stands || mayGive
            ? {
                title,
                action: paths.myConsents.to(),
                hidden: { updateId: idOf(one.kind, change), consent: one.kind, change },
                button: one.stands ? 'Træk samtykket tilbage' : 'Giv samtykke',
              }
            : null,
      };
    }),
  };
}

const OTHERWISE = {
  gpStart:
    'Siger du nej, får din læge ikke besked, når behandlingen begynder. Et sendt brev kan ikke ' +
    'kaldes tilbage.',
  gpEnd: 'Siger du nej, får din læge ingen epikrise. En sendt epikrise kan ikke kaldes tilbage.',
  contact:
    'Siger du nej, får du kun breve i din digitale postkasse, og vi minder dig ikke om noget. Vi ' +
    'skriver til den e-mail, der står under "Dine oplysninger". Står der ingen, kan vi ikke minde ' +
    'dig.',
  research: 'Siger du nej, bruger vi ikke dine oplysninger til forskning.',
} as const satisfies Record<ConsentKind, string>;

/** `isAgreed`: the words that stand above are those that the last yes was said to. */
function statusWords(one: OwnConsent, now: Instant, isAgreed: boolean): string {
  const { kind, stands, givenAt, withdrawnAt, textVersion } = one;
  const isEarlier = !isAgreed && textVersion !== String(CONSENTS[kind].version);
  const given =
    givenAt &&
    `Du sagde ja ${dateWords(givenAt, now)}${isEarlier ? ' til en tidligere tekst' : ''}.`;
  if (stands) return given ?? 'Du har sagt ja.';
  if (withdrawnAt) {
    return `${given ? `${given} ` : ''}Du trak dit samtykke tilbage ${dateWords(withdrawnAt, now)}.`;
  }
  return 'Du har ikke sagt ja.';
}

async function page(ctx: Ctx, asked: Asked, errors: FieldErrors, status: number): Promise<Answer> {
  const consents = await ownConsents(ctx, asked.course);
  const said = errors[''];
  // Pressed again it is the same change, whether the form came back or was opened anew.
  const idOf = (consent: string, change: string): string => {
    const isIt = (form: Form) => form['consent'] === consent && form['change'] === change;
    const back = isIt(asked.form) ? asked.form['updateId'] : undefined;
    if (typeof back === 'string') return back;
    return unsentForm(asked, addressOf(asked), isIt)?.hidden['updateId'] ?? freshUpdateId();
  };
  return show(
    ctx,
    asked,
    'patient/consents',
    {
      title: 'Dine samtykker',
      back: toMyCourse,
      main: consentsMain(stateOf(asked.course), consents, ctx.now, idOf),
      ...(said && { errors: { items: [{ text: said, href: null }] } }),
    },
    status,
  );
}

async function change(ctx: Ctx, asked: Asked): Promise<Answer> {
  const withdraws = asked.form['change'] === 'withdraw';
  return afterPress(ctx, asked, await changeConsent(ctx, asked.course, asked.form), {
    to: paths.myConsents.to(),
    notice: withdraws
      ? { heading: 'Samtykket er trukket tilbage', text: 'Det gælder fra nu af.' }
      : { heading: 'Samtykket er givet', text: 'Du kan trække det tilbage, når du vil.' },
    again: (errors, status) => page(ctx, asked, errors, status),
  });
}

const route = { path: paths.myConsents.pattern, permission: 'ownCourse', course: 'own' } as const;
export const consentRoutes: readonly Route[] = [
  {
    ...route,
    method: 'get',
    audit: 'sawOwnConsents',
    handle: (ctx, asked) => page(ctx, asked, {}, 200),
  },
  { ...route, method: 'post', audit: 'changedConsent', handle: change },
];
