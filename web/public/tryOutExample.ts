/** An invented application, answered to the end and sent: of nobody, and never stored. */
import type { Application } from '../../api/queries/application';
import { APPLICATION, SECTION_IDS, type Question, type SectionId } from '../../domain/application';
import { apply } from '../../domain/apply';
import { copenhagenDate } from '../../domain/calendar';
import { asId, type CourseId, type Instant } from '../../domain/ids';
import type { ChosenRules } from '../../domain/rules';
import { freshState, type CourseEvent, type CourseState } from '../../domain/state';
import { CRITERIA, type CriterionId } from '../../domain/targetGroup';

/** Every question answered by its kind, so that it holds for questions that are added. */
export const EXAMPLE: Application = {
  answers: Object.fromEntries(SECTION_IDS.map((id) => [id, answersOf(id)])),
  versions: Object.fromEntries(SECTION_IDS.map((id) => [id, 1])),
  isLocked: false,
  adultFrom: null,
  gp: null,
};

function answersOf(id: SectionId): Readonly<Record<string, string>> {
  return Object.fromEntries(APPLICATION[id].questions.map((one) => [one.name, answerTo(one)]));
}

function answerTo(question: Question): string {
  switch (question.kind) {
    case 'text':
      return 'Her står det, som ansøgeren har skrevet.';
    case 'phone':
      return '00 00 00 00';
    case 'email':
      return 'navn@eksempel.example';
    case 'choice':
    case 'list':
      return usual(question.name, question.options);
    case 'tick':
    case 'gp':
      return '';
  }
}

/** An answer that nobody needs to look at; of a questionnaire the first, which is the mildest. */
function usual(name: string, options: readonly { readonly value: string }[]): string {
  const marked: readonly string[] = name in CRITERIA ? CRITERIA[name as CriterionId].lookHere : [];
  return options.find(({ value }) => !marked.includes(value))?.value ?? '';
}

const EXAMPLE_REGION = '1083';
const NOBODYS = asId<CourseId>('00000000-0000-4000-8000-000000000000');

/** The course of the example as it is while it is written, and once it is sent. */
export function exampleCourse(
  rules: ChosenRules,
  at: Instant,
): { readonly writing: CourseState; readonly sent: CourseState } {
  const moment = { at, on: copenhagenDate(at), realAt: at, releaseAt: at };
  const after = (state: CourseState, event: CourseEvent): CourseState => {
    const outcome = apply(state, event, moment);
    if (outcome.kind !== 'applied') throw new Error(`the example refuses ${event.name}`);
    return outcome.state;
  };
  const fresh = freshState({ courseId: NOBODYS, epoch: 0, at, rules });
  const writing = after(fresh, { name: 'activate' });
  const sent = after(writing, { name: 'submit', region: EXAMPLE_REGION, rules, consents: [] });
  return { writing, sent };
}
