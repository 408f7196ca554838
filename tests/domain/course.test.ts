/** The whole table: every stage meets every event, and goes where the table says or says no. */
import { apply } from '../../domain/apply';
import {
  COURSE,
  EVENTS,
  FIRST_STAGE,
  isLegal,
  moveOf,
  OUTCOMES,
  rowOf,
  STAGES,
  type EventName,
  type EventOf,
  type Stage,
} from '../../domain/course';
import { refusalWords } from '../../domain/danish';
import { plusMillis } from '../../domain/ids';
import { cellOf } from '../../domain/matrix';
import { SHIPPED_RULES } from '../../domain/rules';
import type { CourseEvent, CourseState } from '../../domain/state';
import { TASKS, taskRow, type TaskKind } from '../../domain/taskTable';
import { closingTimeOf } from '../support/closingCalls';
import { booked, closed, lettered, offered, screened, treated } from '../support/courseStages';
import { begin, candidates, FLAG, frozen, HOUR, moment, steps } from '../support/courseWalk';

/** One ordinary course standing in each stage. */
const AT: Record<Stage, CourseState> = {
  applying: begin(),
  screening: screened(),
  offered: offered(),
  booked: booked(),
  treatment: treated(),
  closing: closed(),
  epicrise: lettered(),
  ended: steps(lettered(), { name: 'closeWithoutLetter' }, { name: 'release' }),
};

const DECISION: Partial<Record<Stage, CourseEvent>> = {
  screening: { name: 'reject' },
  booked: { name: 'decline' },
  epicrise: { name: 'approveEpicrise' },
};
const flag = { flagId: FLAG } as const;
/** What must have happened before an event can come at all; a stage that cannot is left alone. */
const BEFORE: Partial<Record<EventName, (state: CourseState) => CourseState>> = {
  secondNoShow: (state) => ({ ...state, noShows: 1 }),
  thirdCancellation: (state) => ({ ...state, cancellations: 2 }),
  finish: (state) => allHandedIn(state),
  timeUp: (state) => allHandedIn(state),
  undo: (state) => decided(state),
  release: (state) => decided(state),
  takeFlag: (state) => flagged(state),
  releaseFlag: (state) => flagged(state),
  resumeTreatment: (state) =>
    steps(state, { name: 'pause', until: plusMillis(state.lastAt, 7 * 24 * HOUR) }),
  answerMeasure: (state) =>
    isLegal(state.stage, 'handIn') ? state : { ...state, followUp: 'asked' },
  cancelClosing: (state) => called(state, 5),
  missClosing: (state) => {
    const agreed = called(state, 1);
    return { ...agreed, lastAt: agreed.closingTime?.startsAt ?? agreed.lastAt };
  },
  correctLetter: (state) => ({ ...state, sent: { ...state.sent, rejection: 1 } }),
  withdrawConsent: (state) => steps(state, { name: 'giveConsent', consent: 'gpEnd' }),
  activeAgain: (state) => ({ ...state, tasks: [...state.tasks, task('silenceCall', '')] }),
  giveFeedback: (state) => ({ ...state, tasks: [...state.tasks, task('feedback', 'm1')] }),
  closeTask: (state) => ({ ...state, tasks: [...state.tasks, task('overdue', 'screen')] }),
  deadline: (state) => ({
    ...state,
    tasks: [...state.tasks, task('overdue', 'screen')],
    dues: [{ name: 'taskDefault', subject: 'overdue:screen', dueAt: state.lastAt }],
  }),
  extendDeadline: (state) => ({
    ...state,
    dues: [{ name: 'taskDefault', subject: 'overdue:screen', dueAt: state.lastAt }],
  }),
};

/** A time for the closing call is agreed, so many days from now. */
function called(state: CourseState, days: number): CourseState {
  return steps(state, closingTimeOf(state.lastAt, days));
}
function allHandedIn(state: CourseState): CourseState {
  if (!isLegal(state.stage, 'handIn')) return state;
  return steps(state, { name: 'handIn', moduleId: 'm1' }, { name: 'handIn', moduleId: 'm2' });
}

function task(kind: TaskKind, subject: string): CourseState['tasks'][number] {
  return {
    kind,
    subject,
    version: 1,
    openedAt: AT.applying.lastAt,
    overdue: false,
    waiting: false,
  };
}
function decided(state: CourseState): CourseState {
  const event = DECISION[state.stage];
  return event ? steps(state, event) : state;
}
function flagged(state: CourseState): CourseState {
  const raised = { ...flag, tier: 'red' as const, raisedAt: state.lastAt, takenBy: null };
  return { ...state, flags: [raised], tasks: [...state.tasks, task('redFlag', FLAG)] };
}

/** The undo time is over: the decision takes the course where it leads. */
function released(state: CourseState): CourseState {
  return steps(state, { name: 'release' });
}

const MATRIX = STAGES.flatMap((stage) => EVENTS.map((event) => [stage, event] as const));

describe('every stage meets every event', () => {
  it.each(MATRIX)('%s: %s', (stage, name) => {
    const legal = isLegal(stage, name);
    const state = frozen(legal ? (BEFORE[name]?.(AT[stage]) ?? AT[stage]) : AT[stage]);
    const results = candidates(state)
      .filter((event) => event.name === name)
      .map((event) => apply(state, event, moment(plusMillis(state.lastAt, HOUR))));
    const cell = cellOf(stage, name);
    if (!legal) {
      const why = rowOf(stage).open ? 'notNow' : 'ended';
      expect(cell).toEqual({ kind: 'refused', name: why });
      expect(results.every((one) => one.kind === 'refused' && one.name === why)).toBe(true);
      expect(refusalWords(why)).toMatch(/\.$/);
      return;
    }
    const done = results.find((one) => one.kind === 'applied');
    if (done?.kind !== 'applied') throw new Error(`nothing accepted: ${JSON.stringify(results)}`);
    const move = moveOf(stage, name);
    const waiting = state.revocable ? moveOf(stage, state.revocable.event.name) : undefined;
    const to = name === 'release' ? waiting?.to : move && !move.revocable ? move.to : stage;
    expect(done.state.stage).toBe(to);
    const after = move?.revocable ? released(done.state) : done.state;
    if (cell.kind === 'goes') {
      expect(after).toMatchObject({ stage: cell.move.to });
      if (cell.move.outcome) expect(after.outcome).toBe(cell.move.outcome);
    } else {
      expect(cell).toEqual({ kind: 'stays' });
      if (name !== 'release') expect(after.stage).toBe(stage);
    }
    expect(done.state.revocable?.event.name).toBe(move?.revocable ? name : undefined);
  });

  it('has a payload to try for every event, so that no line above is empty', () => {
    const tried = new Set(
      STAGES.flatMap((stage) => candidates(flagged(AT[stage])).map((event) => event.name)),
    );
    expect(EVENTS.filter((event) => !tried.has(event))).toEqual([]);
  });
});

/** DOMAIN section 3, "Events that move a course", written out once more by hand. */
const MOVES: Record<Stage, string> = {
  applying:
    'submit>screening lapse>ended(lapsed) withdraw>ended(withdrawn) refer>ended(referred) ' +
    'end>ended(endedByClinic)',
  screening:
    'offer>offered reject>ended(rejected) withdraw>ended(withdrawn) refer>ended(referred) ' +
    'end>ended(endedByClinic)',
  offered:
    'book>booked lapse>ended(lapsed) withdraw>ended(withdrawn) refer>ended(referred) ' +
    'end>ended(endedByClinic)',
  booked:
    'book>booked accept>treatment decline>ended(notOffered) noShow>offered cancelByPatient>offered ' +
    'cancelByClinic>offered secondNoShow>offered thirdCancellation>offered moveBack>offered ' +
    'withdraw>ended(withdrawn) refer>ended(referred) end>ended(endedByClinic)',
  treatment:
    'finish>closing(completed) timeUp>closing(completed) timeUpIncomplete>closing(droppedOut) ' +
    'dropOut>closing(droppedOut) withdraw>closing(withdrawn) refer>closing(referred) ' +
    'end>closing(endedByClinic)',
  closing:
    'closingHeld>epicrise closingWaived>epicrise withdraw>epicrise refer>epicrise end>epicrise ' +
    'moveBack>treatment',
  epicrise:
    'approveEpicrise>ended closeWithoutLetter>ended withdraw>epicrise refer>epicrise end>epicrise ' +
    'moveBack>closing',
  ended: '',
};

describe('the table', () => {
  it.each(STAGES)('moves a course out of %s as the agreement was read', (stage) => {
    const said = Object.entries(rowOf(stage).moves).map(
      ([name, move]) => `${name}>${move.to}${move.outcome ? `(${move.outcome})` : ''}`,
    );
    expect(said.toSorted()).toEqual(MOVES[stage].split(' ').filter(Boolean).toSorted());
  });

  it('lets only the answers that send a letter be undone, and the three ends cancel them', () => {
    const named = (flag: 'revocable' | 'cancels'): string[] =>
      STAGES.flatMap((stage) =>
        Object.entries(rowOf(stage).moves)
          .filter(([, move]) => move[flag])
          .map(([name]) => name),
      );
    expect(named('revocable')).toEqual([
      'offer',
      'reject',
      'decline',
      'approveEpicrise',
      'closeWithoutLetter',
    ]);
    expect(new Set(named('cancels'))).toEqual(new Set(['withdraw', 'refer', 'end']));
  });

  it('begins with the first stage and ends with the only one that is closed', () => {
    expect(STAGES[0]).toBe(FIRST_STAGE);
    expect(STAGES.filter((stage) => !rowOf(stage).open)).toEqual([STAGES.at(-1)]);
  });

  it('has a dated rule for each of its deadlines and tasks, and no rule for nothing', () => {
    const used = new Set([
      ...STAGES.flatMap((stage) => rowOf(stage).deadlines.map((row) => row.name)),
      ...(Object.keys(TASKS) as TaskKind[]).map((kind) => taskRow(kind).due),
      'moduleOpens',
      'redToDuty',
      'redToSupervisor',
    ]);
    expect(new Set(SHIPPED_RULES.map((rule) => rule.name))).toEqual(used);
  });

  it('gives an outcome to every move that ends treatment or a course, and uses every outcome', () => {
    const moves = STAGES.flatMap((stage) =>
      Object.values(rowOf(stage).moves).map((move) => ({ ...move, from: stage })),
    );
    const fixing = moves.filter(
      (move) =>
        (!rowOf(move.from).afterStart && !rowOf(move.to).open) ||
        (move.from === 'treatment' && move.to === 'closing'),
    );
    expect(fixing.filter((move) => move.outcome === undefined)).toEqual([]);
    expect(new Set(fixing.map((move) => move.outcome))).toEqual(new Set(OUTCOMES));
  });

  it('lets no end after treatment start pass by the epicrise', () => {
    const straight = STAGES.filter(
      (stage) => rowOf(stage).afterStart && stage !== 'epicrise',
    ).filter((stage) => Object.values(rowOf(stage).moves).some((move) => !rowOf(move.to).open));
    expect(straight).toEqual([]);
  });

  it('counts back only from rules that exist, and escalates only tasks of its own or just opened', () => {
    for (const stage of STAGES) {
      for (const row of rowOf(stage).deadlines) {
        const opened = row.then.flatMap((then) => ('open' in then ? [then.open] : []));
        const escalated = row.then.flatMap((then) => ('escalate' in then ? [then.escalate] : []));
        const mine: readonly TaskKind[] = [...rowOf(stage).tasks, ...opened];
        expect(escalated.filter((kind) => !mine.includes(kind))).toEqual([]);
        if (row.before)
          expect(SHIPPED_RULES.map((rule) => String(rule.name))).toContain(row.before);
      }
    }
    expect(Object.keys(COURSE)).toEqual([...STAGES]);
  });
});

test('the compiler knows which events a stage takes, from the same table', () => {
  const answers: readonly EventOf<'screening'>[] = ['offer', 'reject', 'undo', 'release'];
  expect(answers.filter((event) => !isLegal('screening', event))).toEqual([]);
  // @ts-expect-error Nobody accepts a course into treatment before the conversation.
  const never: EventOf<'screening'> = 'accept';
  expect(isLegal('screening', never)).toBe(false);
});
