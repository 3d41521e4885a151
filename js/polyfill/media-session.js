// The page's Media Session: its handlers are called for buttons, and where the platform does so, for interruptions.
// https://w3c.github.io/mediasession/#media-session-actions-model
import { apply, getterOf, hookMethod } from "./hooks.js";

const ACTIONS = {
  play: "play",
  pause: "pause",
  stop: "stop",
  next: "nexttrack",
  previous: "previoustrack",
  seek_forward: "seekforward",
  seek_backward: "seekbackward",
  hang_up: "hangup",
  toggle_microphone: "togglemicrophone",
  toggle_camera: "togglecamera",
};

export function watchMediaSession({ window, session, guard, queueTask, device }) {
  const { MediaSession, reportError } = window;
  if (!MediaSession) return;
  const { buttons } = device;
  const handlers = new Map();
  const playbackStateOf = getterOf(MediaSession.prototype, "playbackState");
  let mediaSession;
  // An interruption paused it, and its end is to play it.
  let isToPlay = false;
  let isCalling = false;

  const call = (action, details) => {
    const handler = handlers.get(action);
    if (!handler) return false;
    isCalling = true;
    try {
      apply(handler, undefined, [{ action, ...details }]);
    } catch (error) {
      reportError(error);
    } finally {
      isCalling = false;
    }
    return true;
  };

  hookMethod(MediaSession.prototype, "setActionHandler", {
    after: guard((self, _, [action, handler]) => {
      mediaSession = self;
      if (handler) handlers.set(`${action}`, handler);
      else handlers.delete(`${action}`);
    }),
  });

  // https://w3c.github.io/mediasession/#actual-playback-state
  buttons.isPlaying = () =>
    session.state === "active" || (mediaSession !== undefined && playbackStateOf.call(mediaSession) === "playing");
  buttons.handle = (button, seek) => {
    if (button === "pause" || button === "stop") isToPlay = false;
    return call(ACTIONS[button], button.startsWith("seek") ? { seekOffset: seek } : {});
  };

  // An interrupted element is paused by then, so a page that pauses it too changes nothing.
  const whenSilent = (fn, patience = 100) =>
    queueTask(() => {
      const isAudible = patience > 0 && [...session.elements].some(({ audible }) => audible);
      return isAudible ? whenSilent(fn, patience - 1) : fn();
    });

  // INTEROP: WebKit calls the handler for `play` only if the page had set playbackState to "playing", and not to
  // "paused" since. Here all that was heard counts as playing, and it ends when the page pauses an element.
  device.watchers.push(
    guard((before, state, mayPlay) => {
      if (!device.settings.interruptions_call_handlers) return;
      if (state === "interrupted" && before === "active") {
        isToPlay = true;
        whenSilent(() => session.state === "interrupted" && call("pause"));
      } else if (before === "interrupted") {
        queueTask(() => {
          if (mayPlay && isToPlay) call("play");
          isToPlay = false;
        });
      }
    }),
  );
  buttons.onPause = () => {
    if (!isCalling) isToPlay = false;
  };
}
