/** The practice page: be an applicant, a psychologist, a supervisor, by one press. */
import type { Answer, Asked, Ctx, Route } from '../../api/app';
import { NOTHING_PERSONAL } from '../../api/guard';
import { startLogin } from '../../api/commands/logIn';
import { textOf } from '../../api/commands/press';
import {
  practicePeople,
  type PracticePatientFacts,
  type PracticePeople,
  type PracticeStaffFacts,
} from '../../api/queries/practicePeople';
import { capital, countWords, ROLE_NAMES, STAGE_FOR_STAFF, waitingFor } from '../../domain/danish';
import { paths } from '../paths';
import type { PracticeMain, PracticePerson } from '../shared/practice';
import { show } from '../shared/show';

/** A handle, a sub of the practice identity provider, or "ny:SEED". */
const HINT = /^[a-z0-9:]{2,40}$/;

export const peopleRoutes: readonly Route[] = [
  {
    method: 'get',
    path: paths.practice.pattern,
    permission: 'practice',
    audit: NOTHING_PERSONAL,
    practiceOnly: true,
    handle: page,
  },
  {
    method: 'post',
    path: paths.practiceLogin.pattern,
    permission: 'practice',
    audit: NOTHING_PERSONAL,
    practiceOnly: true,
    handle: logInAs,
  },
];

async function page(ctx: Ctx, asked: Asked): Promise<Answer> {
  const people = await practicePeople(ctx);
  const main: PracticeMain = {
    newcomer: newcomerOf(people),
    patients: people.patients.map(patientOf),
    staff: people.staff.map((one) => staffOf(one, people.toScreen)),
    doors: doorsOf(ctx),
  };
  return show(ctx, asked, 'shared/practice', {
    audience: 'public',
    title: 'Øvelse',
    heading: 'Prøv det selv',
    main,
  });
}

/** The identity provider says who it is, as in any login; only its page is skipped. */
async function logInAs(ctx: Ctx, asked: Asked): Promise<Answer> {
  const person = textOf(asked.form, 'person');
  if (!HINT.test(person)) return { kind: 'redirect', to: paths.practice.to() };
  const people = await practicePeople(ctx);
  const isStaff = people.staff.some((one) => one.hint === person);
  const begins = !isStaff && !people.patients.some((one) => one.hint === person && one.state);
  const started = await startLogin(ctx, asked.session, {
    who: isStaff ? 'staff' : 'patient',
    returnTo: '',
    begins,
    loginHint: person,
  });
  if (started.kind === 'leave') return { kind: 'redirect', to: started.to };
  return { kind: 'fail', status: 503, name: 'identityAway' };
}

function newcomerOf(people: PracticePeople): PracticePerson {
  return {
    person: people.newcomer,
    button: 'Vær en ny ansøger',
    name: 'En opdigtet person',
    words: 'Du logger ind med MitID for første gang og begynder på ansøgningen.',
  };
}

function patientOf({ hint, name, state, about }: PracticePatientFacts): PracticePerson {
  const words = state
    ? `${STAGE_FOR_STAFF[state.stage]}. ${waitingFor(state)}`
    : `${about ? `${about}. ` : ''}Har ikke søgt om behandling endnu.`;
  return { person: hint, name, words, button: `Vær ${firstName(name)}` };
}

function staffOf(one: PracticeStaffFacts, toScreen: number): PracticePerson {
  const screens = one.role === 'psychologist' && toScreen > 0;
  const role = ROLE_NAMES[one.role];
  const work = screens ? ` med ${countWords(toScreen, 'ansøgning', 'ansøgninger')} at vurdere` : '';
  return {
    person: one.hint,
    name: one.name,
    button: `Vær ${firstName(one.name)}`,
    words: `${capital(role)}${work}. ${tasksWords(one)}`,
  };
}

function tasksWords({ mine, unassigned }: PracticeStaffFacts): string {
  const own =
    mine === 0
      ? 'Har ingen egne opgaver'
      : `Har ${countWords(mine, 'egen opgave', 'egne opgaver')}`;
  const free =
    unassigned === 0
      ? 'ingen opgaver venter på en, der tager dem'
      : `${countWords(unassigned, 'opgave', 'opgaver')} har ingen taget endnu`;
  return `${own}, og ${free}.`;
}

function firstName(name: string): string {
  return name.split(' ')[0] ?? name;
}

function doorsOf({ app }: Ctx): PracticeMain['doors'] {
  return [
    {
      text: 'Patienternes og lægernes postkasser',
      href: app.standInsUrl,
      sentence:
        'Her ligger de breve, der er sendt, med linket, som patienten trykker på. ' +
        'Her er også journalen og videomøderne.',
    },
    {
      text: 'Temporals egne sider',
      href: app.temporalUiUrl,
      sentence: 'Hvert forløb er en kørende proces, som man kan følge her. Indholdet er krypteret.',
    },
  ];
}
