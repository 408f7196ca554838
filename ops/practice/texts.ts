/** What is written in the practice people's courses, by them and to them; all of it is made up. */

/** The psychologist's journal note after the assessment. */
export const ASSESSMENT_NOTES = {
  ida:
    'Samtale på video, 55 minutter. Nedsat stemningsleje, lyst og energi siden sommeren, skyldfølelse ' +
    'over studiet. Ingen tanker om selvmord. Opfylder kriterierne for depressiv enkeltepisode af ' +
    'moderat grad. Motiveret for adfærdsaktivering. Begynder programmet for depression.',
  emil:
    'Samtale på video, 50 minutter. Nedtrykt og træt i et halvt år, forskudt døgnrytme. Passer sit ' +
    'arbejde. Ingen tanker om selvmord. Depressiv enkeltepisode af moderat grad. Aftalt fast ' +
    'sengetid som første skridt. Begynder programmet for depression.',
  camilla:
    'Samtale på video, 55 minutter. Nedsat stemningsleje og lyst i otte måneder efter fødsel, god ' +
    'kontakt til børnene. Ingen tanker om selvmord. Depressiv enkeltepisode af moderat grad. ' +
    'Begynder programmet for depression.',
} as const;

export const CLOSING = {
  finish: 'Begge moduler er gennemført. Patienten oplever bedring og er enig i at slutte.',
  idaHeld:
    'Afsluttende samtale på video. Ida er tilbage i koret og følger undervisningen tre dage om ' +
    'ugen. Gennemgået plan for, hvad hun gør, hvis det bliver tungt igen: kalenderen med små ' +
    'aftaler, og egen læge, hvis det varer mere end to uger. Ingen tanker om selvmord.',
} as const;

export const FEEDBACK = {
  first:
    'Tak for din dagbog. Jeg lægger mærke til, at humøret steg, de gange du kom ud, også når du ikke ' +
    'havde lyst på forhånd. Det er netop det, vi bygger videre på i næste modul.',
  second:
    'Godt arbejde med ugeplanen. Du gjorde skridtene mindre, da de var for store, og så lykkedes ' +
    'de. Bliv ved med at skrive tid og sted på det, du vil.',
} as const;

export const MESSAGE =
  'Hej Karen. Jeg har afleveret dagbogen, men jeg missede to dage, fordi den yngste ' +
  'var syg. Gør det noget? Og må jeg gå i gang med næste modul, selv om jeg er lidt bagud?';

interface DiaryLine {
  readonly day: string;
  readonly time: string;
  readonly activity: string;
  readonly moodBefore: string;
  readonly moodAfter: string;
  readonly note: string;
}
function line(
  day: string,
  time: string,
  activity: string,
  moods: readonly [number, number],
  note = '',
): DiaryLine {
  const [before, after] = moods;
  return { day, time, activity, moodBefore: String(before), moodAfter: String(after), note };
}

/** Rows of the exercise of each module, as the patient filled them in. */
export const DIARIES = {
  ida: [
    line('tirsdag', 'morgen', 'Stod op og spiste morgenmad ved bordet', [2, 3]),
    line(
      'tirsdag',
      'eftermiddag',
      'Gik en tur om søen',
      [3, 5],
      'Det var koldt, men jeg blev klar i hovedet.',
    ),
    line('onsdag', 'formiddag', 'Blev i sengen og så telefon', [3, 2]),
    line('onsdag', 'aften', 'Ringede til min søster', [2, 5], 'Jeg var ved at lade være.'),
  ],
  emil: [
    line('tirsdag', 'eftermiddag', 'Kørte hjem fra arbejde og satte mig i sofaen', [4, 3]),
    line('tirsdag', 'aften', 'Lavede mad sammen med Sara', [3, 6], 'Vi grinede.'),
    line('onsdag', 'aften', 'Så serier til klokken to', [4, 2]),
  ],
  camilla: [
    line('torsdag', 'formiddag', 'Gik tur med barnevognen', [3, 4]),
    line(
      'fredag',
      'eftermiddag',
      'Afbud til kaffe hos Line',
      [4, 2],
      'Det lettede i ti minutter. Så blev jeg ked af det.',
    ),
    line('loerdag', 'formiddag', 'Bagte boller med Alma', [3, 6]),
    line(
      'soendag',
      'formiddag',
      'Tog i svømmehallen med familien',
      [4, 6],
      'Jeg troede, at jeg ville fortryde.',
    ),
  ],
} as const;

export const PLANS = {
  ida: [
    plan('mandag', 'Kor klokken 19, jeg følges med Mette', ['glaede', 6, 'ja', 7]),
    plan('onsdag', 'Til forelæsning klokken 10, sidder bagest', ['mestring', 7, 'noget', 5]),
    plan('loerdag', 'Besøger mormor klokken 14', ['vaerdi', 3, 'ja', 7]),
  ],
  emil: [
    plan('tirsdag', 'I seng klokken 23, telefonen bliver i køkkenet', ['mestring', 6, 'noget', 5]),
    plan('torsdag', 'Fodbold med drengene klokken 18', ['glaede', 5, 'ja', 7]),
    plan('soendag', 'Brunch ude med Sara klokken 10', ['vaerdi', 3, 'ja', 8]),
  ],
} as const;

function plan(
  day: string,
  activity: string,
  rest: readonly [string, number, string, number],
): Readonly<Record<string, string>> {
  const [why, effort, done, moodAfter] = rest;
  return {
    day,
    activity,
    why,
    effort: String(effort),
    done,
    moodAfter: String(moodAfter),
  };
}
