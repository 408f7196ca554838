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
  finish: 'Alle moduler er gennemført. Patienten oplever bedring og er enig i at slutte.',
  idaHeld:
    'Afsluttende samtale på telefonen, 15 minutter. Ida er tilbage i koret og følger undervisningen tre dage om ' +
    'ugen. Gennemgået plan for, hvad hun gør, hvis det bliver tungt igen: kalenderen med små ' +
    'aftaler, og egen læge, hvis det varer mere end to uger. Ingen tanker om selvmord.',
} as const;

export const MESSAGE =
  'Hej Karen. Jeg har afleveret dagbogen, men jeg missede to dage, fordi den yngste ' +
  'var syg. Gør det noget? Og må jeg gå i gang med næste modul, selv om jeg er lidt bagud?';
