// Media elements as elements of the session. https://w3c.github.io/audio-session/#media-element-sink
//
// An element's playing is looked up when one of its events says that something changed; mute and volume are looked up
// when they are set. Elements are found when they play, load, or are made by script.
import { findMediaElements } from "./find-media.js";
import { getterOf, hookConstructor, hookMethod, hookSetter } from "./hooks.js";

// The last one is for what has no event: that the element moved to another document, or turned out to have sound.
const EVENTS = ["playing", "pause", "waiting", "seeked", "ended", "emptied", "error", "volumechange", "timeupdate"];
const NAMES = /^(audio|video)$/;
const HAVE_FUTURE_DATA = 3;

export function watchMediaElements(context) {
  const { window, adapter, session, guard, queueTask, enter, known } = context;
  const { HTMLMediaElement, EventTarget } = window;
  const prototype = HTMLMediaElement.prototype;
  const { addEventListener } = EventTarget.prototype;
  const get = {};
  for (const name of ["paused", "ended", "error", "readyState", "seeking", "muted", "volume"]) {
    get[name] = getterOf(prototype, name);
  }
  const onEvent = guard((event) => {
    // The page loaded something else into an interrupted element: what was interrupted is gone, unless it plays that.
    if (event.type === "emptied" && !known.get(event.currentTarget)?.held) session.forget(known.get(event.currentTarget));
    update(event.currentTarget);
  });
  const track = guard((media) => {
    if (!NAMES.test(media?.localName) || known.has(media) || !isMedia(media)) return;
    enter(media, new MediaElement(media.localName === "video" ? "video" : "audio"));
    for (const type of EVENTS) addEventListener.call(media, type, onEvent);
    update(media);
  });

  // Also one that was made by another window: instanceof would not know it.
  function isMedia(value) {
    try {
      get.paused.call(value);
      return true;
    } catch {
      return false;
    }
  }

  function update(media) {
    const element = known.get(media);
    if (!element) return;
    if (media.ownerDocument !== window.document) return session.remove(element);
    if (!session.elements.has(element)) session.add(element);
    const isStopped = get.paused.call(media) || get.ended.call(media) || get.error.call(media) !== null;
    const isReady = get.readyState.call(media) >= HAVE_FUTURE_DATA;
    // A seek is no silence: what played before it still plays.
    const isPlaying = !isStopped && (isReady || (element.isPlaying && get.seeking.call(media)));
    element.isPlaying = isPlaying;
    const isLoud = !get.muted.call(media) && get.volume.call(media) !== 0;
    session.setAudible(element, isPlaying && isLoud && !!adapter.hasAudio(media));
    if (element.isResumed && (isStopped || isPlaying)) session.settle(element);
  }

  class MediaElement {
    isPlaying = false;
    isResumed = false;

    constructor(kind) {
      this.kind = kind;
    }

    suspendSteps() {
      // A detached element that plays is kept alive by the browser; paused, only we remember it.
      this.kept = this.ref.deref();
      queueTask(() => {
        if (this.kept) pause.call(this.kept);
      });
    }

    resumeSteps() {
      const media = this.kept;
      this.kept = undefined;
      this.isResumed = false;
      queueTask(() => {
        if (!this.resuming) return;
        this.isResumed = true;
        const settle = guard(() => update(media));
        const played = adapter.play(media);
        settle();
        played?.then(settle, settle);
      });
    }

    releaseSteps() {
      this.kept = undefined;
    }
  }

  context.trackMedia = (media) => isMedia(media) && track(media);
  hookMethod(prototype, "play", { before: context.trackMedia });
  const pause = hookMethod(prototype, "pause", {
    after: guard((media) => {
      const element = known.get(media);
      if (!element) return;
      session.forget(element);
      session.settle(element); // Its resume steps may be queued still: what the page says later, holds.
    }),
  });
  // Causes for a detached element to play by itself.
  hookMethod(prototype, "load", { after: track });
  for (const name of ["src", "srcObject", "autoplay"]) hookSetter(prototype, name, { after: track });
  for (const name of ["muted", "volume"]) hookSetter(prototype, name, { after: guard(update) });
  hookConstructor(window, ["Audio"], track);
  context.lookForMedia = findMediaElements(window, guard, track);
}
