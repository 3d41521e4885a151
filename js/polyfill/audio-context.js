// AudioContexts as elements of the session. https://w3c.github.io/audio-session/#audiocontext-sink
//
// A context is audible while it runs and sends non-zero samples to its destination.
import { getterOf, hookConstructor, hookMethod } from "./hooks.js";

// AD-HOC: a pause shorter than this is not silence (Firefox waits as long); a metronome is one sound, not many.
const HOLD_MS = 2000;

export function watchAudioContexts({ window, adapter, session, guard, queueTask, enter, known }) {
  const { AudioContext, AudioNode, BaseAudioContext, EventTarget, setTimeout, clearTimeout } = window;
  const { addEventListener } = EventTarget.prototype;
  const stateOf = getterOf(BaseAudioContext.prototype, "state");

  const track = guard((context) => {
    if (known.has(context) || !(context instanceof AudioContext)) return;
    const element = enter(context, new AudioContextElement());
    addEventListener.call(context, "statechange", onStateChange);
    adapter.watchOutput(
      context,
      guard((sounds) => {
        element.sounds = sounds;
        update(element);
      }),
    );
    update(element);
  });
  const onStateChange = guard((event) => update(known.get(event.currentTarget)));

  function update(element) {
    const context = element.ref.deref();
    const state = context ? stateOf.call(context) : "closed";
    if (state === "closed") return session.remove(element);
    const isRunning = state === "running";
    if (!isRunning || element.sounds) {
      clearTimeout(element.timer);
      element.timer = undefined;
      session.setAudible(element, isRunning);
    } else if (element.audible && element.timer === undefined) {
      element.timer = setTimeout(
        guard(() => {
          element.timer = undefined;
          session.setAudible(element, false);
        }),
        HOLD_MS,
      );
    }
  }

  class AudioContextElement {
    kind = "audiocontext";
    sounds = false;
    timer = undefined;

    suspendSteps() {
      queueTask(() => this.withContext((context) => adapter.interruptContext(context)));
    }

    resumeSteps() {
      queueTask(() => {
        if (!this.resuming) return;
        this.withContext((context) => adapter.endInterruption(context, true));
        // There may be nothing to hear any more.
        setTimeout(
          guard(() => session.settle(this)),
          HOLD_MS,
        );
      });
    }

    releaseSteps() {
      this.withContext((context) => adapter.endInterruption(context, false));
    }

    withContext(fn) {
      const context = this.ref.deref();
      if (context) fn(context);
    }
  }

  // A context that the page suspends while it is interrupted is not to run again when the interruption is over.
  hookMethod(AudioContext.prototype, "suspend", {
    after: guard((context) => session.forget(known.get(context))),
  });
  hookConstructor(window, ["AudioContext", "webkitAudioContext"], track);
  // Also those that were made before this file ran.
  hookMethod(AudioContext.prototype, "resume", { before: track });
  hookMethod(AudioNode?.prototype, "connect", { before: guard((_, args) => track(args[0]?.context)) });
}
