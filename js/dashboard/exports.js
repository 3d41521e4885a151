// Files of a device: its report and its recording. The token goes in a header, so no address carries it.
import { offer, press, write } from "./dom.js";

const WORDS = { none: "Record", running: "Stop recording", ending: "Stopping…", done: "Record anew" };
const FORGET_MS = 60_000;

export function exporting(root, { token, send, complain }) {
  const at = (id) => root.querySelector(`#${id}`);
  let state;

  async function download(path, name) {
    try {
      const answer = await fetch(`export/${path}?device=${encodeURIComponent(state.device)}`, {
        headers: { Authorization: `Bearer ${token()}` },
      });
      if (!answer.ok) throw new Error(await answer.text());
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await answer.blob());
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), FORGET_MS);
      complain("");
    } catch (error) {
      complain(`Nothing was downloaded: ${error.message}`);
    }
  }

  at("report").addEventListener("click", () => download("report.html", `report-${state.device}.html`));
  at("recording").addEventListener("click", () => download("recording.wav", `recording-${state.device}.wav`));
  at("record").addEventListener("click", () => {
    if (state.recording !== "ending") send({ op: "record", on: state.recording !== "running" });
  });

  return function update(next) {
    state = next;
    write(at("record"), WORDS[state.recording]);
    press(at("record"), state.recording === "running");
    offer(at("recording"), state.recording === "done", at("record"));
  };
}
