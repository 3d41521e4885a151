// What a device with a host steers in a page: the polyfill, and what goes beyond audio sessions.
import { watchDevice } from "./device.js";
import { watchDeviceCapture } from "./device-capture.js";
import { watchDeviceContexts } from "./device-contexts.js";
import { watchDeviceMedia } from "./device-media.js";
import { watchMediaSession } from "./media-session.js";
import { watchSpeech } from "./speech.js";

export const DEVICE_KINDS = {
  Navigator: watchDevice,
  HTMLMediaElement: watchDeviceMedia,
  AudioContext: watchDeviceContexts,
  MediaDevices: watchDeviceCapture,
  SpeechSynthesis: watchSpeech,
  MediaSession: watchMediaSession,
};
