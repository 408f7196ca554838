/** What the practice people apply with; all of it is made up. */
import type { SectionId } from '../../domain/application';

/** The answers of one application, section by section, as its forms post them. */
export type Applied = Readonly<Record<SectionId, Readonly<Record<string, string>>>>;

interface Told {
  readonly phone: string;
  readonly email: string;
  readonly municipality: string;
  readonly gp: string;
  readonly work: string;
  readonly education: string;
  readonly story: string;
  readonly since: string;
  readonly goal: string;
  readonly phq9: readonly number[];
  readonly gad7: readonly number[];
  readonly earlier: string;
  /** What differs from the usual answers, by section. */
  readonly but?: Partial<Record<SectionId, Readonly<Record<string, string>>>>;
}

const AUDIT_LITTLE = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0];

function items(values: readonly number[]): Record<string, string> {
  return Object.fromEntries(values.map((value, at) => [`item${at + 1}`, String(value)]));
}

function applied(told: Told): Applied {
  const { phone, email, municipality, work, education, story, since, goal, gp, earlier } = told;
  const usual: Applied = {
    aboutYou: { phone, email, contact: 'yes', municipality, work, education },
    eligibility: {
      problem: 'depression',
      livesInDenmark: 'yes',
      equipment: 'yes',
      digitalPost: 'yes',
      danish: 'yes',
      psychosisOrBipolar: 'no',
      ptsdOrOcd: 'no',
      otherMainProblem: 'none',
      personalityDisorder: 'no',
      stressReaction: 'no',
    },
    ownWords: { story, since, goal },
    phq9: items(told.phq9),
    gad7: items(told.gad7),
    safety: { thoughts: 'no', suicideRisk: 'no', attempts: 'no', more: '' },
    earlierHelp: {
      otherTreatment: 'no',
      earlier,
      medication: 'no',
      medicine: '',
      medicationOnly: 'no',
    },
    alcohol: { alcohol: 'no', ...items(AUDIT_LITTLE), drugs: 'no' },
    gp: { gp },
    consents: { gpStart: 'yes', gpEnd: 'yes', research: '' },
  };
  const changed = Object.entries(usual).map(([id, values]) => [
    id,
    { ...values, ...told.but?.[id as SectionId] },
  ]);
  return Object.fromEntries(changed) as Applied;
}

export const APPLICATIONS = {
  ida: applied({
    phone: '12 34 56 01',
    email: 'ida@eksempel.example',
    municipality: '0461',
    gp: '990101',
    work: 'student',
    education: 'upperSecondary',
    story:
      'Jeg er holdt op med at komme til undervisning. Om morgenen er alt tungt, og jeg bliver ' +
      'liggende og tænker på alt det, jeg ikke når. Jeg plejede at synge i kor, men jeg har ' +
      'meldt afbud hele efteråret.',
    since: 'Siden sommerferien, men det er blevet værre den sidste måned.',
    goal: 'Stå op om morgenen og synge i kor igen.',
    phq9: [2, 2, 2, 2, 1, 2, 2, 1, 0],
    gad7: [1, 1, 2, 1, 0, 1, 0],
    earlier: 'Jeg har talt med studievejlederen. Det hjalp lidt.',
  }),
  emil: applied({
    phone: '12 34 56 02',
    email: 'emil@eksempel.example',
    municipality: '0751',
    gp: '990201',
    work: 'employed',
    education: 'vocational',
    story:
      'Jeg gider ikke noget, når jeg kommer hjem fra værkstedet. Jeg ser serier til langt ud på ' +
      'natten og er træt hele dagen. Min kæreste siger, at jeg ikke er til at nå.',
    since: 'Et halvt års tid.',
    goal: 'Have overskud til dem, jeg holder af.',
    phq9: [2, 2, 3, 2, 0, 1, 2, 1, 0],
    gad7: [1, 1, 1, 1, 1, 1, 0],
    earlier: 'Ingen. Det er første gang, jeg søger hjælp.',
  }),
  camilla: applied({
    phone: '12 34 56 03',
    email: 'camilla@eksempel.example',
    municipality: '0851',
    gp: '990301',
    work: 'sickLeave',
    education: 'mediumHigher',
    story:
      'Efter at jeg fik mit andet barn, har jeg været trist på en måde, jeg ikke kender. Jeg ' +
      'passer det, jeg skal, men jeg kan ikke mærke glæden ved det. Jeg undgår mine veninder, ' +
      'fordi jeg ikke har noget at fortælle.',
    since: 'Cirka otte måneder.',
    goal: 'Glæde mig til noget igen.',
    phq9: [2, 3, 2, 2, 1, 2, 1, 0, 0],
    gad7: [2, 1, 2, 1, 0, 1, 1],
    earlier: 'Samtaler hos sundhedsplejersken. De var gode, men de er slut nu.',
  }),
  yasmin: applied({
    phone: '12 34 56 04',
    email: 'yasmin@eksempel.example',
    municipality: '0101',
    gp: '990401',
    work: 'employed',
    education: 'longHigher',
    story:
      'Jeg græder på vej hjem fra arbejde uden at vide hvorfor. I weekenden bliver jeg hjemme ' +
      'og aflyser aftaler. Jeg sover dårligt og vågner klokken fire.',
    since: 'Siden min far døde sidste år.',
    goal: 'Sove igennem og se mine venner.',
    phq9: [2, 2, 3, 2, 1, 1, 1, 1, 0],
    gad7: [2, 2, 1, 2, 1, 1, 0],
    earlier: 'Fem samtaler hos en psykolog efter dødsfaldet. De hjalp på sorgen.',
  }),
  rasmus: applied({
    phone: '12 34 56 05',
    email: 'rasmus@eksempel.example',
    municipality: '0265',
    gp: '990501',
    work: 'unemployed',
    education: 'shortHigher',
    story:
      'Jeg mistede mit job i foråret. Først var det fint nok, men nu kommer jeg ikke ud ad døren. ' +
      'Jeg åbner ikke min post, og jeg tager ikke telefonen.',
    since: 'Fire måneder.',
    goal: 'Komme i gang med at søge arbejde.',
    phq9: [2, 2, 2, 2, 2, 2, 1, 1, 0],
    gad7: [1, 2, 2, 1, 0, 1, 1],
    earlier: 'Ingen.',
  }),
  mads: applied({
    phone: '12 34 56 06',
    email: 'mads@eksempel.example',
    municipality: '0561',
    gp: '990103',
    work: 'employed',
    education: 'vocational',
    story:
      'Jeg har drevet gården alene, siden min kone blev syg. Jeg er træt, før dagen begynder. ' +
      'Nogle aftener tænker jeg, at de andre havde det lettere uden mig. Jeg gør ikke noget ved ' +
      'det, men tanken kommer.',
    since: 'Siden nytår.',
    goal: 'Sove og have kræfter til dyrene og til min kone.',
    phq9: [2, 2, 2, 2, 1, 2, 1, 1, 1],
    gad7: [2, 2, 2, 1, 1, 2, 1],
    earlier: 'Min læge sagde, at jeg skulle prøve jer.',
    but: { safety: { thoughts: 'sometimes', more: 'Jeg har aldrig lagt planer.' } },
  }),
  aase: applied({
    phone: '12 34 56 07',
    email: 'aase@eksempel.example',
    municipality: '0740',
    gp: '990202',
    work: 'retired',
    education: 'mediumHigher',
    story:
      'Jeg gik på pension i foråret og havde glædet mig. Nu er dagene lange, og jeg sidder mest ' +
      'ved vinduet. Jeg ved godt, hvad der ville være godt for mig, men jeg får det ikke gjort.',
    since: 'Siden april.',
    goal: 'Gå til gymnastik og få malet køkkenet.',
    phq9: [1, 2, 2, 2, 1, 1, 1, 0, 0],
    gad7: [1, 1, 1, 0, 0, 1, 0],
    earlier: 'Jeg fik hjælp af en psykolog for tyve år siden. Det virkede.',
  }),
  joergen: applied({
    phone: '12 34 56 08',
    email: '',
    municipality: '0791',
    gp: '990203',
    work: 'retired',
    education: 'primary',
    story:
      'Jeg er bange for, at lægerne har overset noget. Jeg tager blodtryk flere gange om dagen ' +
      'og læser om sygdomme på nettet om natten. Jeg er ikke trist, jeg er bange for at være syg.',
    since: 'Tre år.',
    goal: 'Holde op med at måle.',
    phq9: [1, 0, 2, 1, 0, 0, 1, 0, 0],
    gad7: [2, 3, 3, 2, 1, 1, 3],
    earlier: 'Jeg går til samtaler på sygehuset om det samme.',
    but: {
      eligibility: { problem: 'other', otherMainProblem: 'healthAnxiety' },
      earlierHelp: { otherTreatment: 'yes', medication: 'long', medicine: 'Sertralin 50 mg' },
    },
  }),
} as const satisfies Record<string, Applied>;
export type Handle = keyof typeof APPLICATIONS;
