// A podcast player. It says that it plays something to listen to, and then has little to do: the device lowers it
// under a navigation prompt, interrupts it for a call and resumes it afterwards.
const audio = document.querySelector("#audio");
const play = document.querySelector("#play");
const status = document.querySelector("#status");
const progress = document.querySelector("#progress");
const session = navigator.audioSession;

if (session) session.type = "playback";

play.addEventListener("click", async () => {
  if (!audio.paused) {
    audio.pause();
    return;
  }
  try {
    await audio.play();
  } catch (error) {
    status.textContent = `Could not play: ${error.message}`;
  }
});

// An interruption is not a pause: the session says so, and the button still offers to pause.
function show() {
  play.textContent = audio.paused ? "Play" : "Pause";
  if (session?.state === "interrupted") status.textContent = "Interrupted";
  else if (audio.ended) status.textContent = "The end";
  else status.textContent = audio.paused ? "Paused" : "Playing";
}

for (const type of ["play", "pause", "ended"]) audio.addEventListener(type, show);
session?.addEventListener("statechange", show);

audio.addEventListener("timeupdate", () => {
  if (audio.duration) progress.value = audio.currentTime / audio.duration;
});
