/** Saves a form's draft at each pause in the typing, and says so in words. */
const pauseMs = 1500;

for (const form of document.querySelectorAll('form[data-autosave]')) watch(form);

function watch(form) {
  const words = form.querySelector('[data-autosave-words]');
  let timer;
  let isUnsaved = false;
  let isSaving = false;

  const say = (text, failed) => {
    if (!words) return;
    words.textContent = text;
    words.classList.toggle('failed', failed);
  };

  async function save(keepalive = false) {
    clearTimeout(timer);
    if (!isUnsaved || isSaving) return;
    isUnsaved = false;
    isSaving = true;
    try {
      say(...(await send(form, keepalive)));
    } catch {
      isUnsaved = true;
      say('Ikke gemt: ingen forbindelse. Det, du skrev, står her stadig.', true);
    } finally {
      isSaving = false;
    }
    if (isUnsaved) timer = setTimeout(save, pauseMs * 4);
  }

  form.addEventListener('input', () => {
    isUnsaved = true;
    clearTimeout(timer);
    timer = setTimeout(save, pauseMs);
  });
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    isUnsaved = false;
  });
  window.addEventListener('online', () => void save());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void save(true);
  });
}

/** Posts the form as it would post itself; answers what to say, and whether it failed. */
async function send(form, keepalive) {
  const answer = await fetch(form.dataset.autosave, {
    method: 'POST',
    body: new URLSearchParams(new FormData(form)),
    headers: { accept: 'application/json' },
    redirect: 'error',
    keepalive,
  });
  if (answer.status === 401 || answer.status === 403) {
    return ['Ikke gemt: du er logget ud. Det, du skrev, står her stadig.', true];
  }
  if (!answer.ok) throw new Error(String(answer.status));
  const body = answer.status === 204 ? {} : await answer.json();
  const now = new Date().toLocaleTimeString('da-DK', { hour: '2-digit', minute: '2-digit' });
  return [body.saved ?? `Gemt kl. ${now.replace(':', '.')}`, false];
}
