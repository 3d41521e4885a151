// Members that windows and workers share. https://html.spec.whatwg.org/#windoworworkerglobalscope-mixin
define(
  `
interface mixin WindowOrWorkerGlobalScope {
  [Replaceable] readonly attribute USVString origin;
  readonly attribute boolean isSecureContext;
  readonly attribute boolean crossOriginIsolated;
  undefined reportError(any e);
  undefined queueMicrotask(Function callback);
  long setTimeout(any handler, optional any timeout = 0, any... arguments);
  undefined clearTimeout(optional any id = 0);
  long setInterval(any handler, optional any timeout = 0, any... arguments);
  undefined clearInterval(optional any id = 0);
};`,
  class {
    get origin() {
      return h.message_origin();
    }
    get isSecureContext() {
      return h.is_secure();
    }
    get crossOriginIsolated() {
      return false;
    }
    reportError(e) {
      $.report(e);
    }
    queueMicrotask(callback) {
      if (typeof callback !== "function") throw new $.TypeError("parameter 1 is not of type 'Function'.");
      $.microtask(callback);
    }
    setTimeout(handler, timeout, ...rest) {
      return $.setTimer(handler, timeout, rest, false);
    }
    clearTimeout(id) {
      $.clearTimer(id);
    }
    setInterval(handler, timeout, ...rest) {
      return $.setTimer(handler, timeout, rest, true);
    }
    clearInterval(id) {
      $.clearTimer(id);
    }
  },
);
