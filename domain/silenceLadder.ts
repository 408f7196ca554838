/** The silence ladder of the table: nobody is silent who waits for us (decision 41). */
import type { DeadlineRow } from './deadlineRow';

const SILENT = { from: 'lastActivity', orFrom: 'patientsTurn', lazy: true, pauses: true } as const;

// oxfmt-ignore
export const SILENCE_LADDER = [
  {
    name: 'silent7', ...SILENT, on: 'patient', restsFor: ['answer', 'week', 'psychologist'],
    then: [{ send: 'silence7' }],
  },
  {
    name: 'silent10', ...SILENT, on: 'staff', restsFor: ['answer', 'week'],
    then: [{ open: 'silenceCall' }],
  },
  {
    name: 'silent14', ...SILENT, on: 'staff', restsFor: ['answer', 'week'],
    then: [{ open: 'silenceDecision' }],
  },
] as const satisfies readonly DeadlineRow[];

/**
 * For so many days after they were last typed, a clinician's words about a silent patient keep the
 * task from ending by itself; words that were left behind do not keep it for ever.
 */
export const WORDS_HOLD_DAYS = 7;
