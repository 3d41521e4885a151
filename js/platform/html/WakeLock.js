// https://w3c.github.io/screen-wake-lock/
define(
  `
[SecureContext, Exposed=Window]
interface WakeLock { Promise<WakeLockSentinel> request(optional WakeLockType type = "screen"); };
enum WakeLockType { "screen" };
`,
  class {
    // https://w3c.github.io/screen-wake-lock/#the-request-method
    async request(type) {
      if ($.global.document.hidden) throw new $.DOMException("The requesting page is not visible.", "NotAllowedError");
      const sentinel = $.create("WakeLockSentinel", { type, released: false });
      $.wakeLocks.add(sentinel);
      return sentinel;
    }
  },
);
define(
  `
[SecureContext, Exposed=Window]
interface WakeLockSentinel : EventTarget {
  readonly attribute boolean released;
  readonly attribute WakeLockType type;
  Promise<undefined> release();
  attribute EventHandler onrelease;
};`,
  class {
    get released() {
      return impl.released;
    }
    get type() {
      return impl.type;
    }
    async release() {
      $.releaseWakeLock(this);
    }
  },
);

library({
  get wakeLocks() {
    return new Set();
  },
  // https://w3c.github.io/screen-wake-lock/#dfn-release-a-wake-lock
  releaseWakeLock(sentinel) {
    if (!$.wakeLocks.delete(sentinel)) return;
    $.impl(sentinel).released = true;
    $.fire(sentinel, "release", {}, "Event");
  },
});
