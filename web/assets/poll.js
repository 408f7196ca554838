/** Asks again until what the page waits for is over; without script the page loads itself. */
const everyMs = 2000;

/** What is being typed or sent is worth more than a fresh page: then nothing is loaded again. */
let inUse = false;
for (const kind of ['input', 'submit']) {
  document.addEventListener(kind, () => {
    inUse = true;
  });
}

const waiting = document.querySelector('[data-poll]');
if (waiting) setTimeout(ask, everyMs);

async function ask() {
  try {
    const answer = await fetch(waiting.dataset.poll, { headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const still = page.querySelector('[data-poll]');
    if (inUse) return;
    if (answer.status < 500 && !still) {
      location.replace(answer.url);
      return;
    }
    if (still && still.textContent !== waiting.textContent) {
      waiting.textContent = still.textContent;
    }
  } catch {
    // No connection: what the page says is still true, so ask again.
  }
  setTimeout(ask, everyMs);
}
