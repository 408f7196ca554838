/** Emil's four modules, before he stops; all of it is made up. */
import type { Week } from './week';

export const EMIL: readonly Week[] = [
  {
    module: 'hvad-er-depression',
    exercise: 'aktivitetsdagbog',
    lines: [
      {
        on: 'tirsdag',
        time: 'eftermiddag',
        activity: 'Kørte hjem fra arbejde og satte mig i sofaen',
        moodBefore: 4,
        moodAfter: 3,
        note: '',
      },
      {
        on: 'torsdag',
        time: 'aften',
        activity: 'Lavede mad sammen med Sara',
        moodBefore: 3,
        moodAfter: 6,
        note: 'Vi grinede.',
      },
      {
        on: 'soendag',
        time: 'nat',
        activity: 'Så serier til klokken to',
        moodBefore: 4,
        moodAfter: 2,
        note: 'Jeg ville bare se ét afsnit.',
      },
    ],
    feedback:
      'Hej Emil. Tak for dagbogen. Tre linjer er nok, når de er så klare som dine.\n\nMaden med Sara ' +
      'gav dig tre trin. Serierne kostede dig to. Jeg tror ikke, at serierne er problemet i sig selv. ' +
      'Måske er de det letteste, når man er tom efter en lang dag. Hvad var anderledes den aften, I ' +
      'lavede mad?',
    phq9: [2, 2, 3, 2, 0, 1, 1, 1, 0],
    gad7: [1, 1, 1, 1, 1, 1, 0],
  },
  {
    module: 'maal-og-vaerdier',
    exercise: 'maal',
    lines: [
      {
        goal: 'Spise aftensmad med Sara uden telefon tre gange om ugen',
        why: 'Hun skal kunne mærke, at jeg er der.',
        sign: 'Jeg ved, hvad hun har lavet i dag.',
        importance: 9,
        now: 3,
        firstStep: 'Lægge telefonen i gangen, når vi sætter os.',
      },
      {
        goal: 'Spille fodbold med drengene om torsdagen',
        why: 'At være en, de kan regne med. Og så er det sjovt.',
        sign: 'De holder op med at spørge, om jeg kommer.',
        importance: 7,
        now: 2,
        firstStep: 'Pakke tasken og stille den i bilen.',
      },
    ],
    feedback:
      'Hej Emil. »Jeg ved, hvad hun har lavet i dag« er et tegn, du kan kende fra den ene dag til den ' +
      'anden. Flot fundet.\n\nDu har valgt to mål, der begge handler om at være til stede for nogen. ' +
      'Det passer med det, du skrev, da du søgte: at have overskud til dem, du holder af. Begynd med ' +
      'telefonen i gangen. Tasken i bilen kan vente til ugen efter, hvis det bliver for meget.',
    phq9: [2, 2, 2, 2, 0, 1, 1, 1, 0],
    // A tired day: too much is left out to be reckoned.
    gad7: [1, null, null, 1, null, 1, 0],
  },
  {
    module: 'aktivitet-og-humoer',
    exercise: 'dagbog-med-moenstre',
    lines: [
      {
        on: 'mandag',
        time: 'aften',
        activity: 'Spiste med Sara. Telefonen lå i gangen',
        moodBefore: 4,
        moodAfter: 6,
        gave: 'loeftede',
        avoided: '',
      },
      {
        on: 'onsdag',
        time: 'nat',
        activity: 'Så serier til klokken et',
        moodBefore: 4,
        moodAfter: 3,
        gave: 'saenkede',
        avoided: 'At ligge i sengen og tænke på, at jeg er bagud med en bil på værkstedet.',
      },
      {
        on: 'torsdag',
        time: 'aften',
        activity: 'Spillede fodbold den ene halvleg',
        moodBefore: 3,
        moodAfter: 6,
        gave: 'loeftede',
        avoided: '',
      },
    ],
    feedback:
      'Hej Emil. Nu kan vi begge se det. Mennesker løfter dig, og det gør kroppen også. Skærmen sent om ' +
      'aftenen sænker dig, og du har selv fundet grunden: Den holder tankerne om værkstedet væk.\n\nDet ' +
      'er en helt forståelig måde at få fred på. Regningen kommer bare dagen efter. Kunne du skrive ' +
      'bilen på et stykke papir, før du går hjem, så den ikke skal med i seng?',
    phq9: [1, 2, null, 2, 0, 1, 1, 1, 0],
    gad7: [1, 1, 1, 1, 0, 1, 0],
  },
  {
    module: 'planlaeg-aktiviteter',
    exercise: 'ugeplan',
    lines: [
      {
        on: 'tirsdag',
        activity: 'I seng klokken 23. Telefonen bliver i køkkenet',
        why: 'mestring',
        effort: 6,
        done: 'noget',
        moodBefore: 4,
        moodAfter: 5,
      },
      {
        on: 'torsdag',
        activity: 'Fodbold med drengene klokken 18',
        why: 'glaede',
        effort: 4,
        done: 'ja',
        moodBefore: 5,
        moodAfter: 7,
      },
      {
        on: 'soendag',
        activity: 'Brunch ude med Sara klokken 10',
        why: 'vaerdi',
        effort: 3,
        done: 'ja',
        moodBefore: 5,
        moodAfter: 8,
      },
    ],
    feedback:
      'Hej Emil. Fra 5 til 8 en søndag formiddag. Det er længe siden, du har skrevet et 8-tal.\n\n' +
      'Sengetiden gav du 6, og noget af den lykkedes. Prøv klokken 23.30 i stedet, så den kommer ned på ' +
      '4. Bliv ved med fodbold og de aftener uden telefon. Det er dem, der bærer.',
    phq9: [1, 1, 2, 1, 0, 1, 1, 0, 0],
    gad7: [1, 1, 1, 0, 0, 1, 0],
  },
];

/** Emil asks whether he may stop, and what he is answered. */
export const EMIL_STOPS = {
  asks:
    'Hej Jonas. Jeg har fået nyt arbejde på et værksted i den anden ende af byen og begynder på ' +
    'mandag. Jeg kan ikke se, hvordan jeg skal nå modulerne ved siden af. Jeg har det også bedre, og ' +
    'jeg vil gerne stoppe, mens det går godt. Er det i orden?',
  answered:
    'Hej Emil. Tillykke med arbejdet. Ja, det bestemmer du selv. Jeg ville gerne have haft dig med et ' +
    'par uger mere, for modulet om at forebygge tilbagefald har du ikke haft endnu. Det kan vi tale ' +
    'om, når vi slutter af: Når du stopper, får du tilbud om en samtale med mig. Sig ja til den, hvis ' +
    'du kan. Du stopper selv på Mit forløb.',
} as const;
