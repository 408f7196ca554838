/** The next deadline and what happens if nobody acts: in every state, to both, from the table. */
import fc from 'fast-check';
import { COURSE, EVENTS, rowOf, STAGES, type DeadlineRow, type Stage } from '../../domain/course';
import {
  ifNobodyActs,
  ifNobodyActsHeading,
  ifTaskWaits,
  nextDeadline,
  TASK_WORDS,
} from '../../domain/danish';
import { clauseForPatient, clauseForStaff } from '../../domain/danish/promises';
import { taskDueAt } from '../../domain/deadlines';
import { plusMillis } from '../../domain/ids';
import type { CourseState, Due } from '../../domain/state';
import { TASKS, type TaskKind } from '../../domain/taskTable';
import { booked, closed, lettered, offered, screened, treated } from '../support/courseStages';
import {
  begin,
  bookOf,
  DAY,
  FLAG,
  HOUR,
  KAREN,
  MONDAY,
  step,
  steps,
  untilFired,
  walk,
} from '../support/courseWalk';

const AUDIENCES = ['patient', 'staff'] as const;
const next = (state: CourseState, audience: 'patient' | 'staff', at = state.lastAt) =>
  nextDeadline(state, audience, at);

describe('on every way through a course', () => {
  const choice = fc.record({
    sort: fc.constantFrom('clock', 'onward', 'aside', 'back', 'out'),
    pick: fc.noBias(fc.nat(100_000)),
    hours: fc.nat(200),
  });
  // A pause is a pause in both languages.
  const words = [...STAGES, ...EVENTS].filter((name) => name !== 'pause');
  const machine = new RegExp(
    `\\b(${words.join('|')}|undefined|null|NaN|deadline|due|task)\\b`,
    'i',
  );

  it('both are told what is next, and in one or two sentences what happens if nobody acts', () => {
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 50, size: 'max' }), (walked) => {
        walk(walked, (state) => {
          for (const audience of AUDIENCES) {
            const said = ifNobodyActs(state, audience);
            expect([1, 2]).toContain(said.length);
            for (const one of said) expect(one).toMatch(/^[A-ZÆØÅ»].*\.$/);
            const { heading, what, due } = next(state, audience);
            expect(what).toMatch(audience === 'patient' || !due ? /^[A-ZÆØÅ].*\.$/ : /^[A-ZÆØÅ]/);
            expect(ifNobodyActsHeading(state, audience)).toMatch(
              /^Hvis (du ikke|ingen) gør noget$/,
            );
            for (const one of [...said, heading, what, due?.words ?? '']) {
              expect(one).not.toMatch(machine);
              expect(one).not.toContain('..');
            }
          }
          if (!rowOf(state.stage).open) return;
          const runs = state.dues.length > 0 || state.tasks.some((task) => task.overdue);
          if (runs && !state.revocable) expect(next(state, 'staff').due).not.toBeNull();
        });
      }),
      { numRuns: 120 },
    );
  });
});

describe('what the patient is told of a clock is what the table does', () => {
  const rows = STAGES.flatMap((stage) =>
    (COURSE[stage].deadlines as readonly DeadlineRow[]).map(
      (row) => [`${stage}: ${row.name}`, stage, row] as const,
    ),
  );
  const DOERS = { psychologist: 'psykologen', coordinator: 'koordinatoren', supervisor: 'lederen' };
  const BY_ITSELF = {
    lapse: 'lukker vi',
    timeUp: 'slutter',
    timeUpIncomplete: 'slutter',
    resumeTreatment: 'i gang igen',
    openModule: 'åbner',
  };
  const toPatient = (send: string) => !/^(staff|epj|gp|video)/.test(send);
  const clauseIn = (stage: Stage, name: string) => {
    const due = { name, subject: '', dueAt: MONDAY } as Due;
    return clauseForPatient({ ...begin(), stage, dues: [due], consents: ['contact'] }, due);
  };

  it.each([
    ['applying', 'applicationReminder1'],
    ['applying', 'applicationReminder2'],
    ['booked', 'appointmentReminder3'],
    ['booked', 'appointmentReminder1'],
    ['treatment', 'silent7'],
  ] as const)('%s: %s is not promised to who said no to e-mail', (stage, name) => {
    const due: Due = { name, subject: '', dueAt: MONDAY };
    expect(clauseForPatient({ ...begin(), stage, dues: [due] }, due)).toBeNull();
  });

  it.each(rows)('%s', (_name, stage, row) => {
    const clause = clauseIn(stage, row.name);
    for (const then of row.then) {
      if ('send' in then && toPatient(then.send)) expect(clause).toMatch(/\bvi\b.*\bdi[gt]\b/);
      if ('send' in then && !toPatient(then.send)) expect(clause).toBeNull();
      if ('freeReserved' in then) expect(clause).toContain('giver vi tiden fri');
      if ('event' in then) expect(clause).toContain(BY_ITSELF[then.event]);
      if ('open' in then) expect(clause).toContain(DOERS[TASKS[then.open].role]);
      if ('escalate' in then && row.then.length === 1)
        expect(clause).toContain('får lederen besked');
    }
  });

  const kinds = Object.keys(TASKS) as TaskKind[];
  it.each(kinds)('a late task "%s" goes to the supervisor, or is not for the patient', (kind) => {
    const at = begin();
    const task = {
      kind,
      subject: '',
      version: 1,
      openedAt: MONDAY,
      overdue: false,
      waiting: false,
    };
    const due = { name: TASKS[kind].due, subject: kind, dueAt: MONDAY };
    const clause = clauseForPatient({ ...at, tasks: [task], dues: [due] }, due);
    if (clause !== null) expect(clause).toContain('får lederen besked, hvis');
  });
});

describe('the next deadline', () => {
  it('is the patient’s own day, not a reminder on the way to it', () => {
    expect(next(begin(), 'patient')).toEqual({
      heading: 'Næste frist',
      what: 'Send din ansøgning senest onsdag 2. december.',
      due: null,
    });
    expect(next(begin(), 'staff')).toMatchObject({
      what: 'Ansøgningen bortfalder',
      due: { state: 'later' },
    });
  });

  it('is the clinic’s promise while it reads, and says when it is broken', () => {
    expect(next(screened(), 'patient').what).toBe(
      'Du får svar på din ansøgning senest mandag 16. november.',
    );
    const late = untilFired(screened(), 'screeningAnswer');
    const tuesday = plusMillis(late.lastAt, 30 * HOUR);
    expect(next(late, 'patient', tuesday)).toMatchObject({
      heading: 'Over frist',
      what:
        'Vi skulle have svaret på din ansøgning senest mandag 16. november. Det har vi ikke nået. ' +
        'Lederen har fået besked.',
    });
    expect(ifNobodyActs(late, 'patient')).toEqual([
      'Vi er over fristen, og lederen har fået besked.',
    ]);
    expect(next(late, 'staff', tuesday)).toEqual({
      heading: 'Over frist',
      what: 'Vurdér ansøgning',
      due: { state: 'over', words: '2 dage over frist' },
    });
  });

  it('is the hour until which a time is kept, and then the talk itself', () => {
    expect(next(offered(), 'patient').what).toBe(
      'Sig ja tak til tiden senest lørdag 7. november kl. 24.00.',
    );
    expect(next(booked(), 'patient').what).toBe(
      'Din samtale på video torsdag 12. november kl. 13.00.',
    );
    expect(next(booked(), 'staff')).toMatchObject({ what: 'Udredende samtale' });
    const after = plusMillis(booked().lastAt, 11 * DAY);
    expect(next(booked(), 'patient', after).what).toBe(
      'Du får svar efter samtalen senest fredag 13. november.',
    );
  });

  it('a talk that day 28 has overtaken is escalated, and still ahead for the patient', () => {
    const late = steps(offered(), bookOf(offered().lastAt, 40, false));
    const looked = { name: 'closeTask', task: 'findTime', subject: '' } as const;
    const escalated = untilFired(steps(untilFired(late, 'findTime'), looked), 'assessmentClock');
    expect(next(escalated, 'staff')).toMatchObject({
      heading: 'Over frist',
      due: { state: 'over', words: 'Eskaleret' },
    });
    expect(next(escalated, 'patient').what).toMatch(/^Din samtale på video /);
  });

  it('is the end of a pause while treatment stands still', () => {
    const at = treated();
    const paused = step(at, { name: 'pause', until: plusMillis(at.lastAt, 8 * DAY) }, at.lastAt);
    expect(next(paused, 'patient').what).toBe('Pausen slutter tirsdag 10. november.');
    expect(ifNobodyActs(paused, 'patient')).toEqual([
      'Tirsdag 10. november går din behandling i gang igen.',
    ]);
    expect(ifNobodyActsHeading(paused, 'patient')).toBe('Hvis ingen gør noget');
    expect(ifNobodyActsHeading(at, 'patient')).toBe('Hvis du ikke gør noget');
  });

  it('is a message’s own answer, called by what was done', () => {
    const written = steps(treated(), { name: 'writeMessage' });
    expect(next(written, 'patient').what).toMatch(/^Du får svar på din besked senest \S+dag /);
    expect(next(written, 'staff').what).toBe('Svar på besked');
    expect(ifNobodyActsHeading(written, 'patient')).toBe('Hvis ingen gør noget');
  });

  it('is a task’s while treatment is being closed, and nothing once all is over', () => {
    expect(next(closed(), 'patient').what).toMatch(/^Psykologen afslutter din behandling senest /);
    expect(ifNobodyActsHeading(closed(), 'patient')).toBe('Hvis du ikke gør noget');
    const wished = steps(closed(), { name: 'wishClosing', wish: 'declines' });
    expect(ifNobodyActsHeading(wished, 'patient')).toBe('Hvis ingen gør noget');
    expect(next(lettered(), 'patient').what).toMatch(/^Vi afslutter dit forløb senest /);
    const over = steps(screened(), { name: 'reject' }, { name: 'release' });
    expect(ifNobodyActs(over, 'patient')).toEqual(['Forløbet er slut, og du skal ikke gøre mere.']);
    expect(next(over, 'staff').what).toBe('Forløbet lukkes helt');
    expect(next(over, 'patient').what).toBe('Der løber ingen frist for dig.');
  });

  it('shows staff the decision that waits, and the patient nothing of it', () => {
    const before = screened();
    const pressed = step(before, { name: 'reject' }, before.lastAt);
    expect(next(pressed, 'staff')).toEqual({
      heading: 'Næste frist',
      what: 'Afslag',
      due: { state: 'later', words: 'Når fortrydelsestiden er gået' },
    });
    expect(next(pressed, 'patient')).toEqual(next(before, 'patient'));
  });
});

describe('a row of a list', () => {
  const rowOfTask = (state: CourseState, kind: TaskKind) => {
    const task = state.tasks.find((one) => one.kind === kind);
    if (!task) throw new Error(`no task ${kind}`);
    return ifTaskWaits(
      { ...task, dueAt: taskDueAt(state, task) ?? null, dues: state.dues },
      state.lastAt,
    );
  };

  it('says in a short clause what comes of the task', () => {
    expect(rowOfTask(screened(), 'screen')).toBe('Ellers eskaleres den til lederen.');
    const late = untilFired(screened(), 'screeningAnswer');
    expect(rowOfTask(late, 'screen')).toBe('Er eskaleret til lederen.');
    expect(rowOfTask(late, 'overdue')).toBe('Ellers er den over frist.');
    const pressed = steps(screened(), { name: 'reject' });
    expect(rowOfTask(pressed, 'screen')).toBe('Gælder, når fortrydelsestiden er gået.');
  });

  it('says to whom an untaken red flag goes and when, as the bar does', () => {
    const raised = steps(screened(), { name: 'raiseFlag', flagId: FLAG, tier: 'red' });
    expect(rowOfTask(raised, 'redFlag')).toBe(
      'Går til vagtpsykologen mandag 2. november kl. 14.00.',
    );
    const taken = steps(raised, { name: 'takeFlag', flagId: FLAG, staffId: KAREN });
    expect(rowOfTask(taken, 'redFlag')).toBe('Ellers eskaleres den til lederen.');
  });

  it('agrees with the table about what escalates', () => {
    for (const kind of Object.keys(TASKS) as TaskKind[]) {
      const due = { name: TASKS[kind].due, subject: kind, dueAt: MONDAY };
      const task = {
        kind,
        subject: '',
        version: 1,
        openedAt: MONDAY,
        overdue: false,
        waiting: false,
      };
      const clause = clauseForStaff({ ...begin(), tasks: [task], dues: [due] }, due);
      const row = ifTaskWaits({ ...task, dueAt: MONDAY, dues: [due] }, MONDAY);
      expect(row.includes('eskaleres')).toBe(clause?.includes(TASK_WORDS[kind].title) ?? false);
    }
  });
});
