// The tune, which both pages know. Under the type "playback" the silent switch does not mute it.
import { Howl, Howler } from "howler";

Howler.autoUnlock = false; // The first sound is that of a click, so nothing is to be unlocked before.
export const address = new URL("../../sounds/music.ogg", import.meta.url).href;
export const tune = new Howl({ src: [address], loop: true });
export const session = navigator.audioSession;

if (session) session.type = "playback";
