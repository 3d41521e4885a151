// A call page that survives a phone call: it shows "On hold" while it is interrupted and goes on afterwards.
// The other person is a video file that stands in for a remote stream.
const remote = document.querySelector("#remote");
const local = document.querySelector("#local");
const banner = document.querySelector("#banner");
const join = document.querySelector("#join");
const leave = document.querySelector("#leave");
const session = navigator.audioSession;
let isOnHold = false;

join.addEventListener("click", async () => {
  join.disabled = true;
  banner.textContent = "Connecting …";
  try {
    // First say what the sound is for, then capture and play: the route and the volume follow the type.
    if (session) session.type = "play-and-record";
    local.srcObject = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    await Promise.all([local.play(), remote.play()]);
    if (!isOnHold) banner.textContent = "";
    leave.disabled = false;
  } catch (error) {
    banner.textContent = `Could not join: ${error.message}`;
    hangUp();
  }
});

leave.addEventListener("click", () => {
  banner.textContent = "";
  hangUp();
});

function hangUp() {
  remote.pause();
  for (const track of local.srcObject?.getTracks() ?? []) track.stop();
  local.srcObject = null;
  if (session) session.type = "auto";
  isOnHold = false;
  join.disabled = false;
  leave.disabled = true;
}

session?.addEventListener("statechange", () => {
  if (session.state === "interrupted") {
    isOnHold = true;
    banner.textContent = "On hold";
  } else if (session.state === "active" && isOnHold) {
    isOnHold = false;
    banner.textContent = "";
  }
});

// In a frame of a test or a demo, `index.html#join` joins without a click.
if (location.hash === "#join") join.click();
