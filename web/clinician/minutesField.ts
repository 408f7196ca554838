/** "Tid brugt, minutter": a small field on every form that is an answer to a patient. */
import { MINUTES } from '../../api/commands/logTime';
import { TIME_KINDS, type TimeKind } from '../../domain/timeSpent';
import type { Fields, TextField, Typed } from '../shared/fields';

/** The usual minutes stand in it until somebody writes others. */
export function minutesField(
  fields: Fields,
  typed: Typed,
  kind: TimeKind,
  hint = 'Patienten ser det ikke.',
): TextField {
  const field = fields.text({
    name: MINUTES,
    label: 'Tid brugt, minutter',
    hint,
    inputmode: 'numeric',
    width: 'xxs',
  });
  return typed[MINUTES] === undefined
    ? { ...field, value: String(TIME_KINDS[kind].minutes) }
    : field;
}
