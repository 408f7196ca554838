/** Answers for every letter: whole, readable, with its link, and safe from what people write. */
import {
  RECOMMENDATIONS,
  REJECTION_REASONS,
  reasonSentences,
  suggestedFor,
  type RejectionReason,
} from '../../domain/signposting';
import { DELIVERIES } from '../../domain/taskTable';
import { LETTERS, LetterDataError, type LetterData, type LetterKind } from '../../letters';
import { type RenderedLetter, renderLetter } from '../../letters/render';
import { lix } from '../../programmes/lix';
import { samples } from './samples';

const kinds = Object.keys(LETTERS) as LetterKind[];
const of = (audience: string): LetterKind[] =>
  kinds.filter((kind) => LETTERS[kind].audience === audience);
const write = <K extends LetterKind>(kind: K): RenderedLetter => renderLetter(kind, samples[kind]);

/** Asks for a letter with data that its schema must refuse, as a caller without types could. */
function refusal(kind: LetterKind, data: object): LetterDataError {
  try {
    renderLetter(kind, data as LetterData<typeof kind>);
  } catch (error) {
    if (error instanceof LetterDataError) return error;
    throw error;
  }
  throw new Error(`the letter "${kind}" was written from data it must refuse`);
}

describe.each(kinds)('the letter "%s"', (kind) => {
  const letter = write(kind);

  test('is a whole document with a subject and its version', () => {
    expect(letter.subject.length).toBeGreaterThan(5);
    expect(letter.templateVersion).toBe(`${kind}-${LETTERS[kind].version}`);
    expect(letter.html).toMatch(/^<!doctype html>\n<html lang="da">/);
    expect(letter.html.trimEnd()).toMatch(/<\/html>$/);
  });

  test('leaves nothing unresolved, in HTML or in plain text', () => {
    for (const written of [letter.html, letter.text, letter.subject]) {
      expect(written).not.toMatch(/undefined|null|\[object|\{\{|\}\}|NaN/);
    }
    expect(letter.text).not.toMatch(/<|&[a-z#]/);
  });

  test('fetches nothing from anywhere and runs nothing', () => {
    expect(letter.html).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\son\w+=/i);
  });

  test('names the field when one is missing, and the one that does not belong', () => {
    const [first] = Object.keys(samples[kind]);
    const missing = Object.fromEntries(Object.entries(samples[kind]).slice(1));
    expect(refusal(kind, missing).message).toContain(`Letter "${kind}": field "${first}"`);
    expect(refusal(kind, { ...samples[kind], cpr: '1' }).field).toBe('cpr');
  });
});

describe.each([...of('patient'), ...of('reminder'), ...of('staff')])('"%s"', (kind) => {
  test('leads to the portal, in HTML and in plain text', () => {
    const { html, text } = write(kind);
    expect(html).toContain(`<a href="${samples.newMessage.portalUrl}">Log ind og `);
    expect(text).toContain(`: ${samples.newMessage.portalUrl}\n`);
  });
});

describe.each(of('patient'))('the patient who opens "%s"', (kind) => {
  const { text } = write(kind);

  test('sees who writes, to whom and when, and at the end whom to ring now', () => {
    for (const part of ['Til Else Test Lauridsen', '7. december 2026', 'Forløb F-1987']) {
      expect(text).toContain(part);
    }
    expect(text).toContain('Internetpsykiatrien, Region Syddanmark');
    const foot = text.slice(text.indexOf('Har du brug for hjælp nu?'));
    expect(foot).toMatch(/: 112\n.*: 99 44 95 46\n– Livslinien: 70 201 201\n$/);
  });

  test('can read it: LIX 40 at most', () => {
    expect(lix(text)).toBeLessThanOrEqual(40);
  });

  test('is spoken to calmly', () => {
    expect(text).not.toMatch(/!|desværre|venligst|vedr\.|under behandling\b/i);
  });
});

test('every letter and message that a course can send is written here', () => {
  // Entries in the record and the making of a video meeting carry no letter.
  const sent = DELIVERIES.filter((kind) => !/^(?:epj|video)/.test(kind));
  expect(kinds).toEqual(expect.arrayContaining(sent));
});

test('every letter in which the clinic says no tells how to complain, no other does', () => {
  const tells = kinds.filter((kind) => write(kind).text.includes('Styrelsen for Patientklager'));
  expect(tells.sort()).toEqual([
    'closingInvitation',
    'courseEnded',
    'lapsed',
    'letterCorrection',
    'notOffered',
    'rejection',
  ]);
  const unsent = renderLetter('lapsed', { ...samples.lapsed, what: 'application' });
  expect(unsent.text).not.toContain('Patientklager');
  const finished = renderLetter('closingInvitation', {
    ...samples.closingInvitation,
    clinicEnded: null,
  });
  expect(finished.text).not.toContain('Patientklager');
});

test('the reminder of a talk says when it is, how to try the camera, and how to move it', () => {
  const { subject, text } = write('reminderAppointment');
  const { appointmentAt } = samples.reminderAppointment;
  expect(subject).toContain(appointmentAt);
  expect(text).toContain(appointmentAt);
  expect(text).toContain('prøve kamera og lyd');
  expect(text).toContain('så flyt aftalen');
});

test.each(of('reminder'))('the reminder "%s" shows nothing clinical on a locked phone', (kind) => {
  const { subject, text, html } = write(kind);
  const clinical =
    /depress|angst|fobi|panik|psyk|terapi|behandl|diagnos|selvmord|PHQ|GAD|sygdom|symptom|krise/i;
  const shown = html.slice(html.indexOf('<body'));
  for (const written of [subject, text, shown]) {
    expect(written).not.toMatch(clinical);
    expect(written).not.toContain('Else');
  }
  expect(text).toContain('112');
  expect(text).toContain('70 201 201');
});

test.each(of('staff'))('the mail "%s" to staff can carry no name', (kind) => {
  expect(refusal(kind, { ...samples[kind], recipientName: 'Else' }).field).toBe('recipientName');
  if ('courseNumber' in samples[kind]) expect(write(kind).text).toContain('F-1987');
});

test('the doctor reads priority and follow-up before anything else', () => {
  const { text } = write('epicrise');
  const order = ['Rutine', 'se patienten om tre måneder', 'DF321', 'PHQ-9: start 15', 'Vurdering'];
  const places = order.map((part) => text.indexOf(part));
  expect(places).not.toContain(-1);
  expect([...places].sort((a, b) => a - b)).toEqual(places);
  expect(text).toContain('GAD-7: start 11 (moderat), slut ikke besvaret');
});

test('an epicrise after drop-out says nothing of modules or scores that are not there', () => {
  const { text } = renderLetter('epicrise', { ...samples.epicrise, modules: [], scores: [] });
  expect(text).not.toMatch(/Gennemførte moduler|Score ved/);
});

test('a letter about a talk that is off says who called it off, and blames nobody', () => {
  const clinic = write('appointmentCancelled');
  expect(clinic.text).toContain('Det er os, der aflyser.');
  const own = renderLetter('appointmentCancelled', {
    ...samples.appointmentCancelled,
    by: 'patient',
  });
  expect(own.subject).toBe('Du har aflyst din samtale');
  expect(own.text).toContain('Det er helt i orden');
  expect(own.text).not.toContain('os, der aflyser');
  const missed = write('appointmentMissed').text;
  expect(missed).toContain('Vi ventede på dig på video onsdag 16. december kl. 10.00');
  expect(missed).toContain('Er det ikke det rigtige for dig lige nu? Så sig til');
  expect(missed).not.toMatch(/udeble|mødte ikke|kom ikke/i);
});

test('the advice call stands in a rejection only when it is offered', () => {
  expect(write('rejection').text).toContain('cirka 15 minutter');
  const without = renderLetter('rejection', { ...samples.rejection, adviceCall: false });
  expect(without.text).not.toMatch(/15 minutter|Vi ringer/);
});

test('a course that the clinic ends needs words about why', () => {
  const silent = { ...samples.courseEnded, ownParagraph: null };
  expect(refusal('courseEnded', silent).field).toBe('ownParagraph');
  const ending = 'offerUnanswered' as const;
  const { text } = renderLetter('courseEnded', { ...silent, ending });
  expect(text).toContain('Vi tilbød dig en samtale');
});

test('the invitation says why and where to go only when the clinic ended the treatment', () => {
  const { closingInvitation } = samples;
  const referred = write('closingInvitation').text;
  expect(referred).toContain('Vi tror, at du kan få bedre hjælp et andet sted.');
  expect(referred).toContain('du har brug for at møde den, der behandler dig');
  expect(referred).toMatch(/Det foreslår vi\n[^]*din egen læge/);
  expect(referred).not.toContain('Din behandling hos os er slut');
  const ended = renderLetter('closingInvitation', {
    ...closingInvitation,
    clinicEnded: { ending: 'endedByClinic', ownParagraph: 'Du flytter.', recommendations: [] },
  });
  expect(ended.text).toMatch(/Vi har afsluttet din behandling hos os\.\s+Du flytter\./);
  expect(ended.text).not.toMatch(/andet sted|Det foreslår vi/);
  const finished = renderLetter('closingInvitation', { ...closingInvitation, clinicEnded: null });
  expect(finished.text).toContain('Din behandling hos os er slut.');
  expect(finished.text).not.toMatch(/andet sted|Det foreslår vi|har afsluttet|ikke alle/);
  const early = { ...closingInvitation, clinicEnded: null, stoppedEarly: true };
  const stopped = renderLetter('closingInvitation', early).text;
  expect(stopped).toMatch(/Du nåede ikke alle modulerne[^]*ikke din skyld[^]*Du kan søge igen/);
  expect(stopped).not.toMatch(/andet sted|har afsluttet|frafald|desværre/i);
});

test('the invitation promises nothing that happens by itself: the psychologist ends it', () => {
  const { text } = write('closingInvitation');
  expect(text).toContain(
    'Psykologen afslutter dit forløb senest onsdag 24. marts 2027, også hvis vi ikke hører fra dig.',
  );
  expect(text).not.toContain('slutter vi uden');
});

test('one who agreed to a talk that came to nothing is not told that they never answered', () => {
  const silent = { ...samples.courseEnded, ownParagraph: null, ending: 'noTalkHeld' as const };
  const { text } = renderLetter('courseEnded', silent);
  expect(text).toContain('Vi fik ikke talt sammen, selv om vi havde aftalt det.');
  expect(text).not.toMatch(/ikke hørt|Vi tilbød/);
  expect(lix(text)).toBeLessThanOrEqual(40);
});

test('a no without a reason is refused, one with only own words is not', () => {
  const bare = { ...samples.rejection, reasons: [], ownParagraph: null };
  expect(refusal('rejection', bare).field).toBe('reasons');
  const own = { ...samples.notOffered, reasons: [], ownParagraph: 'Vi blev enige om at vente.' };
  expect(renderLetter('notOffered', own).text).toContain('Vi blev enige om at vente.');
  expect(refusal('notOffered', { ...own, recommendations: [] }).field).toBe('recommendations');
});

test.each(Object.keys(REJECTION_REASONS) as RejectionReason[])(
  'a rejection for the reason "%s", with all it suggests, reads easily',
  (reason) => {
    const { text } = renderLetter('rejection', {
      ...samples.rejection,
      reasons: [...reasonSentences([reason])],
      recommendations: suggestedFor([reason]).map((key) => RECOMMENDATIONS[key].letter),
    });
    expect(lix(text)).toBeLessThanOrEqual(40);
  },
);

test('scripts and templates in what people write stay text', () => {
  const hostile = '<script>alert(1)</script> {{portalUrl}} {{{constructor}}} <b>&amp;"\'`=';
  const letter = renderLetter('rejection', {
    ...samples.rejection,
    recipientName: hostile,
    ownParagraph: `${hostile}\n</p><h1>x`,
    reasons: [hostile],
  });
  expect(letter.html).not.toMatch(/<script|<b>|<h1>x/);
  expect(letter.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; {{portalUrl}}');
  // The plain text shows exactly what was typed: in the name, the reason and the paragraph.
  expect(letter.text.split(hostile)).toHaveLength(4);
});

test('paragraphs and lines of the psychologist are kept', () => {
  const ownParagraph = 'Første.\r\n\r\nAndet.\nTredje.';
  const { html, text } = renderLetter('rejection', { ...samples.rejection, ownParagraph });
  expect(html).toContain('<p class="own">Første.</p>\n<p class="own">Andet.\nTredje.</p>');
  expect(text).toContain('\n\nFørste.\n\nAndet.\nTredje.\n\n');
});

test.each([
  ['a link that runs script', { portalUrl: 'javascript:alert(1)' }, 'portalUrl'],
  ['a name with a line break', { recipientName: 'Else\r\nBcc: x' }, 'recipientName'],
  ['an empty date', { date: ' ' }, 'date'],
  [
    'crisis lines that do not begin with 112',
    {
      crisisLines: [...samples.receipt.crisisLines].reverse(),
    },
    'crisisLines',
  ],
])('%s is refused', (_, change, field) => {
  expect(refusal('receipt', { ...samples.receipt, ...change }).field).toBe(field);
});

test('while the coordinator decides what now, no letter invites to choose a time', () => {
  for (const kind of ['appointmentMissed', 'appointmentCancelled'] as const) {
    const { subject, text } = renderLetter(kind, { ...samples[kind], coordinatorDecides: true });
    expect(text).toContain('Vores koordinator ser nu på, hvad der er bedst for dig');
    expect(`${subject} ${text}`).not.toMatch(/vælg en|vælger en/);
  }
});
