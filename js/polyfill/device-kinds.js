// Kinds of objects that a device with a host steers in a page: the polyfill, and what goes beyond audio sessions.
import { watchDevice } from "./device.js";
import { watchDeviceCapture } from "./device-capture.js";
import { watchDeviceContexts } from "./device-contexts.js";
import { watchDeviceMedia } from "./device-media.js";
import { holdSpeech } from "./held-sources.js";
import { watchMediaSession } from "./media-session.js";

export const DEVICE_KINDS = {
  Navigator: watchDevice,
  HTMLMediaElement: watchDeviceMedia,
  AudioContext: watchDeviceContexts,
  MediaDevices: watchDeviceCapture,
  SpeechSynthesis: holdSpeech,
  MediaSession: watchMediaSession,
};
