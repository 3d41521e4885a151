// https://dom.spec.whatwg.org/#interface-event
define(
  `
[Exposed=*]
interface Event {
  constructor(DOMString type, optional EventInit eventInitDict = {});
  readonly attribute DOMString type;
  readonly attribute EventTarget? target;
  readonly attribute EventTarget? srcElement;
  readonly attribute EventTarget? currentTarget;
  sequence<EventTarget> composedPath();
  const unsigned short NONE = 0;
  const unsigned short CAPTURING_PHASE = 1;
  const unsigned short AT_TARGET = 2;
  const unsigned short BUBBLING_PHASE = 3;
  readonly attribute unsigned short eventPhase;
  undefined stopPropagation();
  attribute boolean cancelBubble;
  undefined stopImmediatePropagation();
  readonly attribute boolean bubbles;
  readonly attribute boolean cancelable;
  attribute boolean returnValue;
  undefined preventDefault();
  readonly attribute boolean defaultPrevented;
  readonly attribute boolean composed;
  [LegacyUnforgeable] readonly attribute boolean isTrusted;
  readonly attribute DOMHighResTimeStamp timeStamp;
  undefined initEvent(DOMString type, optional boolean bubbles = false, optional boolean cancelable = false);
};
typedef double DOMHighResTimeStamp;
dictionary EventInit {
  boolean bubbles = false;
  boolean cancelable = false;
  boolean composed = false;
};`,
  class {
    construct(type, eventInitDict) {
      $.initEvent(impl, type, eventInitDict);
    }
    get type() {
      return impl.type;
    }
    get target() {
      return impl.target ?? null;
    }
    get srcElement() {
      return impl.target ?? null;
    }
    get currentTarget() {
      return impl.currentTarget ?? null;
    }
    composedPath() {
      return impl.path && impl.currentTarget ? $.composedPath(impl) : [];
    }
    get eventPhase() {
      return impl.phase;
    }
    stopPropagation() {
      impl.stop = true;
    }
    get cancelBubble() {
      return !!impl.stop;
    }
    set cancelBubble(value) {
      if (value) impl.stop = true;
    }
    stopImmediatePropagation() {
      impl.stop = impl.stopImmediate = true;
    }
    get bubbles() {
      return impl.bubbles;
    }
    get cancelable() {
      return impl.cancelable;
    }
    get returnValue() {
      return !impl.canceled;
    }
    set returnValue(value) {
      if (!value && impl.cancelable && !impl.inPassive) impl.canceled = true;
    }
    preventDefault() {
      if (impl.cancelable && !impl.inPassive) impl.canceled = true;
    }
    get defaultPrevented() {
      return !!impl.canceled;
    }
    get composed() {
      return impl.composed;
    }
    get isTrusted() {
      return impl.isTrusted;
    }
    get timeStamp() {
      return impl.timeStamp;
    }
    initEvent(type, bubbles, cancelable) {
      if (!impl.dispatching) $.initializeEvent(impl, type, bubbles, cancelable);
    }
  },
);

library({
  // https://dom.spec.whatwg.org/#concept-event-initialize
  initializeEvent(impl, type, bubbles, cancelable) {
    Object.assign(impl, {
      initialized: true,
      stop: false,
      stopImmediate: false,
      canceled: false,
      isTrusted: false,
      target: null,
      type,
      bubbles,
      cancelable,
    });
  },
});
