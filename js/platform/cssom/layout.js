// Places and sizes. AD-HOC: there is no layout, so every element is a point at the origin and nothing scrolls.
// https://drafts.csswg.org/cssom-view/
define(`
partial interface Element {
  DOMRectList getClientRects();
  [NewObject] DOMRect getBoundingClientRect();
  boolean checkVisibility(optional any options = {});
  Promise<undefined> scrollIntoView(optional any arg = {});
  Promise<undefined> scroll(optional any x, optional any y);
  Promise<undefined> scrollTo(optional any x, optional any y);
  Promise<undefined> scrollBy(optional any x, optional any y);
  attribute unrestricted double scrollTop;
  attribute unrestricted double scrollLeft;
  readonly attribute long scrollWidth;
  readonly attribute long scrollHeight;
  readonly attribute long clientTop;
  readonly attribute long clientLeft;
  readonly attribute long clientWidth;
  readonly attribute long clientHeight;
  readonly attribute double currentCSSZoom;
  sequence<Animation> getAnimations(optional any options = {});
  undefined setPointerCapture(long pointerId);
  undefined releasePointerCapture(long pointerId);
  boolean hasPointerCapture(long pointerId);
  Promise<undefined> requestFullscreen(optional any options = {});
};`, class {
  getClientRects() { return $.create("DOMRectList", { list: [] }); }
  getBoundingClientRect() { return $.create("DOMRect", { x: 0, y: 0, width: 0, height: 0 }); }
  // https://drafts.csswg.org/cssom-view/#dom-element-checkvisibility
  checkVisibility(options) {
    const { checkOpacity, opacityProperty, checkVisibilityCSS, visibilityProperty } = Object(options);
    return h.check_visibility(impl.id, !!(checkOpacity || opacityProperty), !!(checkVisibilityCSS || visibilityProperty));
  }
  async scrollIntoView(arg) {}
  async scroll(x, y) { $.scrollElement(impl, x, y, 0, 0); }
  async scrollTo(x, y) { $.scrollElement(impl, x, y, 0, 0); }
  async scrollBy(x, y) { $.scrollElement(impl, x, y, impl.scrollLeft ?? 0, impl.scrollTop ?? 0); }
  get scrollTop() { return impl.scrollTop ?? 0; }
  set scrollTop(value) { impl.scrollTop = Number.isFinite(value) ? Math.max(0, value) : 0; }
  get scrollLeft() { return impl.scrollLeft ?? 0; }
  set scrollLeft(value) { impl.scrollLeft = Number.isFinite(value) ? value : 0; }
  get scrollWidth() { return $.isViewport(impl) ? h.viewport_width() : 0; }
  get scrollHeight() { return $.isViewport(impl) ? h.viewport_height() : 0; }
  get clientTop() { return 0; }
  get clientLeft() { return 0; }
  get clientWidth() { return $.isViewport(impl) ? h.viewport_width() : 0; }
  get clientHeight() { return $.isViewport(impl) ? h.viewport_height() : 0; }
  get currentCSSZoom() { return 1; }
  getAnimations(options) { return []; }
  setPointerCapture(pointerId) {}
  releasePointerCapture(pointerId) {}
  hasPointerCapture(pointerId) { return false; }
  async requestFullscreen(options) { throw new $.TypeError("Fullscreen is not available."); }
});
define(`
partial interface HTMLElement {
  readonly attribute Element? offsetParent;
  readonly attribute long offsetTop;
  readonly attribute long offsetLeft;
  readonly attribute long offsetWidth;
  readonly attribute long offsetHeight;
};`, class {
  get offsetParent() { return $.wrap(h.offset_parent(impl.id)); }
  get offsetTop() { return 0; }
  get offsetLeft() { return 0; }
  get offsetWidth() { return 0; }
  get offsetHeight() { return 0; }
});

library({
  // the element that stands for the viewport has its size
  isViewport(impl) {
    return impl.is.HTMLHtmlElement === true;
  },
  scrollElement(impl, x, y, fromLeft, fromTop) {
    const options = typeof x === "object" && x !== null ? x : { left: x, top: y };
    if (options.left !== undefined) impl.scrollLeft = Math.max(0, fromLeft + (+options.left || 0));
    if (options.top !== undefined) impl.scrollTop = Math.max(0, fromTop + (+options.top || 0));
  },
});
