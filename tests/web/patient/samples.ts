/** A patient's pages at every place of a course, made by the pages' own builders from walked states. */
import { asId, type DeliveryId, type Instant, type PersonId } from '../../../domain/ids';
import { DRAFT_TEXT } from '../../../domain/danish';
import { FOLLOW_UP, FOLLOW_UP_PARTS, type FollowUpValues } from '../../../domain/followUp';
import type { CourseState } from '../../../domain/state';
import { renderLetter } from '../../../letters/render';
import { cameraCheckMain } from '../../../web/patient/cameraCheck';
import { closingMain } from '../../../web/patient/closing';
import { consentsMain } from '../../../web/patient/consents';
import { datesMain } from '../../../web/patient/dates';
import { followUpMain, partMain } from '../../../web/patient/followUp';
import { homeMain } from '../../../web/patient/home';
import { lettersMain } from '../../../web/patient/letters';
import { messagesMain } from '../../../web/patient/messages';
import { moduleMain } from '../../../web/patient/module';
import { stepMain } from '../../../web/patient/moduleText';
import { readersMain } from '../../../web/patient/readers';
import { sayWrongMain } from '../../../web/patient/sayWrong';
import { timeMain } from '../../../web/patient/time';
import { withdrawMain } from '../../../web/patient/withdraw';
import { newForm } from '../../../web/shared/formState';
import { letterBody } from '../../../web/shared/letterBody';
import type { ErrorSummary } from '../../../web/shared/page';
import { samples as letters } from '../../letters/samples';
import { MONDAY, steps } from '../../support/courseWalk';
import { measureSamples } from './measureSamples';
import { FIRST, free, moduleOf, nowOf, own, SECOND, states, thread } from './walked';

export interface Sample {
  readonly page: string;
  readonly title: string;
  readonly main: object;
  readonly errors?: ErrorSummary;
}

const SCORE = {
  responseId: '00000000-0000-4000-8000-000000000401',
  version: '1',
  language: 'da',
  occasion: FOLLOW_UP,
  score: 12,
  isCase: true,
  scorerVersion: '1',
  asked: 9,
  leftOut: [],
  answeredAt: MONDAY,
} as const;
const NO_PART = { measure: 'phq9', title: '', intro: '', questions: [], minutes: 0 } as const;

const { offered, freed, agreed, working, answered, lastTalk, over } = states;

function timeSample(state: CourseState, at?: Instant): Sample {
  const book = newForm(state, 'offer', {});
  const main = timeMain(state, at ? null : free, { book, cancel: book }, at ?? nowOf(state), '');
  return { page: 'patient/time', title: 'Tid til samtale', main };
}

function messageSample(state: CourseState, wrong = false): Sample {
  const form = newForm(state, null, {});
  const page = messagesMain(
    state,
    thread,
    {
      form: wrong ? { ...form, status: 422, errors: { message: 'Skriv din besked.' } } : form,
      about: null,
    },
    nowOf(state),
  );
  return { page: 'patient/messages', title: 'Beskeder', ...page };
}

function moduleSample(state: CourseState, id: string, wrong = false): Sample {
  const form = newForm(state, { module: id }, {});
  const typed = {
    'maal.goal-1': 'Gå til kor',
    'maal.sign-1': '<script>alert(1)</script>',
  };
  const errors = {
    'maal.': 'Udfyld mindst 1 mål, før du afleverer.',
    'maal.why-1': 'Mål 1: Skriv et par ord om, hvad målet er vigtigt for.',
  };
  const module = moduleOf(state, id);
  const page = moduleMain(
    state,
    module,
    {
      form: wrong ? { ...form, status: 422, typed, errors } : form,
      changedElsewhere: wrong,
    },
    nowOf(state),
  );
  const main = { ...page.main, draft: DRAFT_TEXT };
  return { page: 'patient/module', title: module.text.title, ...page, main };
}

const homes = Object.entries(states).map(([name, state]): [string, Sample] => [
  `/hjem/${name}`,
  { page: 'patient/home', title: 'Mit forløb', main: homeMain(state, own, nowOf(state)) },
]);
const withdrawals = Object.entries(states).map(([name, state]): [string, Sample] => {
  const { title, main } = withdrawMain(state, newForm(state, null, {}));
  return [`/traek/${name}`, { page: 'patient/withdraw', title, main }];
});
const delivery = {
  deliveryId: asId<DeliveryId>('00000000-0000-4000-8000-000000000301'),
  kind: 'offer',
  sequence: 1,
  subject: '',
  status: 'delivered',
  epoch: 0,
  createdAt: MONDAY,
  sentAt: MONDAY,
  deliveredAt: MONDAY,
  attempts: 1,
  reason: null,
  partner: null,
  hasLetter: true,
  courseId: offered.courseId,
  personId: asId<PersonId>(offered.courseId),
} as const;
function followUpSample(values: FollowUpValues): Sample {
  const main = followUpMain(states.asked, { isOpen: true, values, scores: [] });
  return { page: 'patient/followUp', title: 'Spørgeskema', main };
}
const thanked = followUpMain(
  { ...over, followUp: 'answered' },
  { isOpen: false, values: {}, scores: [{ ...SCORE, measure: 'phq9', band: 'moderate' }] },
);
const first = moduleOf(working, FIRST).text;
const secondOpen = steps(working, { name: 'openModule', moduleId: SECOND });
const step = (number: number) => ({ ...stepMain(first, number), draft: DRAFT_TEXT });

/** Every page by its address on the test site. */
export const samples: ReadonlyMap<string, Sample> = new Map([
  ...homes,
  ...withdrawals,
  ...measureSamples,
  ['/tid/kept', timeSample(offered)],
  ['/tid/choose', timeSample(freed)],
  ['/tid/agreed', timeSample(agreed)],
  ['/tid/none', timeSample(working, nowOf(working))],
  ['/spoergeskema', followUpSample({})],
  ['/spoergeskema/send', followUpSample({ phq9: { item1: '2' }, gad7: {}, audit: {} })],
  ['/spoergeskema/tak', { page: 'patient/followUp', title: 'Spørgeskema', main: thanked }],
  [
    '/spoergeskema/del',
    {
      page: 'patient/followUpPart',
      title: 'Dit humør',
      main: partMain(FOLLOW_UP_PARTS[0] ?? NO_PART, { item1: '2' }),
    },
  ],
  ['/beskeder', messageSample(answered)],
  ['/beskeder/fejl', messageSample(answered, true)],
  ['/beskeder/slut', messageSample(over)],
  ['/modul', moduleSample(working, FIRST)],
  ['/modul/fejl', moduleSample(secondOpen, SECOND, true)],
  ['/modul/lukket', moduleSample(working, SECOND)],
  ['/modul/afleveret', moduleSample(answered, FIRST)],
  ['/modul/trin', { page: 'patient/moduleText', title: 'Trin', main: step(2) }],
  ['/modul/svar', { page: 'patient/moduleText', title: 'Svar', main: step(8) }],
  [
    '/afslutning',
    {
      page: 'patient/closing',
      title: 'Afsluttende samtale',
      ...closingMain(lastTalk, newForm(lastTalk, null, {}), nowOf(lastTalk), 3),
    },
  ],
  [
    '/kamera',
    {
      page: 'patient/cameraCheck',
      title: 'Prøv kamera og lyd',
      main: cameraCheckMain(agreed, nowOf(agreed)),
    },
  ],
  [
    '/datoer',
    {
      page: 'patient/dates',
      title: 'Dine datoer',
      main: datesMain(
        agreed,
        { conversations: [], letters: [{ delivery, way: 'patient' }], moreLetters: true },
        nowOf(agreed),
        (module) => module,
      ),
    },
  ],
  [
    '/sig-til',
    { page: 'patient/sayWrong', title: 'Sig til', main: sayWrongMain(working, nowOf(working)) },
  ],
  [
    '/breve',
    {
      page: 'patient/letters',
      title: 'Dine breve',
      main: lettersMain(
        { letters: [{ delivery, way: 'patient' }], next: 'x' },
        nowOf(working),
        true,
      ),
    },
  ],
  [
    '/breve/ingen',
    {
      page: 'patient/letters',
      title: 'Dine breve',
      main: lettersMain({ letters: [], next: null }, MONDAY, true),
    },
  ],
  [
    '/brev',
    {
      page: 'patient/letter',
      title: 'Tilbud om samtale',
      main: {
        letter: {
          subject: 'Tilbud om samtale',
          facts: [{ term: 'Til', text: 'Else Test Lauridsen' }],
          body: letterBody(renderLetter('offer', letters.offer).html, { withoutSubject: true }),
        },
      },
    },
  ],
  [
    '/samtykker',
    {
      page: 'patient/consents',
      title: 'Dine samtykker',
      main: consentsMain(
        working,
        [
          {
            kind: 'gpStart',
            stands: false,
            givenAt: MONDAY,
            withdrawnAt: MONDAY,
            textVersion: '1',
          },
          { kind: 'gpEnd', stands: true, givenAt: MONDAY, withdrawnAt: null, textVersion: '1' },
          { kind: 'contact', stands: false, givenAt: null, withdrawnAt: null, textVersion: null },
          { kind: 'research', stands: false, givenAt: null, withdrawnAt: null, textVersion: null },
        ],
        nowOf(working),
      ),
    },
  ],
  [
    '/hvem',
    {
      page: 'patient/readers',
      title: 'Hvem har set dine oplysninger',
      main: readersMain(
        {
          next: '7',
          readings: [
            {
              at: MONDAY,
              role: 'psychologist',
              event: 'openedWithReason',
              staffName: 'Karen Eksempel',
              reason: 'Karen er syg i dag.',
            },
            {
              at: MONDAY,
              role: 'coordinator',
              event: 'somethingNew',
              staffName: null,
              reason: null,
            },
          ],
        },
        nowOf(working),
        true,
      ),
    },
  ],
]);
