// A player of a playlist: hls.js fetches its segments and hands them to the element by Media Source. A call stops it, and
// it goes on by itself. `make setup` puts hls.js and the playlist into build/.
const audio = document.querySelector("#audio");
const play = document.querySelector("#play");
const status = document.querySelector("#status");
const session = navigator.audioSession;
const player = new Hls();

if (session) session.type = "playback";
player.on(Hls.Events.ERROR, (_, { fatal, details }) => { if (fatal) status.textContent = `Could not play: ${details}`; });
player.loadSource("build/stream.m3u8");
player.attachMedia(audio);

play.addEventListener("click", async () => {
  if (!audio.paused) {
    audio.pause();
    return;
  }
  try {
    await audio.play();
  } catch (error) {
    if (error.name !== "AbortError") status.textContent = `Could not play: ${error.message}`;
  }
});

function show() {
  play.textContent = audio.paused ? "Play" : "Stop";
  if (session?.state === "interrupted") status.textContent = "Interrupted";
  else if (audio.ended) status.textContent = "The end";
  else if (audio.paused) status.textContent = "Off";
  else status.textContent = audio.readyState > 2 ? "Playing" : "Loading";
}

for (const type of ["play", "playing", "waiting", "pause", "ended"]) audio.addEventListener(type, show);
session?.addEventListener("statechange", show);
