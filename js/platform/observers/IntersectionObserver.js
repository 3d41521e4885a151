// https://w3c.github.io/IntersectionObserver/
define(
  `
dictionary IntersectionObserverInit { any root = null; DOMString rootMargin = "0px"; DOMString scrollMargin = "0px"; any threshold = 0; long delay = 0; boolean trackVisibility = false; };
callback IntersectionObserverCallback = undefined (any entries, IntersectionObserver observer);
[Exposed=Window]
interface IntersectionObserver {
  constructor(IntersectionObserverCallback callback, optional IntersectionObserverInit options = {});
  readonly attribute any root;
  readonly attribute DOMString rootMargin;
  readonly attribute DOMString scrollMargin;
  readonly attribute any thresholds;
  readonly attribute long delay;
  readonly attribute boolean trackVisibility;
  undefined observe(Element target);
  undefined unobserve(Element target);
  undefined disconnect();
  any takeRecords();
};`,
  class {
    construct(callback, options) {
      const { root, threshold, rootMargin, scrollMargin } = options;
      if (root !== null && !$.is(root, "Element") && !$.is(root, "Document"))
        throw new $.TypeError("member root is not of type (Element or Document).");
      const thresholds =
        typeof threshold === "object" && threshold !== null ? $.sequence(threshold, (v) => $.double(v)) : [$.double(threshold)];
      if (thresholds.some((t) => t < 0 || t > 1)) throw new $.RangeError("Threshold values must be numbers between 0 and 1");
      if (thresholds.length === 0) thresholds.push(0);
      thresholds.sort((a, b) => a - b);
      impl.trackVisibility = options.trackVisibility;
      impl.delay = options.trackVisibility ? Math.max(options.delay, 100) : options.delay;
      const margin = $.margin(rootMargin),
        scroll = $.margin(scrollMargin);
      Object.assign(impl, {
        callback,
        object: this,
        root,
        rootMargin: margin,
        scrollMargin: scroll,
        thresholds: Object.freeze(thresholds),
        targets: new Map(),
        due: new Set(),
        scheduled: false,
      });
    }
    get root() {
      return impl.root;
    }
    get rootMargin() {
      return impl.rootMargin;
    }
    get scrollMargin() {
      return impl.scrollMargin;
    }
    get thresholds() {
      return impl.thresholds;
    }
    get delay() {
      return impl.delay;
    }
    get trackVisibility() {
      return impl.trackVisibility;
    }
    observe(target) {
      if (impl.targets.has(target)) return;
      impl.targets.set(target, { index: -1, intersects: false });
      $.observeLayout(impl, target, $.intersection);
    }
    unobserve(target) {
      impl.targets.delete(target);
      $.stopObserving(impl);
    }
    disconnect() {
      impl.targets.clear();
      impl.due.clear();
      $.stopObserving(impl);
    }
    takeRecords() {
      return $.layoutEntries(impl, impl.due);
    }
  },
);
define(
  `
dictionary IntersectionObserverEntryInit {
  required DOMHighResTimeStamp time;
  required DOMRectInit? rootBounds;
  required DOMRectInit boundingClientRect;
  required DOMRectInit intersectionRect;
  required boolean isIntersecting;
  required boolean isVisible;
  required double intersectionRatio;
  required Element target;
};
[Exposed=Window]
interface IntersectionObserverEntry {
  constructor(IntersectionObserverEntryInit intersectionObserverEntryInit);
  readonly attribute DOMHighResTimeStamp time;
  readonly attribute DOMRectReadOnly? rootBounds;
  readonly attribute DOMRectReadOnly boundingClientRect;
  readonly attribute DOMRectReadOnly intersectionRect;
  readonly attribute boolean isIntersecting;
  readonly attribute boolean isVisible;
  readonly attribute double intersectionRatio;
  readonly attribute Element target;
};`,
  class {
    construct(init) {
      const { time, target, isIntersecting, isVisible, intersectionRatio } = init;
      const rect = (r) => (r === null ? null : $.exposed("DOMRectReadOnly").fromRect(r));
      Object.assign(impl, {
        time,
        target,
        visible: isIntersecting,
        seen: isVisible,
        ratio: intersectionRatio,
        rootBounds: rect(init.rootBounds),
        rect: rect(init.boundingClientRect),
        inside: rect(init.intersectionRect),
      });
    }
    get time() {
      return impl.time;
    }
    get rootBounds() {
      return impl.rootBounds;
    }
    get boundingClientRect() {
      return impl.rect;
    }
    get intersectionRect() {
      return impl.inside;
    }
    get isIntersecting() {
      return impl.visible;
    }
    get isVisible() {
      return impl.seen;
    }
    get intersectionRatio() {
      return impl.ratio;
    }
    get target() {
      return impl.target;
    }
  },
);
