/** A request whose work takes too long is answered all the same, and nothing typed is lost. */
import express from 'express';
import pino from 'pino';
import request from 'supertest';
import { answerInTime } from '../../ops/lateAnswer';

const log = pino({ level: 'silent' });
const LATE_MS = 50;

function siteThatAnswersAfter(work: Promise<unknown>) {
  const site = express();
  site.use(express.urlencoded({ extended: false }));
  site.use(answerInTime(log, LATE_MS));
  site.use((_req, res) => {
    void work.then(() => {
      if (!res.headersSent) res.status(200).send('færdig');
    });
  });
  return site;
}
const never = new Promise(() => undefined);

test('a form comes back with every word, says that nobody knows yet, and can be sent again', async () => {
  const typed = { updateId: 'u-1', message: 'Jeg sover dårligt igen.' };
  const { status, text } = await request(siteThatAnswersAfter(never))
    .post('/mit-forloeb/beskeder')
    .type('form')
    .send(typed);
  expect(status).toBe(503);
  expect(text).toContain('Vi ved ikke endnu, om det er gemt');
  expect(text).toContain('Det bliver ikke sendt to gange');
  expect(text).toContain('action="/mit-forloeb/beskeder"');
  expect(text).toContain('value="u-1"');
  expect(text).toContain(typed.message);
  expect(text).toContain('70 201 201');
});

test('a page that does not come is the static one with the crisis numbers', async () => {
  const { status, text } = await request(siteThatAnswersAfter(never)).get('/mit-forloeb');
  expect(status).toBe(503);
  expect(text).toContain('70 201 201');
});

test('what is answered in time is left alone', async () => {
  const { status, text } = await request(siteThatAnswersAfter(Promise.resolve())).get('/');
  expect([status, text]).toEqual([200, 'færdig']);
});
