/** The own course: Mit forløb at every place, and each page behind it in each of its states. */
import { plusMillis } from '../../../domain/ids';
import { paths } from '../../../web/paths';
import { HOUR } from '../../support/courseWalk';
import { FIRST_CHOICE, look, NEVER, pressed, wrongly, type Look } from './look';
import { isTaken } from './morePeople';
import { DIARY, entryOf, FIRST, GOALS, letterOf, SECOND } from './people';

const home = paths.myCourse.to();
const diary = paths.myDiary.to({ exercise: DIARY });
const first = paths.myModule.to({ module: FIRST });
/** The week's questionnaires stand in front of it otherwise. */
const second = `${paths.myModule.to({ module: SECOND })}?uden-svar=1`;
const part = (number: number): string => paths.myFollowUpPart.to({ part: `${number}` });
const MINUTE = 60_000;

/** Mit forløb at every place; a test asks for one look a stage of the table. */
export const HOMES: readonly Look[] = (
  [
    'writing',
    'beingRead',
    'offered',
    'choosing',
    'agreed',
    'working',
    'handedIn',
    'answered',
    'lastTalk',
    'beingClosed',
    'over',
    'asked',
    'rejected',
    'cancelledTwice',
    'coordinatorDecides',
    'calledOff',
    'missed',
  ] as const
).map((who) => look(paths.myCourse, who, who, home));

export const OWN: readonly Look[] = [
  look(paths.myApplication, 'being read', 'hasSent', paths.myApplication.to()),
  look(paths.myTime, 'a time is kept', 'offered', paths.myTime.to()),
  look(paths.myTime, 'to choose', 'choosing', paths.myTime.to()),
  look(paths.myTime, 'agreed', 'agreed', paths.myTime.to()),
  look(paths.myTime, 'none needed', 'working', paths.myTime.to()),
  look(paths.myDates, 'being read', 'beingRead', paths.myDates.to()),
  look(paths.myDates, 'agreed', 'agreed', paths.myDates.to()),
  look(paths.myDates, 'after the end', 'over', paths.myDates.to()),
  look(
    paths.myCalendarFile,
    'a time of nobody’s',
    'agreed',
    paths.myCalendarFile.to({ appointment: NEVER }),
    { status: 404 },
  ),
  look(paths.myVideo, 'not open yet', 'agreed', paths.myVideo.to()),
  look(paths.cameraCheck, 'before the talk', 'agreed', paths.cameraCheck.to()),
  look(paths.sayWrong, 'being read', 'beingRead', paths.sayWrong.to()),
  look(paths.sayWrong, 'after the end', 'over', paths.sayWrong.to()),
  look(paths.myModule, 'open', 'working', first),
  look(paths.myModule, 'a step', 'working', `${first}?trin=2`),
  look(paths.myModule, 'an exercise to fill in', 'setsGoals', second),
  look(paths.myModule, 'handed in half done', 'setsGoals', second, {
    ...wrongly('Aflever modulet', { 'maal.goal-1': 'Gå til kor' }),
  }),
  look(paths.myModule, 'closed', 'working', paths.myModule.to({ module: SECOND })),
  look(paths.myModule, 'answered', 'answered', first),
  look(paths.myDiary, 'some', 'keepsDiary', diary),
  look(paths.myDiary, 'half filled in', 'keepsDiary', diary, {
    ...wrongly('Gem i dagbogen', { activity: 'Så tv' }),
  }),
  look(paths.myDiaryEntry, 'to mend', 'keepsDiary', entryOf),
  look(paths.myProgress, 'a week', 'keepsDiary', paths.myProgress.to({ exercise: DIARY })),
  look(paths.myGoals, 'rated once', 'ratesGoals', GOALS),
  look(paths.myGoals, 'half filled in', 'ratesGoals', GOALS, {
    ...wrongly('Gem tallene', { note: 'Det går fremad' }),
  }),
  look(paths.myProgress, 'goals', 'ratesGoals', paths.myProgress.to({ exercise: 'maal' })),
  look(paths.myModule, 'with a diary', 'keepsDiary', first),
  look(paths.myMessages, 'none yet', 'beingRead', paths.myMessages.to()),
  look(paths.myMessages, 'some', 'answered', paths.myMessages.to()),
  look(
    paths.myMessages,
    'an empty one',
    'beingRead',
    paths.myMessages.to(),
    wrongly('Send besked', { message: '' }),
  ),
  look(paths.myMessages, 'after the end', 'over', paths.myMessages.to()),
  look(paths.myLetters, 'some', 'offered', paths.myLetters.to()),
  look(paths.myLetter, 'sent', 'offered', letterOf),
  look(paths.myDetails, 'writing', 'writing', paths.myDetails.to()),
  look(paths.myDetails, 'being read', 'hasSent', paths.myDetails.to()),
  look(
    paths.myDetails,
    'a number that is none',
    'hasSent',
    paths.myDetails.to(),
    wrongly('Gem e-mail og telefon', { email: 'sofie', phone: 'ring til mig' }),
  ),
  look(paths.myDetails, 'after the end', 'over', paths.myDetails.to()),
  look(paths.myConsents, 'being read', 'beingRead', paths.myConsents.to()),
  look(paths.myConsents, 'after the end', 'over', paths.myConsents.to()),
  look(paths.myReaders, 'nobody yet', 'beingRead', paths.myReaders.to()),
  look(paths.myReaders, 'in treatment', 'answered', paths.myReaders.to()),
  look(paths.myClosing, 'not yet', 'working', paths.myClosing.to()),
  look(paths.myClosing, 'offered', 'lastTalk', paths.myClosing.to()),
  look(paths.myClosing, 'after the end', 'over', paths.myClosing.to()),
  look(paths.myClosing, 'agreed', 'called', paths.myClosing.to()),
  look(paths.myClosingTime, 'none is free', 'lastTalk', paths.myClosingTime.to()),
  look(paths.myClosingTime, 'agreed', 'called', paths.myClosingTime.to()),
  look(paths.myCourse, 'the closing call is agreed', 'called', paths.myCourse.to()),
  look(paths.withdraw, 'writing', 'writing', paths.withdraw.to()),
  look(paths.withdraw, 'being read', 'beingRead', paths.withdraw.to()),
  look(paths.withdraw, 'in treatment', 'working', paths.withdraw.to()),
  look(paths.withdraw, 'after the end', 'over', paths.withdraw.to()),
  look(paths.myFollowUp, 'asked', 'asked', paths.myFollowUp.to()),
  look(paths.myFollowUp, 'to send', 'readyToAnswer', paths.myFollowUp.to()),
  look(paths.myFollowUp, 'thanked', 'thanked', paths.myFollowUp.to()),
  look(paths.myFollowUp, 'not asked', 'beingRead', paths.myFollowUp.to()),
  look(paths.myFollowUpPart, 'the first', 'asked', part(1)),
  look(paths.myFollowUpPart, 'the last, answered', 'readyToAnswer', part(3)),
  look(paths.myMeasures, 'asked', 'working', paths.myMeasures.to()),
  look(paths.myMeasures, 'to send', 'weekToSend', paths.myMeasures.to()),
  look(paths.myMeasures, 'the end, asked', 'lastTalk', paths.myMeasures.to()),
  look(paths.myPlan, 'to write', 'stoppedEarly', paths.myPlan.to()),
  look(paths.myPlan, 'after the end', 'over', paths.myPlan.to()),
  look(paths.mySummary, 'to write', 'lastTalk', paths.mySummary.to()),
  look(paths.mySummary, 'after the end', 'over', paths.mySummary.to()),
  look(paths.myMeasures, 'not asked', 'beingRead', paths.myMeasures.to()),
  look(paths.myMeasure, 'the first', 'working', paths.myMeasure.to({ measure: 'phq9' })),
];

/** Twenty minutes before the talk. */
const soon: NonNullable<Look['when']> = ({ appointment }) => {
  if (!appointment) throw new Error('nothing is agreed');
  return plusMillis(appointment.startsAt, -20 * MINUTE);
};
const afterwards: NonNullable<Look['when']> = ({ appointment }) => {
  if (!appointment) throw new Error('nothing is agreed');
  return plusMillis(appointment.endsAt, 2 * HOUR);
};
const time = paths.myTime.to();
const PICK = 'Vælg denne tid';

/** A conversation: chosen, taken by another, moved, called off, and about to begin. */
export const TALKS: readonly Look[] = [
  look(paths.myTime, 'pressed with no time chosen', 'takingAnother', time, wrongly(PICK, {})),
  look(paths.myTime, 'the time was taken by another', 'takingAnother', time, {
    meanwhile: isTaken,
    ...wrongly(PICK, { slot: FIRST_CHOICE }, 409),
  }),
  look(paths.myTime, 'another time was chosen', 'takingAnother', time, {
    ...pressed(PICK, { slot: FIRST_CHOICE }),
  }),
  look(paths.myTime, 'accepted while nobody answers', 'accepting', time, {
    away: 'temporal',
    ...wrongly('Ja tak til tiden', {}, 503),
  }),
  look(paths.myCourse, 'the time was accepted', 'accepting', home, pressed('Ja tak til tiden')),
  look(paths.myTime, 'moved', 'moving', time, {
    ...pressed('Flyt til denne tid', { slot: FIRST_CHOICE }),
  }),
  look(paths.myTime, 'cancelled', 'cancelling', time, pressed('Aflys samtalen')),
  look(paths.myTime, 'called off by us', 'calledOff', time),
  look(paths.myTime, 'cancelled twice, the next is the coordinator’s', 'cancelledTwice', time),
  look(paths.myTime, 'cancelled once more', 'cancelledTwice', time, pressed('Aflys samtalen')),
  look(paths.myTime, 'a coordinator decides', 'coordinatorDecides', time),
  look(paths.myTime, 'the video is open', 'meeting', time, { when: soon }),
  look(paths.myTime, 'the talk is over', 'meeting', time, { when: afterwards }),
  look(paths.myDates, 'called off', 'calledOff', paths.myDates.to()),
  look(paths.myCourse, 'the video is open', 'meeting', home, { when: soon }),
  look(paths.myCourse, 'the video has no link yet', 'reminded', home, { when: soon }),
  look(paths.myCourse, 'the talk is over', 'meeting', home, { when: afterwards }),
  look(paths.myVideo, 'open, without a link yet', 'reminded', paths.myVideo.to(), { when: soon }),
  look(paths.myVideo, 'nothing agreed', 'beingRead', paths.myVideo.to()),
  look(paths.cameraCheck, 'the video is open', 'meeting', paths.cameraCheck.to(), { when: soon }),
  look(paths.cameraCheck, 'nothing agreed', 'beingRead', paths.cameraCheck.to()),
];

/** What comes after a press that was taken in. */
export const DONE: readonly Look[] = [
  look(paths.myModule, 'saved', 'setsGoals', second, {
    ...pressed('Gem', { 'maal.goal-1': 'Gå til kor' }),
  }),
  look(paths.myMessages, 'sent', 'stopping', paths.myMessages.to(), {
    ...pressed('Send besked', { message: 'Er I der?' }),
  }),
  look(paths.myConsents, 'given', 'stopping', paths.myConsents.to(), {
    ...pressed('Giv samtykke'),
  }),
  look(paths.myConsents, 'withdrawn', 'stopping', paths.myConsents.to(), {
    ...pressed('Træk samtykket tilbage'),
  }),
  look(paths.withdraw, 'withdrawn', 'stopping', paths.withdraw.to(), pressed('Træk min ansøgning')),
];
