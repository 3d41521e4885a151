// Touches that script makes; the device has a mouse, so none comes by itself. https://w3c.github.io/touch-events/
define(
  `
[Exposed=Window]
interface TouchEvent : UIEvent {
  constructor(DOMString type, optional TouchEventInit eventInitDict = {});
  readonly attribute TouchList touches;
  readonly attribute TouchList targetTouches;
  readonly attribute TouchList changedTouches;
  readonly attribute boolean altKey;
  readonly attribute boolean metaKey;
  readonly attribute boolean ctrlKey;
  readonly attribute boolean shiftKey;
};
dictionary TouchEventInit : EventModifierInit {
  sequence<Touch> touches = [];
  sequence<Touch> targetTouches = [];
  sequence<Touch> changedTouches = [];
};
`,
  class {
    construct(type, init) {
      $.takeInit(impl, type, init);
      for (const name of ["touches", "targetTouches", "changedTouches"]) impl[name] = $.create("TouchList", { list: init[name] });
    }
    get touches() {
      return impl.touches;
    }
    get targetTouches() {
      return impl.targetTouches;
    }
    get changedTouches() {
      return impl.changedTouches;
    }
    get altKey() {
      return impl.altKey ?? false;
    }
    get metaKey() {
      return impl.metaKey ?? false;
    }
    get ctrlKey() {
      return impl.ctrlKey ?? false;
    }
    get shiftKey() {
      return impl.shiftKey ?? false;
    }
  },
);
define(
  `
[Exposed=Window]
interface Touch {
  constructor(TouchInit touchInitDict);
  readonly attribute long identifier;
  readonly attribute EventTarget target;
  readonly attribute double screenX;
  readonly attribute double screenY;
  readonly attribute double clientX;
  readonly attribute double clientY;
  readonly attribute double pageX;
  readonly attribute double pageY;
  readonly attribute float radiusX;
  readonly attribute float radiusY;
  readonly attribute float rotationAngle;
  readonly attribute float force;
};
dictionary TouchInit {
  required long identifier;
  required EventTarget target;
  double clientX = 0;
  double clientY = 0;
  double screenX = 0;
  double screenY = 0;
  double pageX = 0;
  double pageY = 0;
  float radiusX = 0;
  float radiusY = 0;
  float rotationAngle = 0;
  float force = 0;
};
`,
  class {
    construct(touchInitDict) {
      Object.assign(impl, touchInitDict);
    }
    get identifier() {
      return impl.identifier;
    }
    get target() {
      return impl.target;
    }
    get screenX() {
      return impl.screenX;
    }
    get screenY() {
      return impl.screenY;
    }
    get clientX() {
      return impl.clientX;
    }
    get clientY() {
      return impl.clientY;
    }
    get pageX() {
      return impl.pageX;
    }
    get pageY() {
      return impl.pageY;
    }
    get radiusX() {
      return impl.radiusX;
    }
    get radiusY() {
      return impl.radiusY;
    }
    get rotationAngle() {
      return impl.rotationAngle;
    }
    get force() {
      return impl.force;
    }
  },
);
define(
  `
[Exposed=Window]
interface TouchList {
  readonly attribute unsigned long length;
  getter Touch? item(unsigned long index);
};`,
  class {
    get length() {
      return impl.list.length;
    }
    item(index) {
      return impl.list[index] ?? null;
    }
    static $length(impl) {
      return impl.list.length;
    }
    static $item(impl, index) {
      return impl.list[index];
    }
  },
);
