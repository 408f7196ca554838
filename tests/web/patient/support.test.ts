/** What a patient meets of the written support: a new answer, comments at the row, one thread. */
import { keepComments, markCommentsSent } from '../../../db/exerciseComments';
import { keepFeedback, markFeedbackSent } from '../../../db/feedback';
import { markMessagesRead, messagesOf } from '../../../db/messages';
import { newId } from '../../../db/newId';
import { inTransaction, SYSTEM, type Tx } from '../../../db/transaction';
import { plusMillis, type UpdateId } from '../../../domain/ids';
import { firstVersion } from '../../support/depression';
import { paths } from '../../../web/paths';
import { openPatientSite, START, type PatientSite } from './site';

const MODULE = 'hvad-er-depression';
const EXERCISE = 'aktivitetsdagbog';
const FIRST = paths.myModule.to({ module: MODULE });
const THREAD = paths.myMessages.to();
const ABOUT = `${THREAD}?modul=${MODULE}&oevelse=${EXERCISE}`;
const line = (n: number) => ({
  [`aktivitetsdagbog.day-${n}`]: 'mandag',
  [`aktivitetsdagbog.time-${n}`]: 'aften',
  [`aktivitetsdagbog.activity-${n}`]: `Gik tur ${n}`,
  [`aktivitetsdagbog.moodBefore-${n}`]: '2',
  [`aktivitetsdagbog.moodAfter-${n}`]: '3',
});

let site: PatientSite;
beforeAll(async () => {
  site = await openPatientSite();
});
afterAll(() => site.close());

type Patient = Awaited<ReturnType<PatientSite['inTreatment']>>;
const rows = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(site.clinic.worker, SYSTEM, work);

/** Answered by Karen, with a comment at the exercise and one at its second line; sent or only kept. */
async function answered(isSent = true): Promise<Patient> {
  const patient = await site.inTreatment(firstVersion);
  const { browser, courseId, personId } = patient;
  await browser.get(FIRST);
  expect(browser.words()).toMatch(/Afleverer du nu, får du svar senest \S+dag \d+\. /);
  await browser.press(FIRST, { ...line(1), ...line(2), ...line(3), do: 'handIn' });
  expect(browser.words()).toMatch(/Modulet er afleveret Du får svar senest \S+dag \d+\. /);
  const updateId = newId<UpdateId>();
  const of = {
    courseId,
    personId,
    module: MODULE,
    staffId: site.psychologist.id,
    at: START,
    updateId,
  };
  await rows(async (tx) => {
    await keepFeedback(tx, { ...of, body: 'Godt set.' });
    const comments = [
      { exercise: EXERCISE, rowKey: '', body: 'Tydeligt skrevet.' },
      { exercise: EXERCISE, rowKey: '2', body: 'Her steg humøret.' },
    ];
    await keepComments(tx, { ...of, comments });
    if (!isSent) return;
    await markFeedbackSent(tx, updateId, START);
    await markCommentsSent(tx, updateId, START);
  });
  if (isSent) await site.happens(patient, { name: 'giveFeedback', moduleId: MODULE });
  return patient;
}

test('a new answer is marked until the module is opened, and then says who answered', async () => {
  const { browser } = await answered();
  await browser.get(paths.myCourse.to());
  expect(browser.words()).toContain('Du har fået et svar Karen Eksempel har svaret på modulet');
  expect(browser.words()).toMatch(/Nyt svar\. Karen Eksempel har svaret\. Læs svaret/);
  await browser.get(`${FIRST}?trin=1`);
  await browser.get(paths.myCourse.to());
  expect(browser.words()).toContain('Nyt svar.');
  await browser.get(FIRST);
  await browser.get(paths.myCourse.to());
  expect(browser.words()).not.toContain('Nyt svar');
  expect(browser.words()).toMatch(/Afleveret\. Karen Eksempel har svaret\. Se modulet/);
});

test('a comment stands at the very line it is about, with who wrote it and when', async () => {
  const { browser } = await answered();
  await browser.get(FIRST);
  expect(browser.words()).toMatch(
    /Gik tur 2.*Karen Eksempel \S+dag 23\. november kl\. \S+ Her steg humøret\..*Gik tur 3.*Tydeligt skrevet\. Skriv til psykologen om øvelsen/,
  );
  expect(browser.html).toContain(`href="#oevelse-${EXERCISE}"`);
  expect(browser.words()).not.toMatch(/minutter brugt|Tid brugt/i);
});

test('what is kept and not sent is seen by nobody but its writer', async () => {
  const { browser } = await answered(false);
  await browser.get(FIRST);
  expect(browser.words()).not.toMatch(/Her steg humøret|Tydeligt skrevet|Godt set/);
  await browser.get(paths.myCourse.to());
  expect(browser.words()).not.toContain('Nyt svar');
});

test('an answer to a comment goes into the one thread and says which exercise it is about', async () => {
  const { browser, courseId } = await answered();
  await browser.get(ABOUT);
  expect(browser.words()).toContain('Beskeden er om øvelsen Aktivitetsdagbog');
  expect(browser.words()).toMatch(/Skriver du nu, får du svar senest \S+dag \d+\. /);
  await browser.press(THREAD, { message: 'Jeg gik langsomt.' });
  expect(browser.words()).toMatch(/Beskeden er sendt Du får svar senest \S+dag \d+\. /);
  expect(browser.words()).toMatch(/Om øvelsen Aktivitetsdagbog Jeg gik langsomt\. Ikke læst endnu/);
  const [message] = await rows((tx) => messagesOf(tx, courseId, { limit: 1 }));
  expect(message).toMatchObject({ aboutModule: MODULE, aboutExercise: EXERCISE });
  const reader = { kind: 'staff', id: site.psychologist.id } as const;
  const messages = message ? [message.messageId] : [];
  await rows((tx) =>
    markMessagesRead(tx, courseId, reader, { messages, at: plusMillis(START, 1) }),
  );
  await browser.get(THREAD);
  expect(browser.words()).toMatch(/Jeg gik langsomt\. Læst af Karen Eksempel \S+dag 23\. november/);
});

test('an exercise that the course has not is no subject, and the message is sent all the same', async () => {
  const { browser, courseId } = await site.inTreatment(firstVersion);
  await browser.get(`${THREAD}?modul=${MODULE}&oevelse=findes-ikke`);
  expect(browser.words()).not.toContain('Beskeden er om øvelsen');
  const fields = { aboutModule: 'm', aboutExercise: 'e', message: 'Hej' };
  await browser.press(THREAD, fields);
  const [message] = await rows((tx) => messagesOf(tx, courseId, { limit: 1 }));
  expect(message).toMatchObject({ body: 'Hej', aboutModule: null, aboutExercise: null });
});

test('a message that is begun is a draft until it is sent, with what it is about', async () => {
  const { browser, courseId } = await answered();
  await browser.get(ABOUT);
  const draft = paths.myMessageDraft.to();
  await browser.post(draft, { ...browser.hidden(THREAD), message: 'Jeg begyndte på' });
  expect(browser.html).toContain('Kladden er gemt');
  await browser.get(THREAD);
  expect(browser.html).toContain('Jeg begyndte på</textarea>');
  expect(browser.words()).toContain('Beskeden er om øvelsen Aktivitetsdagbog');
  expect(await rows((tx) => messagesOf(tx, courseId, { limit: 9 }))).toEqual([]);
  await browser.get(`${THREAD}?om=intet`);
  expect(browser.words()).not.toContain('Beskeden er om øvelsen');
  expect(browser.html).toContain('Jeg begyndte på</textarea>');
  await browser.press(THREAD, { message: 'Jeg begyndte på noget.' });
  expect(browser.words()).toContain('Beskeden er sendt');
  expect(browser.html).not.toMatch(/Jeg begyndte på[^<]*<\/textarea>/);
});

test('a message that is sent leaves alone what another window has written meanwhile', async () => {
  const { browser } = await site.inTreatment(firstVersion);
  const draft = paths.myMessageDraft.to();
  const one = (await browser.get(THREAD)).hidden(THREAD);
  const other = (await browser.get(THREAD)).hidden(THREAD);
  await browser.post(draft, { ...other, message: 'Noget helt andet' });
  await browser.post(THREAD, { ...one, message: 'Den første besked.' });
  expect(browser.words()).toContain('Beskeden er sendt');
  expect(browser.html).toContain('Noget helt andet</textarea>');
  // Lines end otherwise in a form that is sent; and the last words were typed after the last saving.
  await browser.post(draft, { ...other, message: 'Linje 1\nLinje to' });
  await browser.post(THREAD, { ...other, message: 'Linje 1\r\nog to, rettet' });
  expect(browser.words()).toContain('Linje 1 og to, rettet');
  expect(browser.html).not.toMatch(/Linje[^<]*<\/textarea>/);
  const third = (await browser.get(THREAD)).hidden(THREAD);
  await browser.post(draft, { ...other, message: 'To linjer\nher' });
  await browser.post(THREAD, { ...third, message: 'To linjer\r\nher' });
  expect(browser.html).not.toMatch(/To linjer[^<]*<\/textarea>/);
});

test('what was sent stands in the thread and not in the field, though a draft of it came late', async () => {
  const { browser } = await site.inTreatment(firstVersion);
  const form = (await browser.get(THREAD)).hidden(THREAD);
  await browser.post(THREAD, { ...form, message: 'Den kom frem.\r\nTil sidst.' });
  await browser.post(paths.myMessageDraft.to(), { ...form, message: 'Den kom frem.\nTil sidst.' });
  await browser.get(THREAD);
  expect(browser.words().match(/Den kom frem\./g)).toHaveLength(1);
  expect(browser.html).not.toMatch(/Den kom frem[^<]*<\/textarea>/);
});

test('an empty and a too long message come back as they were', async () => {
  const { browser } = await site.inTreatment(firstVersion);
  await browser.get(THREAD);
  await browser.press(THREAD, { message: '  ' });
  expect([browser.status, browser.words()]).toEqual([
    422,
    expect.stringContaining('Skriv din besked.'),
  ]);
  const long = 'ord '.repeat(2001);
  await browser.press(THREAD, { message: long });
  expect(browser.status).toBe(422);
  expect(browser.words()).toContain('Beskeden er for lang.');
  expect(browser.html).toContain('ord ord ord');
});

test('a message that comes after the end is not sent, says so, and its words still stand there', async () => {
  const patient = await site.someone();
  const { browser } = patient;
  await browser.get(THREAD);
  const fields = { ...browser.hidden(THREAD), message: 'Er I der endnu?' };
  await site.happens(patient, { name: 'withdraw' });
  await browser.post(THREAD, fields);
  expect(browser.status).toBe(409);
  expect(browser.words()).toContain('Det, du skrev, er ikke sendt');
  expect(browser.words()).toContain('Er I der endnu?');
  await browser.post(paths.myMessageDraft.to(), fields);
  expect([browser.status, browser.html]).toEqual([409, expect.stringContaining('Ikke gemt')]);
});
