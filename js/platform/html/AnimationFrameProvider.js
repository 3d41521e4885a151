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
      if ($.frames.callbacks.size === 0) h.request_frame();
      $.frames.callbacks.set(id, callback);
      return id;
    }
    cancelAnimationFrame(handle) {
      $.frames.callbacks.delete(handle);
      $.frames.running.delete(handle);
    }
  },
);
