// The events of focus, input and composition. https://w3c.github.io/uievents/
define(
  `
[Exposed=Window]
interface FocusEvent : UIEvent {
  constructor(DOMString type, optional FocusEventInit eventInitDict = {});
  readonly attribute EventTarget? relatedTarget;
};
dictionary FocusEventInit : UIEventInit { EventTarget? relatedTarget = null; };
`,
  class {
    construct(type, init) {
      $.takeInit(impl, type, init);
    }
    get relatedTarget() {
      return impl.relatedTarget ?? null;
    }
  },
);
define(
  `
[Exposed=Window]
interface InputEvent : UIEvent {
  constructor(DOMString type, optional InputEventInit eventInitDict = {});
  readonly attribute DOMString? data;
  readonly attribute boolean isComposing;
  readonly attribute DOMString inputType;
  readonly attribute DataTransfer? dataTransfer;
  sequence<StaticRange> getTargetRanges();
};
dictionary InputEventInit : UIEventInit {
  DOMString? data = null;
  boolean isComposing = false;
  DOMString inputType = "";
  DataTransfer? dataTransfer = null;
  sequence<StaticRange> targetRanges = [];
};
`,
  class {
    construct(type, init) {
      $.takeInit(impl, type, init);
    }
    get data() {
      return impl.data ?? null;
    }
    get isComposing() {
      return impl.isComposing ?? false;
    }
    get inputType() {
      return impl.inputType ?? "";
    }
    get dataTransfer() {
      return impl.dataTransfer ?? null;
    }
    getTargetRanges() {
      return [...(impl.targetRanges ?? [])];
    }
  },
);
define(
  `
[Exposed=Window]
interface CompositionEvent : UIEvent {
  constructor(DOMString type, optional CompositionEventInit eventInitDict = {});
  readonly attribute DOMString data;
  undefined initCompositionEvent(DOMString typeArg, optional boolean bubblesArg = false, optional boolean cancelableArg = false, optional Window? viewArg = null, optional DOMString dataArg = "");
};
dictionary CompositionEventInit : UIEventInit { DOMString data = ""; };
`,
  class {
    construct(type, init) {
      $.takeInit(impl, type, init);
    }
    get data() {
      return impl.data ?? "";
    }
    initCompositionEvent(type, bubbles, cancelable, view, data) {
      if (impl.dispatching) return;
      $.initializeEvent(impl, type, bubbles, cancelable);
      Object.assign(impl, { view, data });
    }
  },
);
define(
  `
[Exposed=Window]
interface TextEvent : UIEvent {
  readonly attribute DOMString data;
  undefined initTextEvent(DOMString type, optional boolean bubbles = false, optional boolean cancelable = false, optional Window? view = null, optional DOMString data = "undefined");
};`,
  class {
    get data() {
      return impl.data ?? "";
    }
    initTextEvent(type, bubbles, cancelable, view, data) {
      if (impl.dispatching) return;
      $.initializeEvent(impl, type, bubbles, cancelable);
      Object.assign(impl, { view, data });
    }
  },
);
