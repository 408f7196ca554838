/** What a form says without a connection: one sentence, true of a draft and of a press alike. */
const words =
  'Der er ingen forbindelse lige nu. Det, du skrev, står her stadig. Lad siden stå: Den prøver ' +
  'igen af sig selv, når forbindelsen er tilbage.';

export function sayOffline(form) {
  sayIn(form, words, true);
}

/** In the form's own line; one without drafts gets its line the first time. */
export function sayIn(form, text, failed) {
  let line = form.querySelector('[data-autosave-words]');
  if (!line && text === '') return;
  if (!line) {
    line = document.createElement('p');
    line.className = 'autosave';
    line.dataset.autosaveWords = '';
    line.setAttribute('role', 'status');
    form.append(line);
  }
  if (line.textContent !== text) line.textContent = text;
  line.classList.toggle('failed', failed);
}
