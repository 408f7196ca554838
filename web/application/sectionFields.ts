/** The fields of one section: each question of the application as the kind of field it needs. */
import type { Practice } from '../../api/queries/application';
import {
  APPLICATION,
  CONSENT_FIELDS,
  NO_GP,
  type Question,
  type SectionId,
} from '../../domain/application';
import type { SectionPage } from '../../domain/applicationPages';
import { CONSENTS } from '../../domain/danish';
import { fieldsOf, type Field, type FieldErrors, type Fields, type Typed } from '../shared/fields';
import type { ErrorSummary } from '../shared/page';

/** In the order of the page, else of the section, with the summary of what is wrong. */
export function sectionFields(
  id: SectionId,
  typed: Typed,
  errors: FieldErrors,
  practices: readonly Practice[] = [],
  page: Pick<SectionPage, 'questions'> = APPLICATION[id],
): { fields: readonly Field[]; errors: ErrorSummary | undefined } {
  const make = fieldsOf(typed, errors);
  const fields =
    id === 'consents'
      ? CONSENT_FIELDS.map((kind) =>
          make.checkbox({
            name: kind,
            label: CONSENTS[kind].title,
            hint: CONSENTS[kind].text,
            optional: true,
          }),
        )
      : page.questions.map((question) => fieldOf(make, question, practices));
  return { fields, errors: make.summary() };
}

function fieldOf(make: Fields, question: Question, practices: readonly Practice[]): Field {
  const { name, question: label, hint, optional } = question;
  const asked = { name, label, ...(hint && { hint }), ...(optional && { optional }) };
  switch (question.kind) {
    case 'phone':
      return make.text({
        ...asked,
        type: 'tel',
        inputmode: 'tel',
        autocomplete: 'tel',
        width: 's',
      });
    case 'email':
      return make.text({
        ...asked,
        type: 'email',
        inputmode: 'email',
        autocomplete: 'email',
        width: 'l',
      });
    case 'tick':
      return make.checkbox(asked);
    case 'text':
      return make.textarea({ ...asked, maxlength: question.longest });
    case 'gp':
      return make.radio({ ...asked, options: practiceOptions(practices) });
    case 'choice':
      return make.radio({ ...asked, options: question.options.map(option) });
    case 'list':
      return make.select({
        ...asked,
        options: [{ value: '', text: 'Vælg' }, ...question.options.map(option)],
      });
  }
}

function option({ value, label }: { value: string; label: string }) {
  return { value, text: label };
}

function practiceOptions(practices: readonly Practice[]) {
  return [
    ...practices.map(({ ydernummer, name }) => ({
      value: ydernummer,
      text: name,
      hint: `Ydernummer ${ydernummer}`,
    })),
    { value: NO_GP, text: 'Jeg har ingen læge, eller min læge er ikke her' },
  ];
}
