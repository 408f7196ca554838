/** What is ticked in the application is what stands on the page of consents, word for word. */
import { APPLICATION } from '../../domain/application';
import { CONSENTS } from '../../domain/danish';

it('reminders by e-mail are agreed to in the words that can be read again', () => {
  const tick = APPLICATION.aboutYou.questions.find(({ kind }) => kind === 'tick');
  expect(tick).toMatchObject({
    name: 'contact',
    question: CONSENTS.contact.title,
    hint: CONSENTS.contact.text,
  });
  expect(CONSENTS.contact.text).toContain('på e-mail');
});
