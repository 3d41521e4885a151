// Media elements as elements of the session. https://w3c.github.io/audio-session/#media-element-sink
//
// Whether an element plays is looked up when one of its events says that something changed; mute and volume are looked
// up when they are set. Elements are found when they play, load, or are made by script.
import { findMediaElements } from "./find-media.js";
import { apply, getterOf, hookConstructor, hookMethod, hookSetter, hookValue } from "./hooks.js";

// The last one is for what has no event: that the element moved to another document, or turned out to have sound.
const EVENTS = ["loadstart", "playing", "pause", "waiting", "seeked", "ended", "emptied", "error", "volumechange", "timeupdate"];
const NAMES = /^(audio|video)$/;
const HAVE_FUTURE_DATA = 3;

export function watchMediaElements(context) {
  const { window, adapter, session, guard, queueTask, enter, known } = context;
  const { HTMLMediaElement, EventTarget, DOMException, Promise } = window;
  const prototype = HTMLMediaElement.prototype;
  const { addEventListener } = EventTarget.prototype;
  const get = {};
  for (const name of ["paused", "ended", "error", "readyState", "seeking", "muted", "volume", "autoplay"]) {
    get[name] = getterOf(prototype, name);
  }
  const onEvent = guard(({ type, currentTarget: media }) => {
    // The page loaded something else into an interrupted element: what was interrupted is gone, unless it plays that.
    if (type === "emptied" && !known.get(media)?.held.length) session.forget(known.get(media));
    if (type === "loadstart") holdAutoplay(media);
    update(media);
  });
  const track = guard((media) => {
    if (!NAMES.test(media?.localName) || known.has(media) || !isMedia(media)) return;
    enter(media, new MediaElement(media.localName === "video" ? "video" : "audio"));
    for (const type of EVENTS) addEventListener.call(media, type, onEvent);
    holdAutoplay(media);
    update(media);
  });
  const isLoud = (media, muted = get.muted.call(media), volume = get.volume.call(media)) => !muted && +volume !== 0;
  const mustAsk = (media, ...loudness) => {
    const element = known.get(media);
    if (!element || !isLoud(media, ...loudness) || adapter.hasAudio(media) === false) return false;
    if (!session.mustAsk(element)) return false;
    // A detached element that plays is kept alive by the browser; paused, only we remember it.
    element.kept = media;
    return true;
  };
  // By the standard, an element that was paused does not play by itself.
  const holdAutoplay = (media) => {
    if (get.autoplay?.call(media) && get.paused.call(media) && mustAsk(media)) pause.call(media);
  };

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
    session.setAudible(element, isPlaying && isLoud(media) && !!adapter.hasAudio(media));
    if (element.isResumed && (isStopped || isPlaying)) session.settle(element);
  }

  class MediaElement {
    isPlaying = false;
    isResumed = false;
    // Calls of play() that wait: { start(), reject(error) }.
    held = [];

    constructor(kind) {
      this.kind = kind;
    }

    suspendSteps() {
      this.kept = this.ref.deref();
      queueTask(() => {
        if (this.kept) pause.call(this.kept);
      });
    }

    resumeSteps() {
      const media = this.kept;
      this.isResumed = false;
      queueTask(() => {
        if (!this.resuming) return;
        this.kept = undefined;
        this.isResumed = true;
        const settle = guard(() => update(media));
        const [played] = this.held.length ? this.held.splice(0).map(({ start }) => start()) : [adapter.play(media)];
        settle();
        played?.then(settle, settle);
      });
    }

    releaseSteps(error = "AbortError") {
      this.kept = undefined;
      for (const { reject } of this.held.splice(0)) reject(new DOMException("The audio session cannot play.", error));
    }
  }

  const mustWait = guard((media) => {
    if (!isMedia(media)) return false;
    track(media);
    return mustAsk(media);
  });
  hookValue(prototype, "play", {
    apply(target, self, args) {
      const start = () => apply(target, self, args);
      if (!mustWait(self)) return start();
      return new Promise((resolve, reject) => {
        known.get(self).held.push({
          start() {
            const played = start();
            resolve(played);
            return played;
          },
          reject,
        });
      });
    },
  });
  const pause = hookMethod(prototype, "pause", {
    after: guard((media) => {
      const element = known.get(media);
      if (!element) return;
      session.forget(element);
      element.releaseSteps();
      session.settle(element); // Its resume steps may be queued still: what the page says later, holds.
    }),
  });
  // What makes a detached element play by itself.
  hookMethod(prototype, "load", { after: track });
  for (const name of ["src", "srcObject", "autoplay"]) hookSetter(prototype, name, { after: track });
  // Made loud, an element that plays begins to be heard.
  const makeLoud = (media, ...loudness) => {
    if (known.get(media)?.isPlaying && !isLoud(media) && mustAsk(media, ...loudness)) pause.call(media);
  };
  hookSetter(prototype, "muted", { instead: (media, value) => makeLoud(media, value), after: guard(update) });
  hookSetter(prototype, "volume", { instead: (media, value) => makeLoud(media, undefined, value), after: guard(update) });
  hookConstructor(window, ["Audio"], track);
  context.lookForMedia = findMediaElements(window, guard, track);
}
