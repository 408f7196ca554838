/** Says it before half an hour without a press ends the login; one press keeps it. */
const endsMs = 30 * 60_000; // as long as the session lives (ops/web.ts)
const warnedMs = 3 * 60_000;
const lookMs = 15_000;

const bar = document.querySelector('[data-stay]');
let last = Date.now();

if (bar) {
  const words = bar.querySelector('[data-stay-words]');
  const button = bar.querySelector('button');
  const say = (text) => {
    if (words.textContent !== text) words.textContent = text;
    bar.hidden = text === '';
  };
  const mayHoldWords = document.querySelector('main form[method=post]') !== null;
  const over = [bar.dataset.stayOver, mayHoldWords ? bar.dataset.stayWritten : ''].join(' ').trim();
  const look = () => {
    const left = last + endsMs - Date.now();
    if (left > warnedMs) say('');
    else if (left > 0) say(bar.dataset.stay);
    else say(over);
    button.hidden = left <= 0;
  };
  setInterval(look, lookMs);
  document.addEventListener('visibilitychange', look);
  // What is typed there is saved by itself, and that keeps the login too.
  document.addEventListener('input', (event) => {
    if (event.target.form?.matches('[data-autosave]')) last = Date.now();
  });
  const stay = async () => {
    const answer = await fetch('/', { method: 'HEAD' }).catch(() => null);
    if (answer?.ok) last = Date.now();
    look();
  };
  button.addEventListener('click', () => void stay());
}
