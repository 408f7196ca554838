/** The names under which a course refuses an event; each has its Danish sentence in danish.ts. */

export type RefusalName =
  | 'ended'
  | 'notNow'
  | 'stale'
  | 'decisionWaits'
  | 'nothingToUndo'
  | 'notYetReleased'
  | 'notDue'
  | 'flagTaken'
  | 'unknownFlag'
  | 'unknownTask'
  | 'taskNeedsAnswer'
  | 'moduleClosed'
  | 'alreadyHandedIn'
  | 'moduleSkipped'
  | 'handedInStays'
  | 'openStays'
  | 'cannotJoin'
  | 'opensInPause'
  | 'nothingLeft'
  | 'nothingChanged'
  | 'notHandedIn'
  | 'countsDiffer'
  | 'modulesMissing'
  | 'pauseTooLong'
  | 'alreadyPaused'
  | 'notPaused'
  | 'untilMissing'
  | 'consentUnchanged'
  | 'notAsked'
  | 'alreadyAnswered'
  | 'nothingToCorrect'
  | 'noTimeAgreed'
  | 'callBegun'
  | 'callAhead'
  | 'handingOver'
  | 'busy'
  | 'stuck';
export interface Refusal {
  readonly kind: 'refused';
  readonly name: RefusalName;
}
export function refused(name: RefusalName): Refusal {
  return { kind: 'refused', name };
}
