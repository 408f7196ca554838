/** A row of an exercise in a few words: which of its fields are said, and what each is called then. */
import type { Exercise, Field, KindName } from './exercise';

/** A field by its name, and the word before its value; '' where the value says itself what it is. */
type Said = readonly [field: string, word: string];
export interface InShort {
  /** What the row is known by: its day, and the time of it. */
  readonly when: readonly Said[];
  readonly what: readonly Said[];
  /** A row of few words, read whole as the sentence they make; else field by field. */
  readonly isSentence: boolean;
}

const KINDS_IN_SHORT: Readonly<Record<KindName, InShort>> = {
  activityDiary: {
    isSentence: true,
    when: [
      ['day', ''],
      ['time', ''],
    ],
    what: [
      ['activity', ''],
      ['moodBefore', 'humør før'],
      ['moodAfter', 'humør efter'],
      ['gave', ''],
    ],
  },
  activityPlan: {
    isSentence: true,
    when: [['day', '']],
    what: [
      ['activity', ''],
      ['effort', 'sværhed'],
      ['done', 'gjort:'],
      ['moodBefore', 'humør før'],
      ['moodAfter', 'humør bagefter'],
    ],
  },
  behaviourExperiment: {
    isSentence: false,
    when: [],
    what: [
      ['prediction', ''],
      ['belief', 'troede på det'],
      ['beliefAfter', 'tror på det nu'],
    ],
  },
  exposureLadder: {
    isSentence: true,
    when: [],
    what: [
      ['step', ''],
      ['expected', 'ventet angst'],
      ['done', 'prøvet:'],
      ['actual', 'angst'],
    ],
  },
  goals: {
    isSentence: false,
    when: [],
    what: [
      ['goal', ''],
      ['importance', 'hvor vigtigt'],
      ['now', 'hvor langt'],
    ],
  },
  panicDiary: {
    isSentence: false,
    when: [
      ['day', ''],
      ['time', 'kl.'],
    ],
    what: [
      ['situation', ''],
      ['strength', 'angst'],
      ['minutes', ''],
    ],
  },
  relapsePlan: {
    isSentence: false,
    when: [],
    what: [
      ['kind', ''],
      ['sign', ''],
    ],
  },
  ruminationDiary: {
    isSentence: false,
    when: [['day', '']],
    what: [
      ['kind', ''],
      ['trigger', 'efter'],
      ['minutes', ''],
      ['strengthBefore', 'fyldte før'],
      ['strengthAfter', 'fyldte bagefter'],
    ],
  },
  sleepDiary: {
    isSentence: true,
    when: [['day', 'natten til']],
    what: [
      ['bedTime', 'i seng kl.'],
      ['upTime', 'op kl.'],
      ['quality', 'søvnen fik'],
      ['sleepiness', 'søvnig'],
    ],
  },
  thoughtCatch: {
    isSentence: false,
    when: [['day', '']],
    what: [
      ['thought', ''],
      ['belief', 'tro på tanken'],
      ['feeling', ''],
      ['strength', 'styrke'],
    ],
  },
  thoughtRecord: {
    isSentence: false,
    when: [],
    what: [
      ['thought', ''],
      ['beliefBefore', 'tro på tanken'],
      ['feeling', ''],
      ['strengthBefore', 'følelsen før'],
      ['strengthAfter', 'følelsen efter'],
    ],
  },
};

/** With more fields of text than this, a row is no sentence any more. */
const MOST_TEXTS = 2;

/** Of an exercise; one whose fields stand in the programme is told by all of them. */
export function inShort({ kind, fields }: Pick<Exercise, 'kind' | 'fields'>): InShort {
  if (kind !== 'rows') return KINDS_IN_SHORT[kind];
  const isWhen = ({ name }: Field): boolean => name === 'day' || name === 'time';
  const texts = fields.filter((one) => one.kind === 'text').length;
  const said = (field: Field): Said => [field.name, field.kind === 'text' ? '' : wordOf(field)];
  return {
    isSentence: texts <= MOST_TEXTS,
    when: fields.filter(isWhen).map(({ name }) => [name, '']),
    what: fields.filter((field) => !isWhen(field)).map(said),
  };
}

/** "Humør før (0–10)" is "humør før"; what is chosen among words says itself what it is. */
function wordOf({ kind, label }: Field): string {
  if (kind === 'choice' || kind === 'day') return '';
  const word = label.replace(/\s*\([^)]*\)$/, '');
  return word.charAt(0).toLowerCase() + word.slice(1);
}
