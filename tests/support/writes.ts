/** One press of every kind of form, on the course of the practice person whose stage has it. */
import { saveSection } from '../../api/commands/saveSection';
import { SECTION_IDS } from '../../domain/application';
import type { Stage } from '../../ops/practice/actors';
import { APPLICATIONS } from '../../ops/practice/applications';
import { paths } from '../../web/paths';
import type { Shown, Typed } from './visitor';

export interface Write {
  /** The row of the route table that it is posted to. */
  readonly pattern: string;
  readonly who: string;
  /** The person whose course it is. */
  readonly of: string;
  /** Where the form stands. */
  readonly page: string;
  readonly button: string;
  readonly typed?: Typed;
  /** What is picked from the lists of the page. */
  readonly picks?: readonly string[];
}

/** Words that nobody else writes, so that they are found again. */
const words = (about: string) => `Det skrev jeg, mens der ikke kunne tages imod: ${about}.`;

type Courses = Readonly<Record<string, string>>;
type PathName = keyof typeof paths;

/** `ids`: the course of each person; `day`: a day of a date field. Three times away: one press may need what another has done. */
export function writes(ids: Courses, day: (field: string) => Typed): readonly (readonly Write[])[] {
  const at = (of: string) => ({ course: ids[of] ?? '' });
  const own = (who: string, name: PathName, button: string, more: Partial<Write> = {}): Write => {
    const { pattern } = paths[name];
    return { pattern, who, of: who, page: pattern, button, ...more };
  };
  const staff = (
    who: string,
    of: string,
    name: PathName,
    button: string,
    { page, ...more }: Partial<Write> = {},
  ): Write => {
    const { pattern } = paths[name];
    const here = page ?? pattern.replace(':course', at(of).course);
    return { pattern, who, of, page: here, button, ...more };
  };
  const course = (of: string) => paths.course.to(at(of));
  const first = 'hvad-er-depression';
  return [
    [
      own('Sofie', 'applicationSection', 'Send ansøgning', { page: '/ansoegning/send' }),
      own(
        'Camilla',
        'myConsents',
        'Træk samtykket tilbage: Besked til din læge, når behandlingen begynder',
      ),
      own('Emil', 'myClosing', 'Send dit svar', { typed: { wish: 'wants' } }),
      own('Rasmus', 'myTime', 'Vælg denne tid', { picks: ['slot'] }),
      staff('Karen', 'Mads', 'screening', 'Send svar', {
        typed: {
          answer: 'reject',
          reasons: ['tooSevere'],
          recommendations: ['ownGp'],
          letterText: words('afslag'),
          adviceCall: 'yes',
        },
      }),
      staff('Karen', 'Camilla', 'courseMessages', 'Send', { typed: { body: words('svar') } }),
      // After the answer to her last one, which a new one of hers would make stale.
      own('Camilla', 'myMessages', 'Send besked', { typed: { message: words('besked') } }),
      staff('Karen', 'Camilla', 'courseModule', 'Send svar', {
        page: paths.courseModule.to({ ...at('Camilla'), module: first }),
        typed: { body: words('modul') },
      }),
      staff('Karen', 'Camilla', 'pause', 'Hold pause', {
        page: course('Camilla'),
        typed: { note: words('pause'), ...day('until') },
      }),
      staff('Karen', 'Ida', 'epicrise', 'Godkend og send', {
        typed: {
          followUp: words('opfølgning'),
          letterText: words('vurdering'),
          note: words('note'),
        },
      }),
      staff('Jonas', 'Emil', 'courseClosing', 'Gem', {
        typed: { answer: 'held', note: words('samtalen') },
      }),
      staff('Lone', 'Yasmin', 'cancelTime', 'Skriv, at patienten har aflyst', {
        page: paths.newTime.to(at('Yasmin')),
      }),
      staff('Birgit', 'Åse', 'runningCourse', 'Gem psykolog', {
        typed: { reason: words('psykolog') },
        picks: ['psychologist'],
      }),
    ],
    [
      own('Åse', 'withdraw', 'Træk min ansøgning'),
      staff('Lone', 'Rasmus', 'newTime', 'Giv tiden', { picks: ['slot'] }),
      staff('Lone', 'Yasmin', 'lapseOffer', 'Luk tilbuddet', {
        page: course('Yasmin'),
        typed: { note: words('luk') },
      }),
      staff('Karen', 'Camilla', 'resumeTreatment', 'Genoptag behandlingen', {
        page: course('Camilla'),
        typed: { note: words('genoptag') },
      }),
      staff('Karen', 'Jørgen', 'refer', 'Henvis', {
        page: course('Jørgen'),
        typed: { recommendations: ['ownGp'], note: words('henvis') },
      }),
    ],
    [
      staff('Karen', 'Camilla', 'dropOut', 'Registrér frafald', {
        page: course('Camilla'),
        typed: { note: words('frafald') },
      }),
      staff('Karen', 'Mads', 'closeTask', 'Markér som gjort', {
        page: course('Mads'),
        typed: { way: 'reached', note: words('opkald') },
      }),
      staff('Karen', 'Mads', 'correction', 'Send rettelsen', {
        typed: { letter: 'rejection', letterText: words('rettelse') },
      }),
    ],
  ];
}

/** Presses on forms whose being away is shown elsewhere, and where. */
export const SHOWN_ELSEWHERE = new Map<string, string>([
  [paths.loginAnswer.pattern, 'tests/api/press.test.ts and below: a login goes through'],
  [paths.markWorry.pattern, 'below: the flag is kept, stands everywhere and is told by the sweep'],
  [paths.assessment.pattern, 'tests/api/secondAnswer.test.ts: a conversation that is over'],
  [paths.undoDecision.pattern, 'below: nothing is kept, since it means nothing later'],
  [paths.takeFlag.pattern, 'below, with the flag that was raised while Temporal was away'],
  [paths.riskFlag.pattern, 'below, with the flag that was raised while Temporal was away'],
  [paths.myFollowUp.pattern, 'tests/web/patient/followUp.test.ts: half a year after the end'],
  [paths.myFollowUpPart.pattern, 'tests/web/patient/followUp.test.ts: half a year after the end'],
  [paths.myMeasures.pattern, 'tests/web/patient/measures.test.ts: sent while nobody answers'],
  [paths.myMeasure.pattern, 'tests/web/patient/measures.test.ts: every save is a draft already'],
  [paths.myDetails.pattern, 'tests/web/patient/details.test.ts: put back, and the words come back'],
  [paths.adjustProgramme.pattern, 'tests/web/clinician/adjust.test.ts: kept, and sent again once'],
  [
    paths.myDiary.pattern,
    'tests/web/patient/diary.test.ts: an entry is kept without asking Temporal',
  ],
  [paths.myDiaryEntry.pattern, 'tests/web/patient/diary.test.ts: kept without asking Temporal'],
  [paths.myGoals.pattern, 'tests/web/patient/goals.test.ts: kept without asking Temporal'],
  [paths.myPlan.pattern, 'tests/web/patient/plan.test.ts: kept without asking Temporal'],
  [paths.myClosingTime.pattern, 'tests/web/patient/closingTime.test.ts: neither chosen nor off'],
  [paths.closingTime.pattern, 'tests/web/clinician/closingTime.test.ts: given by the same form'],
  [paths.cancelClosing.pattern, 'tests/web/clinician/closingTime.test.ts: off by the same form'],
  [paths.myModule.pattern, 'tests/api/workOnModule.test.ts: every save is a draft already'],
]);

/** The second choice of a list, or the first of a group, as somebody who picks would have it. */
export function picked({ page, picks = [], typed = {} }: Write, shown: Shown): Typed {
  const values = picks.map((name) => {
    const options = shown.root
      .querySelectorAll(`select[name="${name}"] option, input[type="radio"][name="${name}"]`)
      .map((one) => one.getAttribute('value') ?? '')
      .filter((value) => value !== '');
    const [value] = options;
    if (value === undefined) throw new Error(`nothing to pick as ${name} on ${page}`);
    return [name, value] as const;
  });
  return { ...typed, ...Object.fromEntries(values) };
}

/** Somebody's whole application but for the last press. */
export async function writesAll(stage: Stage, handle: string): Promise<void> {
  const { ctx, courseId } = await stage.patient(handle);
  const row = await stage.course(courseId);
  for (const id of SECTION_IDS) {
    await saveSection(ctx, row, id, { ...APPLICATIONS.ida[id], version: '0' });
  }
}
