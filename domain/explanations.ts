/**
 * What is said, kindly and at once, to the answers of domain/targetGroup that deserve a second look:
 * in the application and in the self-check before it. It explains and shows other help; a psychologist
 * decides, and everybody may send.
 */
import { answerLabel, criterion, type EligibilityAnswers } from './eligibility';
import { itemsOf, type SectionValues } from './application';
import { MEASURES } from './measures';
import { CRITERION_IDS, type AtOnce, type CriterionId } from './targetGroup';

/** Suicide risk has no words here: that answer leads to the crisis page, which says its own. */
export const EXPLANATIONS: Readonly<
  Record<Exclude<CriterionId, 'suicideRisk'>, readonly AtOnce[]>
> = {
  problem: [
    {
      answers: ['other'],
      text:
        'Vores behandling er lavet til depression, panikangst, socialfobi, agorafobi og bestemte ' +
        'fobier. Er det noget andet, kan din læge hjælpe dig med at finde ud af, hvad du har brug ' +
        'for. Er du i tvivl om, hvad det er, så skriv om det i din ansøgning.',
      recommends: ['ownGp', 'psychologistWithSubsidy'],
    },
  ],
  livesInDenmark: [
    {
      answers: ['no'],
      text:
        'Vi kan kun behandle dig, mens du bor og er i Danmark. Er du væk i en periode, kan du ' +
        'søge, når du er hjemme igen.',
      recommends: ['ownGp', 'applyAgain'],
    },
    {
      answers: ['unsure'],
      text: 'Det er nok, at du er her det meste af tiden. Skriv i din ansøgning, hvis du skal rejse.',
      recommends: ['applyAgain'],
    },
  ],
  equipment: [
    {
      answers: ['no'],
      text:
        'Behandlingen foregår på en computer eller tablet, og den første samtale er på video. En ' +
        'telefon er for lille til øvelserne. Måske kan du låne en computer.',
      recommends: ['digitalHelp', 'ownGp'],
    },
  ],
  digitalPost: [
    {
      answers: ['no', 'unsure'],
      text:
        'Vi sender svar og tider med Digital Post. Du kan se, om du har det, på borger.dk, og du ' +
        'kan melde dig til, før du sender din ansøgning.',
      recommends: ['digitalHelp'],
    },
  ],
  danish: [
    {
      answers: ['no', 'difficult'],
      text:
        'I behandlingen læser og skriver du meget på dansk. Derfor er en psykolog, som du kan tale ' +
        'med, måske bedre for dig.',
      recommends: ['ownGp', 'psychologistWithSubsidy'],
    },
  ],
  psychosisOrBipolar: [
    {
      answers: ['yes', 'unsure'],
      text:
        'Har du sådan en sygdom, er du bedst hjulpet af nogen, der kan følge dig tættere, end vi ' +
        'kan. Går du allerede til behandling, så tal med dem.',
      recommends: ['ownGp', 'psychiatryByGp'],
    },
  ],
  ptsdOrOcd: [
    {
      answers: ['yes', 'unsure'],
      text: 'PTSD og OCD skal behandles på en anden måde, end vi kan. Der findes hjælp til det.',
      recommends: ['ptsdOcdPackage'],
    },
  ],
  otherMainProblem: [
    {
      answers: ['ptsd', 'ocd'],
      text:
        'Er det dét, der fylder mest, er der behandling, som er lavet til det. Har du også en ' +
        'depression, så start med det, der fylder mest.',
      recommends: ['ptsdOcdPackage'],
    },
    {
      answers: ['healthAnxiety', 'generalisedAnxiety'],
      text:
        'Vores behandling er lavet til andre slags angst. Din læge kan henvise dig til en, der ' +
        'behandler det, der fylder for dig.',
      recommends: ['ownGp', 'psychologistWithSubsidy'],
    },
  ],
  personalityDisorder: [
    {
      answers: ['yes', 'unsure'],
      text: 'Det kræver ofte en længere behandling, hvor I mødes. Den kan vi ikke give.',
      recommends: ['ownGp', 'psychiatryByGp'],
    },
  ],
  stressReaction: [
    {
      answers: ['yes', 'unsure'],
      text:
        'Stress og svære hændelser kræver en anden hjælp end vores. Har du også en depression, ' +
        'så skriv om den i din ansøgning.',
      recommends: ['ownGp', 'municipality'],
    },
  ],
  alcohol: [
    {
      answers: ['yes', 'unsure'],
      text:
        'Drikker du meget, har vores behandling svært ved at virke. Du kan få hjælp til det først ' +
        'og søge hos os bagefter.',
      recommends: ['addictionCentre', 'ownGp'],
    },
  ],
  drugs: [
    {
      answers: ['seldom', 'weekly'],
      text:
        'Fylder stoffer meget, har vores behandling svært ved at virke. Er det sjældent, så skriv ' +
        'det i din ansøgning. En psykolog ser på det sammen med resten.',
      recommends: ['addictionCentre', 'ownGp'],
    },
  ],
  otherTreatment: [
    {
      answers: ['yes'],
      text:
        'Vi begynder sjældent, mens du går i en anden samtalebehandling. Slutter den snart, så ' +
        'skriv det i din ansøgning, eller søg, når den er slut.',
      recommends: ['presentTherapist', 'applyAgain'],
    },
  ],
  medication: [
    {
      answers: ['recent'],
      text: 'Du kan godt få behandling hos os, selv om du tager medicin. Du skal ikke stoppe med den.',
      recommends: [],
    },
    {
      answers: ['long'],
      text:
        'Du kan godt få behandling hos os, selv om du tager medicin, og du skal ikke stoppe med den. ' +
        'Har du haft det svært længe og fået medicin i mange år, er der måske en anden hjælp, der ' +
        'er bedre.',
      recommends: ['ownGp'],
    },
  ],
  medicationOnly: [
    {
      answers: ['yes', 'unsure'],
      text:
        'Hos os arbejder du med tekster og øvelser, og en psykolog skriver med dig. Vi giver ikke ' +
        'medicin. Det kan din egen læge hjælpe dig med.',
      recommends: ['ownGp'],
    },
  ],
};

/** What is said to one answer; null: it needs no second look, or the crisis page says it. */
export function explanationOf(id: CriterionId, answer: string): AtOnce | null {
  if (id === 'suicideRisk' || !criterion(id).lookHere.includes(answer)) return null;
  return EXPLANATIONS[id].find(({ answers }) => answers.includes(answer)) ?? null;
}

export interface ToldAtOnce extends AtOnce {
  readonly heading: string;
}

/**
 * What an applicant is told at once to these answers, in the order of the form. Where no other help
 * is named nothing speaks against, and nobody is stopped: the question's own hint says it already.
 */
export function toldAtOnce(answers: EligibilityAnswers): readonly ToldAtOnce[] {
  return CRITERION_IDS.flatMap((id): readonly ToldAtOnce[] => {
    const answer = answers[id];
    if (answer === undefined || answerLabel(id, answer) === null) return [];
    const said = explanationOf(id, answer);
    return said && said.recommends.length > 0 ? [{ ...said, heading: criterion(id).question }] : [];
  });
}

/**
 * The same for a score of AUDIT at its cut-off or above (DOMAIN section 4), when the answer to "do
 * you drink too much" has not had it told already. `values`: the section about alcohol.
 */
export function toldOfAudit(values: SectionValues | undefined): readonly ToldAtOnce[] {
  const own = values?.['alcohol'];
  const isTold = typeof own === 'string' && explanationOf('alcohol', own) !== null;
  if (isTold || MEASURES.audit.score(itemsOf('audit', values)).case !== true) return [];
  return EXPLANATIONS.alcohol.slice(0, 1).map((said) => ({ ...said, heading: AUDIT_HEADING }));
}
const AUDIT_HEADING = 'Det, du har svaret om alkohol';
