/** Ida's ten modules, from the first diary to the last plan; all of it is made up. */
import { LATER } from './idaLater';
import type { Week } from './week';

export const IDA: readonly Week[] = [
  {
    module: 'hvad-er-depression',
    exercise: 'aktivitetsdagbog',
    lines: [
      {
        on: 'mandag',
        time: 'formiddag',
        activity: 'Blev i sengen til klokken elleve med telefonen',
        moodBefore: 3,
        moodAfter: 2,
        note: 'Jeg skulle have været til forelæsning klokken ti.',
      },
      {
        on: 'tirsdag',
        time: 'eftermiddag',
        activity: 'Gik en tur om søen',
        moodBefore: 3,
        moodAfter: 5,
        note: 'Det var koldt, men jeg blev klar i hovedet.',
      },
      {
        on: 'onsdag',
        time: 'aften',
        activity: 'Meldte afbud til kor',
        moodBefore: 4,
        moodAfter: 2,
        note: 'Først var jeg lettet. Klokken ni hørte jeg en af vores sange og græd.',
      },
      {
        on: 'torsdag',
        time: 'aften',
        activity: 'Ringede til min søster',
        moodBefore: 2,
        moodAfter: 5,
        note: 'Jeg var ved at lade være.',
      },
      {
        on: 'fredag',
        time: 'morgen',
        activity: 'Spiste morgenmad ved bordet i stedet for i sengen',
        moodBefore: 2,
        moodAfter: 3,
        note: '',
      },
      {
        on: 'loerdag',
        time: 'eftermiddag',
        activity: 'Så tre afsnit af en serie',
        moodBefore: 3,
        moodAfter: 3,
        note: 'Hverken godt eller skidt.',
      },
    ],
    feedback:
      'Kære Ida. Tak for din dagbog. Du har også skrevet det ned, der trak nedad, og det er tit ' +
      'det sværeste.\n\nTo linjer får mig til at stoppe op. Turen om søen løftede dig fra 3 til 5, ' +
      'og opkaldet til din søster fra 2 til 5. Den ene gang var det koldt, den anden gang var du ' +
      'ved at lade være. Du gjorde det alligevel, og lysten kom bagefter.\n\nAfbuddet til koret ' +
      'gik den anden vej: først lettelse, så gråd. At det gør ondt, siger måske noget om, hvad ' +
      'koret betyder for dig. Tag det med ind i næste modul, som handler om det, der er vigtigt.',
    phq9: [2, 2, 2, 2, 1, 2, 2, 1, 0],
    gad7: [1, 1, 2, 1, 0, 1, 0],
  },
  {
    module: 'maal-og-vaerdier',
    exercise: 'maal',
    lines: [
      {
        goal: 'Gå til korprøve om onsdagen, også når jeg kun orker den første time',
        why: 'At høre til et sted. Jeg er gladest, når jeg er én stemme blandt mange.',
        sign: 'Jeg kender de nye sange uden at kigge i noderne.',
        importance: 9,
        now: 1,
        firstStep: 'Finde noderne frem og lægge dem ved døren.',
      },
      {
        goal: 'Være til undervisning klokken ti tre dage om ugen',
        why: 'Jeg vil gerne blive færdig. Jeg kan faktisk godt lide mit fag, når jeg er der.',
        sign: 'Jeg sidder på min plads, når timen begynder.',
        importance: 8,
        now: 2,
        firstStep: 'Stille vækkeuret over på skrivebordet, så jeg skal op for at slukke det.',
      },
    ],
    comment:
      'Dit første mål er stort, og det må det gerne være. Den første time, som du selv skriver, er ' +
      'et godt sted at begynde.',
    feedback:
      'Kære Ida. Det er to gode mål. Det er noget, du gør, og begge har et tegn, du selv kan se. ' +
      '»Én stemme blandt mange« er en fin måde at sige, hvad der trækker i dig.\n\nDu giver koret ' +
      '9 for, hvor vigtigt det er, og 1 for, hvor langt du er. Det kan godt gøre ondt at se på. ' +
      'Jeg læser det sådan, at der er meget at vinde ved et lille skridt.\n\nNoderne ved døren er ' +
      'lige så småt, som det skal være. Har du en, du kan følges med den første gang? Du ' +
      'behøver ikke at fortælle, hvorfor du har været væk.',
    phq9: [2, 2, 2, 2, 1, 2, 2, 1, 0],
    gad7: [1, 1, 2, 1, 0, 1, 0],
  },
  {
    module: 'aktivitet-og-humoer',
    exercise: 'dagbog-med-moenstre',
    lines: [
      {
        on: 'mandag',
        time: 'morgen',
        activity: 'Stod op, da uret ringede henne på skrivebordet',
        moodBefore: 2,
        moodAfter: 3,
        gave: 'loeftede',
        avoided: '',
      },
      {
        on: 'tirsdag',
        time: 'formiddag',
        activity: 'Gik hjem i pausen mellem to timer',
        moodBefore: 4,
        moodAfter: 2,
        gave: 'saenkede',
        avoided:
          'At sidde alene i kantinen. Jeg var lettet på cyklen. Hjemme kunne jeg ikke tage mig sammen til at tage af sted igen.',
      },
      {
        on: 'onsdag',
        time: 'aften',
        activity: 'Sang med i første halvdel af korprøven',
        moodBefore: 3,
        moodAfter: 6,
        gave: 'loeftede',
        avoided: 'Klokken seks var jeg tæt på at skrive afbud. Mette ventede ved døren.',
      },
      {
        on: 'torsdag',
        time: 'eftermiddag',
        activity: 'Lå på sengen med telefonen i to timer',
        moodBefore: 4,
        moodAfter: 3,
        gave: 'saenkede',
        avoided: 'At åbne mailen fra min vejleder. Den har ligget der i tre uger.',
      },
      {
        on: 'loerdag',
        time: 'eftermiddag',
        activity: 'Gik om søen med musik i ørerne',
        moodBefore: 3,
        moodAfter: 5,
        gave: 'loeftede',
        avoided: '',
      },
      {
        on: 'soendag',
        time: 'aften',
        activity: 'Lavede suppe og spiste den ved bordet',
        moodBefore: 4,
        moodAfter: 5,
        gave: 'loeftede',
        avoided: '',
      },
    ],
    feedback:
      'Kære Ida. Du var til kor! Fra 3 til 6 er dit største løft indtil nu, og det var på en aften, ' +
      'hvor du var tæt på at blive hjemme. At Mette ventede ved døren, var godt tænkt.\n\nDu har ' +
      'også fået øje på to kæder. I kantinen er prisen, at du ikke kommer af sted igen. Ved mailen ' +
      'er prisen, at den vokser for hver dag, den ligger der. Ingen af delene er dovenskab. Begge ' +
      'gange slap du for uro lige nu.\n\nJeg kan se et mønster i det, der løfter: du er ude, eller ' +
      'du er sammen med nogen. Passer det? Så har du begyndelsen til din løfteliste.',
    phq9: [2, 2, 2, 2, 1, 2, 1, 1, 0],
    gad7: [1, 1, 1, 1, 0, 1, 0],
  },
  {
    module: 'planlaeg-aktiviteter',
    exercise: 'ugeplan',
    lines: [
      {
        on: 'mandag',
        activity: 'Cykler til forelæsning klokken 10 og sætter mig bagest',
        why: 'mestring',
        effort: 5,
        done: 'ja',
        moodBefore: 3,
        moodAfter: 5,
      },
      {
        on: 'onsdag',
        activity: 'Kor klokken 19. Jeg følges med Mette fra hjørnet klokken 18.40',
        why: 'glaede',
        effort: 4,
        done: 'ja',
        moodBefore: 4,
        moodAfter: 7,
      },
      {
        on: 'torsdag',
        activity: 'Læser mailen fra min vejleder på biblioteket klokken 13',
        why: 'mestring',
        effort: 7,
        done: 'noget',
        moodBefore: 3,
        moodAfter: 4,
      },
      {
        on: 'soendag',
        activity: 'Besøger mormor klokken 14 og tager kage med',
        why: 'vaerdi',
        effort: 3,
        done: 'ja',
        moodBefore: 5,
        moodAfter: 7,
      },
    ],
    feedback:
      'Kære Ida. Du har glæde, mestring og værdi i den samme uge, og tre ud af fire blev til noget. ' +
      'Det er en plan, der virker.\n\nMailen gav du 7, og du fik læst noget af den. Det er ikke et ' +
      'halvt nederlag. Den har ligget urørt i tre uger, og nu er den åbnet. Skulle resten deles op, ' +
      'hvad ville så være en 4’er? Måske at læse den højt for din søster i telefonen eller at svare ' +
      'med én linje: »Jeg har været syg. Må jeg komme forbi?«\n\nLæg mærke til, at koret nu begynder ' +
      'ved 4 og ikke ved 3. Det er lettere at gå hen til noget, man kender.',
    phq9: [2, 1, 2, 2, 1, 2, 1, 1, 0],
    gad7: [1, 1, 1, 1, 0, 1, 0],
  },
  {
    module: 'automatiske-tanker',
    exercise: 'tankefangst',
    lines: [
      {
        on: 'tirsdag',
        situation: 'Holdet skulle danne grupper. To grupper sagde, at de var fulde.',
        thought: 'Ingen vil have mig med.',
        belief: 8,
        feeling: 'skam',
        strength: 7,
        body: 'Varm i kinderne. En sten i maven.',
        did: 'Sagde, at jeg godt kunne arbejde alene. Gik ud på toilettet.',
      },
      {
        on: 'torsdag',
        situation: 'Sad på biblioteket med den opgave, jeg skulle have afleveret sidste gang.',
        thought: 'Jeg er for dum til at læse her.',
        belief: 7,
        feeling: 'skyld',
        strength: 8,
        body: 'Tunge arme.',
        did: 'Lukkede computeren og cyklede hjem.',
      },
      {
        on: 'loerdag',
        situation: 'Min søster skrev, at hun ikke kunne komme på besøg alligevel.',
        thought: 'Jeg er en, man aflyser.',
        belief: 6,
        feeling: 'tristhed',
        strength: 6,
        body: '',
        did: 'Skrev: Det er helt fint. Lagde mig på sengen.',
      },
    ],
    feedback:
      'Kære Ida. Det er ikke let at skrive sådan nogle sætninger ned, og du har gjort det, præcis ' +
      'som de lød. »En sten i maven« hjælper mig til at forstå, hvor hårdt det ramte.\n\nKan du se, ' +
      'at de tre tanker ligner hinanden? Alle tre handler om, hvad du er værd for andre. Og alle tre ' +
      'gange endte det med, at du trak dig. Så var der ingen, der kunne vise dig noget andet.\n\nDu ' +
      'skal ikke gøre noget ved dem endnu. Vælg en af dem til næste modul. Jeg foreslår den med ' +
      'grupperne, for dér er der mest at undersøge. Og bliv ved med koret imens.',
    phq9: [1, 1, 2, 2, 1, 2, 1, 1, 0],
    gad7: [1, 1, 1, 1, 0, 1, 0],
  },
  ...LATER,
];
