// Autoplay as on iOS: each media element, and each AudioContext, has to be started by a gesture of the user once.
// Media that belongs to a call may start while the page captures. Returns a function that reports a gesture without an event.
(window, { hookValue }) => {
  const { AudioContext, AudioScheduledSourceNode, DOMException, EventTarget, HTMLMediaElement, MediaDevices } = window;
  const { MediaStream, Promise, performance } = window;
  const { apply, construct, defineProperty } = window.Reflect;
  const { addEventListener } = EventTarget.prototype;
  // Seconds for which a gesture counts, as in WebKit: it goes with timers of up to a second; transient activation.
  const FOR_ELEMENTS = 1;
  const FOR_CONTEXTS = 5;
  let last = -Infinity;
  const act = () => {
    last = performance.now();
  };
  const isRecent = (seconds) => performance.now() - last < seconds * 1000;
  for (const type of ["keydown", "mousedown", "pointerup", "touchend"]) {
    apply(addEventListener, window, [type, (event) => event.isTrusted && act(), true]);
  }

  const captured = new Set();
  const isCapturing = () => {
    for (const track of captured) if (track.readyState === "ended") captured.delete(track);
    return captured.size > 0;
  };
  if (MediaDevices)
    hookValue(MediaDevices.prototype, "getUserMedia", {
      apply: async (target, self, args) => {
        const stream = await apply(target, self, args);
        for (const track of stream.getAudioTracks()) captured.add(track);
        return stream;
      },
    });

  const free = new WeakSet();
  const followed = new WeakSet();
  const mayPlay = (media) => {
    if (isRecent(FOR_ELEMENTS)) free.add(media);
    if (free.has(media) || media.muted || media.volume === 0) return true;
    return media.srcObject instanceof MediaStream && isCapturing();
  };
  const { pause } = HTMLMediaElement.prototype;
  const check = ({ target }) => {
    if (target instanceof HTMLMediaElement && !target.paused && !mayPlay(target)) apply(pause, target, []);
  };
  // Elements that play by their attribute.
  apply(addEventListener, window, ["play", check, true]);
  hookValue(HTMLMediaElement.prototype, "play", {
    apply(target, self, args) {
      if (!(self instanceof HTMLMediaElement)) return apply(target, self, args);
      if (!mayPlay(self)) {
        return Promise.reject(new DOMException("The user has to start this element first.", "NotAllowedError"));
      }
      if (!followed.has(self)) apply(addEventListener, self, ["volumechange", check]);
      followed.add(self);
      return apply(target, self, args);
    },
  });

  if (AudioContext) {
    // Contexts that wait for a gesture, with the page's calls of resume().
    const waiting = new WeakMap();
    const mayStart = () => isRecent(FOR_CONTEXTS) || isCapturing();
    const { prototype } = AudioContext;
    const { suspend } = prototype;
    const { value } = hookValue(window, "AudioContext", {
      construct(target, args, newTarget) {
        const made = construct(target, args, newTarget);
        if (!mayStart()) {
          waiting.set(made, []);
          apply(suspend, made, []);
        }
        return made;
      },
    });
    defineProperty(prototype, "constructor", { value });
    hookValue(prototype, "resume", {
      apply(target, self, args) {
        const calls = waiting.get(self);
        if (!calls) return apply(target, self, args);
        if (!mayStart()) return new Promise((resolve) => calls.push(resolve));
        waiting.delete(self);
        const resumed = apply(target, self, args);
        for (const resolve of calls) resolve(resumed);
        return resumed;
      },
    });
    hookValue(AudioScheduledSourceNode.prototype, "start", {
      apply(target, self, args) {
        apply(target, self, args);
        if (waiting.has(self.context) && mayStart()) self.context.resume();
      },
    });
  }
  return act;
};
