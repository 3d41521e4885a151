// The window's place on a screen of 1280 by 720 pixels. AD-HOC: it does not move, and only remembers where it was scrolled to.
// https://drafts.csswg.org/cssom-view/#extensions-to-the-window-interface
define(`
partial interface Window {
  [SameObject, Replaceable] readonly attribute Screen screen;
  [SameObject, Replaceable] readonly attribute VisualViewport? visualViewport;
  undefined moveTo(long x, long y);
  undefined moveBy(long x, long y);
  undefined resizeTo(long width, long height);
  undefined resizeBy(long x, long y);
  [Replaceable] readonly attribute long innerWidth;
  [Replaceable] readonly attribute long innerHeight;
  [Replaceable] readonly attribute double scrollX;
  [Replaceable] readonly attribute double pageXOffset;
  [Replaceable] readonly attribute double scrollY;
  [Replaceable] readonly attribute double pageYOffset;
  Promise<undefined> scroll(optional any x, optional any y);
  Promise<undefined> scrollTo(optional any x, optional any y);
  Promise<undefined> scrollBy(optional any x, optional any y);
  [Replaceable] readonly attribute long screenX;
  [Replaceable] readonly attribute long screenLeft;
  [Replaceable] readonly attribute long screenY;
  [Replaceable] readonly attribute long screenTop;
  [Replaceable] readonly attribute long outerWidth;
  [Replaceable] readonly attribute long outerHeight;
  [Replaceable] readonly attribute double devicePixelRatio;
};`, class {
  get screen() { return $.create("Screen", {}); }
  get visualViewport() { return $.create("VisualViewport", {}); }
  moveTo(x, y) {}
  moveBy(x, y) {}
  resizeTo(width, height) {}
  resizeBy(x, y) {}
  get innerWidth() { return 1280; }
  get innerHeight() { return 720; }
  get scrollX() { return impl.scrollLeft ?? 0; }
  get pageXOffset() { return impl.scrollLeft ?? 0; }
  get scrollY() { return impl.scrollTop ?? 0; }
  get pageYOffset() { return impl.scrollTop ?? 0; }
  async scroll(x, y) { $.scrollElement(impl, x, y, 0, 0); }
  async scrollTo(x, y) { $.scrollElement(impl, x, y, 0, 0); }
  async scrollBy(x, y) { $.scrollElement(impl, x, y, impl.scrollLeft ?? 0, impl.scrollTop ?? 0); }
  get screenX() { return 0; }
  get screenLeft() { return 0; }
  get screenY() { return 0; }
  get screenTop() { return 0; }
  get outerWidth() { return 1280; }
  get outerHeight() { return 720; }
  get devicePixelRatio() { return 1; }
});
// https://drafts.csswg.org/cssom-view/#the-screen-interface
define(`
[Exposed=Window]
interface Screen {
  readonly attribute long availWidth;
  readonly attribute long availHeight;
  readonly attribute long width;
  readonly attribute long height;
  readonly attribute unsigned long colorDepth;
  readonly attribute unsigned long pixelDepth;
};`, class {
  get availWidth() { return 1280; }
  get availHeight() { return 720; }
  get width() { return 1280; }
  get height() { return 720; }
  get colorDepth() { return 24; }
  get pixelDepth() { return 24; }
});
define(`
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
};`, class {
  get offsetLeft() { return 0; }
  get offsetTop() { return 0; }
  get pageLeft() { return 0; }
  get pageTop() { return 0; }
  get width() { return 1280; }
  get height() { return 720; }
  get scale() { return 1; }
});
