// A button, and what the tune is doing. A call interrupts it, and it goes on by itself.
import { useEffect, useState } from "react";
import { session, tune } from "./tune.js";

function stateOfTune() {
  if (session?.state === "interrupted") return "Interrupted";
  return tune.playing() ? "Playing" : "Off";
}

export function Player() {
  const [state, setState] = useState(stateOfTune);
  useEffect(() => {
    const changed = () => setState(stateOfTune());
    tune.on("play", changed).on("pause", changed);
    session?.addEventListener("statechange", changed);
    return () => {
      tune.off("play", changed).off("pause", changed);
      session?.removeEventListener("statechange", changed);
    };
  }, []);
  return (
    <p>
      <button id="play" onClick={() => (tune.playing() ? tune.pause() : tune.play())}>
        {state === "Off" ? "Play" : "Stop"}
      </button>{" "}
      <span id="status" role="status">{state}</span>
    </p>
  );
}
