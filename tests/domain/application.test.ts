import {
  answersInWords,
  APPLICATION,
  eligibilityOf,
  itemsOf,
  missingIn,
  missingSections,
  SECTION_IDS,
} from '../../domain/application';
import { CRITERION_IDS } from '../../domain/targetGroup';
import { complete, phq9With } from '../web/applicationPages';

it('every criterion of the target group is asked in exactly one section', () => {
  const names = SECTION_IDS.flatMap((id) => APPLICATION[id].questions.map(({ name }) => name));
  for (const id of CRITERION_IDS) expect(names.filter((name) => name === id)).toEqual([id]);
  expect(Object.keys(eligibilityOf(complete())).toSorted()).toEqual([...CRITERION_IDS].toSorted());
});

it('whoever gives a number is told the whole of what it is for', () => {
  const phone = APPLICATION.aboutYou.questions.find(({ name }) => name === 'phone');
  expect(phone?.hint).toBe('Vi ringer, hvis vi har brug for at tale med dig.');
});

it('an application with everything answered misses nothing; an empty one names every section', () => {
  expect(missingSections(complete())).toEqual([]);
  expect(missingSections({})).toEqual([
    'aboutYou',
    'eligibility',
    'ownWords',
    'phq9',
    'gad7',
    'safety',
    'earlierHelp',
    'alcohol',
  ]);
});

it('a questionnaire that can be scored is complete, though an item is left out', () => {
  const some = { ...phq9With(''), item1: '' };
  expect(missingIn('phq9', { phq9: some })).toEqual([]);
  expect(missingIn('phq9', { phq9: { ...some, item2: '' } })).toEqual(['item1', 'item2', 'item9']);
  expect(itemsOf('phq9', some)).toEqual([null, 0, 0, 0, 0, 0, 0, 0, null]);
});

it('an answer that is no option of its item is read as left out', () => {
  expect(itemsOf('audit', { item9: '1', item10: '4', item1: 'x' })).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    4,
  ]);
});

it('a doctor must be chosen only by those who let us write to one', () => {
  expect(missingIn('gp', {})).toEqual([]);
  expect(missingIn('gp', { consents: { gpEnd: 'yes' } })).toEqual(['gp']);
  expect(missingIn('gp', { consents: { gpEnd: 'yes' }, gp: { gp: 'none' } })).toEqual(['gp']);
  expect(missingIn('gp', { consents: { gpEnd: 'yes' }, gp: { gp: 'X00001' } })).toEqual([]);
});

it('answers are told in the words that were chosen', () => {
  const told = answersInWords('safety', complete());
  expect(told.map(({ answer }) => answer)).toEqual(['Nej', 'Nej', 'Nej', null]);
  const home = answersInWords('aboutYou', complete()).find(({ name }) => name === 'municipality');
  expect(home?.answer).toBe('Odense');
});
