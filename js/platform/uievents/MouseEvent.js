// https://w3c.github.io/uievents/#interface-mouseevent, with what CSSOM View adds
define(
  `
[Exposed=Window]
interface MouseEvent : UIEvent {
  constructor(DOMString type, optional MouseEventInit eventInitDict = {});
  readonly attribute double screenX;
  readonly attribute double screenY;
  readonly attribute double clientX;
  readonly attribute double clientY;
  readonly attribute double pageX;
  readonly attribute double pageY;
  readonly attribute double x;
  readonly attribute double y;
  readonly attribute double offsetX;
  readonly attribute double offsetY;
  readonly attribute double layerX;
  readonly attribute double layerY;
  readonly attribute double movementX;
  readonly attribute double movementY;
  readonly attribute boolean ctrlKey;
  readonly attribute boolean shiftKey;
  readonly attribute boolean altKey;
  readonly attribute boolean metaKey;
  readonly attribute short button;
  readonly attribute unsigned short buttons;
  readonly attribute EventTarget? relatedTarget;
  boolean getModifierState(DOMString keyArg);
  undefined initMouseEvent(DOMString typeArg, optional boolean bubblesArg = false, optional boolean cancelableArg = false, optional Window? viewArg = null,
    optional long detailArg = 0, optional long screenXArg = 0, optional long screenYArg = 0, optional long clientXArg = 0, optional long clientYArg = 0,
    optional boolean ctrlKeyArg = false, optional boolean altKeyArg = false, optional boolean shiftKeyArg = false, optional boolean metaKeyArg = false,
    optional short buttonArg = 0, optional EventTarget? relatedTargetArg = null);
};
dictionary MouseEventInit : EventModifierInit {
  double screenX = 0;
  double screenY = 0;
  double clientX = 0;
  double clientY = 0;
  double movementX = 0;
  double movementY = 0;
  short button = 0;
  unsigned short buttons = 0;
  EventTarget? relatedTarget = null;
};
`,
  class {
    construct(type, init) {
      $.takeInit(impl, type, init);
    }
    get screenX() {
      return impl.point ? $.pointOf(impl).x : (impl.screenX ?? 0);
    }
    get screenY() {
      return impl.point ? $.pointOf(impl).y : (impl.screenY ?? 0);
    }
    get clientX() {
      return $.pointOf(impl).x;
    }
    get clientY() {
      return $.pointOf(impl).y;
    }
    get pageX() {
      return $.pointOf(impl).x + $.scrollPosition.x;
    }
    get pageY() {
      return $.pointOf(impl).y + $.scrollPosition.y;
    }
    get x() {
      return $.pointOf(impl).x;
    }
    get y() {
      return $.pointOf(impl).y;
    }
    get offsetX() {
      return $.pointInTarget(impl).x;
    }
    get offsetY() {
      return $.pointInTarget(impl).y;
    }
    // AD-HOC: the origin is the target's, not its containing block's
    get layerX() {
      return $.pointInTarget(impl).x;
    }
    get layerY() {
      return $.pointInTarget(impl).y;
    }
    get movementX() {
      return impl.movementX ?? 0;
    }
    get movementY() {
      return impl.movementY ?? 0;
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
    get button() {
      return impl.button ?? 0;
    }
    get buttons() {
      return impl.buttons ?? 0;
    }
    get relatedTarget() {
      return impl.relatedTarget ?? null;
    }
    getModifierState(keyArg) {
      return $.modifierState(impl, keyArg);
    }
    initMouseEvent(
      type,
      bubbles,
      cancelable,
      view,
      detail,
      screenX,
      screenY,
      clientX,
      clientY,
      ctrlKey,
      altKey,
      shiftKey,
      metaKey,
      button,
      relatedTarget,
    ) {
      if (impl.dispatching) return;
      $.initializeEvent(impl, type, bubbles, cancelable);
      Object.assign(impl, {
        view,
        detail,
        screenX,
        screenY,
        clientX,
        clientY,
        ctrlKey,
        altKey,
        shiftKey,
        metaKey,
        button,
        relatedTarget,
      });
    }
  },
);

// https://w3c.github.io/uievents/#interface-wheelevent
define(
  `
[Exposed=Window]
interface WheelEvent : MouseEvent {
  constructor(DOMString type, optional WheelEventInit eventInitDict = {});
  const unsigned long DOM_DELTA_PIXEL = 0x00;
  const unsigned long DOM_DELTA_LINE = 0x01;
  const unsigned long DOM_DELTA_PAGE = 0x02;
  readonly attribute double deltaX;
  readonly attribute double deltaY;
  readonly attribute double deltaZ;
  readonly attribute unsigned long deltaMode;
};
dictionary WheelEventInit : MouseEventInit {
  double deltaX = 0;
  double deltaY = 0;
  double deltaZ = 0;
  unsigned long deltaMode = 0;
};
`,
  class {
    construct(type, init) {
      $.takeInit(impl, type, init);
    }
    get deltaX() {
      return impl.deltaX ?? 0;
    }
    get deltaY() {
      return impl.deltaY ?? 0;
    }
    get deltaZ() {
      return impl.deltaZ ?? 0;
    }
    get deltaMode() {
      return impl.deltaMode ?? 0;
    }
  },
);

// https://html.spec.whatwg.org/#the-dragevent-interface
define(
  `
[Exposed=Window]
interface DragEvent : MouseEvent {
  constructor(DOMString type, optional DragEventInit eventInitDict = {});
  readonly attribute DataTransfer? dataTransfer;
};
dictionary DragEventInit : MouseEventInit { DataTransfer? dataTransfer = null; };
`,
  class {
    construct(type, init) {
      $.takeInit(impl, type, init);
    }
    get dataTransfer() {
      return impl.dataTransfer ?? null;
    }
  },
);
