import { APPLICATION, SECTION_IDS } from '../../domain/application';
import { changedAt, pageAsking, pageOf, pagesOf } from '../../domain/applicationPages';

it.each(SECTION_IDS)('every question of %s stands on one page, and no page is long', (id) => {
  const pages = pagesOf(id);
  const names = pages.flatMap(({ questions }) => questions.map(({ name }) => name));
  expect(names.toSorted()).toEqual(APPLICATION[id].questions.map(({ name }) => name).toSorted());
  for (const { questions } of pages) expect(questions.length).toBeLessThanOrEqual(6);
  expect(pages.map(({ number }) => number)).toEqual(pages.map((_, at) => at + 1));
});

it('a questionnaire keeps its order from page to page', () => {
  const names = pagesOf('phq9').flatMap(({ questions }) => questions.map(({ name }) => name));
  expect(names).toEqual(APPLICATION.phq9.questions.map(({ name }) => name));
});

it('a page that is nowhere is the first; what is missing leads to its page', () => {
  for (const number of [0, 9, NaN, -1]) expect(pageOf('alcohol', number).number).toBe(1);
  expect(pageAsking('alcohol', ['drugs', 'item9']).number).toBe(3);
  expect(pageAsking('alcohol', []).number).toBe(1);
});

it('a page has changed when it was saved, or with the whole section', () => {
  expect(changedAt({}, 'phq9', ['phq9/1'])).toBe(0);
  expect(changedAt({ phq9: 4 }, 'phq9', ['phq9/2'])).toBe(4);
  expect(changedAt({ phq9: 4, 'phq9/1': 4 }, 'phq9', ['phq9/2'])).toBe(0);
  expect(changedAt({ phq9: 4, 'phq9/1': 3 }, 'phq9', ['phq9/1'])).toBe(3);
  expect(changedAt({ aboutYou: 2 }, 'aboutYou', [])).toBe(2);
});
