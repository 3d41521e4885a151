// https://dom.spec.whatwg.org/#interface-eventtarget
define(
  `
[Exposed=*]
interface EventTarget {
  constructor();
  undefined addEventListener(DOMString type, EventListener? callback, optional (AddEventListenerOptions or boolean) options = {});
  undefined removeEventListener(DOMString type, EventListener? callback, optional (EventListenerOptions or boolean) options = {});
  boolean dispatchEvent(Event event);
};
callback interface EventListener { undefined handleEvent(Event event); };
dictionary EventListenerOptions { boolean capture = false; };
dictionary AddEventListenerOptions : EventListenerOptions {
  boolean passive;
  boolean once = false;
  AbortSignal signal;
};`,
  class {
    construct() {}
    // https://dom.spec.whatwg.org/#dom-eventtarget-addeventlistener
    addEventListener(type, callback, options) {
      $.checkListener(callback);
      // https://dom.spec.whatwg.org/#event-flatten-more
      let capture,
        once = false,
        passive,
        signal;
      if (options !== null && (typeof options === "object" || typeof options === "function")) {
        capture = !!options.capture;
        once = !!options.once;
        if (options.passive !== undefined) passive = !!options.passive;
        ({ signal } = options);
        if (signal !== undefined && !$.is(signal, "AbortSignal"))
          throw new $.TypeError("member signal is not of type AbortSignal.");
      } else capture = !!options;
      // https://dom.spec.whatwg.org/#add-an-event-listener
      // 2., 3.
      if (callback === null || callback === undefined || (signal !== undefined && $.impl(signal).aborted === true)) return;
      const list = (impl.listeners ??= []);
      // 5.
      for (const l of list) if (l.type === type && l.callback === callback && l.capture === capture) return;
      // 4.
      passive ??= $.passiveByDefault(type, impl);
      // 5.
      const listener = { type, callback, capture, once, passive, removed: false, handler: false };
      list.push(listener);
      // 6. INTEROP: a listener that is there already is not bound to another signal.
      if (signal !== undefined) $.onAbort(signal, () => $.removeListener(impl, listener));
      if (impl.listenerAdded) impl.listenerAdded(type);
    }
    // https://dom.spec.whatwg.org/#dom-eventtarget-removeeventlistener
    removeEventListener(type, callback, options) {
      $.checkListener(callback);
      // 1.
      const capture =
        options !== null && (typeof options === "object" || typeof options === "function") ? !!options.capture : !!options;
      // 2.
      for (const l of impl.listeners ?? [])
        if (l.type === type && l.callback === callback && l.capture === capture && !l.handler) return $.removeListener(impl, l);
    }
    // https://dom.spec.whatwg.org/#dom-eventtarget-dispatchevent
    dispatchEvent(event) {
      const e = $.impl(event);
      if (e === undefined || e.realm !== undefined) return $.dispatchForeign(this ?? $.global, impl, event);
      // 1.
      if (e.dispatching || !e.initialized)
        throw new $.DOMException("The event is already being dispatched.", "InvalidStateError");
      // 2.
      e.isTrusted = false;
      // 3.
      return $.dispatch(this ?? $.global, impl, event, e);
    }
  },
);

library({
  checkListener(callback) {
    if (callback !== null && callback !== undefined && typeof callback !== "object" && typeof callback !== "function")
      throw new $.TypeError("parameter 2 is not of type 'Object'.");
  },
  // https://dom.spec.whatwg.org/#default-passive-value
  passiveByDefault(type, impl) {
    if (type !== "touchstart" && type !== "touchmove" && type !== "wheel" && type !== "mousewheel") return false;
    const { is } = impl;
    if (is.Window || is.HTMLHtmlElement || is.HTMLBodyElement) return true;
    return is.Document === true && impl.id === $.documentId;
  },
});
