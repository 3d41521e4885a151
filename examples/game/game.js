// A game whose sounds are there to be mixed: the player's own music goes on, and the silent switch silences the game.
// While it is interrupted the game stands still.
const SPEED = 1 / 600; // courts a millisecond
const ball = document.querySelector("#ball");
const start = document.querySelector("#start");
const status = document.querySelector("#status");
const session = navigator.audioSession;
let audio = null;
let isRunning = false;
let position = 0;
let direction = 1;
let bounces = 0;
let last = 0;

if (session) session.type = "ambient";

start.addEventListener("click", async () => {
  audio ??= new AudioContext();
  if (isRunning) {
    isRunning = false;
    await audio.suspend();
  } else {
    isRunning = true;
    last = performance.now();
    requestAnimationFrame(frame);
    await audio.resume();
  }
  show();
});

function frame(now) {
  if (!isRunning) return;
  if (session?.state !== "interrupted") move(now - last);
  last = now;
  requestAnimationFrame(frame);
}

function move(milliseconds) {
  position += direction * milliseconds * SPEED;
  if (position < 0 || position > 1) {
    direction = position < 0 ? 1 : -1;
    position = Math.min(1, Math.max(0, position));
    document.querySelector("#bounces").textContent = ++bounces;
    beep();
  }
  ball.style.left = `${(position * 95).toFixed(1)}%`;
}

function beep() {
  const now = audio.currentTime;
  const gain = new GainNode(audio, { gain: 0.3 });
  gain.gain.setTargetAtTime(0, now, 0.05);
  gain.connect(audio.destination);
  const tone = new OscillatorNode(audio, { frequency: direction > 0 ? 660 : 440 });
  tone.connect(gain);
  tone.start(now);
  tone.stop(now + 0.3);
}

function show() {
  start.textContent = isRunning ? "Stop" : "Start";
  if (!isRunning) status.textContent = "Stopped";
  else status.textContent = session?.state === "interrupted" ? "Paused" : "Running";
}

session?.addEventListener("statechange", show);
