/** What an applicant answered about safety, in words, and what of it deserves a second look. */
import type { ApplicationAnswers } from '../../api/queries/applicationAnswers';
import { answersInWords, itemsOf, safetyOf } from '../../domain/application';
import { MEASURES } from '../../domain/measures';
import { SAFETY_QUESTIONS } from '../../domain/risk';

interface Said {
  readonly label: string;
  readonly text: string;
}
const ITEM_9 = 8;

/** The ninth answer of PHQ-9 in the application, sent or still being written; null: not there. */
function item9(answers: ApplicationAnswers): { value: number | null; said: Said } | null {
  const sent = answers.responses.find(
    (one) => one.measure === 'phq9' && one.occasion === 'application',
  );
  const written = answers.sections['phq9'];
  const asked = MEASURES.phq9.items[ITEM_9];
  if ((!sent && !written) || !asked) return null;
  const value = (sent?.items ?? itemsOf('phq9', written))[ITEM_9] ?? null;
  const option = asked.options.find((one) => one.value === value);
  const label = `PHQ-9 spørgsmål ${asked.number}: ${asked.text ?? ''}`.trim();
  return { value, said: { label, text: option?.label ?? 'Sprunget over' } };
}

/** Every answer about safety under its question; PHQ-9's ninth while it stands in a draft only. */
export function safetyWords(answers: ApplicationAnswers): readonly Said[] {
  const given = answersInWords('safety', answers.sections).flatMap(({ question, answer }) =>
    answer === null ? [] : [{ label: question, text: answer }],
  );
  const isSent = answers.responses.some((one) => one.measure === 'phq9');
  const ninth = isSent ? null : item9(answers);
  return ninth ? [...given, ninth.said] : given;
}

/** What points at a risk of suicide, in short sentences; none when nothing does. */
export function suicideRiskSigns(answers: ApplicationAnswers): readonly string[] {
  const safety = safetyOf(answers.sections);
  const ninth = item9(answers);
  const signs = answersInWords('safety', answers.sections).flatMap(({ name, question, answer }) => {
    const asked = SAFETY_QUESTIONS.find((one) => one === name);
    const value = asked ? safety[asked] : '';
    return answer === null || !value || value === 'no' ? [] : [`${question} ${answer}.`];
  });
  const isOpen = answers.flags.some((flag) => flag.releasedAt === null && flag.tier !== 'worse');
  return [
    ...signs,
    ...((ninth?.value ?? 0) >= 1 && ninth ? [`PHQ-9 spørgsmål 9: ${ninth.said.text}.`] : []),
    ...(isOpen ? ['Der er en åben bekymringsmarkering.'] : []),
  ];
}
