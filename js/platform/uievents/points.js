// Coordinates of mouse events. https://drafts.csswg.org/cssom-view/#extensions-to-the-mouseevent-interface
library({
  // the point in the viewport; that of a user's action is in the middle of what was acted on
  pointOf(impl) {
    const { point } = impl;
    if (point === undefined) return { x: impl.clientX ?? 0, y: impl.clientY ?? 0 };
    if (point.x === undefined) {
      const [x, y, width, height] = $.numbersOf($.h.layout_rects(point.id).split(",")[0] || "0 0 0 0");
      Object.assign(point, { x: x + width / 2, y: y + height / 2 });
    }
    return point;
  },
  // the same from the padding edge of the target on
  pointInTarget(impl) {
    const { x, y } = $.pointOf(impl);
    const target = $.is(impl.target, "Element") ? $.impl(impl.target) : undefined;
    const box = target === undefined ? "" : $.h.layout_rects(target.id).split(",")[0];
    if (box === "") return { x, y };
    const [left, top] = $.numbersOf(box),
      edges = $.numbersOf($.h.layout_edges(target.id));
    return { x: x - left - edges[3], y: y - top - edges[0] };
  },
});
