/** Every address of the web pages, once: the pattern for the router and the builder for links. */

/** The names after a colon in a pattern: '/l/:token' gives 'token'. */
type ParamOf<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamOf<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : never;

type ParamsArgument<P extends string> = [ParamOf<P>] extends [never]
  ? []
  : [params: Readonly<Record<ParamOf<P>, string>>];

interface Path<P extends string> {
  /** What Express matches. */
  readonly pattern: P;
  /** The address with its parameters filled in and escaped. */
  to(...params: ParamsArgument<P>): string;
}

function path<P extends string>(pattern: P): Path<P> {
  return {
    pattern,
    to(...params) {
      const values: Readonly<Record<string, string>> = params[0] ?? {};
      return pattern.replace(/:(\w+)/g, (_, name: string) => {
        const value = values[name];
        if (!value) throw new Error(`${pattern} needs a value for ${name}`);
        return encodeURIComponent(value);
      });
    },
  };
}

export const paths = {
  front: path('/'),
  apply: path('/soeg-behandling'),
  login: path('/log-ind'),
  staffLogin: path('/log-ind/medarbejder'),
  loginAnswer: path('/log-ind/svar'),
  logout: path('/log-ud'),
  crisis: path('/krise'),
  portalLink: path('/l/:token'),
  saving: path('/gemmes/:update'),
  selfCheck: path('/er-det-noget-for-mig'),
  professionals: path('/for-fagfolk'),
  citizenFolder: path('/for-fagfolk/folder-til-borgere'),
  professionalFolder: path('/for-fagfolk/folder-til-fagfolk'),
  tryOut: path('/for-fagfolk/proev-ansoegningen'),
  tryOutSection: path('/for-fagfolk/proev-ansoegningen/:section'),
  complaint: path('/klage'),
  supervisionReport: path('/tilsyn'),
  dataProtection: path('/databeskyttelse'),
  accessibility: path('/tilgaengelighed'),
  contact: path('/kontakt'),

  application: path('/ansoegning'),
  applicationSection: path('/ansoegning/:section'),
  myCourse: path('/mit-forloeb'),
  myApplication: path('/mit-forloeb/ansoegning'),
  myTime: path('/mit-forloeb/tid'),
  myDates: path('/mit-forloeb/datoer'),
  myCalendarFile: path('/mit-forloeb/samtale/:appointment/kalender'),
  myVideo: path('/mit-forloeb/video'),
  cameraCheck: path('/mit-forloeb/kamera-og-lyd'),
  sayWrong: path('/mit-forloeb/sig-til'),
  myModule: path('/mit-forloeb/modul/:module'),
  myDiary: path('/mit-forloeb/dagbog/:exercise'),
  myDiaryEntry: path('/mit-forloeb/dagbog/:exercise/:entry'),
  myProgress: path('/mit-forloeb/udvikling/:exercise'),
  myGoals: path('/mit-forloeb/maal/:exercise'),
  myMessages: path('/mit-forloeb/beskeder'),
  myMessageDraft: path('/mit-forloeb/beskeder/kladde'),
  myLetters: path('/mit-forloeb/breve'),
  myLetter: path('/mit-forloeb/breve/:letter'),
  myConsents: path('/mit-forloeb/samtykker'),
  myFollowUp: path('/mit-forloeb/spoergeskema'),
  myFollowUpPart: path('/mit-forloeb/spoergeskema/:part'),
  myMeasures: path('/mit-forloeb/hvordan-gaar-det'),
  myMeasure: path('/mit-forloeb/hvordan-gaar-det/:measure'),
  myPlan: path('/mit-forloeb/plan'),
  mySummary: path('/mit-forloeb/opsummering'),
  mySummaryDraft: path('/mit-forloeb/opsummering/kladde'),
  myReaders: path('/mit-forloeb/hvem-har-set'),
  myDetails: path('/mit-forloeb/oplysninger'),
  myClosing: path('/mit-forloeb/afslutning'),
  myClosingTime: path('/mit-forloeb/afslutning/tid'),
  withdraw: path('/mit-forloeb/traek'),

  worklist: path('/arbejdsliste'),
  courseMap: path('/forloebskort'),
  dutyRoster: path('/vagtplan'),
  courses: path('/forloeb'),
  course: path('/forloeb/:course'),
  mapOfCourse: path('/forloeb/:course/kort'),
  screening: path('/forloeb/:course/visitation'),
  assessment: path('/forloeb/:course/samtale'),
  courseModule: path('/forloeb/:course/modul/:module'),
  courseProgress: path('/forloeb/:course/udvikling/:exercise'),
  courseMessages: path('/forloeb/:course/beskeder'),
  courseClosing: path('/forloeb/:course/afslutning'),
  closingTime: path('/forloeb/:course/afslutning/tid'),
  cancelClosing: path('/forloeb/:course/afslutning/aflys-tid'),
  epicrise: path('/forloeb/:course/epikrise'),
  riskFlag: path('/forloeb/:course/marker/:flag'),
  markWorry: path('/forloeb/:course/marker'),
  unlock: path('/forloeb/:course/laas-op'),
  newTime: path('/forloeb/:course/ny-tid'),
  cancelTime: path('/forloeb/:course/aflys-tid'),
  claimTask: path('/forloeb/:course/tag-opgave'),
  closeTask: path('/forloeb/:course/opgave'),
  screeningLetter: path('/forloeb/:course/visitation/brev'),
  assessmentLetter: path('/forloeb/:course/samtale/brev'),
  epicriseLetter: path('/forloeb/:course/epikrise/brev'),
  correction: path('/forloeb/:course/ret-brev'),
  correctionLetter: path('/forloeb/:course/ret-brev/brev'),
  undoDecision: path('/forloeb/:course/fortryd'),
  courseDraft: path('/forloeb/:course/kladde/:form'),
  courseLetter: path('/forloeb/:course/breve/:letter'),
  refer: path('/forloeb/:course/henvis'),
  dropOut: path('/forloeb/:course/frafald'),
  pause: path('/forloeb/:course/pause'),
  resumeTreatment: path('/forloeb/:course/genoptag'),
  adjustProgramme: path('/forloeb/:course/program'),
  programmeSeen: path('/forloeb/:course/program/se'),
  lapseOffer: path('/forloeb/:course/luk-tilbud'),
  takeFlag: path('/forloeb/:course/marker/:flag/tag'),

  publicTexts: path('/offentlige-tekster'),
  publicTextEdit: path('/offentlige-tekster/:text'),

  incidents: path('/fejl'),
  incidentsOf: path('/fejl/:kind/:cause'),
  runningCourses: path('/leder/forloeb'),
  runningCourse: path('/leder/forloeb/:course'),

  practice: path('/oevelse'),
  practiceClock: path('/oevelse/ur'),
  practiceLogin: path('/oevelse/log-ind'),

  live: path('/health/live'),
  ready: path('/health/ready'),
} as const;

/** Forms that stand on the page above their address; a cancellation stands where times are given. */
const ON_PAGE_ABOVE = /\/(?:pause|genoptag|henvis|frafald|luk-tilbud|opgave|marker|tag)$/;

/** The page on which the form stands that posts to `address`. */
export function pageOfForm(address: string): string {
  return address.replace(ON_PAGE_ABOVE, '').replace(/\/aflys-tid$/, '/ny-tid');
}

/** Where the files a page asks for are served from. */
export const assetsAt = '/assets';

/** The same address with a query; empty values are left out, so that a list's link stays short. */
export function withQuery(
  address: string,
  query: Readonly<Record<string, string | undefined>>,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value);
  return search.size > 0 ? `${address}?${search.toString()}` : address;
}

/**
 * An address of ours to go back to, from a form's hidden field: anything that could lead to
 * another site becomes the front page.
 */
export function ownAddress(asked: unknown): string {
  const isOwn = typeof asked === 'string' && /^\/(?![/\\])[^\\\s]*$/.test(asked);
  return isOwn ? asked : paths.front.to();
}
