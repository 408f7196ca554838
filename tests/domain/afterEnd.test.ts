/** What lives after the end: nothing that somebody waits for is dropped with the course. */
import { isOpen, livesOn } from '../../domain/apply';
import { ifNobodyActs, whatHappensNext } from '../../domain/danish';
import { plusMillis } from '../../domain/ids';
import {
  dueOf,
  kinds,
  lettered,
  refusal,
  screened,
  sendsOf,
  treated,
} from '../support/courseStages';
import { DAY, FLAG, HOUR, steps, untilFired } from '../support/courseWalk';

test('a message nobody had answered when the patient left is still answered, and escalated else', () => {
  const left = steps(screened(), { name: 'writeMessage' }, { name: 'withdraw' });
  expect(isOpen(left)).toBe(false);
  expect(kinds(left)).toEqual(['answerMessage']);
  expect(whatHappensNext(left, left.lastAt).sentences.join(' ')).toMatch(
    /Psykologen svarer på din besked senest \S+dag/,
  );
  expect(ifNobodyActs(left, 'patient')[0]).toContain('hvis du ikke har fået svar på din besked');
  expect(kinds(untilFired(left, 'taskDefault'))).toEqual(['answerMessage', 'overdue']);
  expect(kinds(steps(left, { name: 'answerMessage' }))).toEqual([]);
  expect(refusal(left, { name: 'writeMessage' })).toBe('ended');
});

test('so is a module that was handed in before the end', () => {
  const over = steps(
    treated(),
    { name: 'handIn', moduleId: 'm1' },
    { name: 'withdraw' },
    { name: 'closingWaived' },
    { name: 'closeWithoutLetter' },
    { name: 'release' },
  );
  expect(kinds(over)).toEqual(['feedback']);
  expect(kinds(steps(over, { name: 'giveFeedback', moduleId: 'm1' }))).toEqual([]);
});

test('only who began treatment is asked half a year later; what is asked is answered once', () => {
  const rejected = steps(screened(), { name: 'reject' }, { name: 'release' });
  expect(dueOf(rejected, 'followUp')).toBeUndefined();
  expect(refusal(rejected, { name: 'answerMeasure' })).toBe('notAsked');
  const done = steps(lettered(), { name: 'approveEpicrise' }, { name: 'release' });
  const asked = untilFired(done, 'followUp');
  expect(refusal(asked, { name: 'answerMeasure' })).toBe('applied');
  const answered = steps(asked, { name: 'answerMeasure' });
  expect(refusal(answered, { name: 'answerMeasure' })).toBe('alreadyAnswered');
});

test('a promised call outlives the end; after seven months all is over but what is still owed', () => {
  const promised = steps(screened(), { name: 'reject', adviceCall: true }, { name: 'release' });
  expect(kinds(promised)).toEqual(['adviceCall']);
  const late = untilFired(promised, 'afterwards');
  expect(livesOn(late)).toBe(true);
  expect(livesOn(steps(late, { name: 'closeTask', task: 'adviceCall', subject: '' }))).toBe(false);
  const quiet = steps(screened(), { name: 'reject' }, { name: 'release' });
  expect(livesOn(quiet)).toBe(true);
  expect(livesOn(untilFired(quiet, 'afterwards'))).toBe(false);
});

test('a red flag of the follow-up is handed on by the same clocks as before the end', () => {
  const done = steps(lettered(), { name: 'approveEpicrise' }, { name: 'release' });
  const flagged = steps(untilFired(done, 'followUp'), {
    name: 'raiseFlag',
    flagId: FLAG,
    tier: 'red',
  });
  expect(dueOf(flagged, 'redToDuty')).toBeDefined();
  expect(kinds(untilFired(flagged, 'redContact'))).toEqual(['redFlag', 'overdue']);
});

test('a letter that was sent is put right, one that was not is refused', () => {
  const rejected = steps(screened(), { name: 'reject' }, { name: 'release' });
  const at = plusMillis(rejected.lastAt, DAY + HOUR);
  expect(sendsOf(rejected, { name: 'correctLetter', letter: 'rejection' }, at)).toEqual([
    'letterCorrection',
  ]);
  expect(refusal(rejected, { name: 'correctLetter', letter: 'epicrise' })).toBe('nothingToCorrect');
});
