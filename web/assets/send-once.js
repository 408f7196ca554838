/** Keeps a second press from sending a form twice; the way back in the browser opens it again. */
const sent = new WeakSet();

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('form[data-once]') || event.defaultPrevented) return;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  sent.add(form);
  // After this turn: a disabled button would not send its own name and value.
  setTimeout(() => setDisabled(form, true));
});

window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-once]')) {
    if (!sent.delete(form)) continue;
    setDisabled(form, false);
  }
});

function setDisabled(form, isDisabled) {
  for (const button of form.querySelectorAll('button')) button.disabled = isDisabled;
}
