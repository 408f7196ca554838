/** A row of an exercise in a few words: which of its fields are said, and what each is called then. */
import type { Exercise, Field, KindName } from './exercise';

/** A field by its name, and the word before its value; '' where the value says itself what it is. */
type Said = readonly [field: string, word: string];
export interface InShort {
  /** What the row is known by: its day, and the time of it. */
  readonly when: readonly Said[];
  readonly what: readonly Said[];
}

const KINDS_IN_SHORT: Readonly<Record<KindName, InShort>> = {
  activityDiary: {
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
    when: [],
    what: [
      ['prediction', ''],
      ['belief', 'troede på det'],
      ['beliefAfter', 'tror på det nu'],
    ],
  },
  exposureLadder: {
    when: [],
    what: [
      ['step', ''],
      ['expected', 'ventet angst'],
      ['done', 'prøvet:'],
      ['actual', 'angst'],
    ],
  },
  goals: {
    when: [],
    what: [
      ['goal', ''],
      ['importance', 'hvor vigtigt'],
      ['now', 'hvor langt'],
    ],
  },
  panicDiary: {
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
    when: [],
    what: [
      ['kind', ''],
      ['sign', ''],
    ],
  },
  ruminationDiary: {
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
    when: [['day', 'natten til']],
    what: [
      ['bedTime', 'i seng kl.'],
      ['upTime', 'op kl.'],
      ['quality', 'søvnen fik'],
      ['sleepiness', 'søvnig'],
    ],
  },
  thoughtCatch: {
    when: [['day', '']],
    what: [
      ['thought', ''],
      ['belief', 'tro på tanken'],
      ['feeling', ''],
      ['strength', 'styrke'],
    ],
  },
  thoughtRecord: {
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

/** Of an exercise; one whose fields stand in the programme is told by all of them. */
export function inShort({ kind, fields }: Pick<Exercise, 'kind' | 'fields'>): InShort {
  if (kind !== 'rows') return KINDS_IN_SHORT[kind];
  const isWhen = ({ name }: Field): boolean => name === 'day' || name === 'time';
  const said = (field: Field): Said => [field.name, field.kind === 'text' ? '' : wordOf(field)];
  return {
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
