/** The second half of Ida's treatment: her thoughts, her sleep, and what she does if it comes back. */
import type { Week } from './week';

export const LATER: readonly Week[] = [
  {
    module: 'undersoeg-tankerne',
    exercise: 'tankeskema',
    lines: [
      {
        situation: 'Holdet dannede grupper. To grupper sagde, at de var fulde.',
        thought: 'Ingen vil have mig med.',
        beliefBefore: 8,
        feeling: 'skam',
        strengthBefore: 7,
        for: 'To grupper sagde nej. Jeg har været væk så meget, at de fleste ikke kender mig.',
        against:
          'Grupperne skulle være på fire, og begge var fire. Amalie spurgte bagefter, hvor jeg var ' +
          'blevet af. Jakob og jeg lavede en god opgave sammen, før jeg blev syg.',
        balanced:
          'Det er rigtigt, at to grupper sagde nej, og det gjorde ondt. Men de var fyldt op, og ' +
          'Amalie gik ud for at se efter mig.',
        beliefInBalanced: 6,
        strengthAfter: 4,
      },
    ],
    feedback:
      'Kære Ida. Det er et grundigt skema. Det, jeg bedst kan lide, er, at du ikke skriver »det var ' +
      'ikke så slemt«. Du skriver, at det gjorde ondt, og at der også er noget andet, der er sandt.' +
      '\n\nAmalie, der gik ud for at se efter dig, passer dårligt sammen med »ingen«. Alligevel kom ' +
      'det først frem, da du ledte efter det. Sådan er det med en sien-tanke: Det gode løber ' +
      'igennem.\n\nSkammen faldt fra 7 til 4, og du tror 6 på den nye tanke. Resten kan papiret nok ' +
      'ikke klare. I næste modul prøver du tanken af i virkeligheden. Hvem ville du tør spørge?',
    phq9: [1, 1, 1, 2, 1, 1, 1, 1, 0],
    gad7: [1, 1, 1, 1, 0, 0, 0],
  },
  {
    module: 'adfaerdseksperimenter',
    exercise: 'adfaerdseksperiment',
    lines: [
      {
        prediction:
          'Hvis jeg spørger Amalie, om jeg må være med i hendes gruppe, siger hun, at der ikke er ' +
          'plads.',
        belief: 7,
        plan:
          'Tirsdag klokken 12, når timen er slut, går jeg hen til hende ved døren. Jeg øver mig ' +
          'ikke på sætningen hjemmefra, som jeg plejer.',
        obstacle: 'Hun kan være gået. Så skriver jeg til hende samme aften.',
        happened:
          'Hun sagde, at de var fire, men at hun ville spørge de andre. Om aftenen skrev hun, at jeg ' +
          'kan være med, hvis jeg tager afsnittet om metode.',
        learned:
          'Jeg fik ikke et nej. Jeg fik et måske, og det kunne jeg godt holde ud at vente på. De ' +
          'tænker nok mere på opgaven, end på om de kan lide mig.',
        beliefAfter: 2,
      },
    ],
    feedback:
      'Kære Ida. Du gik hen til hende, og du gjorde det uden at øve dig først. Det var det svære i ' +
      'forsøget, og det klarede du, før du kendte svaret.\n\n»Jeg fik et måske, og det kunne jeg godt ' +
      'holde ud at vente på.« Den sætning synes jeg, du skal skrive et sted, hvor du ser den. Den ' +
      'handler ikke kun om Amalie.\n\nNu er du i en gruppe, og så kommer der nok dage, hvor du tænker, ' +
      'at du ikke gør det godt nok. Det handler næste modul om. Lad mig gerne vide, hvordan det går ' +
      'med metodeafsnittet.',
    phq9: [1, 1, 1, 1, 1, 1, 1, 1, 0],
    gad7: [1, 1, 1, 0, 0, 1, 0],
  },
  {
    module: 'selvkritik-og-grubleri',
    exercise: 'grublelog',
    lines: [
      {
        on: 'mandag',
        trigger: 'Jeg havde slukket lyset og skulle sove.',
        kind: 'grubleri',
        minutes: 'fra-30-til-60',
        content: 'Hvorfor spildte jeg et helt halvt år?',
        strengthBefore: 7,
        shift:
          'Sagde: Nu grubler jeg. Stod op og satte mig i køkkenet. Lyttede efter fem lyde: ' +
          'køleskabet, regnen, naboens tv. Så kunne jeg ikke finde flere.',
        strengthAfter: 5,
      },
      {
        on: 'onsdag',
        trigger: 'Jeg kom ind et takt for tidligt til korprøven, og alle hørte det.',
        kind: 'selvkritik',
        minutes: 'under-10',
        content: 'Du ødelægger det for de andre.',
        strengthBefore: 8,
        shift: 'Sagde det, Mette ville have sagt: Det var en tone. Vi tager den igen.',
        strengthAfter: 4,
      },
      {
        on: 'fredag',
        trigger: 'De andre i gruppen havde skrevet deres del. Min var ikke færdig.',
        kind: 'selvkritik',
        minutes: 'fra-10-til-30',
        content: 'De fortryder, at de tog mig med.',
        strengthBefore: 6,
        shift: 'Skrev til Amalie, at mit afsnit kommer mandag. Skrev ti linjer på det.',
        strengthAfter: 3,
      },
    ],
    feedback:
      'Kære Ida. Du brugte tre forskellige veje: lydene i køkkenet, Mettes stemme og noget konkret. ' +
      'Alle tre gange kom tallet ned. Jeg måtte smile ad, at du kun kunne finde tre lyde. Tre var ' +
      'også nok.\n\n»Det var en tone. Vi tager den igen« lyder hverken falsk eller for pænt. Derfor ' +
      'virker den. Den kan du låne til mange andre ting end sang.\n\nGrubleriet kommer stadig om ' +
      'aftenen, når lyset er slukket. Det næste modul handler om søvn, og du vælger selv, om du vil ' +
      'tage det. Ud fra din log tror jeg, at det kan være noget for dig.',
    phq9: [1, 1, 1, 1, 1, 1, 1, 0, 0],
    gad7: [1, 1, 1, 0, 0, 1, 0],
  },
  {
    module: 'soevn',
    exercise: 'soevndagbog',
    lines: [
      {
        on: 'tirsdag',
        bedTime: '22:30',
        lightsOut: '23:00',
        minutesToSleep: 'fra-60-til-120',
        awake: 'under-30',
        upTime: '08:30',
        quality: 3,
        sleepiness: 7,
        note: 'Kaffe klokken 17. Lå og tænkte på opgaven.',
      },
      {
        on: 'onsdag',
        bedTime: '23:30',
        lightsOut: '23:45',
        minutesToSleep: 'fra-30-til-60',
        awake: 'under-30',
        upTime: '07:45',
        quality: 4,
        sleepiness: 7,
        note: 'Stod op, da uret ringede. Træt hele dagen.',
      },
      {
        on: 'torsdag',
        bedTime: '23:45',
        lightsOut: '00:00',
        minutesToSleep: 'under-15',
        awake: 'naesten-ikke',
        upTime: '07:45',
        quality: 7,
        sleepiness: 3,
        note: 'Kom hjem fra kor og var glad.',
      },
      {
        on: 'loerdag',
        bedTime: '00:30',
        lightsOut: '00:45',
        minutesToSleep: 'fra-15-til-30',
        awake: 'naesten-ikke',
        upTime: '08:15',
        quality: 5,
        sleepiness: 5,
        note: 'En halv time senere end ellers. Det er vist i orden.',
      },
      {
        on: 'soendag',
        bedTime: '23:30',
        lightsOut: '23:45',
        minutesToSleep: 'fra-15-til-30',
        awake: 'under-30',
        upTime: '07:45',
        quality: 6,
        sleepiness: 4,
        note: 'Skrev på papir klokken 20, hvad der trykkede. Det blev på papiret.',
      },
    ],
    feedback:
      'Kære Ida. Du valgte kvart i otte, og du holdt fast i det, også efter den dårlige nat. Det er ' +
      'den sværeste del af det hele.\n\nTallene går fra 3 og 4 til 5, 6 og 7. Fem nætter er ikke ' +
      'mange, men du kan allerede se noget: Kaffen klokken 17 og opgaven i hovedet trækker ned. Kor ' +
      'og papiret klokken 20 trækker op. En halv time fra eller til gør ikke noget, det har du ret ' +
      'i.\n\nBliv ved med den faste tid i et par uger endnu. Nu er der ét modul tilbage. Der samler du ' +
      'det, der har hjulpet dig.',
    phq9: [1, 1, 1, 1, 0, 1, 1, 1, 0],
    gad7: [1, 0, 1, 0, 0, 1, 0],
  },
  {
    module: 'forebyg-tilbagefald',
    exercise: 'tilbagefaldsplan',
    lines: [
      {
        sign: 'Jeg melder afbud til kor to gange i træk.',
        kind: 'tidligt-tegn',
        whatIDo:
          'Skriver til Mette og følges med hende næste gang, også hvis jeg kun bliver til pausen.',
        who: 'Mette',
        when: 'Når jeg har været væk i tre uger, ringer jeg til min læge.',
      },
      {
        sign: 'Jeg ligger i sengen efter klokken ni tre hverdage i træk.',
        kind: 'tidligt-tegn',
        whatIDo: 'Uret tilbage på skrivebordet. Morgenmad ved bordet, før jeg tager telefonen.',
        who: 'Min søster',
        when: 'Når det har varet i to uger.',
      },
      {
        sign: 'Jeg har ikke åbnet min mail i fem dage.',
        kind: 'tidligt-tegn',
        whatIDo: 'Åbner én mail på biblioteket, mens jeg taler i telefon med min søster.',
        who: 'Min søster',
        when: 'Når det har varet i to uger, eller hvis jeg tænker, at jeg er for dum til at læse.',
      },
      {
        sign: 'Eksamen, hvor der er mange uger uden faste timer.',
        kind: 'svaer-situation',
        whatIDo:
          'Laver en plan om søndagen med tre ting: kor, en læseaftale med Amalie og en tur om søen.',
        who: 'Amalie',
        when: 'Når jeg er gået glip af læseaftalen to gange.',
      },
    ],
    feedback:
      'Kære Ida. Det er en plan, som også virker på en tung dag. Tegnene er så klare, at Mette og din ' +
      'søster kan se dem, og det, du vil gøre, er småt nok.\n\nDa du begyndte, lå noderne i en skuffe. ' +
      'Nu er det første tegn på din liste, at du melder afbud to gange. Det siger noget om, hvor langt ' +
      'du er kommet, og det er dit arbejde.\n\nHar du fortalt Mette og din søster, at de står på ' +
      'planen? Gør det gerne, inden vi tales ved. Til vores samtale ser vi på planen sammen, og du kan ' +
      'tage det med, du stadig er i tvivl om.',
    phq9: [1, 1, 1, 1, 0, 1, 1, 1, 0],
    gad7: [0, 1, 1, 0, 0, 1, 0],
  },
];

/** What she answers when treatment has ended. */
export const IDA_ENDS = {
  phq9: [1, 1, 1, 1, 0, 1, 0, 1, 0],
  gad7: [1, 0, 1, 0, 0, 1, 0],
} as const satisfies Pick<Week, 'phq9' | 'gad7'>;

/** How far she is with her goals, some weeks after she set them; `after`: so many modules. */
export const IDA_RATES = [
  {
    after: 4,
    numbers: [3, 3],
    note: 'Jeg har været til kor to onsdage. Den ene gang gik jeg efter en time, og det var også godt.',
  },
  {
    after: 7,
    numbers: [5, 4],
    note: 'Jeg kan tre nye sange. Om morgenen er det stadig svært at komme op.',
  },
  {
    after: 9,
    numbers: [7, 6],
    note: 'Jeg har næsten ikke tænkt på at melde afbud. Næste skridt er generalprøven.',
  },
] as const;
export type GoalNumbers = (typeof IDA_RATES)[number];

/** What she will remember, in her own words. */
export const IDA_KEEPS = {
  remember:
    'Lysten kommer bagefter. Jeg gik til kor uden at have lyst, og det var dér, det vendte. En ' +
    'dårlig dag er ikke begyndelsen forfra.',
  goOn:
    'Kor om onsdagen, turen om søen og at sige det til min søster, før det er blevet stort. Den ' +
    'første søndag i måneden ser jeg på min plan.',
} as const;
