/** Saves a form's draft at each pause in the typing, and says so in words. */
import { sayIn, sayOffline } from './offline.js';

const pauseMs = 1500;
const answerMs = 10_000;

for (const form of document.querySelectorAll('form[data-autosave]')) watch(form);

function watch(form) {
  let timer;
  let isUnsaved = false;
  let isSaving = false;
  /** Of the draft that is on its way; null: there is none. */
  let sending = null;

  async function save(keepalive = false) {
    clearTimeout(timer);
    if (!isUnsaved || isSaving) return;
    isUnsaved = false;
    isSaving = true;
    const own = new AbortController();
    sending = own;
    const late = setTimeout(() => own.abort(), answerMs);
    try {
      const { text, kept } = await send(form, keepalive, own.signal);
      delete form.dataset.unreached;
      // Typed while the answer was on its way: the timer that ran out meanwhile did nothing.
      if (isUnsaved) {
        clearTimeout(timer);
        timer = setTimeout(save, document.hidden ? 0 : pauseMs);
      }
      // What the server did not take is not asked for again by itself, but it is still unsaved.
      isUnsaved = isUnsaved || !kept;
      sayIn(form, text, !kept);
      if (kept) document.dispatchEvent(new Event('draftkept'));
    } catch {
      // The press that took its place says what became of it.
      if (sending !== own) return;
      isUnsaved = true;
      form.dataset.unreached = '';
      sayOffline(form);
      timer = setTimeout(save, pauseMs * 4);
    } finally {
      clearTimeout(late);
      isSaving = false;
      if (sending === own) sending = null;
    }
  }

  // A field may stand beside its form.
  document.addEventListener('input', ({ target }) => {
    if (target.form !== form) return;
    isUnsaved = true;
    clearTimeout(timer);
    timer = setTimeout(save, pauseMs);
  });
  // Later than whoever holds the form back until there is a connection.
  document.addEventListener('submit', (event) => {
    if (event.target !== form || event.defaultPrevented) return;
    clearTimeout(timer);
    isUnsaved = false;
    // Landing after the press, it would bring back as a draft what the press has saved.
    const overtaken = sending;
    sending = null;
    overtaken?.abort();
  });
  window.addEventListener('online', () => void save());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void save(true);
  });
  // The browser asks once more before a page is left with words on it that are nowhere else.
  window.addEventListener('beforeunload', (event) => {
    if (isUnsaved && form.querySelector('.autosave.failed')) event.preventDefault();
  });
}

const loggedOut =
  'Ikke gemt: Du er logget ud. Det, du skrev, står her stadig. Lad siden stå, log ind i en ny ' +
  'fane, og kom tilbage hertil.';

const tooLong =
  'Ikke gemt: Det, du har skrevet, er for langt. Det står her stadig. Gør det kortere, før du går ' +
  'videre.';

/** Posts the form as it would post itself; answers what to say, and whether it was kept. */
async function send(form, keepalive, signal) {
  const answer = await fetch(form.dataset.autosave, {
    method: 'POST',
    body: new URLSearchParams(new FormData(form)),
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal,
    keepalive,
  });
  if (answer.status === 401 || answer.status === 403) return { text: loggedOut, kept: false };
  const isJson = answer.headers.get('content-type')?.includes('json');
  const body = isJson ? await answer.json() : {};
  if (answer.status === 409 && body.failed) return { text: body.failed, kept: false };
  if (answer.status === 413) return { text: tooLong, kept: false };
  if (!answer.ok) throw new Error(String(answer.status));
  const now = new Date().toLocaleTimeString('da-DK', { hour: '2-digit', minute: '2-digit' });
  return { text: body.saved ?? `Gemt kl. ${now.replace(':', '.')}`, kept: true };
}
