// The global object: its own members. https://html.spec.whatwg.org/#the-window-object
define(`
[Global=Window, Exposed=Window]
interface Window : EventTarget {
  [Replaceable] readonly attribute WindowProxy self;
  [LegacyUnforgeable] readonly attribute Document document;
  undefined reportError(any e);
  undefined queueMicrotask(Function callback);
  long setTimeout(any handler, optional any timeout = 0, any... arguments);
  undefined clearTimeout(optional any id = 0);
  long setInterval(any handler, optional any timeout = 0, any... arguments);
  undefined clearInterval(optional any id = 0);
  unsigned long requestAnimationFrame(Function callback);
  undefined cancelAnimationFrame(unsigned long handle);
  [Replaceable] readonly attribute any event;
};`, class {
  get self() { return $.global; }
  get document() { return $.wrap($.documentId); }
  get event() { return $.currentEvent; }
  reportError(e) { $.report(e); }
  queueMicrotask(callback) {
    if (typeof callback !== "function") throw new $.TypeError("parameter 1 is not of type 'Function'.");
    $.microtask(callback);
  }
  setTimeout(handler, timeout, ...rest) { return $.setTimer(handler, timeout, rest, false); }
  clearTimeout(id) { $.clearTimer(id); }
  setInterval(handler, timeout, ...rest) { return $.setTimer(handler, timeout, rest, true); }
  clearInterval(id) { $.clearTimer(id); }
  requestAnimationFrame(callback) {
    if (typeof callback !== "function") throw new $.TypeError("parameter 1 is not of type 'Function'.");
    const id = ++$.frames.last;
    if ($.frames.callbacks.size === 0) h.request_frame();
    $.frames.callbacks.set(id, callback);
    return id;
  }
  cancelAnimationFrame(handle) { $.frames.callbacks.delete(handle); }
});
