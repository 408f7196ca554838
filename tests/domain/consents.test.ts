/** What is ticked in the application is what stands on the page of consents, word for word. */
import { APPLICATION } from '../../domain/application';
import { CONSENTS, wordsAgreedTo } from '../../domain/danish';
import type { ConsentKind } from '../../domain/state';

it('reminders by e-mail are agreed to in the words that can be read again', () => {
  const tick = APPLICATION.aboutYou.questions.find(({ kind }) => kind === 'tick');
  expect(tick).toMatchObject({
    name: 'contact',
    question: CONSENTS.contact.title,
    hint: CONSENTS.contact.text,
  });
  expect(CONSENTS.contact.text).toContain('på e-mail');
});

it.each(Object.keys(CONSENTS) as ConsentKind[])(
  'every wording of %s that anybody agreed to is kept, each one once',
  (kind) => {
    const { title, text, version } = CONSENTS[kind];
    const texts = Array.from({ length: version }, (_, before) =>
      wordsAgreedTo(kind, `${before + 1}`),
    );
    expect(texts.at(-1)).toEqual({ title, text });
    expect(new Set(texts.map((words) => words?.text)).size).toBe(version);
    expect(texts).not.toContain(undefined);
    expect(wordsAgreedTo(kind, `${version + 1}`)).toBeUndefined();
  },
);
