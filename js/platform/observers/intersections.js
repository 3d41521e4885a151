// Intersections of boxes. https://w3c.github.io/IntersectionObserver/
library({
  // The entry of a target that has crossed a threshold, else null.
  // https://w3c.github.io/IntersectionObserver/#update-intersection-observations-algo
  // AD-HOC: `scrollMargin` makes nothing larger
  intersection(observer, target) {
    const { id } = $.impl(target),
      before = observer.targets.get(target),
      { thresholds } = observer;
    const root = $.rootBounds(observer),
      text = target.isConnected ? $.h.layout_box(id) : "";
    const box = text === "" ? [0, 0, 0, 0] : $.numbersOf(text),
      shown = text === "" ? "" : $.h.layout_shown(id);
    const inside = shown === "" ? null : $.overlap($.numbersOf(shown), root);
    const [, , width, height] = box,
      area = width * height,
      intersects = inside !== null;
    const ratio = !intersects ? 0 : area > 0 ? Math.min(1, (inside[2] * inside[3]) / area) : 1;
    const index = intersects ? thresholds.findLastIndex((t) => t <= ratio) + 1 : 0;
    if (before.index === index && before.intersects === intersects) return null;
    Object.assign(before, { index, intersects });
    const rect = ([x, y, width, height]) => $.create("DOMRectReadOnly", { x, y, width, height });
    return $.create("IntersectionObserverEntry", {
      time: $.h.now(),
      target,
      rect: rect(box),
      inside: rect(inside ?? [0, 0, 0, 0]),
      rootBounds: rect(root),
      visible: intersects,
      seen: false,
      ratio,
    });
  },
  // https://w3c.github.io/IntersectionObserver/#intersectionobserver-root-intersection-rectangle
  rootBounds({ root, rootMargin }) {
    let [x, y, width, height] = [0, 0, $.h.viewport_width(), $.h.viewport_height()];
    if (root !== null && $.is(root, "Element")) {
      const impl = $.impl(root),
        [top, , , left] = $.numbersOf($.h.layout_edges(impl.id));
      [x, y] = $.numbersOf($.h.layout_box(impl.id) || "0 0 0 0");
      [x, y, [width, height]] = [x + left, y + top, $.clientSize(impl)];
    }
    const [top, right, bottom, left] = rootMargin
      .split(" ")
      .map((margin, side) => parseFloat(margin) * (margin.endsWith("%") ? (side % 2 ? width : height) / 100 : 1));
    return [x - left, y - top, width + left + right, height + top + bottom];
  },
  // what two boxes have in common, an edge counts; null for nothing
  overlap(a, b) {
    const left = Math.max(a[0], b[0]),
      top = Math.max(a[1], b[1]);
    const width = Math.min(a[0] + a[2], b[0] + b[2]) - left,
      height = Math.min(a[1] + a[3], b[1] + b[3]) - top;
    return width >= 0 && height >= 0 ? [left, top, width, height] : null;
  },
  // https://w3c.github.io/IntersectionObserver/#parse-a-margin
  margin(text) {
    const parts = text.trim() === "" ? ["0px"] : text.trim().split(/\s+/);
    if (parts.length > 4 || parts.some((p) => !/^[-+]?(\d+\.?\d*|\.\d+)(px|%)$/.test(p) && p !== "0"))
      throw new $.DOMException(
        "Failed to construct 'IntersectionObserver': rootMargin must be specified in pixels or percent.",
        "SyntaxError",
      );
    const [top, right = top, bottom = top, left = right] = parts.map((p) => (p === "0" ? "0px" : p));
    return `${top} ${right} ${bottom} ${left}`;
  },
});
