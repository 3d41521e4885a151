// Microphones that may not begin by themselves are muted from their beginning; speech waits.
import { watchGuard } from "./guard.js";
import { watchMicrophones } from "./microphone.js";
import { watchSpeech } from "./speech.js";

export function holdMicrophones(context) {
  const entered = (element, microphone) => {
    if (context.mustAsk(element)) context.adapter.setTrackMuted(microphone, true);
  };
  watchGuard(context, ["microphone"], entered);
  watchMicrophones(context);
}

export function holdSpeech(context) {
  watchGuard(context, []);
  watchSpeech(context);
}
