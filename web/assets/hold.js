/** Without a connection a pressed form waits here, with its words, and goes on by itself. */
import { sayIn, sayOffline } from './offline.js';

const alive = '/health/live';
const answerMs = 4000;
const againMs = 5000;
const waiting = new WeakSet();
const free = new WeakSet();

// While the press is on its way down: before anybody who counts presses.
document.addEventListener('submit', (event) => void hold(event), { capture: true });

async function hold(event) {
  const form = event.target;
  if (!form.matches('form[method="post"][data-once]') || free.delete(form)) return;
  // Asked for only with reason: a press that can leave leaves at once.
  if (navigator.onLine && !('unreached' in form.dataset) && !waiting.has(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (waiting.has(form)) return;
  waiting.add(form);
  const { submitter } = event;
  while (!(await isThere())) {
    sayOffline(form);
    await later();
  }
  waiting.delete(form);
  sayIn(form, '', false);
  free.add(form);
  form.requestSubmit(submitter);
}

/** Whether the program answers at all; what it says is for the form itself to meet. */
async function isThere() {
  if (!navigator.onLine) return false;
  const asked = { cache: 'no-store', signal: AbortSignal.timeout(answerMs) };
  return fetch(alive, asked).then(
    () => true,
    () => false,
  );
}

function later() {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, againMs);
    window.addEventListener(
      'online',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
