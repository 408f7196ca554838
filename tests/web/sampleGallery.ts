/** One of everything the shared parts can show, with realistic Danish words. */
import { renderLetter } from '../../letters/render';
import { fieldsOf } from '../../web/shared/fields';
import { letterBody } from '../../web/shared/letterBody';
import type { PageView } from '../../web/shared/page';
import type {
  ActionPanel,
  Facts,
  IfNothing,
  LetterFrame,
  Messages,
  Pages,
  Rail,
  Table,
  Tabs,
  TaskList,
} from '../../web/shared/parts';
import { paths, withQuery } from '../../web/paths';
import { samples } from '../letters/samples';
import { answered, fields } from './sampleForm';
import { course, staffFrame } from './sampleFrames';

const form: ActionPanel['form'] = {
  action: paths.applicationSection.to({ section: 'kontakt' }),
  hidden: { updateId: 'u-1', version: '3' },
  autosave: paths.applicationSection.to({ section: 'kontakt' }),
  button: 'Gem og gå videre',
  fields,
};

const action: ActionPanel = {
  heading: 'Vælg en tid til din samtale',
  text: 'Vi har læst din ansøgning, og vi vil gerne tale med dig. Samtalen er på video.',
  strong: 'Vi har reserveret en tid til dig: onsdag 16. december kl. 10.00',
  quiet: 'Vi holder tiden til lørdag 12. december kl. 24.00.',
  form: {
    action: paths.myTime.to(),
    hidden: { offer: 'o-1' },
    fields: [],
    button: 'Ja tak til tiden',
  },
  links: [
    { text: 'Vælg en anden tid', href: paths.myTime.to() },
    { text: 'Jeg vil ikke have en samtale', href: paths.withdraw.to() },
  ],
};

const rail: Rail = {
  stages: [
    { state: 'done', name: 'Ansøgning', words: 'Sendt 30. november' },
    { state: 'done', name: 'Vurdering', words: 'Læst af en psykolog. Svar 7. december.' },
    { state: 'here', name: 'Samtale på video', words: 'Senest 4. januar 2027' },
    { state: 'toCome', name: 'Behandling', words: 'Op til 12 uger, hvis I er enige om det' },
    { state: 'toCome', name: 'Afsluttende samtale', words: null },
  ],
};

const nothing: IfNothing = {
  heading: 'Hvis du ikke gør noget',
  text: 'Vi minder dig om samtalen. Har du ikke valgt en tid 21. december, ringer vi til dig.',
};

const taskOf = (name: string, number: number): TaskList['rows'][number] => ({
  name,
  courseNumber: `F-${number}`,
  age: '34 år',
  region: 'Midtjylland',
  todo: 'Vurdér ansøgning',
  why: 'Sendt 23. november. PHQ-9 14, GAD-7 9',
  due: { kind: 'over', words: '1 dag over frist' },
  owner: 'Karen Eksempel',
  href: paths.screening.to({ course }),
  urgent: false,
});
const today = { kind: 'today', words: 'I dag kl. 15.00' } as const;
const later = { kind: 'later', words: 'Onsdag kl. 15.00' } as const;

const lists: TaskList[] = [
  {
    heading: 'Skal ses i dag',
    count: 3,
    empty: '',
    rows: [
      {
        ...taskOf('Asta Prøve', 2041),
        urgent: true,
        todo: 'Ring nu: rød bekymringsmarkering',
        why: 'PHQ-9 spørgsmål 9: næsten hver dag. I dag kl. 9.42',
        owner: 'Ikke taget',
        due: { kind: 'today', words: 'I dag kl. 11.42' },
      },
      taskOf('Mads Prøve', 1987),
      { ...taskOf('Sofie Prøve', 1904), due: today, todo: 'Svar på modul 4: Aktivitetsplan' },
    ],
  },
  {
    heading: 'Frist denne uge',
    count: 1,
    empty: '',
    rows: [{ ...taskOf('Jonas Prøve', 2010), due: later, todo: 'Skriv epikrise' }],
  },
  {
    heading: 'Venter på patienten',
    count: 0,
    rows: [],
    empty: 'Ingen venter lige nu. Den næste, der kan komme hertil, har frist onsdag.',
  },
];

const tabs: Tabs = {
  label: 'Hvis opgaver',
  tabs: [
    { text: 'Mine (4)', href: '?hvis=mine', current: true },
    { text: 'Ikke taget (12)', href: '?hvis=ingens', current: false },
    { text: 'Hele teamet (41)', href: '?hvis=alle', current: false },
  ],
};
const choices = fieldsOf({}, {}, 'filter');
const filters = {
  action: paths.worklist.to(),
  button: 'Vis',
  fields: ['Opgave', 'Region', 'Frist'].map((label) =>
    choices.select({ name: label.toLowerCase(), label, options: [{ value: '', text: 'Alle' }] }),
  ),
};

const thread: Messages = {
  empty: 'I har ikke skrevet sammen endnu.',
  messages: [
    {
      from: 'Sofie Prøve',
      when: 'torsdag 3. december kl. 20.14',
      text: 'Jeg fik gået tur to gange.\n\nDen tredje dag regnede det, og så blev jeg hjemme.',
      mine: false,
    },
    {
      from: 'Karen Eksempel, psykolog',
      when: 'fredag 4. december kl. 9.05',
      text: 'To ud af tre er godt gået. Hvad kunne du have gjort i regnvejret?',
      mine: true,
    },
  ],
};

const letter: LetterFrame = {
  subject: 'Svar på din ansøgning til Internetpsykiatrien',
  facts: [
    { term: 'Til', text: 'Mads Prøve' },
    { term: 'Sendes', text: 'Digital Post, tidligst kl. 10.14' },
  ],
  body: letterBody(renderLetter('offer', samples.offer).html),
};

const facts: Facts = {
  caption: 'Kriterier og svar',
  rows: [
    {
      term: 'Let til moderat depression eller angst',
      text: 'PHQ-9: 14 (moderat). GAD-7: 9 (let).',
      link: { text: 'Se alle svar', href: '#svar' },
    },
    { term: 'Høj risiko for selvmord', text: 'Spørgsmål 9: "flere dage".', look: true },
    { term: 'Med egne ord', text: 'Jeg sover dårligt.\nJeg går på arbejde.' },
  ],
};

const table: Table = {
  caption: 'Forløb, der kører',
  columns: [
    { text: 'Forløb' },
    { text: 'Venter på' },
    { text: 'Til' },
    { text: 'Dage', numeric: true },
  ],
  rows: [
    [
      { text: 'F-1987', href: paths.runningCourse.to({ course }) },
      { text: 'Venter på, at psykologen vurderer ansøgningen' },
      { text: '', due: { kind: 'over', words: '6. december kl. 24.00' } },
      { text: '14', numeric: true },
    ],
  ],
};

const pages: Pages = {
  label: 'Flere forløb',
  shown: 'Viser 1 til 25',
  newer: null,
  older: withQuery(paths.runningCourses.to(), { efter: '2026-12-07' }),
};

const galleryMain = {
  action,
  form,
  rail,
  nothing,
  lists,
  tabs,
  filters,
  thread,
  letter,
  noThread: { messages: [], empty: thread.empty },
  facts,
  table,
  pages,
  panel: { heading: 'Det, du har skrevet', own: 'Jeg vågner klokken fire.\nSå er natten slut.' },
  links: [
    { text: 'Læs din ansøgning', href: paths.application.to() },
    { text: 'Hvem har set mine oplysninger', href: paths.myReaders.to() },
  ],
  empty: { text: 'Ingen opgaver i dag. Den næste har frist onsdag.' },
};
export type GalleryMain = typeof galleryMain;

export const gallery: PageView<GalleryMain> = {
  ...staffFrame,
  title: 'Galleri',
  heading: 'Alle dele på én side',
  back: { text: 'Til arbejdslisten', href: paths.worklist.to() },
  errors: answered.summary(),
  notice: {
    kind: 'warning',
    heading: 'Svaret er ikke sendt endnu',
    text: 'Brevet til Mads går kl. 10.14. Indtil da kan du fortryde.',
    form: { action: paths.screening.to({ course }), hidden: { undo: 'e-1' }, button: 'Fortryd' },
  },
  personBar: {
    name: 'Mads Prøve',
    cpr: '010892-····',
    showCpr: '?cpr=vis',
    age: '34 år',
    region: 'Midtjylland',
    stage: 'Vurdering',
    psychologist: 'Karen Eksempel',
    flags: [{ text: 'Gul bekymringsmarkering', tone: 'amber' }],
  },
  ahead: {
    heading: 'Over frist',
    what: 'Vurdér ansøgning',
    due: { kind: 'over', words: '1 dag over frist' },
    nothing: {
      heading: 'Hvis ingen gør noget',
      text:
        '»Vurdér ansøgning« er over frist, og lederen har fået besked. Onsdag 9. december ' +
        'kl. 15.00 eskaleres »Se på bekymringsmarkering« til lederen.',
    },
  },
  main: galleryMain,
};
