/** What an applicant answered beside criteria and questionnaires, each under its own question. */
import { answersInWords, type ApplicationAnswers, type SectionId } from '../../domain/application';
import { CRITERION_IDS } from '../../domain/targetGroup';

/** How to reach the person, and whom they named as doctor, is no help in deciding. */
const READ: readonly SectionId[] = ['ownWords', 'safety', 'earlierHelp', 'aboutYou'];
const NOT_READ: readonly string[] = [...CRITERION_IDS, 'phone', 'email', 'contact', 'municipality'];

export function ownWords(sections: ApplicationAnswers): readonly { label: string; text: string }[] {
  return READ.flatMap((id) => answersInWords(id, sections)).flatMap(({ name, question, answer }) =>
    answer === null || NOT_READ.includes(name) ? [] : [{ label: question, text: answer }],
  );
}
