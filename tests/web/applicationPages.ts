/** The pages of the application and the crisis page as an invented applicant meets them. */
import {
  APPLICATION,
  itemsOf,
  SECTION_IDS,
  type ApplicationAnswers,
  type SectionId,
} from '../../domain/application';
import { instant, type CivilDate } from '../../domain/ids';
import { sectionAddress, sendAddress } from '../../web/application/addresses';
import { sectionMain } from '../../web/application/section';
import { sectionFields } from '../../web/application/sectionFields';
import { receiptMain, sendMain } from '../../web/application/send';
import { taskListMain } from '../../web/application/taskList';
import { TOLD_TITLE, toldMain } from '../../web/application/told';
import { underAge } from '../../web/application/underAge';
import { crisisMain } from '../../web/public/crisis';
import { paths } from '../../web/paths';
import type { Renderer } from '../../web/shared/engine';
import type { PageView } from '../../web/shared/page';
import { toldAtOnce } from '../../domain/explanations';
import { begin, step, SUBMIT } from '../support/courseWalk';
import { patientFrame } from './sampleFrames';

/** Every question answered, and nothing that worries anybody. */
export function complete(): ApplicationAnswers {
  const first = (id: SectionId) =>
    Object.fromEntries(
      APPLICATION[id].questions.map((question) => [
        question.name,
        'options' in question ? (question.options[0]?.value ?? '') : '',
      ]),
    );
  const all = Object.fromEntries(SECTION_IDS.map((id) => [id, first(id)]));
  return {
    ...all,
    aboutYou: {
      ...all['aboutYou'],
      phone: '12 34 56 78',
      email: 'sofie@eksempel.example',
      municipality: '0461',
    },
    ownWords: { story: 'Jeg græder meget og kommer ikke ud.\nDet er værst om morgenen.' },
    safety: { thoughts: 'no', suicideRisk: 'no', attempts: 'no', more: '' },
    gp: { gp: 'X00001' },
    consents: { gpStart: 'yes', gpEnd: 'yes', research: '' },
  };
}

const gp = {
  ydernummer: 'X00001',
  name: 'Lægehuset Kongensgade, Odense (øvelse)',
  municipality: '0461',
};
export const halfWay = {
  answers: { aboutYou: complete()['aboutYou'] ?? {}, eligibility: { problem: 'depression' } },
  versions: { aboutYou: 1, eligibility: 2 },
  adultFrom: null,
};
const NOW = instant('2026-12-07T15:40:00Z');
const frame = { ...patientFrame, nav: [] };

export function applicationPages(renderer: Renderer): Map<string, string> {
  const page = <M extends object>(name: string, view: Omit<PageView<M>, keyof typeof frame>) =>
    renderer.page(name, { ...frame, ...view });
  const section = (id: SectionId, more: Partial<ReturnType<typeof sectionMain>> = {}) => {
    const { fields } = sectionFields(id, complete()[id] as Record<string, string>, {}, [gp]);
    return page('application/section', {
      title: APPLICATION[id].title,
      back: { text: 'Til oversigten', href: paths.application.to() },
      main: { ...sectionMain(id, fields, { version: 1 }), ...more },
    });
  };
  const wrong = sectionFields(
    'aboutYou',
    { phone: 'ring til mig', email: 'sofie' },
    {
      phone: 'Skriv dit telefonnummer med mindst otte tal, for eksempel 12 34 56 78.',
      email: 'Skriv din e-mail, som den er, for eksempel navn@eksempel.dk.',
    },
  );
  const state = begin();
  const found = { answers: complete(), versions: {}, isLocked: false, adultFrom: null, gp };
  const receipt = receiptMain(step(state, SUBMIT, state.lastAt), state.lastAt);
  if (!receipt) throw new Error('a sent application has a receipt');
  const worry = {
    tier: 'red',
    raisedAt: NOW,
    by: instant('2026-12-08T11:00:00Z'),
    isTold: true,
    isLeftOut: false,
  } as const;
  return new Map([
    [
      paths.application.to(),
      page('application/taskList', {
        title: 'Din ansøgning',
        main: taskListMain(halfWay),
      }),
    ],
    [
      '/under-18',
      page('application/taskList', {
        title: 'Din ansøgning',
        main: taskListMain(
          { answers: {}, versions: {} },
          { young: underAge(state, '2028-10-20' as CivilDate, NOW) },
        ),
      }),
    ],
    [sectionAddress('phq9'), section('phq9')],
    [sectionAddress('safety'), section('safety')],
    [sectionAddress('consents'), section('consents', { note: 'Du har sagt ja til påmindelser.' })],
    [
      sectionAddress('gp'),
      section('gp', {
        search: { button: 'soeg', field: 'laegenavn', value: 'Kongensgade' },
      }),
    ],
    [
      sectionAddress('ownWords'),
      section('ownWords', {
        theirs: {
          caption: 'Det, der er gemt fra det andet vindue',
          rows: [{ term: 'Hvad plager dig?', text: 'Noget andet <b>end</b> før' }],
        },
      }),
    ],
    [
      sectionAddress('aboutYou'),
      page('application/section', {
        title: 'Om dig',
        main: sectionMain('aboutYou', wrong.fields, { version: 0 }),
        ...(wrong.errors && { errors: wrong.errors }),
      }),
    ],
    [
      '/besked',
      page('application/told', {
        title: TOLD_TITLE,
        main: toldMain(toldAtOnce({ livesInDenmark: 'no', danish: 'no' }), {
          kept: true,
          next: sectionAddress('ownWords'),
          change: sectionAddress('eligibility'),
        }),
      }),
    ],
    [
      sendAddress(),
      page('application/send', {
        title: 'Læs igennem og send',
        main: sendMain(found, state, 'u-1'),
      }),
    ],
    [
      '/mangler',
      page('application/send', {
        title: 'Læs igennem og send',
        main: sendMain({ ...found, ...halfWay }, state, 'u-1'),
      }),
    ],
    [
      '/kvittering',
      page('application/receipt', {
        title: 'Tak. Vi har fået din ansøgning',
        main: receipt,
      }),
    ],
    [
      paths.crisis.to(),
      page('public/crisis', {
        title: 'Ring, hvis du har brug for hjælp nu',
        main: crisisMain(worry, NOW, {
          text: 'Gå videre, når du er klar',
          href: paths.application.to(),
        }),
      }),
    ],
  ]);
}

/** PHQ-9 with all items at 0 but the ninth. */
export function phq9With(ninth: string): Record<string, string> {
  const items = itemsOf('phq9', {}).map((_, at) => [`item${at + 1}`, at === 8 ? ninth : '0']);
  return Object.fromEntries(items);
}
