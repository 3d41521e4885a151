// Microphone tracks as elements of the session. https://w3c.github.io/audio-session/#microphone-track-source
//
// Microphone tracks are those that getUserMedia gave, and their clones.
import { getterOf, hookMethod, hookValue } from "./hooks.js";

export function watchMicrophones({ window, adapter, session, guard, queueTask, enter, known }) {
  const { MediaDevices, MediaStream, MediaStreamTrack, EventTarget, DOMException, Promise } = window;
  const { addEventListener } = EventTarget.prototype;
  const { getAudioTracks } = MediaStream.prototype;
  const readyStateOf = getterOf(MediaStreamTrack.prototype, "readyState");

  const allowsCapture = () => session.type === "auto" || session.type === "play-and-record";

  const track = (microphone) => {
    enter(microphone, new MicrophoneElement());
    for (const type of ["ended", "mute", "unmute"]) addEventListener.call(microphone, type, onEvent);
    update(microphone);
  };
  const trackAll = guard((stream) => getAudioTracks.call(stream).forEach(track));
  const onEvent = guard((event) => update(event.currentTarget));

  function update(microphone) {
    const element = known.get(microphone);
    if (!element) return;
    if (readyStateOf.call(microphone) === "ended") session.remove(element);
    else session.setAudible(element, !microphone.muted);
  }

  class MicrophoneElement {
    kind = "microphone";

    updateSteps() {
      const microphone = this.ref.deref();
      if (!allowsCapture() && microphone && readyStateOf.call(microphone) === "live") adapter.endTrack(microphone);
    }

    suspendSteps() {
      this.queueMuted(true);
    }

    resumeSteps() {
      this.queueMuted(false);
    }

    // A muted track would wait for an unmute that never comes.
    stopSteps() {
      queueTask(() => {
        const microphone = this.ref.deref();
        if (microphone && readyStateOf.call(microphone) === "live") adapter.endTrack(microphone);
      });
    }

    queueMuted(muted) {
      queueTask(() => {
        const microphone = this.ref.deref();
        if (!microphone || readyStateOf.call(microphone) === "ended" || (!muted && !this.resuming)) return;
        adapter.setTrackMuted(microphone, muted);
        update(microphone);
        if (!muted) session.settle(this);
      });
    }
  }

  // INTEROP: the draft lets the capture start and ends it; WebKit refuses it, and pages look for this error.
  const refuse = (constraints) => !!constraints?.audio && !allowsCapture();
  const { prototype } = MediaDevices;
  hookValue(prototype, "getUserMedia", {
    apply(target, self, args) {
      if (guard(refuse)(args[0])) {
        const message = "AudioSession category is not compatible with audio capture.";
        return Promise.reject(new DOMException(message, "InvalidStateError"));
      }
      // the promise itself, so that one that is rejected already is so for the page; ours is the first to hear of it
      const captured = Reflect.apply(target, self, args);
      captured.then(trackAll, () => {});
      return captured;
    },
  });
  hookMethod(MediaStreamTrack.prototype, "stop", { after: guard(update) });
  hookMethod(MediaStreamTrack.prototype, "clone", {
    after: guard((original, clone) => known.has(original) && track(clone)),
  });
  hookMethod(MediaStream.prototype, "clone", {
    after: guard((original, clone) => {
      const clones = getAudioTracks.call(clone);
      getAudioTracks.call(original).forEach((microphone, index) => known.has(microphone) && track(clones[index]));
    }),
  });
}
