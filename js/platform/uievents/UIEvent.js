// https://w3c.github.io/uievents/#interface-uievent
define(
  `
[Exposed=Window]
interface UIEvent : Event {
  constructor(DOMString type, optional UIEventInit eventInitDict = {});
  readonly attribute Window? view;
  readonly attribute long detail;
  readonly attribute InputDeviceCapabilities? sourceCapabilities;
  readonly attribute unsigned long which;
  undefined initUIEvent(DOMString typeArg, optional boolean bubblesArg = false, optional boolean cancelableArg = false, optional Window? viewArg = null, optional long detailArg = 0);
};
dictionary UIEventInit : EventInit {
  Window? view = null;
  long detail = 0;
  unsigned long which = 0;
};
dictionary EventModifierInit : UIEventInit {
  boolean ctrlKey = false;
  boolean shiftKey = false;
  boolean altKey = false;
  boolean metaKey = false;
  boolean modifierAltGraph = false;
  boolean modifierCapsLock = false;
  boolean modifierFn = false;
  boolean modifierFnLock = false;
  boolean modifierHyper = false;
  boolean modifierNumLock = false;
  boolean modifierScrollLock = false;
  boolean modifierSuper = false;
  boolean modifierSymbol = false;
  boolean modifierSymbolLock = false;
};
`,
  class {
    construct(type, init) {
      $.takeInit(impl, type, init);
    }
    get view() {
      return impl.view ?? null;
    }
    get detail() {
      return impl.detail ?? 0;
    }
    get sourceCapabilities() {
      return null;
    }
    get which() {
      return impl.which ?? 0;
    }
    initUIEvent(type, bubbles, cancelable, view, detail) {
      if (impl.dispatching) return;
      $.initializeEvent(impl, type, bubbles, cancelable);
      Object.assign(impl, { view, detail });
    }
  },
);

library({
  // slots of an event whose members are those of its dictionary
  takeInit(impl, type, init) {
    $.initEvent(impl, type, init);
    Object.assign(impl, init);
  },
  // https://w3c.github.io/uievents/#event-modifier-initializers
  modifierState(impl, key) {
    const flag = { Alt: "altKey", Control: "ctrlKey", Meta: "metaKey", Shift: "shiftKey" }[key] ?? `modifier${key}`;
    return impl[flag] === true;
  },
});
