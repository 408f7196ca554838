/** Answers for the diagnoses the service treats, and the programme that belongs to each. */

export const PROGRAMMES = [
  'depression',
  'panic',
  'agoraphobia',
  'socialPhobia',
  'specificPhobia',
] as const;
export type Programme = (typeof PROGRAMMES)[number];

/** What the patient and the clinician read for a programme. */
export const PROGRAMME_NAMES: Readonly<Record<Programme, string>> = {
  depression: 'Depression',
  panic: 'Panikangst',
  agoraphobia: 'Agorafobi',
  socialPhobia: 'Socialfobi',
  specificPhobia: 'Enkelfobi',
};

export interface Diagnosis {
  readonly code: string;
  /** Danish, as in a record or a letter to a doctor. */
  readonly name: string;
  readonly programme: Programme;
}

export const DIAGNOSES = [
  { code: 'DF320', name: 'Depressiv enkeltepisode, let grad', programme: 'depression' },
  { code: 'DF321', name: 'Depressiv enkeltepisode, moderat grad', programme: 'depression' },
  { code: 'DF330', name: 'Periodisk depression, let grad', programme: 'depression' },
  { code: 'DF331', name: 'Periodisk depression, moderat grad', programme: 'depression' },
  { code: 'DF400', name: 'Agorafobi', programme: 'agoraphobia' },
  { code: 'DF401', name: 'Socialfobi', programme: 'socialPhobia' },
  { code: 'DF402', name: 'Enkelfobi (specifik fobi)', programme: 'specificPhobia' },
  { code: 'DF410', name: 'Panikangst', programme: 'panic' },
] as const satisfies readonly Diagnosis[];

/** The diagnosis of an SKS code, or null when the service does not treat it. */
export function diagnosisOf(code: string): Diagnosis | null {
  return DIAGNOSES.find((diagnosis) => diagnosis.code === code) ?? null;
}
