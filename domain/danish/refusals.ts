/** Says why something was not done and what to do now; one sentence or two for each refusal. */
import type { RefusalName } from '../refusals';

/** What a course itself refuses. */
const BY_COURSE = {
  ended: 'Forløbet er slut, så det kan ikke ændres mere. Du kan stadig læse det.',
  notNow: 'Det kan ikke lade sig gøre på dette trin. Siden viser nu, hvor forløbet er.',
  stale:
    'Noget er ændret, siden du åbnede siden. Læs det nye, og svar igen. ' +
    'Har du skrevet noget, står det her stadig.',
  decisionWaits:
    'Der venter en afgørelse, som stadig kan fortrydes. Vent, til den er sendt, ' +
    'eller fortryd den først.',
  nothingToUndo: 'Der er ikke længere noget at fortryde. Siden viser, hvad der gælder nu.',
  notYetReleased: 'Afgørelsen kan stadig fortrydes. Den bliver sendt af sig selv om lidt.',
  notDue: 'Fristen findes ikke mere eller er ikke nået. Siden viser de frister, der gælder nu.',
  flagTaken: 'En anden har taget bekymringsmarkeringen. Tal med den, der har den.',
  unknownFlag: 'Bekymringsmarkeringen er afsluttet. Du kan se i forløbet, hvem der gjorde det.',
  unknownTask: 'Opgaven er allerede løst. Gå tilbage til arbejdslisten.',
  taskNeedsAnswer: 'Opgaven kan ikke lukkes uden et svar. Åbn den, og svar der.',
  moduleClosed: 'Modulet er ikke åbent for dig nu. Siden viser, hvilke moduler du kan arbejde med.',
  alreadyHandedIn: 'Modulet er allerede afleveret. Vil du tilføje noget, så skriv en besked.',
  moduleSkipped:
    'Modulet er sprunget over, så du skal ikke aflevere det. Er det en fejl, så skriv en besked.',
  handedInStays: 'Et modul, der er afleveret, bliver, hvor det er. Siden viser, hvilke det er.',
  openStays: 'Et modul, der er åbnet, bliver på sin plads. Flyt kun dem, der ikke er åbnet.',
  cannotJoin:
    'De to moduler kan ikke åbne sammen. Vælg et modul, som patienten skal igennem og ikke har ' +
    'afleveret, og som ikke selv åbner sammen med et andet.',
  opensInPause:
    'Behandlingen holder pause, så der åbner ikke moduler. Åbn det, når behandlingen er i gang igen.',
  nothingLeft: 'Der skal være mindst ét modul tilbage, som skal afleveres.',
  nothingChanged: 'Der er ikke ændret noget i programmet. Vælg en ændring, eller gå tilbage.',
  notHandedIn: 'Der er ikke en aflevering, der venter på svar. Skriv en besked i stedet.',
  countsDiffer:
    'Antallet af aflysninger eller udeblivelser er ændret imens. Se siden igen, og ' +
    'prøv en gang til.',
  modulesMissing:
    'Der mangler moduler, der skal afleveres, så forløbet er ikke gennemført. Afslut det som frafald.',
  pauseTooLong:
    'En pause er mindst 1 dag, og pauser må højst være 21 dage i alt. Vælg en anden dato.',
  alreadyPaused: 'Behandlingen holder allerede pause. Siden viser, hvornår den går i gang igen.',
  notPaused: 'Behandlingen er i gang. Der er ingen pause at slutte.',
  untilMissing:
    'Behandlingen skal have en sidste dag, og den skal ligge frem i tiden. Vælg en dato.',
  consentUnchanged: 'Samtykket er allerede sådan. Der er ikke noget, du skal gøre.',
  notAsked: 'Der er ikke noget spørgeskema, der venter på dig nu.',
  alreadyAnswered: 'Du har allerede svaret på spørgeskemaet. Tak for dine svar.',
  noTimeAgreed: 'Der er ikke aftalt en tid til samtalen mere. Siden viser, hvad der gælder nu.',
  callBegun: 'Tiden til samtalen er begyndt, så den kan ikke flyttes eller aflyses mere.',
  callAhead: 'Samtalen er ikke begyndt endnu. Siden viser, hvornår den er aftalt.',
  nothingToCorrect: 'Brevet er ikke sendt, så der er ikke noget at rette.',
  handingOver: 'Forløbet er lige blevet afsluttet. Prøv igen om et øjeblik.',
  busy: 'Forløbet gemmer noget andet lige nu. Vent et øjeblik, og send igen. Det, du skrev, er gemt.',
  stuck:
    'Vi kan ikke gemme i forløbet lige nu, og en kollega har fået besked. Det, du skrev, er ' +
    'gemt. Prøv igen senere.',
} as const satisfies Record<RefusalName, string>;

/** What is refused before a course is asked. */
const BEFORE_COURSE = {
  slotTaken: 'En anden har lige taget tiden. Vælg en af de andre tider.',
  timePassed: 'Tiden er gået. Vælg en tid, der ligger længere fremme.',
  timeTooSoon:
    'Tiden er for tæt på til, at psykologen kan nå at se den. Vælg en tid fra i morgen og frem.',
  closedDay:
    'Klinikken holder lukket den dag. Vælg en dag fra mandag til fredag, der ikke er en helligdag.',
  outsideHours:
    'Samtaler begynder tidligst kl. 8 og slutter senest kl. 15. Vælg et andet klokkeslæt.',
  beyondClock:
    'Tiden ligger efter de uger, vi har lovet. Vælg en tidligere tid, eller vælg en grund.',
  earlierTimes:
    'Der er blevet en tid ledig inden for de uger, vi har lovet. Vælg en af de tider, der står her.',
  afterLastDay:
    'Tiden ligger efter den sidste dag for samtalen. Vælg en tidligere tid, eller bed psykologen om at ' +
    'finde en sammen med dig.',
  outsideOffer: 'Tiden i et tilbud skal ligge 7 til 28 dage fremme. Vælg en anden tid.',
  timeTaken:
    'Psykologen har allerede en aftale eller en ledig tid på det tidspunkt. Vælg en tid på listen, ' +
    'eller skriv en anden.',
  coordinatorDecides:
    'Du kan ikke selv vælge en tid lige nu. Koordinatoren ser på, hvad der nu skal ske, og ' +
    'kontakter dig. Skriv en besked, hvis der er noget, vi skal vide.',
  openCourse:
    'Du har allerede et forløb hos os, og du kan have ét ad gangen. Du kan fortsætte her.',
  notYours:
    'Forløbet hører til en anden psykolog. Skriv en grund, hvis du har brug for at åbne det.',
  needsReason: 'Skriv en grund. Den bliver gemt sammen med dit navn.',
  unknownCourse: 'Vi kan ikke finde forløbet. Se efter nummeret, eller gå tilbage til listen.',
  unavailable:
    'Der er ikke sendt noget, for vi kan ikke tage imod lige nu. Det, du skrev, er gemt her som ' +
    'kladde. Tryk igen om lidt.',
  invalid: 'Noget mangler eller er skrevet forkert. Ret felterne herunder, og send igen.',
  consentMissing:
    'Patienten har ikke givet samtykke til det brev, så det kan ikke sendes. Spørg ' +
    'patienten, eller afslut uden brev.',
  flagNeedsOutcome:
    'Skriv, hvad du gjorde, og hvordan det gik. Først da kan markeringen afsluttes.',
  incidentClosed:
    'En anden har lige taget sig af det, eller det bliver prøvet igen lige nu. Siden viser, hvad ' +
    'der er tilbage.',
  nothingToRetry: 'Det kan ikke prøves igen. Tag dig af det på en anden måde.',
  notPractice: 'Det findes kun i øvelse, og dette er ikke øvelse.',
  wrongPerson: 'Linket hører til en anden person. Log ud, og log ind som dig selv.',
  levelTooLow: 'Dit login er ikke sikkert nok. Log ind med MitID på niveau betydelig.',
  dutyPast: 'Dagen er gået, så vagten kan ikke ændres mere.',
  dutyClosed: 'Klinikken har lukket den dag, så ingen skal have vagten.',
  dutyNotPsychologist: 'Kun en psykolog, der arbejder i klinikken, kan have vagten. Vælg en anden.',
  dutyChanged:
    'En anden har ændret dagen, siden du åbnede siden. Se, hvem der står nu, og vælg igen.',
  textChanged:
    'Der er kommet en ny udgave, siden du åbnede siden. Læs den på listen. Gem igen, hvis din udgave ' +
    'også skal med.',
  contactChanged:
    'Dine oplysninger er rettet i et andet vindue, siden du åbnede siden. Se, hvad der står nu, og ' +
    'gem igen, hvis dit er det rigtige.',
  programmeUnapproved:
    'Behandlingen kan ikke begynde, for programmet er ikke godkendt til patienter endnu. Det, du ' +
    'skrev, står her stadig. Sig det til din leder, og svar, når programmet er godkendt.',
  newWeek:
    'Der er begyndt en ny uge, siden du åbnede siden. Dine svar står her endnu. Se dem igennem, og ' +
    'send dem.',
  nowTheEnd:
    'Behandlingen er slut, siden du åbnede siden. Dine svar står her endnu. Svar på resten, og send ' +
    'det hele.',
  partAnswered:
    'Du har sendt dine svar på det her i et andet vindue. Det er dem, der gælder. Det, du har ' +
    'valgt her, er ikke gemt.',
  partPaused:
    'Behandlingen holder pause nu. Det, du har valgt her, er ikke gemt. Vi spørger igen, når den går ' +
    'videre.',
  partOver: 'Behandlingen er slut nu. Det, du har valgt her, er ikke gemt.',
  partTooLate: 'Fristen for at svare er gået. Det, du har valgt her, er ikke gemt.',
  partNotAsked: 'Vi spørger ikke om det her lige nu. Det, du har valgt her, er ikke gemt.',
  summaryOver:
    'Forløbet er slut, så opsummeringen kan ikke rettes mere. Det, der var gemt, står der endnu.',
  diaryFull:
    'Der er ikke plads til mere i dagbogen, så det sidste er ikke gemt. Det står her endnu. Slet noget, ' +
    'som du ikke har afleveret, og gem igen, eller skriv en besked til din psykolog.',
  planOver: 'Forløbet er slut, så planen kan ikke rettes mere. Det, der var gemt, står der endnu.',
  goalsNotHandedIn:
    'Målene er ikke afleveret endnu. Ret tallene i øvelsen i modulet, indtil du afleverer det.',
  changedElsewhere: 'Du har ændret det samme et andet sted. Vælg, hvilken tekst du vil beholde.',
} as const;
export type CommandRefusalName = keyof typeof BEFORE_COURSE;

export const REFUSAL_WORDS = { ...BY_COURSE, ...BEFORE_COURSE } as const satisfies Record<
  RefusalName | CommandRefusalName,
  string
>;

/** The sentence for a refusal: what to do now, in Danish. */
export function refusalWords(name: RefusalName | CommandRefusalName): string {
  return REFUSAL_WORDS[name];
}
