/** Shows people their own picture and how well they are heard; nothing leaves the device. */
const LOOK_MS = 250;
/** The loudest of so many looks counts: nobody speaks without a pause. */
const LOOKS = 8;
/** Samples: at 48 kHz a third of a second, so that nothing said between two looks is missed. */
const HEARD_SINCE = 16_384;
const BLOCK = 1024;
const FAINT = 20;
const CLEAR = 40;

const root = document.querySelector('[data-camera-check]');
if (root) prepare(root);

function prepare(panel) {
  const part = (name) => panel.querySelector(`[data-${name}]`);
  const problems = [...document.querySelectorAll('[data-problem]')];
  let running = null;

  const say = (word) => {
    const words = panel.querySelector(`[data-word="${word}"]`)?.textContent ?? '';
    if (part('status').textContent !== words) part('status').textContent = words;
  };
  const tell = (problem) => {
    for (const one of problems) one.hidden = one.dataset.problem !== problem;
  };
  const show = (stream) => {
    const isOn = stream !== null;
    part('picture').hidden = !stream?.getVideoTracks().length;
    part('sound').hidden = !stream?.getAudioTracks().length;
    part('ask').hidden = isOn;
    part('begin').hidden = isOn;
    part('end').hidden = !isOn;
    part('tone').hidden = !isOn;
    panel.querySelector('video').srcObject = stream;
  };
  const stop = (word) => {
    running?.stop();
    running = null;
    show(null);
    if (word) say(word);
  };

  part('begin').addEventListener('click', async () => {
    tell(null);
    say('asking');
    part('begin').disabled = true;
    try {
      const { stream, missing } = await openBoth();
      running = listen(stream, panel.querySelector('meter'), say);
      show(stream);
      say(missing ?? 'both');
      tell(missing);
      for (const track of stream.getTracks()) track.addEventListener('ended', () => stop('off'));
      part('end').focus();
    } catch (error) {
      part('status').textContent = '';
      const known = problems.some((one) => one.dataset.problem === error.name);
      tell(known ? error.name : 'Unsupported');
    } finally {
      part('begin').disabled = false;
    }
  });
  part('end').addEventListener('click', () => {
    stop('off');
    part('begin').focus();
  });
  part('tone').addEventListener('click', () => {
    running?.tone();
    say('tone');
  });
  window.addEventListener('pagehide', () => stop(null));

  panel.hidden = false;
  if (!navigator.mediaDevices?.getUserMedia) {
    part('begin').hidden = true;
    tell('Unsupported');
  }
}

/** Both, or the one there is: then `missing` names the other. */
async function openBoth() {
  const open = (wish) => navigator.mediaDevices.getUserMedia(wish);
  try {
    return { stream: await open({ video: true, audio: true }), missing: null };
  } catch (error) {
    if (error.name !== 'NotFoundError') throw error;
    const audio = await open({ audio: true }).catch(() => null);
    if (audio) return { stream: audio, missing: 'NoCamera' };
    const video = await open({ video: true }).catch(() => null);
    if (video) return { stream: video, missing: 'NoMicrophone' };
    throw error;
  }
}

/** Listens to the stream: moves the meter, and says in words when it changes how one is heard. */
function listen(stream, meter, say) {
  const audio = new AudioContext();
  const samples = new Float32Array(HEARD_SINCE);
  const levels = [];
  let timer = 0;
  if (stream.getAudioTracks().length > 0) {
    const ear = audio.createAnalyser();
    ear.fftSize = samples.length;
    audio.createMediaStreamSource(stream).connect(ear);
    timer = setInterval(() => {
      ear.getFloatTimeDomainData(samples);
      levels.push(loudestOf(samples));
      if (levels.length > LOOKS) levels.shift();
      const loudest = Math.max(...levels);
      meter.value = levels.at(-1);
      if (levels.length === LOOKS) say(wordFor(loudest));
    }, LOOK_MS);
  }
  return {
    stop: () => {
      clearInterval(timer);
      for (const track of stream.getTracks()) track.stop();
      void audio.close();
    },
    tone: () => {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      volume.gain.value = 0.2;
      tone.connect(volume).connect(audio.destination);
      tone.start();
      tone.stop(audio.currentTime + 0.6);
      levels.length = 0;
    },
  };
}

function loudestOf(samples) {
  let loudest = 0;
  for (let from = 0; from < samples.length; from += BLOCK) {
    loudest = Math.max(loudest, levelOf(samples.subarray(from, from + BLOCK)));
  }
  return loudest;
}

/** 0–100, as ears hear it: 60 dB below full is 0. */
function levelOf(samples) {
  const power = samples.reduce((sum, one) => sum + one * one, 0) / samples.length;
  const decibel = 10 * Math.log10(power || 1e-12);
  return Math.min(100, Math.max(0, ((decibel + 60) / 60) * 100));
}

function wordFor(level) {
  if (level < FAINT) return 'silent';
  return level < CLEAR ? 'faint' : 'heard';
}
