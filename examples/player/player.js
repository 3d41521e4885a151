// A player that says what kind of sound it makes and shows what the device does to it.
const audio = document.querySelector("#audio");
const session = navigator.audioSession;

if (session) session.type = "playback";

function show() {
  const state = session ? session.state : "not supported here";
  const label = document.querySelector("#state");
  label.textContent = state;
  label.dataset.state = state;
  const item = document.createElement("li");
  item.textContent = `${state} at ${audio.currentTime.toFixed(1)} s`;
  document.querySelector("#history").append(item);
}

session?.addEventListener("statechange", show);
document.querySelector("#play").addEventListener("click", () => audio.play());
document.querySelector("#pause").addEventListener("click", () => audio.pause());
show();

// Play at once where the browser lets a page do that; where it does not, the button is there.
audio.play().catch((error) => console.info(`waiting for a click: ${error.name}`));
audio.addEventListener("ended", () => console.log("the end"));
