// A radio that gives way: when another page or app begins to play, the device stops this one for good. It says so, and
// takes the sound back when it is asked to. The station is a short loop that stands in for a stream.
const audio = document.querySelector("#audio");
const play = document.querySelector("#play");
const status = document.querySelector("#status");
const session = navigator.audioSession;
let isWanted = false;

if (session) session.type = "playback";

play.addEventListener("click", async () => {
  isWanted = !isWanted || audio.paused;
  if (!isWanted) {
    audio.pause();
    return;
  }
  try {
    await audio.play();
  } catch (error) {
    isWanted = false;
    if (error.name !== "AbortError") status.textContent = `Could not play: ${error.message}`;
  }
});

function show() {
  play.textContent = audio.paused ? "Play" : "Stop";
  if (session?.state === "interrupted") status.textContent = "Interrupted";
  else if (!audio.paused) status.textContent = "On air";
  else status.textContent = isWanted ? "Something else is playing" : "Off";
}

for (const type of ["play", "pause"]) audio.addEventListener(type, show);
session?.addEventListener("statechange", show);
