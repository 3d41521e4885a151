// The kinds of elements for a document with a host: what would be interrupted, or refused, does not begin.
import { holdAudioContexts } from "./held-contexts.js";
import { holdMediaElements } from "./held-media.js";
import { holdMicrophones, holdSpeech } from "./held-sources.js";

export const HELD_KINDS = {
  HTMLMediaElement: holdMediaElements,
  AudioContext: holdAudioContexts,
  MediaDevices: holdMicrophones,
  SpeechSynthesis: holdSpeech,
};
