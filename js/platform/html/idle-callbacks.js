// https://w3c.github.io/requestidlecallback/
define(
  `
partial interface Window {
  unsigned long requestIdleCallback(IdleRequestCallback callback, optional IdleRequestOptions options = {});
  undefined cancelIdleCallback(unsigned long handle);
};
callback IdleRequestCallback = undefined (IdleDeadline deadline);
dictionary IdleRequestOptions { unsigned long timeout; };
`,
  class {
    requestIdleCallback(callback, options) {
      const id = ++$.idle.last;
      $.idle.callbacks.set(id, callback);
      $.queueTask(() => $.runIdle(id));
      return id;
    }
    cancelIdleCallback(handle) {
      $.idle.callbacks.delete(handle);
    }
  },
);
define(
  `
[Exposed=Window]
interface IdleDeadline {
  double timeRemaining();
  readonly attribute boolean didTimeout;
};`,
  class {
    timeRemaining() {
      return Math.max(0, impl.until - h.now());
    }
    get didTimeout() {
      return false;
    }
  },
);

library({
  get idle() {
    return { last: 0, callbacks: new Map() };
  },
  // AD-HOC: an idle period begins once the tasks before it are done, and lasts as long as one may at most
  runIdle(id) {
    const callback = $.idle.callbacks.get(id);
    if (callback === undefined) return;
    if ($.scheduling.waiting.length > 0) {
      $.queueTask(() => $.runIdle(id));
      return;
    }
    $.idle.callbacks.delete(id);
    $.setSchedulingState({ signal: null, source: "background" });
    $.invoke(callback, undefined, [$.create("IdleDeadline", { until: $.h.now() + 50 })]);
  },
});
