/** A form that came back with errors: one field of each kind, with kept values. */
import { fieldsOf } from '../../web/shared/fields';

const often = [
  { value: '0', text: 'Slet ikke' },
  { value: '1', text: 'Flere dage' },
  { value: '2', text: 'Mere end halvdelen af dagene' },
  { value: '3', text: 'Næsten hver dag' },
];

export const answered = fieldsOf(
  {
    name: 'Else Test Lauridsen',
    own: 'Jeg vågner klokken fire.\nSå kan jeg ikke sove igen.',
    municipality: '461',
    contact: ['sms'],
    consent: 'yes',
    bornDay: '2',
    bornMonth: '1',
    bornYear: '1991',
  },
  {
    '': 'Vi kunne ikke gemme to af svarene.',
    phone: 'Skriv dit telefonnummer, så vi kan ringe, hvis videoen ikke virker.',
    interest: 'Vælg det svar, der passer bedst.',
    born: 'Skriv en dato, der findes, for eksempel 2 1 1991.',
  },
);

export const fields = [
  answered.text({ name: 'name', label: 'Dit navn', autocomplete: 'name' }),
  answered.text({
    name: 'phone',
    label: 'Telefonnummer',
    hint: 'Vi ringer kun, hvis videoen ikke virker, eller vi ikke kan få fat i dig.',
    type: 'tel',
    inputmode: 'tel',
    autocomplete: 'tel',
    width: 'm',
  }),
  answered.date({ name: 'born', label: 'Hvornår er du født?', hint: 'For eksempel 2 1 1991' }),
  answered.select({
    name: 'municipality',
    label: 'Kommune',
    options: [
      { value: '461', text: 'Odense' },
      { value: '740', text: 'Silkeborg' },
    ],
  }),
  answered.radio({
    name: 'interest',
    label: 'Hvor ofte har du haft lille interesse i eller glæde ved at gøre ting?',
    hint: 'Tænk på de sidste 14 dage.',
    options: often,
  }),
  answered.checkboxes({
    name: 'contact',
    label: 'Hvordan må vi minde dig om dine tider?',
    optional: true,
    options: [
      { value: 'sms', text: 'SMS', hint: 'Der står aldrig noget om din behandling i beskeden.' },
      { value: 'mail', text: 'E-mail' },
    ],
  }),
  answered.textarea({ name: 'own', label: 'Fortæl med egne ord', optional: true, rows: 6 }),
  answered.checkbox({ name: 'consent', label: 'I må sige til min egen læge, at jeg er begyndt' }),
];
