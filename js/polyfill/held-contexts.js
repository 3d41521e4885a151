// AudioContexts that may not begin by themselves. One that makes no sound asks for nothing: it waits, without a place in
// the session, until there is no guard for it any more. https://webaudio.github.io/web-audio-api/#interruption-handling
import { watchAudioContexts } from "./audio-context.js";
import { watchGuard } from "./guard.js";
import { apply, hookConstructor, hookGetter, hookMethod, hookValue } from "./hooks.js";

const CONSTRUCTORS = ["AudioContext", "webkitAudioContext"];
const nothing = () => {};

export function holdAudioContexts(context) {
  const { window, adapter, session, guard, queueTask, known } = context;
  const { AudioContext, BaseAudioContext, DOMException, Event, Promise } = window;
  const { prototype } = AudioContext;
  const { resume, suspend } = prototype;
  // Contexts that did not run: what their state shows, whether they run afterwards, and the page's calls of resume().
  const blocked = new WeakMap();

  const stateOf = hookGetter(BaseAudioContext.prototype, "state", (self) => {
    const entry = blocked.get(self);
    return entry && stateOf.call(self) !== "closed" ? entry.shown : undefined;
  });
  const show = (audioContext, entry, shown) => {
    if (entry.shown === shown) return;
    entry.shown = shown;
    queueTask(() => adapter.fire(audioContext, new Event("statechange")));
  };
  const block = (audioContext, isNew) => {
    const state = stateOf.call(audioContext);
    if (state === "closed") return;
    if (state === "running" && !isNew) return adapter.interruptContext(audioContext);
    blocked.set(audioContext, { shown: "suspended", runs: isNew, waiting: [] });
    suspend.call(audioContext).catch(nothing);
  };
  const lift = (audioContext, mayRun) => {
    const entry = blocked.get(audioContext);
    if (!entry) return adapter.endInterruption(audioContext, mayRun);
    blocked.delete(audioContext);
    if (mayRun && entry.runs) {
      resume.call(audioContext).catch(nothing);
      for (const run of entry.waiting) run();
    } else if (entry.shown === "interrupted") {
      queueTask(() => adapter.fire(audioContext, new Event("statechange")));
    }
  };

  const entered = (element) => {
    element.updateSteps = () => {
      const audioContext = element.ref.deref();
      const isGuarded = !!context.guardOf(element.kind);
      if (!audioContext || element.isBlocked === isGuarded) return;
      if (element.isBlocked) lift(audioContext, context.mayRun());
      else if (!isGuarded || element.audible || element.resuming || session.interruptedElements.has(element)) return;
      else block(audioContext, element.isNew);
      element.isBlocked = isGuarded;
    };
    const { releaseSteps } = element;
    element.releaseSteps = () => {
      const entry = blocked.get(element.ref.deref());
      if (entry) entry.runs = false;
      else releaseSteps.call(element);
      element.updateSteps();
    };
  };

  watchGuard(context, ["audiocontext"], entered);
  watchAudioContexts(context);

  hookConstructor(
    window,
    CONSTRUCTORS,
    guard((audioContext) => {
      const element = known.get(audioContext);
      if (!element) return;
      element.isNew = true;
      element.updateSteps();
      // Until it has begun.
      apply(audioContext.addEventListener, audioContext, ["statechange", () => (element.isNew = false), { once: true }]);
    }),
  );
  hookMethod(prototype, "suspend", {
    before: guard((audioContext) => {
      const element = known.get(audioContext);
      if (element) element.isNew = false;
      const entry = blocked.get(audioContext);
      if (!entry) return;
      entry.runs = false;
      entry.waiting.length = 0;
      show(audioContext, entry, "suspended");
    }),
  });
  // Calls that wait are rejected.
  hookMethod(prototype, "close", {
    after: guard((audioContext) => {
      for (const run of blocked.get(audioContext)?.waiting.splice(0) ?? []) run();
    }),
  });
  // https://webaudio.github.io/web-audio-api/#dom-audiocontext-resume
  const held = guard((audioContext) => {
    const element = known.get(audioContext);
    if (!element) return undefined;
    element.updateSteps();
    const guarded = context.guardOf(element.kind);
    if (guarded && !guarded.rejects) context.mustAsk(element);
    return blocked.get(audioContext);
  });
  hookValue(prototype, "resume", {
    apply(target, self, args) {
      const entry = held(self);
      const run = () => apply(target, self, args);
      if (!entry || stateOf.call(self) === "closed") return run();
      entry.runs = true;
      // 5
      if (entry.shown === "suspended" && context.guardOf("audiocontext")?.rejects) {
        show(self, entry, "interrupted");
        return Promise.reject(new DOMException("The AudioContext is interrupted.", "InvalidStateError"));
      }
      return new Promise((resolve) => entry.waiting.push(() => resolve(run())));
    },
  });
}
