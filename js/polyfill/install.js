// The entry for browsers: puts navigator.audioSession into a window that has none of its own.
import { watchAudioContexts } from "./audio-context.js";
import { browserAdapter } from "./browser.js";
import { attach } from "./document.js";
import { watchMediaElements } from "./media-element.js";
import { watchMicrophones } from "./microphone.js";
import { watchSpeech } from "./speech.js";

const KINDS = {
  HTMLMediaElement: watchMediaElements,
  AudioContext: watchAudioContexts,
  MediaDevices: watchMicrophones,
  SpeechSynthesis: watchSpeech,
};

// link: see document.js. extras replace members of the browser's adapter; extras.force installs although the window
// has an AudioSession. kinds: by the name of an interface, the part that watches it. Returns whether it was
// installed: a worker, or a server that imports a page's modules, has no document that could have a session.
export function install(window, link, extras = {}, kinds = KINDS) {
  if (!window.document || ("audioSession" in window.Navigator.prototype && !extras.force)) return false;
  const watch = attach(window, link, { ...browserAdapter(window), ...extras });
  for (const name of Object.keys(kinds)) {
    if (name in window) watch(kinds[name]);
  }
  // A link that may change its host keeps the session.
  if (link.watch) watch(link.watch);
  return true;
}
