/** What "Giv en ny tid" shows: times to choose among, one to type by hand, and why it is late. */
import type { TimesToGive } from '../../api/queries/timesToGive';
import { BEYOND_WORDS, capital, dateTimeWords, dateWords } from '../../domain/danish';
import type { Instant } from '../../domain/ids';
import { BEYOND, type CourseState } from '../../domain/state';
import { paths } from '../paths';
import type { Fields, Option } from '../shared/fields';
import type { FormState } from '../shared/formState';

interface Shown {
  readonly form: FormState;
  readonly fields: Fields;
}

/** The fields in the order of the page, so that the summary of errors has it too. */
export function newTimeForm(
  state: CourseState,
  found: TimesToGive,
  { form, fields }: Shown,
  promised: Instant,
): object {
  const none = found.own.length + found.others.length === 0 && !state.reserved;
  const slot = none
    ? null
    : fields.select({
        name: 'slot',
        label: 'Ledig tid',
        options: slotOptions(state, found),
        hint: 'Forløbets egen psykolog står først. Vælger du en anden, følger forløbet med.',
      });
  const byHand = {
    open: none || isTyped(form),
    date: fields.date({ name: 'at', label: 'Dato' }),
    time: fields.text({
      name: 'time',
      label: 'Klokkeslæt',
      hint: 'Mellem kl. 8 og 15. Samtalen varer en time.',
      width: 'xs',
    }),
    psychologist: fields.select({
      name: 'psychologist',
      label: 'Psykolog',
      options: [
        { value: '', text: 'Vælg en psykolog' },
        ...found.psychologists.map(({ staffId, name }) => ({ value: staffId, text: name })),
      ],
    }),
  };
  return {
    action: paths.newTime.to({ course: state.courseId }),
    hidden: form.hidden,
    slot,
    byHand,
    beyond: fields.radio({
      name: 'beyond',
      label: 'Grund til en senere tid',
      optional: form.errors['beyond'] === undefined,
      hint: `Kun når tiden ligger efter ${dateWords(promised)}.`,
      options: BEYOND.map((value) => ({ value, text: BEYOND_WORDS[value] })),
    }),
  };
}

/** Something of a time stands there, right or wrong: it must be seen. */
export function isTyped({ typed, errors }: FormState): boolean {
  const names = ['atDay', 'atMonth', 'atYear', 'time'];
  return (
    names.some((name) => typeof typed[name] === 'string' && typed[name].trim() !== '') ||
    ['at', 'time', 'psychologist'].some((name) => errors[name] !== undefined)
  );
}

/** The time already held for the patient first: they may have said yes to it on the phone. */
function slotOptions({ reserved }: CourseState, { own, others }: TimesToGive): Option[] {
  const held = reserved && {
    value: reserved.slotId,
    text: `${capital(dateTimeWords(reserved.startsAt))}, holdt til patienten`,
  };
  return [
    { value: '', text: 'Vælg en tid' },
    ...(held ? [held] : []),
    ...[...own, ...others].map(({ slotId, startsAt, psychologistName }) => ({
      value: slotId,
      text: `${capital(dateTimeWords(startsAt))}, ${psychologistName}`,
    })),
  ];
}
