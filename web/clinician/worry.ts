/** "I am worried": a red flag that a psychologist raises from the course's page. */
import { isHeard } from '../../domain/apply';
import { isLegal } from '../../domain/course';
import { may, type Role } from '../../domain/permissions';
import type { CourseState } from '../../domain/state';
import { paths, withQuery } from '../paths';
import type { Link } from '../shared/page';
import { fieldsOf, type Fields } from '../shared/fields';
import { newForm, type FormState } from '../shared/formState';
import { OPENED } from './closableTask';

export const WORRY = 'bekymring';

/** The way to the form from where a patient's words are read; none where there is no such form. */
export function worryLink(state: CourseState, role: Role): Link | null {
  if (worryPanel(state, role, null).views.length === 0) return null;
  const course = paths.course.to({ course: state.courseId });
  return {
    text: 'Er du bekymret for patienten? Rejs en rød bekymringsmarkering',
    href: `${withQuery(course, { [OPENED]: WORRY })}#${WORRY}`,
  };
}

/** The panel, shaped as the ways out are; none where the role or the stage has no such form. */
export function worryPanel(
  state: CourseState,
  role: Role,
  again: FormState | null,
  opened = false,
): { views: readonly object[]; summary: ReturnType<Fields['summary']> } {
  if (!may(role, 'takeFlags') || !isLegal(state.stage, 'raiseFlag') || !isHeard(state)) {
    return { views: [], summary: undefined };
  }
  const form = again ?? newForm(state, null, {});
  const fields = fieldsOf(form.typed, form.errors, WORRY);
  const note = fields.textarea({
    name: 'note',
    label: 'Hvad er du bekymret for?',
    rows: 4,
    hint: 'Gemmes som journalnotat med dit navn.',
  });
  const view = {
    id: WORRY,
    heading: 'Er du bekymret for patienten?',
    summary: 'Rejs en rød bekymringsmarkering',
    text:
      'Den står øverst på alle medarbejderes sider, til en af jer tager den. En afgørelse, der ' +
      'venter på at blive sendt, bliver taget tilbage.',
    open: again !== null || opened,
    form: {
      action: paths.markWorry.to({ course: state.courseId }),
      button: 'Rejs rød markering',
      fields: [note],
      hidden: form.hidden,
    },
  };
  return { views: [view], summary: fields.summary() };
}
