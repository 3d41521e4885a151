// Intersection records without a layout.
library({
  intersection(target) {
    const rect = $.boxOf(target), visible = target.isConnected;
    return $.create("IntersectionObserverEntry", { time: $.h.now(), rect, inside: rect, rootBounds: $.boxOf(null), visible, seen: false, ratio: visible ? 1 : 0, target });
  },
  // https://w3c.github.io/IntersectionObserver/#parse-a-margin
  margin(text) {
    const parts = text.trim() === "" ? ["0px"] : text.trim().split(/\s+/);
    if (parts.length > 4 || parts.some((p) => !/^[-+]?(\d+\.?\d*|\.\d+)(px|%)$/.test(p) && p !== "0"))
      throw new $.DOMException("Failed to construct 'IntersectionObserver': rootMargin must be specified in pixels or percent.", "SyntaxError");
    const [top, right = top, bottom = top, left = right] = parts.map((p) => (p === "0" ? "0px" : p));
    return `${top} ${right} ${bottom} ${left}`;
  },
});
