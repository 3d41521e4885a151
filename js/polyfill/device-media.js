// Media elements on a device: its buttons, the outputs that a page chooses, and picture-in-picture.
import { watchSinks } from "./device-sinks.js";
import { holdMediaElements } from "./held-media.js";
import { getterOf, hookMethod } from "./hooks.js";

const PICTURE_EVENTS = ["enterpictureinpicture", "leavepictureinpicture"];

export function watchDeviceMedia(context) {
  const { window, session, guard, known, device } = context;
  const { buttons } = device;
  const { prototype } = window.HTMLMediaElement;
  const { addEventListener } = window.EventTarget.prototype;
  const isPaused = getterOf(prototype, "paused");
  const currentTime = Object.getOwnPropertyDescriptor(prototype, "currentTime");

  // The last that played.
  let latest;
  const onPlaying = guard(({ currentTarget }) => {
    latest = known.get(currentTarget)?.ref ?? latest;
  });
  const onPicture = guard(({ type, currentTarget }) => {
    const element = known.get(currentTarget);
    if (!session.elements.has(element)) return;
    session.send({ op: "picture-in-picture", id: element.id, on: type === PICTURE_EVENTS[0] });
  });
  const sinks = watchSinks(prototype, context);
  device.entered.audio = device.entered.video = (media, element) => {
    if (!isPaused.call(media)) latest = element.ref;
    addEventListener.call(media, "playing", onPlaying);
    for (const type of PICTURE_EVENTS) addEventListener.call(media, type, onPicture);
    sinks.tell(media);
  };
  holdMediaElements(context);
  // As the page calls them; nothing that the page does to the prototype later is in the way.
  const { play, pause } = prototype;
  hookMethod(prototype, "pause", { after: () => buttons.onPause?.() });

  // WebKit does the same: HTMLMediaElement::didReceiveRemoteControlCommand
  buttons.onElement = (button, seconds) => {
    const media = latest?.deref();
    if (!media) return false;
    if (button === "play") play.call(media)?.catch(() => {});
    else if (button === "pause" || button === "stop") pause.call(media);
    else if (button.startsWith("seek")) {
      const by = button === "seek_forward" ? seconds : -seconds;
      currentTime.set.call(media, Math.max(0, currentTime.get.call(media) + by));
    } else return false;
    return true;
  };
}
