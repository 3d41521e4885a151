// https://drafts.csswg.org/resize-observer/
define(
  `
enum ResizeObserverBoxOptions { "border-box", "content-box", "device-pixel-content-box" };
dictionary ResizeObserverOptions { ResizeObserverBoxOptions box = "content-box"; };
callback ResizeObserverCallback = undefined (any entries, ResizeObserver observer);
[Exposed=Window]
interface ResizeObserver {
  constructor(ResizeObserverCallback callback);
  undefined observe(Element target, optional ResizeObserverOptions options = {});
  undefined unobserve(Element target);
  undefined disconnect();
};`,
  class {
    construct(callback) {
      Object.assign(impl, { callback, object: this, targets: new Map(), due: new Set(), scheduled: false });
    }
    observe(target, options) {
      impl.targets.set(target, { box: options.box, last: [0, 0] });
      $.observeLayout(impl, target, $.resized);
    }
    unobserve(target) {
      impl.targets.delete(target);
      $.stopObserving(impl);
    }
    disconnect() {
      impl.targets.clear();
      $.stopObserving(impl);
    }
  },
);
define(
  `
[Exposed=Window]
interface ResizeObserverEntry {
  readonly attribute Element target;
  readonly attribute DOMRectReadOnly contentRect;
  readonly attribute any borderBoxSize;
  readonly attribute any contentBoxSize;
  readonly attribute any devicePixelContentBoxSize;
};`,
  class {
    get target() {
      return impl.target;
    }
    get contentRect() {
      return impl.contentRect;
    }
    get borderBoxSize() {
      return impl.borderSize;
    }
    get contentBoxSize() {
      return impl.size;
    }
    get devicePixelContentBoxSize() {
      return impl.pixelSize;
    }
  },
);
define(
  `
[Exposed=Window]
interface ResizeObserverSize {
  readonly attribute unrestricted double inlineSize;
  readonly attribute unrestricted double blockSize;
};`,
  class {
    get inlineSize() {
      return impl.inlineSize;
    }
    get blockSize() {
      return impl.blockSize;
    }
  },
);

library({
  // The entry of a target whose size is another one than before, else null.
  // https://drafts.csswg.org/resize-observer/#resize-observation-interface
  resized(observer, target) {
    const { id } = $.impl(target),
      before = observer.targets.get(target);
    const text = $.h.layout_in_lines(id) ? "" : $.h.layout_box(id);
    const [, , wide, high] = text === "" ? [0, 0, 0, 0] : $.numbersOf(text);
    const [bt, br, bb, bl, pt, pr, pb, pl] = text === "" ? [0, 0, 0, 0, 0, 0, 0, 0] : $.numbersOf($.h.layout_edges(id));
    const width = Math.max(0, wide - bl - br - pl - pr),
      height = Math.max(0, high - bt - bb - pt - pb);
    const now = before.box === "border-box" ? [wide, high] : [width, height];
    if (now[0] === before.last[0] && now[1] === before.last[1]) return null;
    before.last = now;
    const size = (inlineSize, blockSize) => Object.freeze([$.create("ResizeObserverSize", { inlineSize, blockSize })]);
    const contentRect = $.create("DOMRectReadOnly", { x: pl, y: pt, width, height }),
      ratio = $.h.device_pixel_ratio();
    return $.create("ResizeObserverEntry", {
      target,
      contentRect,
      size: size(width, height),
      borderSize: size(wide, high),
      pixelSize: size(Math.round(width * ratio), Math.round(height * ratio)),
    });
  },
});
