// https://html.spec.whatwg.org/#animationframeprovider
define(
  `
interface mixin AnimationFrameProvider {
  unsigned long requestAnimationFrame(Function callback);
  undefined cancelAnimationFrame(unsigned long handle);
};`,
  class {
    requestAnimationFrame(callback) {
      if (typeof callback !== "function") throw new $.TypeError("parameter 1 is not of type 'Function'.");
      const id = ++$.frames.last;
      if ($.frames.callbacks.size === 0) h.request_frame(0, false);
      $.frames.callbacks.set(id, callback);
      return id;
    }
    cancelAnimationFrame(handle) {
      $.frames.callbacks.delete(handle);
      $.frames.running.delete(handle);
    }
  },
);
define(
  `
partial interface Window {
  unsigned long webkitRequestAnimationFrame(Function callback);
  undefined webkitCancelAnimationFrame(unsigned long id);
};`,
  class {
    webkitRequestAnimationFrame(callback) {
      return $.global.requestAnimationFrame(callback);
    }
    webkitCancelAnimationFrame(id) {
      $.global.cancelAnimationFrame(id);
    }
  },
);
