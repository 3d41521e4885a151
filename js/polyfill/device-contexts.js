// AudioContexts on a device: its buttons, and the outputs that a page chooses.
import { watchSinks } from "./device-sinks.js";
import { holdAudioContexts } from "./held-contexts.js";
import { getterOf, hookMethod } from "./hooks.js";

export function watchDeviceContexts(own) {
  const { window, session, device } = own;
  const { buttons } = device;
  const { prototype } = window.AudioContext;
  const sinks = watchSinks(prototype, own);
  device.entered.audiocontext = sinks.tell;
  holdAudioContexts(own);
  const stateOf = getterOf(window.BaseAudioContext.prototype, "state");
  // As the page calls them.
  const { suspend, resume } = prototype;
  hookMethod(prototype, "suspend", { after: () => buttons.onPause?.() });

  // WebKit does the same: AudioContext::didReceiveRemoteControlCommand. A page's own suspend() holds against it.
  const paused = new WeakSet();
  buttons.onContexts = (button) => {
    if (button !== "play" && button !== "pause" && button !== "stop") return false;
    for (const { kind, ref } of session.elements) {
      const context = kind === "audiocontext" ? ref.deref() : undefined;
      if (!context || stateOf.call(context) === "closed") continue;
      if (button !== "play" && stateOf.call(context) !== "suspended") {
        paused.add(context);
        suspend.call(context).catch(() => {});
      } else if (button === "play" && paused.delete(context)) resume.call(context).catch(() => {});
    }
    return true;
  };
}
