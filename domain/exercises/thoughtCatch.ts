/** Catching thoughts: the situation, the thought as it sounded, the feeling, and what was done. */
import type { ExerciseKind } from './exercise';
import { choice, FEELINGS, lineOf, meanWords, pastDay, scale, text, DIARY } from './fields';

const SHORT = 300;
const MIDDLE = 500;

export const thoughtCatch: ExerciseKind = {
  useFor: 'En tanke, der kom, lige da humøret skiftede.',
  ...DIARY,
  rowName: 'Tanke',
  rowsName: 'tanker',
  parts: ['body'],
  fields: [
    pastDay('day', 'Dag', 'Vælg, hvilken dag du fangede tanken.'),
    text(MIDDLE, 'situation', 'Hvad skete der?', 'Skriv kort, hvor du var, og hvad der skete.'),
    text(
      MIDDLE,
      'thought',
      'Hvad tænkte du?',
      'Skriv den tanke, der kom. Et halvt ord eller et billede er også godt.',
    ),
    scale(
      'belief',
      'Hvor meget tror du på tanken? (0–10)',
      'Giv et tal fra 0 til 10 for, hvor meget du troede på tanken.',
    ),
    choice(
      FEELINGS,
      'feeling',
      'Hvad følte du mest?',
      'Vælg den følelse, der ligner mest. Er du i tvivl, så vælg »Andet«.',
    ),
    scale('strength', 'Hvor stærk var følelsen? (0–10)', 'Giv følelsen et tal fra 0 til 10.'),
    { part: 'body', ...text(SHORT, 'body', 'Hvad mærkede du i kroppen?') },
    text(MIDDLE, 'did', 'Hvad gjorde du så?', 'Skriv, hvad du gjorde, eller hvad du lod være med.'),
  ],
  faults: () => [],
  lines: [lineOf('belief', 'Troede på tanken'), lineOf('strength', 'Følelsens styrke')],
  inWords: ({ belief, strength }) =>
    typeof belief !== 'number' || typeof strength !== 'number'
      ? null
      : `Troen på tankerne var i snit ${meanWords(belief)}, og følelsens styrke ${meanWords(strength)}.`,
  begins: (today) => ({ day: today }),
};
