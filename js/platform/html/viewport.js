// The viewport and the screen, whose sizes are the embedder's.
// https://drafts.csswg.org/cssom-view/#extensions-to-the-window-interface
define(
  `
partial interface Window {
  [SameObject, Replaceable] readonly attribute Screen screen;
  [SameObject, Replaceable] readonly attribute VisualViewport? visualViewport;
  [Replaceable] readonly attribute long innerWidth;
  [Replaceable] readonly attribute long innerHeight;
  [Replaceable] readonly attribute long outerWidth;
  [Replaceable] readonly attribute long outerHeight;
  [Replaceable] readonly attribute double devicePixelRatio;
  [Replaceable] readonly attribute double scrollX;
  [Replaceable] readonly attribute double pageXOffset;
  [Replaceable] readonly attribute double scrollY;
  [Replaceable] readonly attribute double pageYOffset;
  [Replaceable] readonly attribute long screenX;
  [Replaceable] readonly attribute long screenLeft;
  [Replaceable] readonly attribute long screenY;
  [Replaceable] readonly attribute long screenTop;
  Promise<undefined> scroll(optional any x, optional any y);
  Promise<undefined> scrollTo(optional any x, optional any y);
  Promise<undefined> scrollBy(optional any x, optional any y);
  undefined moveTo(long x, long y);
  undefined moveBy(long x, long y);
  undefined resizeTo(long width, long height);
  undefined resizeBy(long width, long height);
};`,
  class {
    get screen() {
      return $.create("Screen");
    }
    get visualViewport() {
      return $.create("VisualViewport");
    }
    get innerWidth() {
      return h.viewport_width();
    }
    get innerHeight() {
      return h.viewport_height();
    }
    get outerWidth() {
      return h.screen_width();
    }
    get outerHeight() {
      return h.screen_height();
    }
    get devicePixelRatio() {
      return h.device_pixel_ratio();
    }
    get scrollX() {
      return $.scrollPosition.x;
    }
    get pageXOffset() {
      return $.scrollPosition.x;
    }
    get scrollY() {
      return $.scrollPosition.y;
    }
    get pageYOffset() {
      return $.scrollPosition.y;
    }
    get screenX() {
      return 0;
    }
    get screenLeft() {
      return 0;
    }
    get screenY() {
      return 0;
    }
    get screenTop() {
      return 0;
    }
    async scroll(x, y) {
      $.scrollWindow(x, y, y === undefined, false);
    }
    async scrollTo(x, y) {
      $.scrollWindow(x, y, y === undefined, false);
    }
    async scrollBy(x, y) {
      $.scrollWindow(x, y, y === undefined, true);
    }
    // only windows that script has opened as popups may be moved
    moveTo(x, y) {}
    moveBy(x, y) {}
    resizeTo(width, height) {}
    resizeBy(width, height) {}
  },
);
define(
  `
[Exposed=Window]
interface Screen {
  readonly attribute long availWidth;
  readonly attribute long availHeight;
  readonly attribute long availLeft;
  readonly attribute long availTop;
  readonly attribute long width;
  readonly attribute long height;
  readonly attribute unsigned long colorDepth;
  readonly attribute unsigned long pixelDepth;
  readonly attribute boolean isExtended;
  [SameObject] readonly attribute ScreenOrientation orientation;
};`,
  class {
    get availWidth() {
      return h.screen_width();
    }
    get availHeight() {
      return h.screen_height();
    }
    get availLeft() {
      return 0;
    }
    get availTop() {
      return 0;
    }
    get width() {
      return h.screen_width();
    }
    get height() {
      return h.screen_height();
    }
    get colorDepth() {
      return 24;
    }
    get pixelDepth() {
      return 24;
    }
    get isExtended() {
      return false;
    }
    get orientation() {
      return $.create("ScreenOrientation");
    }
  },
);
define(
  `
[Exposed=Window]
interface ScreenOrientation : EventTarget {
  Promise<undefined> lock(any orientation);
  undefined unlock();
  readonly attribute DOMString type;
  readonly attribute unsigned short angle;
  attribute EventHandler onchange;
};`,
  class {
    async lock(orientation) {
      throw new $.DOMException("The screen orientation of this device cannot be locked.", "NotSupportedError");
    }
    unlock() {}
    get type() {
      return h.screen_width() >= h.screen_height() ? "landscape-primary" : "portrait-primary";
    }
    get angle() {
      return 0;
    }
  },
);
define(
  `
[Exposed=Window]
interface VisualViewport : EventTarget {
  readonly attribute double offsetLeft;
  readonly attribute double offsetTop;
  readonly attribute double pageLeft;
  readonly attribute double pageTop;
  readonly attribute double width;
  readonly attribute double height;
  readonly attribute double scale;
  attribute EventHandler onresize;
  attribute EventHandler onscroll;
  attribute EventHandler onscrollend;
};`,
  class {
    get offsetLeft() {
      return 0;
    }
    get offsetTop() {
      return 0;
    }
    get pageLeft() {
      return $.scrollPosition.x;
    }
    get pageTop() {
      return $.scrollPosition.y;
    }
    get width() {
      return h.viewport_width();
    }
    get height() {
      return h.viewport_height();
    }
    get scale() {
      return 1;
    }
  },
);

library({
  get scrollPosition() {
    return { x: 0, y: 0, queued: false };
  },
  // https://drafts.csswg.org/cssom-view/#dom-window-scroll
  scrollWindow(x, y, single, relative) {
    const at = $.scrollPosition;
    if (single) {
      if (x !== undefined && x !== null && typeof x !== "object")
        throw new $.TypeError("The provided value is not of type 'ScrollToOptions'.");
      [x, y] = [x?.left ?? (relative ? 0 : at.x), x?.top ?? (relative ? 0 : at.y)];
    }
    const finite = (value) => (Number.isFinite(+value) ? +value : 0);
    let left = Math.max(0, finite(x) + (relative ? at.x : 0)),
      top = Math.max(0, finite(y) + (relative ? at.y : 0));
    const root = $.h.document_element($.documentId);
    if (root !== null && (left || top)) {
      const [right, bottom] = $.scrollEnd($.implOf(root));
      [left, top] = [Math.min(left, right), Math.min(top, bottom)];
    }
    if (left === at.x && top === at.y) return;
    at.x = left;
    at.y = top;
    if (root !== null) $.h.layout_scrolled(root, left, top);
    if (at.queued) return;
    at.queued = true;
    $.queueTask(() => {
      at.queued = false;
      const { document } = $.global;
      $.fire(document, "scroll", { bubbles: true }, "Event");
      $.fire(document, "scrollend", { bubbles: true }, "Event");
    });
  },
});
