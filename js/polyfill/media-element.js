// Media elements as elements of the session. https://w3c.github.io/audio-session/#media-element-sink
//
// Whether an element plays is looked up when one of its events says that something changed; mute and volume are looked
// up when they are set. Elements are found when they play, load, or are made by script.
import { getterOf, hookConstructor, hookMethod, hookSetter } from "./hooks.js";

const EVENTS = ["playing", "pause", "waiting", "seeked", "ended", "emptied", "error", "volumechange"];
const HAVE_FUTURE_DATA = 3;

export function watchMediaElements({ window, extras, session, guard, queueTask }) {
  const { document, HTMLMediaElement, EventTarget } = window;
  const prototype = HTMLMediaElement.prototype;
  const { addEventListener } = EventTarget.prototype;
  const get = {};
  for (const name of ["paused", "ended", "error", "readyState", "seeking", "muted", "volume"]) {
    get[name] = getterOf(prototype, name);
  }
  const known = new WeakMap();
  const collected = new FinalizationRegistry(guard((entry) => session.remove(entry)));

  const onEvent = guard((event) => update(event.currentTarget));
  const track = guard((element) => {
    if (!(element instanceof HTMLMediaElement) || known.has(element)) return;
    const entry = new MediaElementEntry(new WeakRef(element), element.localName === "video" ? "video" : "audio");
    known.set(element, entry);
    collected.register(element, entry);
    for (const type of EVENTS) addEventListener.call(element, type, onEvent);
    // A browser that does not say whether there is sound knows it only after some of it was decoded.
    if (!extras.hasAudio) addEventListener.call(element, "timeupdate", onEvent);
    session.add(entry);
    update(element);
  });

  function update(element) {
    const entry = known.get(element);
    if (!entry || element.ownerDocument !== document) {
      if (entry) session.remove(entry);
      return;
    }
    if (!session.elements.has(entry)) session.add(entry);
    const isStopped = get.paused.call(element) || get.ended.call(element) || get.error.call(element) !== null;
    const isReady = get.readyState.call(element) >= HAVE_FUTURE_DATA;
    // A seek is no silence: what played before it still plays.
    const isPlaying = !isStopped && (isReady || (entry.isPlaying && get.seeking.call(element)));
    entry.isPlaying = isPlaying;
    const isLoud = !get.muted.call(element) && get.volume.call(element) !== 0;
    session.setAudible(entry, isPlaying && isLoud && hasAudio(element));
    if (entry.isResumed && (isStopped || isPlaying)) session.settle(entry);
  }

  function hasAudio(element) {
    if (extras.hasAudio) return extras.hasAudio(element);
    if (element.srcObject?.getAudioTracks) return element.srcObject.getAudioTracks().length > 0;
    if (element.audioTracks) return element.audioTracks.length > 0;
    if ("mozHasAudio" in element) return element.mozHasAudio;
    if (element.localName === "video" && "webkitAudioDecodedByteCount" in element) {
      return element.webkitAudioDecodedByteCount > 0;
    }
    return true;
  }

  const play = hookMethod(prototype, "play", { before: track });
  const pause = hookMethod(prototype, "pause", {
    after: guard((element) => {
      const entry = known.get(element);
      if (entry) session.forget(entry);
    }),
  });

  class MediaElementEntry {
    isPlaying = false;
    isResumed = false;

    constructor(ref, kind) {
      this.ref = ref;
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
      const element = this.kept;
      this.releaseSteps();
      this.isResumed = false;
      queueTask(() => {
        this.isResumed = true;
        const settle = guard(() => update(element));
        const played = extras.play ? extras.play(element) : play.call(element);
        settle();
        played?.then(settle, settle);
      });
    }

    releaseSteps() {
      this.kept = undefined;
    }
  }

  for (const name of ["muted", "volume"]) hookSetter(prototype, name, onSet);
  function onSet(element) {
    if (known.has(element)) guard(update)(element);
  }

  hookMethod(window.Document.prototype, "createElement", { after: (_, element) => track(element) });
  hookMethod(prototype, "cloneNode", { after: (_, element) => track(element) });
  hookConstructor(window, "Audio", track);
  const onCapture = guard((event) => track(event.target));
  for (const type of ["loadstart", "playing"]) addEventListener.call(document, type, onCapture, true);
  for (const element of document.querySelectorAll("audio,video")) track(element);
}
