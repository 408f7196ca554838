/** What people read of a course: names, promises and refusals, and never a machine word. */
import fc from 'fast-check';
import { EVENTS, rowOf, STAGES } from '../../domain/course';
import {
  CONSENTS,
  DEADLINE_NAMES,
  DELIVERY_NAMES,
  EVENT_WORDS,
  ifNobodyActs,
  ifNobodyActsHeading,
  OUTCOME_FOR_PATIENT,
  rail,
  REFUSAL_WORDS,
  TASK_WORDS,
  waitingFor,
  whatHappensNext,
} from '../../domain/danish';
import { plusMillis } from '../../domain/ids';
import type { CourseEvent, CourseState } from '../../domain/state';
import { booked, closed, lettered, offered, screened, treated } from '../support/courseStages';
import { begin, bookOf, DAY, nextDue, step, steps, untilFired, walk } from '../support/courseWalk';

describe('every word', () => {
  const sentences = [
    ...Object.values(REFUSAL_WORDS),
    ...Object.values(OUTCOME_FOR_PATIENT),
    ...Object.values(TASK_WORDS).map((words) => words.why),
    ...Object.values(CONSENTS).map((consent) => consent.text),
  ];
  const names = [
    ...Object.values(DEADLINE_NAMES),
    ...Object.values(DELIVERY_NAMES),
    ...Object.values(TASK_WORDS).map((words) => words.title),
    ...EVENTS.map((name) => EVENT_WORDS[name].staff),
  ];

  it('is a whole sentence where it must be, without blame, shouting or regret', () => {
    for (const said of sentences) {
      expect(said).toMatch(/^[A-ZÆØÅ].*\.$/);
      expect(said).not.toMatch(/!|desværre|beklager|ugyldig|venligst|fejl /i);
    }
    expect(names.filter((name) => !/^[A-ZÆØÅ]/.test(name) || name.endsWith('.'))).toEqual([]);
  });

  it('begins a task with a verb that somebody can do', () => {
    const verbs = Object.values(TASK_WORDS).map((words) => words.title.split(/[ :,]/)[0]);
    expect(new Set(verbs)).toEqual(
      new Set([
        'Vurdér',
        'Følg',
        'Find',
        'Afgør',
        'Hold',
        'Svar',
        'Ring',
        'Skriv',
        'Se',
        'Kontakt',
        'Tag',
      ]),
    );
  });

  it('asks for each consent in a text with a version', () => {
    for (const consent of Object.values(CONSENTS)) expect(consent.version).toBeGreaterThan(0);
  });
});

describe('what happens next', () => {
  it('promises an answer by the very day that the table holds', () => {
    expect(whatHappensNext(screened(), screened().lastAt)).toEqual({
      title: 'En psykolog læser din ansøgning',
      sentences: ['Du får svar senest mandag 16. november.'],
    });
  });

  it('says it straight when the day has passed', () => {
    const late = untilFired(screened(), 'screeningAnswer');
    expect(whatHappensNext(late, late.lastAt).sentences).toEqual([
      'Vi skulle have svaret dig senest mandag 16. november.',
      'Det har vi ikke nået, og lederen har fået besked.',
    ]);
  });

  it('shows nothing of a decision that can still be undone', () => {
    const before = screened();
    const pressed = step(before, { name: 'reject' }, before.lastAt);
    expect(whatHappensNext(pressed, pressed.lastAt)).toEqual(
      whatHappensNext(before, before.lastAt),
    );
    expect(ifNobodyActs(pressed, 'patient')).toEqual(ifNobodyActs(before, 'patient'));
    expect(rail(pressed)).toEqual(rail(before));
  });

  it('holds the reserved time up, with the hour until which it is held', () => {
    const said = whatHappensNext(offered(), offered().lastAt).sentences.join(' ');
    expect(said).toContain('Vi har holdt en tid til dig: torsdag 12. november kl. 11.00.');
    expect(said).toContain('Vi holder tiden til lørdag 7. november kl. 24.00.');
    const freed = nextDue(offered());
    expect(whatHappensNext(freed, freed.lastAt).sentences.join(' ')).not.toContain('holdt en tid');
  });

  it('says what came of the last talk, and that a new time can be chosen', () => {
    const saidAfter = (name: 'noShow' | 'cancelByPatient' | 'cancelByClinic') => {
      const at = steps(booked(), { name });
      return whatHappensNext(at, at.lastAt);
    };
    expect(saidAfter('noShow').title).toBe('Vælg en ny tid til din samtale');
    expect(saidAfter('noShow').sentences.slice(0, 2)).toEqual([
      'Vi ventede på dig, men vi fik ikke talt sammen.',
      'Du kan vælge en ny tid, der passer dig.',
    ]);
    for (const name of ['cancelByPatient', 'cancelByClinic'] as const)
      expect(saidAfter(name).sentences[0]).toBe('Din samtale blev aflyst.');
  });

  it('says that the coordinator decides after the second no-show, and by when at the latest', () => {
    const missed = steps(booked(), { name: 'noShow' }, bookOf(booked().lastAt));
    const at = steps(missed, { name: 'secondNoShow' });
    const { title, sentences } = whatHappensNext(at, at.lastAt);
    expect(title).toBe('Koordinatoren ser på, hvad der nu skal ske');
    expect(sentences.join(' ')).toMatch(
      /Koordinatoren kontakter dig senest \S+dag .*kan du ikke selv vælge en tid.*Skriv en besked/,
    );
    expect(ifNobodyActs(at, 'patient').join(' ')).toMatch(
      /får lederen besked, hvis koordinatoren ikke har kontaktet dig\./,
    );
    expect(ifNobodyActs(at, 'patient').join(' ')).not.toContain('om du kan finde en tid');
    expect(ifNobodyActsHeading(at, 'patient')).toBe('Hvis ingen gør noget');
    const late = untilFired(at, 'taskDefault');
    expect(whatHappensNext(late, late.lastAt).sentences.join(' ')).toContain(
      'skulle have kontaktet dig',
    );
  });

  it('says when a pause ends, and what was answered about the closing call', () => {
    const at = treated();
    const paused = step(at, { name: 'pause', until: plusMillis(at.lastAt, 8 * DAY) }, at.lastAt);
    expect(whatHappensNext(paused, paused.lastAt).sentences[0]).toBe(
      'Behandlingen går i gang igen tirsdag 10. november.',
    );
    expect(rail(paused).find((one) => one.status === 'here')?.words).toBe(
      'Pause til tirsdag 10. november',
    );
    const wants = steps(closed(), { name: 'wishClosing', wish: 'wants' });
    expect(whatHappensNext(wants, wants.lastAt).sentences[1]).toMatch(/^Du har sagt ja tak/);
  });

  it('promises a letter to the doctor only with consent', () => {
    const without = whatHappensNext(lettered(), lettered().lastAt).sentences.join(' ');
    expect(without).toContain('ikke sendt noget til din læge');
    const with_ = steps(lettered(), { name: 'giveConsent', consent: 'gpEnd' });
    expect(whatHappensNext(with_, with_.lastAt).sentences.join(' ')).toContain(
      'skriver en epikrise til din læge',
    );
  });
});

describe('if nobody acts', () => {
  it('names the next thing and the one that decides', () => {
    const reminded = { ...begin(), consents: ['contact'] as const };
    expect(ifNobodyActs(reminded, 'patient')).toEqual([
      'Mandag 9. november minder vi dig om ansøgningen.',
      'Onsdag 2. december lukker vi ansøgningen, og du kan søge igen, når du vil.',
    ]);
    expect(ifNobodyActs(screened(), 'staff')).toEqual([
      'Torsdag 12. november kl. 9.00 sendes »Påmindelse til personalet«.',
      'Mandag 16. november kl. 24.00 eskaleres »Vurdér ansøgning« til lederen.',
    ]);
    expect(ifNobodyActs(offered(), 'staff')[1]).toBe(
      'Mandag 30. november kl. 24.00 får koordinatoren opgaven »Afgør: ny tid, eller luk forløbet«, ' +
        'og den eskaleres til lederen.',
    );
  });

  it('says who is sent what, when the sending comes after another clause', () => {
    const ended = steps(lettered(), { name: 'closeWithoutLetter' }, { name: 'release' });
    expect(ifNobodyActs(ended, 'staff')[0]).toMatch(
      / bliver patienten bedt om at svare på et spørgeskema, og der sendes »Spørgeskema [^»]*«\.$/,
    );
  });

  it('tells staff what is overdue first', () => {
    const late = untilFired(screened(), 'screeningAnswer');
    expect(ifNobodyActs(late, 'staff')).toEqual([
      '»Vurdér ansøgning« er over frist, og lederen har fået besked.',
    ]);
  });
});

describe('what a supervisor reads', () => {
  const waits: [string, () => CourseState, string][] = [
    [
      'applying',
      begin,
      'Venter på, at ansøgeren sender sin ansøgning, senest onsdag 2. december ' +
        'kl. 24.00; derefter lukkes forløbet som bortfaldet.',
    ],
    [
      'screening',
      screened,
      'Venter på, at psykologen vurderer ansøgningen, senest mandag 16. november ' +
        'kl. 24.00; derefter eskaleres opgaven til lederen.',
    ],
    [
      'booked',
      booked,
      'Samtalen er aftalt til torsdag 12. november kl. 13.00. Venter på, at ' +
        'psykologen holder samtalen og skriver, hvad den førte til, senest fredag 13. november ' +
        'kl. 15.00; derefter eskaleres opgaven til lederen.',
    ],
    [
      'epicrise',
      lettered,
      'Venter på, at psykologen skriver og godkender epikrisen, senest torsdag ' +
        '5. november kl. 15.00; derefter eskaleres opgaven til lederen.',
    ],
  ];
  it.each(waits)('in %s', (_stage, state, words) => {
    expect(waitingFor(state())).toBe(words);
  });

  it('that a decision waits to be undone, or is overdue and escalated', () => {
    expect(waitingFor(steps(screened(), { name: 'reject' }))).toBe(
      'Venter på, at fortrydelsestiden for »Afslag« går; derefter gælder afgørelsen.',
    );
    expect(waitingFor(untilFired(screened(), 'screeningAnswer'))).toBe(
      'Venter på, at psykologen vurderer ansøgningen. Fristen var mandag 16. november kl. 24.00; ' +
        'opgaven er eskaleret til lederen.',
    );
  });

  it('how a course ended', () => {
    const ended = steps(lettered(), { name: 'approveEpicrise' }, { name: 'release' });
    expect(waitingFor(ended)).toBe('Venter ikke på nogen. Forløbet er slut: gennemført.');
  });
});

describe('the rail', () => {
  it('has one step a phase, with exactly one where the patient is', () => {
    const titles = rail(treated()).map((one) => [one.title, one.status]);
    expect(titles).toEqual([
      ['Ansøgning', 'done'],
      ['Vurdering', 'done'],
      ['Samtale på video', 'done'],
      ['Behandling', 'here'],
      ['Afsluttende samtale', 'tocome'],
      ['Epikrise', 'tocome'],
    ]);
  });

  it('does not pretend that a rejected applicant went further', () => {
    const rejected = steps(screened(), { name: 'reject' }, { name: 'release' });
    expect(rail(rejected).map((one) => one.title)).toEqual(['Ansøgning', 'Vurdering', 'Slut']);
  });

  it('does not call a phase done that somebody left in the middle', () => {
    const ended = (...events: CourseEvent[]) =>
      rail(steps(screened(), ...events)).map((one) => [one.status, one.words]);
    expect(ended({ name: 'withdraw' })[1]).toEqual(['stopped', 'Stoppede her']);
    expect(ended({ name: 'reject' }, { name: 'release' })[1]?.[0]).toBe('done');
  });
});

describe('on every way through a course', () => {
  const choice = fc.record({
    sort: fc.constantFrom('clock', 'onward', 'aside', 'back', 'out'),
    pick: fc.noBias(fc.nat(100_000)),
    hours: fc.nat(200),
  });

  it('everybody is told something true to read, and no machine word gets out', () => {
    // A pause is a pause in both languages.
    const words = [...STAGES, ...EVENTS].filter((name) => name !== 'pause');
    const machine = new RegExp(`\\b(${words.join('|')}|undefined|null|NaN)\\b`);
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 40, size: 'max' }), (walked) => {
        walk(walked, (state) => {
          const next = whatHappensNext(state, state.lastAt);
          const said = [
            next.title,
            ...next.sentences,
            ...ifNobodyActs(state, 'patient'),
            ...ifNobodyActs(state, 'staff'),
            waitingFor(state),
            ...rail(state).flatMap((one) => [one.title, one.words]),
          ];
          expect(said.filter((one) => machine.test(one))).toEqual([]);
          expect(next.sentences.length).toBeGreaterThan(0);
          expect(waitingFor(state)).toMatch(/^[A-ZÆØÅ].*\.$/);
          expect(ifNobodyActs(state, 'staff').length).toBeLessThanOrEqual(2);
          expect(rail(state).filter((one) => one.status === 'here')).toHaveLength(1);
          if (rowOf(state.stage).open)
            expect(ifNobodyActs(state, 'staff').length + state.tasks.length).toBeGreaterThan(0);
        });
      }),
      { numRuns: 80 },
    );
  });
});
