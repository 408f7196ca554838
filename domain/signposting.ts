/** Answers for what a person is told who does not get our treatment: why, and where help is. */

interface RecommendationRow {
  /** What the clinician picks from. */
  readonly label: string;
  /** What the letter says to the patient: whole sentences. */
  readonly letter: string;
}

export const RECOMMENDATIONS = {
  ownGp: {
    label: 'Egen læge',
    letter:
      'Vi foreslår, at du taler med din egen læge. Tag gerne dette brev med. Din læge ' +
      'kender dig og kan hjælpe dig videre, hvis du har brug for mere hjælp, end vi kan give.',
  },
  acutePsychiatry: {
    label: 'Akut psykiatri',
    letter:
      'Bliver det værre, eller får du tanker om at gøre skade på dig selv, så vent ikke. Er der ' +
      'fare for liv, så ring 112. Du kan altid ringe til den akutte psykiatriske hjælp i din ' +
      'region, også om natten, og du kan ringe til Livslinien på 70 201 201.',
  },
  psychiatryByGp: {
    label: 'Henvisning til psykiatrien via egen læge',
    letter:
      'Din læge kan henvise dig til en psykiater eller til psykiatrien i din region. Her ' +
      'kan du få en grundigere udredning og mere hjælp, end vi kan give over nettet.',
  },
  ptsdOcdPackage: {
    label: 'Pakkeforløb for PTSD eller OCD via egen læge',
    letter:
      'Der findes behandling, som er lavet til PTSD og OCD. Din læge kan henvise dig til ' +
      'et pakkeforløb i psykiatrien.',
  },
  psychologistWithSubsidy: {
    label: 'Psykolog med tilskud via egen læge',
    letter:
      'Spørg din læge, om du kan få en henvisning til en psykolog med tilskud. Så betaler ' +
      'regionen en del af prisen eller det hele.',
  },
  addictionCentre: {
    label: 'Kommunens rusmiddelcenter',
    letter:
      'I din kommune er der et rusmiddelcenter, hvor du kan få gratis hjælp til at drikke ' +
      'mindre eller bruge færre stoffer. Du behøver ingen henvisning, og du kan være anonym, når ' +
      'det gælder alkohol. Du er velkommen til at søge hos os igen bagefter.',
  },
  studentCounselling: {
    label: 'Studenterrådgivningen',
    letter:
      'Læser du på en videregående uddannelse, kan du få gratis samtaler hos ' +
      'Studenterrådgivningen. Du kan selv henvende dig.',
  },
  municipality: {
    label: 'Kommunens tilbud',
    letter:
      'Mange kommuner har gratis kurser og samtaler om stress, angst og depression. Ring ' +
      'til din kommune, eller spørg din læge, hvad der findes, hvor du bor.',
  },
  presentTherapist: {
    label: 'Nuværende behandler',
    letter:
      'Tal med den, du allerede går hos, om det, du søgte om hos os. I kan sammen finde ud ' +
      'af, hvad der hjælper dig bedst.',
  },
  youngPeople: {
    label: 'Tilbud til unge under 18',
    letter:
      'Din læge kan hjælpe dig videre til behandling for børn og unge. Du kan også tale ' +
      'med en voksen på din skole eller ringe gratis til BørneTelefonen på 116 111.',
  },
  digitalHelp: {
    label: 'Hjælp til computer og Digital Post',
    letter:
      'Borgerservice i din kommune hjælper gerne med MitID og Digital Post, og mange ' +
      'biblioteker har computere og vejledning. Du er velkommen til at søge igen.',
  },
  applyAgain: {
    label: 'Søg igen senere',
    letter: 'Du er altid velkommen til at søge igen, hvis noget ændrer sig.',
  },
} as const satisfies Record<string, RecommendationRow>;
export type RecommendationKey = keyof typeof RECOMMENDATIONS;

interface ReasonRow {
  /** What the clinician picks from, and what the yearly report counts. */
  readonly label: string;
  /** Goes on after "Det er, fordi"; null: the psychologist writes it. */
  readonly because: string | null;
  /** Ticked from the start; the psychologist may change it. */
  readonly suggests: readonly RecommendationKey[];
}

export const REJECTION_REASONS = {
  tooSevere: {
    label: 'For svær tilstand',
    because:
      'du har det så svært lige nu, at du har brug for at møde den, der behandler dig, og ' +
      'for mere hjælp, end vi kan give over nettet',
    suggests: ['ownGp', 'psychiatryByGp', 'acutePsychiatry'],
  },
  suicideRisk: {
    label: 'Høj risiko for selvmord',
    because: 'du skal have nogen, der kan være tæt på dig lige nu. Det kan vi ikke over nettet',
    suggests: ['acutePsychiatry', 'ownGp', 'psychiatryByGp'],
  },
  tooMild: {
    label: 'Ikke depression eller angst i behandlingskrævende grad',
    because:
      'dine svar ikke peger på en depression eller en angst, som vores behandling er ' +
      'lavet til. Det betyder ikke, at det, du oplever, er uden betydning',
    suggests: ['ownGp', 'municipality'],
  },
  otherMainProblem: {
    label: 'Andet hovedproblem (fx helbredsangst, generaliseret angst)',
    because: 'det, der fylder mest for dig, er noget andet end det, vores behandling er lavet til',
    suggests: ['ownGp', 'psychologistWithSubsidy'],
  },
  ptsdOrOcd: {
    label: 'PTSD eller OCD',
    because: 'PTSD og OCD skal behandles på en anden måde, end vi kan',
    suggests: ['ptsdOcdPackage', 'ownGp'],
  },
  psychosisOrBipolar: {
    label: 'Skizofreni, bipolar eller beslægtet lidelse',
    because: 'du har en sygdom, hvor du er bedst hjulpet af nogen, der kan følge dig tættere',
    suggests: ['ownGp', 'psychiatryByGp'],
  },
  personalityDisorder: {
    label: 'Personlighedsforstyrrelse',
    because: 'dine vanskeligheder kræver en længere behandling, hvor I mødes',
    suggests: ['ownGp', 'psychiatryByGp'],
  },
  stressReaction: {
    label: 'Belastningsreaktion (stress)',
    because:
      'det, du beskriver, ligner en reaktion på en stor belastning. Den kræver en anden ' +
      'hjælp end vores',
    suggests: ['ownGp', 'municipality'],
  },
  alcoholOrDrugs: {
    label: 'Misbrug af alkohol eller stoffer',
    because:
      'alkohol eller stoffer fylder så meget lige nu, at vores behandling har svært ved ' +
      'at virke',
    suggests: ['addictionCentre', 'ownGp'],
  },
  otherTreatment: {
    label: 'I anden psykologisk behandling',
    because:
      'du allerede får psykologisk behandling. To behandlinger på samme tid virker ' +
      'sjældent bedre end én',
    suggests: ['presentTherapist', 'applyAgain'],
  },
  medicationOnly: {
    label: 'Ønsker alene hjælp med medicin',
    because:
      'du ønsker hjælp med medicin. Vores behandling er samtale på skrift og øvelser, og ' +
      'vi giver ikke medicin',
    suggests: ['ownGp'],
  },
  danish: {
    label: 'Svært ved at læse eller skrive dansk',
    because: 'behandlingen er på skrift og på dansk, og du har svaret, at det er svært for dig',
    suggests: ['ownGp', 'psychologistWithSubsidy'],
  },
  equipment: {
    label: 'Mangler udstyr, MitID eller Digital Post',
    because: 'behandlingen kræver computer eller tablet med webkamera, MitID og Digital Post',
    suggests: ['digitalHelp', 'ownGp'],
  },
  residence: {
    label: 'Bor eller opholder sig ikke i Danmark',
    because: 'du skal bo og være i Danmark, mens behandlingen varer',
    suggests: ['ownGp', 'applyAgain'],
  },
  underAge: {
    label: 'Under 18 år',
    because: 'vores behandling er lavet til voksne, og du er ikke fyldt 18',
    suggests: ['youngPeople', 'ownGp'],
  },
  other: { label: 'Andet (skriv selv)', because: null, suggests: ['ownGp'] },
} as const satisfies Record<string, ReasonRow>;
export type RejectionReason = keyof typeof REJECTION_REASONS;

/** How every rejection begins: the treatment does not fit the person, never the other way round. */
export const REJECTION_OPENING =
  'Vi har læst din ansøgning grundigt. Vi tror ikke, at vores behandling hjælper dig nok lige nu.';

/**
 * The reasons in the letter's words: one whole sentence for each, in the order given. A reason
 * without words of its own takes the psychologist's, which must be whole sentences already.
 */
export function reasonSentences(
  reasons: readonly RejectionReason[],
  ownWords: string = '',
): readonly string[] {
  const clauses = reasons.flatMap((reason) => REJECTION_REASONS[reason].because ?? []);
  const sentences = clauses.map((clause, at) =>
    at === 0 ? `Det er, fordi ${clause}.` : `Det er også, fordi ${clause}.`,
  );
  const own = ownWords.trim();
  return own === '' ? sentences : [...sentences, own];
}

/** What is recommended from the start for a set of reasons, each once; never an empty list. */
export function suggestedFor(reasons: readonly RejectionReason[]): readonly RecommendationKey[] {
  const keys = new Set<RecommendationKey>(
    reasons.flatMap((reason) => [...REJECTION_REASONS[reason].suggests]),
  );
  return keys.size === 0 ? ['ownGp'] : [...keys];
}
