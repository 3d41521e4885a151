// https://dom.spec.whatwg.org/#interface-eventtarget
define(`
[Exposed=*]
interface EventTarget {
  constructor();
  undefined addEventListener(DOMString type, EventListener? callback, optional any options = {});
  undefined removeEventListener(DOMString type, EventListener? callback, optional any options = {});
  boolean dispatchEvent(Event event);
};`, class {
  construct() {}
  // https://dom.spec.whatwg.org/#dom-eventtarget-addeventlistener
  addEventListener(type, callback, options) {
    const isObject = options !== null && typeof options === "object";
    const capture = isObject ? !!options.capture : !!options;
    const once = isObject && !!options.once;
    const passive = isObject && !!options.passive;
    const signal = isObject ? options.signal : undefined;
    if (signal !== undefined && !$.is(signal, "AbortSignal")) throw new $.TypeError("member signal is not of type AbortSignal.");
    if (callback !== null && typeof callback !== "object" && typeof callback !== "function")
      throw new $.TypeError("parameter 2 is not of type 'Object'.");
    if (signal !== undefined && signal.aborted) return;
    if (callback === null) return;
    const list = (impl.listeners ??= []);
    for (const l of list) if (l.type === type && l.callback === callback && l.capture === capture) return;
    const listener = { type, callback, capture, once, passive, removed: false, handler: false };
    list.push(listener);
    if (signal !== undefined) $.onAbort(signal, () => $.removeListener(impl, listener));
    if (impl.listenerAdded) impl.listenerAdded(type);
  }
  removeEventListener(type, callback, options) {
    const capture = options !== null && typeof options === "object" ? !!options.capture : !!options;
    for (const l of impl.listeners ?? [])
      if (l.type === type && l.callback === callback && l.capture === capture && !l.handler) return $.removeListener(impl, l);
  }
  dispatchEvent(event) {
    const e = $.of(event, "Event");
    if (e.dispatching || !e.initialized) throw new $.DOMException("The event is already being dispatched.", "InvalidStateError");
    e.isTrusted = false;
    return $.dispatch(this ?? $.global, impl, event, e);
  }
});
