// A metronome in Web Audio. By itself such a sound is ambient: the silent switch mutes it, and no event says so. Whoever
// wants to hear the beat anyway says that it is the point of the page: type "playback".
const AHEAD = 0.2; // seconds of beats that are always scheduled: a timer may be late, the audio clock is not
const start = document.querySelector("#start");
const tempo = document.querySelector("#tempo");
const always = document.querySelector("#always");
const session = navigator.audioSession;
let audio = null;
let timer = 0;
let nextBeat = 0;

start.addEventListener("click", async () => {
  audio ??= new AudioContext();
  if (timer) {
    clearInterval(timer);
    timer = 0;
    await audio.suspend();
  } else {
    await audio.resume();
    nextBeat = audio.currentTime;
    timer = setInterval(schedule, 50);
    schedule();
  }
  show();
});

always.addEventListener("change", () => {
  if (session) session.type = always.checked ? "playback" : "auto";
});

function schedule() {
  while (nextBeat < audio.currentTime + AHEAD) {
    click(nextBeat);
    nextBeat += 60 / Math.max(30, tempo.valueAsNumber || 120);
  }
}

function click(time) {
  const gain = new GainNode(audio, { gain: 0.5 });
  gain.gain.setTargetAtTime(0, time, 0.01);
  gain.connect(audio.destination);
  const tone = new OscillatorNode(audio, { frequency: 1000 });
  tone.connect(gain);
  tone.start(time);
  tone.stop(time + 0.1);
}

function show() {
  const isInterrupted = session?.state === "interrupted";
  start.textContent = timer ? "Stop" : "Start";
  document.querySelector("#status").textContent = !timer ? "Stopped" : isInterrupted ? "Interrupted" : "Running";
}

session?.addEventListener("statechange", show);
