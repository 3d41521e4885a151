// Microphone tracks as elements of the session. https://w3c.github.io/audio-session/#microphone-track-source
//
// Microphone tracks are those that getUserMedia gave, and their clones.
import { apply, getterOf, hookMethod, hookValue } from "./hooks.js";

export function watchMicrophones({ window, adapter, session, guard, queueTask, enter, known }) {
  const { MediaDevices, MediaStream, MediaStreamTrack, Navigator, EventTarget, DOMException, Promise } = window;
  const { addEventListener } = EventTarget.prototype;
  const { getAudioTracks } = MediaStream.prototype;
  const readyStateOf = getterOf(MediaStreamTrack.prototype, "readyState");

  const allowsCapture = () => session.type === "auto" || session.type === "play-and-record";

  const track = (microphone) => {
    enter(microphone, new MicrophoneElement());
    for (const type of ["ended", "mute", "unmute"]) addEventListener.call(microphone, type, onEvent);
    update(microphone);
  };
  const trackClone = (original, clone) => {
    const element = known.get(original);
    if (!element) return;
    clone.enabled = original.enabled; // The browser's own may be false because the original is muted.
    const isHeld = session.interruptedElements.has(element);
    if (isHeld) adapter.setTrackMuted(clone, true);
    track(clone);
    if (isHeld) session.hold(known.get(clone));
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
  const wantsAudio = guard((constraints) => !!constraints?.audio);
  const follow = async (capture) => {
    const stream = await capture;
    trackAll(stream);
    return stream;
  };
  const { prototype } = MediaDevices;
  hookValue(prototype, "getUserMedia", {
    apply(target, self, args) {
      const isOurs = wantsAudio(args[0]);
      if (isOurs && !allowsCapture()) {
        const message = "AudioSession category is not compatible with audio capture.";
        return Promise.reject(new DOMException(message, "InvalidStateError"));
      }
      const capture = apply(target, self, args);
      // Another promise: who listens to one that the page leaves alone hides from it that it was rejected.
      return isOurs ? follow(capture) : capture;
    },
  });
  // Old ones, with callbacks.
  for (const name of ["getUserMedia", "webkitGetUserMedia", "mozGetUserMedia"]) {
    hookMethod(Navigator.prototype, name, {
      before: guard((_, args) => {
        const succeed = args[1];
        if (typeof succeed !== "function") return;
        args[1] = (stream) => {
          trackAll(stream);
          succeed(stream);
        };
      }),
    });
  }
  hookMethod(MediaStreamTrack.prototype, "stop", { after: guard(update) });
  hookMethod(MediaStreamTrack.prototype, "clone", {
    after: guard(trackClone),
  });
  hookMethod(MediaStream.prototype, "clone", {
    after: guard((original, clone) => {
      const clones = getAudioTracks.call(clone);
      getAudioTracks.call(original).forEach((microphone, index) => trackClone(microphone, clones[index]));
    }),
  });
}
