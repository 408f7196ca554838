/** Answers for what a form says to one questionnaire. */
import type { FollowUpPart } from '../../domain/followUp';
import type { Form } from '../app';
import { textOf } from './press';

const NO_OPTION = 'Vælg et af svarene, eller spring spørgsmålet over.';

/** The part's own items only; what is left out is '', and what is no option of its item an error. */
export function answersIn({ questions }: FollowUpPart, form: Form) {
  const values: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (const question of questions) {
    const typed = textOf(form, question.name);
    const options = question.kind === 'choice' ? question.options : [];
    const isOption = options.some(({ value }) => value === typed);
    values[question.name] = isOption ? typed : '';
    if (!isOption && typed !== '') errors[question.name] = NO_OPTION;
  }
  return { values, errors };
}
