/** Says it before half an hour without a press ends the login; one press keeps it. */
const endsMs = 30 * 60_000; // as long as the session lives (ops/web.ts)
const warnedMs = 3 * 60_000;
const lookMs = 15_000;

const bar = document.querySelector('[data-stay]');
if (bar) watch();

function watch() {
  // All tabs of a browser have one login: what is pressed in one keeps it for the others.
  const tabs = new BroadcastChannel('forloeb-stay');
  const words = bar.querySelector('[data-stay-words]');
  const button = bar.querySelector('button');
  const mayHoldWords = document.querySelector('main form[method=post]') !== null;
  let last = Date.now();
  let isOut = false;

  const say = (text) => {
    if (words.textContent !== text) words.textContent = text;
    bar.hidden = text === '';
  };
  const over = (why) => [why, mayHoldWords ? bar.dataset.stayWritten : ''].join(' ').trim();
  const look = () => {
    const left = last + endsMs - Date.now();
    if (isOut) say(over(bar.dataset.stayOut));
    else if (left > warnedMs) say('');
    else if (left > 0) say(bar.dataset.stay);
    else say(over(bar.dataset.stayOver));
    button.hidden = isOut || left <= 0;
  };
  const isLoggedIn = () => {
    last = Date.now();
    isOut = false;
    look();
  };
  const pressed = () => {
    isLoggedIn();
    tabs.postMessage('pressed');
  };
  // The page for whoever is logged out leads everybody else away.
  const stay = async () => {
    const asked = fetch(bar.dataset.stayAsk, { method: 'HEAD', redirect: 'manual' });
    const answer = await asked.catch(() => null);
    if (answer?.type === 'opaqueredirect') return pressed();
    isOut = answer?.ok === true;
    look();
  };

  tabs.addEventListener('message', isLoggedIn);
  setInterval(look, lookMs);
  document.addEventListener('visibilitychange', look);
  document.addEventListener('draftkept', pressed);
  button.addEventListener('click', () => void stay());
  pressed();
}
