// Places and sizes, which the host works out when somebody asks. https://drafts.csswg.org/cssom-view/
define(
  `
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
  undefined setPointerCapture(long pointerId);
  undefined releasePointerCapture(long pointerId);
  boolean hasPointerCapture(long pointerId);
  Promise<undefined> requestFullscreen(optional any options = {});
};`,
  class {
    getClientRects() {
      return $.create("DOMRectList", { list: h.layout_rects(impl.id).split(",").filter(Boolean).map($.rectOf) });
    }
    getBoundingClientRect() {
      return $.rectOf(h.layout_box(impl.id));
    }
    // https://drafts.csswg.org/cssom-view/#dom-element-checkvisibility
    checkVisibility(options) {
      const { checkOpacity, opacityProperty, checkVisibilityCSS, visibilityProperty } = Object(options);
      return h.check_visibility(impl.id, !!(checkOpacity || opacityProperty), !!(checkVisibilityCSS || visibilityProperty));
    }
    async scrollIntoView(arg) {
      $.scrollIntoView(impl, arg);
    }
    async scroll(x, y) {
      $.scrollElement(impl, x, y, false);
    }
    async scrollTo(x, y) {
      $.scrollElement(impl, x, y, false);
    }
    async scrollBy(x, y) {
      $.scrollElement(impl, x, y, true);
    }
    get scrollTop() {
      return $.scrolledTo(impl).y;
    }
    set scrollTop(value) {
      $.scrollBox(impl, null, value);
    }
    get scrollLeft() {
      return $.scrolledTo(impl).x;
    }
    set scrollLeft(value) {
      $.scrollBox(impl, value, null);
    }
    get scrollWidth() {
      return h.layout_in_lines(impl.id) ? 0 : $.rounded($.numbersOf(h.layout_overflow(impl.id))[0]);
    }
    get scrollHeight() {
      if (h.layout_in_lines(impl.id)) return 0;
      const height = $.numbersOf(h.layout_overflow(impl.id))[1];
      return $.rounded(impl.is.HTMLTextAreaElement ? Math.max(height, h.layout_text(impl.id, $.textOf(impl))) : height);
    }
    get clientTop() {
      return h.layout_in_lines(impl.id) ? 0 : $.rounded($.numbersOf(h.layout_edges(impl.id))[0]);
    }
    get clientLeft() {
      return h.layout_in_lines(impl.id) ? 0 : $.rounded($.numbersOf(h.layout_edges(impl.id))[3]);
    }
    get clientWidth() {
      return $.clientSize(impl)[0];
    }
    get clientHeight() {
      return $.clientSize(impl)[1];
    }
    get currentCSSZoom() {
      return 1;
    }
    setPointerCapture(pointerId) {}
    releasePointerCapture(pointerId) {}
    hasPointerCapture(pointerId) {
      return false;
    }
    async requestFullscreen(options) {
      throw new $.TypeError("Fullscreen is not available.");
    }
  },
);
define(
  `
partial interface HTMLElement {
  readonly attribute Element? offsetParent;
  readonly attribute long offsetTop;
  readonly attribute long offsetLeft;
  readonly attribute long offsetWidth;
  readonly attribute long offsetHeight;
};`,
  class {
    get offsetParent() {
      return $.wrap(h.offset_parent(impl.id));
    }
    get offsetTop() {
      return $.rounded($.numbersOf(h.layout_offset(impl.id))[1]);
    }
    get offsetLeft() {
      return $.rounded($.numbersOf(h.layout_offset(impl.id))[0]);
    }
    get offsetWidth() {
      return $.rounded($.numbersOf(h.layout_offset(impl.id))[2]);
    }
    get offsetHeight() {
      return $.rounded($.numbersOf(h.layout_offset(impl.id))[3]);
    }
  },
);

library({
  // the numbers of a text of the host's
  numbersOf(text) {
    return text.split(" ").map(Number);
  },
  rounded(number) {
    return Math.round(number) || 0;
  },
  rectOf(text) {
    const [x, y, width, height] = text === "" ? [0, 0, 0, 0] : $.numbersOf(text);
    return $.create("DOMRect", { x, y, width, height });
  },
  // the element that stands for the viewport has its size
  isViewport(impl) {
    return impl.is.HTMLHtmlElement === true;
  },
  // https://drafts.csswg.org/cssom-view/#dom-element-clientwidth
  clientSize(impl) {
    if ($.isViewport(impl)) return [$.h.viewport_width(), $.h.viewport_height()];
    if ($.h.layout_in_lines(impl.id)) return [0, 0];
    const [, , width, height] = $.numbersOf($.h.layout_box(impl.id) || "0 0 0 0");
    const [top, right, bottom, left] = $.numbersOf($.h.layout_edges(impl.id));
    return [$.rounded(Math.max(0, width - left - right)), $.rounded(Math.max(0, height - top - bottom))];
  },
  // how far an element is scrolled, as far as what is in it allows that now
  scrolledTo(impl) {
    if ($.isViewport(impl)) return $.scrollPosition;
    if (!impl.scrolled) return { x: 0, y: 0 };
    const [right, bottom] = $.scrollEnd(impl);
    return { x: Math.min(impl.scrolled.x, right), y: Math.min(impl.scrolled.y, bottom) };
  },
  // the last position that an element can be scrolled to
  scrollEnd(impl) {
    const [width, height] = $.numbersOf($.h.layout_overflow(impl.id)),
      [ownWidth, ownHeight] = $.clientSize(impl);
    return [Math.max(0, $.rounded(width) - ownWidth), Math.max(0, $.rounded(height) - ownHeight)];
  },
  // Scrolls to a position: null stays as it is. https://drafts.csswg.org/cssom-view/#scroll-an-element
  scrollBox(impl, x, y) {
    const finite = (value, now) => (value === null ? now : Number.isFinite(+value) ? Math.max(0, +value) : 0);
    if ($.isViewport(impl)) return $.scrollWindow(finite(x, $.scrollPosition.x), finite(y, $.scrollPosition.y), false, false);
    const at = $.scrolledTo(impl);
    let left = finite(x, at.x),
      top = finite(y, at.y);
    if (left || top) {
      const [right, bottom] = $.scrollEnd(impl);
      [left, top] = [Math.min(left, right), Math.min(top, bottom)];
    }
    if (left === at.x && top === at.y) return;
    impl.scrolled = { x: left, y: top };
    $.h.layout_scrolled(impl.id, left, top);
    if (impl.scrollQueued) return;
    impl.scrollQueued = true;
    $.queueTask(() => {
      impl.scrollQueued = false;
      const element = $.wrap(impl.id);
      $.fire(element, "scroll", {}, "Event");
      $.fire(element, "scrollend", {}, "Event");
    });
  },
  scrollElement(impl, x, y, relative) {
    const options = typeof x === "object" && x !== null ? x : { left: x, top: y };
    const from = relative ? $.scrolledTo(impl) : { x: 0, y: 0 };
    const to = (value, start) => (value === undefined ? null : start + (+value || 0));
    $.scrollBox(impl, to(options.left, from.x), to(options.top, from.y));
  },
  // https://drafts.csswg.org/cssom-view/#scroll-a-target-into-view
  scrollIntoView(impl, arg) {
    const options = typeof arg === "object" && arg !== null ? arg : { block: arg === false ? "end" : "start" };
    const block = options.block ?? "start",
      inline = options.inline ?? "nearest";
    const along = (how, start, size, from, room) => {
      const end = start + size,
        last = from + room;
      if (how === "start") return start - from;
      if (how === "end") return end - last;
      if (how === "center") return start + size / 2 - (from + room / 2);
      if ((start >= from && end <= last) || (start < from && end > last)) return 0;
      return start < from === size <= room ? start - from : end - last;
    };
    for (let id = $.h.layout_scroller(impl.id); id !== null; id = $.h.layout_scroller(id)) {
      const [x, y, width, height] = $.numbersOf($.h.layout_box(impl.id) || "0 0 0 0");
      const scroller = $.implOf(id),
        at = $.scrolledTo(scroller),
        [roomX, roomY] = $.clientSize(scroller);
      const [left, top] = $.isViewport(scroller) ? [0, 0] : $.numbersOf($.h.layout_box(id) || "0 0 0 0");
      $.scrollBox(scroller, at.x + along(inline, x, width, left, roomX), at.y + along(block, y, height, top, roomY));
    }
  },
});
