// How loud the tune is: a worklet measures what howler plays, a worker the whole file.
import { Howler } from "howler";
import { useEffect, useState } from "react";
import { address } from "./tune.js";
import "./meter.css";

export default function Meter() {
  const [level, setLevel] = useState(0);
  const [loudest, setLoudest] = useState(0);
  useEffect(() => listen(setLevel), []);
  useEffect(() => measure(setLoudest), []);
  return (
    <section>
      <p>Now: <meter id="level" max={loudest || 1} value={level} /> <output>{level > 0.01 ? "heard" : "silent"}</output></p>
      <p id="loudest">{loudest ? `The loudest sample: about ${loudest.toFixed(1)}` : "Measuring"}</p>
    </section>
  );
}

// Calls `tell` with the level about ten times a second, until what it returns is called.
function listen(tell) {
  const { ctx: context, masterGain: source } = Howler;
  let node;
  let over = false;
  context.audioWorklet.addModule(new URL("./level.js", import.meta.url)).then(() => {
    if (over) return;
    node = new AudioWorkletNode(context, "level", { numberOfOutputs: 0 });
    node.port.onmessage = ({ data }) => tell(data);
    source.connect(node);
  });
  return () => {
    over = true;
    if (node) source.disconnect(node);
  };
}

// Calls `tell` with the loudest sample of the file, unless what it returns is called before.
function measure(tell) {
  const worker = new Worker(new URL("./loudest.js", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }) => tell(data);
  fetch(address)
    .then((response) => response.arrayBuffer())
    .then((bytes) => Howler.ctx.decodeAudioData(bytes))
    .then((sound) => {
      const samples = sound.getChannelData(0);
      worker.postMessage(samples, [samples.buffer]);
    });
  return () => worker.terminate();
}
