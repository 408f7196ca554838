/** Of each module that was handed in: whether it is answered, and whether the patient has read it. */
import type { ClinicalOverview } from '../../api/queries/courseOverview';
import type { CourseState } from '../../domain/state';
import type { Facts } from '../shared/parts';

/** `facts` has one row a module, in the order of the course's programme. */
export function withAnswers(
  facts: Facts,
  { programme }: CourseState,
  answered: ClinicalOverview['answered'],
): Facts {
  return {
    ...facts,
    rows: facts.rows.map((row, index) => {
      const module = programme?.modules[index];
      if (!module?.handedIn) return row;
      const answer = answered.get(module.moduleId);
      return { ...row, text: answerWords(answer) };
    }),
  };
}

function answerWords(answer: { readonly isNew: boolean } | undefined): string {
  if (!answer) return 'Afleveret. Ikke besvaret endnu.';
  return answer.isNew ? 'Besvaret. Ikke læst af patienten endnu.' : 'Besvaret. Læst af patienten.';
}
