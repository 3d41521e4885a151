// https://w3c.github.io/uievents/#interface-keyboardevent
define(
  `
[Exposed=Window]
interface KeyboardEvent : UIEvent {
  constructor(DOMString type, optional KeyboardEventInit eventInitDict = {});
  const unsigned long DOM_KEY_LOCATION_STANDARD = 0x00;
  const unsigned long DOM_KEY_LOCATION_LEFT = 0x01;
  const unsigned long DOM_KEY_LOCATION_RIGHT = 0x02;
  const unsigned long DOM_KEY_LOCATION_NUMPAD = 0x03;
  readonly attribute DOMString key;
  readonly attribute DOMString code;
  readonly attribute unsigned long location;
  readonly attribute boolean ctrlKey;
  readonly attribute boolean shiftKey;
  readonly attribute boolean altKey;
  readonly attribute boolean metaKey;
  readonly attribute boolean repeat;
  readonly attribute boolean isComposing;
  readonly attribute unsigned long charCode;
  readonly attribute unsigned long keyCode;
  boolean getModifierState(DOMString keyArg);
  undefined initKeyboardEvent(DOMString typeArg, optional boolean bubblesArg = false, optional boolean cancelableArg = false, optional Window? viewArg = null,
    optional DOMString keyArg = "", optional unsigned long locationArg = 0, optional boolean ctrlKey = false, optional boolean altKey = false,
    optional boolean shiftKey = false, optional boolean metaKey = false);
};
dictionary KeyboardEventInit : EventModifierInit {
  DOMString key = "";
  DOMString code = "";
  unsigned long location = 0;
  boolean repeat = false;
  boolean isComposing = false;
  unsigned long charCode = 0;
  unsigned long keyCode = 0;
};
`,
  class {
    construct(type, init) {
      $.takeInit(impl, type, init);
    }
    get key() {
      return impl.key ?? "";
    }
    get code() {
      return impl.code ?? "";
    }
    get location() {
      return impl.location ?? 0;
    }
    get ctrlKey() {
      return impl.ctrlKey ?? false;
    }
    get shiftKey() {
      return impl.shiftKey ?? false;
    }
    get altKey() {
      return impl.altKey ?? false;
    }
    get metaKey() {
      return impl.metaKey ?? false;
    }
    get repeat() {
      return impl.repeat ?? false;
    }
    get isComposing() {
      return impl.isComposing ?? false;
    }
    get charCode() {
      return impl.charCode ?? 0;
    }
    get keyCode() {
      return impl.keyCode ?? 0;
    }
    getModifierState(keyArg) {
      return $.modifierState(impl, keyArg);
    }
    initKeyboardEvent(type, bubbles, cancelable, view, key, location, ctrlKey, altKey, shiftKey, metaKey) {
      if (impl.dispatching) return;
      $.initializeEvent(impl, type, bubbles, cancelable);
      Object.assign(impl, { view, key, location, ctrlKey, altKey, shiftKey, metaKey });
    }
  },
);
