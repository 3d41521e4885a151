// https://w3c.github.io/IntersectionObserver/
// AD-HOC: there is no layout. Every connected target is reported once, as wholly visible.
define(`
dictionary IntersectionObserverInit { any root = null; DOMString rootMargin = "0px"; DOMString scrollMargin = "0px"; any threshold = 0; };
callback IntersectionObserverCallback = undefined (any entries, IntersectionObserver observer);
[Exposed=Window]
interface IntersectionObserver {
  constructor(IntersectionObserverCallback callback, optional IntersectionObserverInit options = {});
  readonly attribute any root;
  readonly attribute DOMString rootMargin;
  readonly attribute DOMString scrollMargin;
  readonly attribute any thresholds;
  undefined observe(Element target);
  undefined unobserve(Element target);
  undefined disconnect();
  any takeRecords();
};`, class {
  construct(callback, options) {
    const { root, threshold, rootMargin, scrollMargin } = options;
    if (root !== null && !$.is(root, "Element") && !$.is(root, "Document")) throw new $.TypeError("member root is not of type (Element or Document).");
    const thresholds = typeof threshold === "object" && threshold !== null ? $.sequence(threshold, (v) => $.double(v)) : [$.double(threshold)];
    if (thresholds.some((t) => t < 0 || t > 1)) throw new $.RangeError("Threshold values must be numbers between 0 and 1");
    if (thresholds.length === 0) thresholds.push(0);
    thresholds.sort((a, b) => a - b);
    const margin = $.margin(rootMargin), scroll = $.margin(scrollMargin);
    Object.assign(impl, { callback, object: this, root, rootMargin: margin, scrollMargin: scroll, thresholds: Object.freeze(thresholds), targets: new Set(), pending: [], scheduled: false });
  }
  get root() { return impl.root; }
  get rootMargin() { return impl.rootMargin; }
  get scrollMargin() { return impl.scrollMargin; }
  get thresholds() { return impl.thresholds; }
  observe(target) {
    if (impl.targets.has(target)) return;
    impl.targets.add(target);
    $.observeOnce(impl, target, (each) => $.intersection(each));
  }
  unobserve(target) { impl.targets.delete(target); }
  disconnect() { impl.targets.clear(); impl.pending = []; }
  takeRecords() { return impl.pending.splice(0).map((each) => $.intersection(each)); }
});
define(`
[Exposed=Window]
interface IntersectionObserverEntry {
  readonly attribute DOMHighResTimeStamp time;
  readonly attribute DOMRectReadOnly? rootBounds;
  readonly attribute DOMRectReadOnly boundingClientRect;
  readonly attribute DOMRectReadOnly intersectionRect;
  readonly attribute boolean isIntersecting;
  readonly attribute double intersectionRatio;
  readonly attribute Element target;
};`, class {
  get time() { return impl.time; }
  get rootBounds() { return impl.rootBounds; }
  get boundingClientRect() { return impl.rect; }
  get intersectionRect() { return impl.rect; }
  get isIntersecting() { return impl.visible; }
  get intersectionRatio() { return impl.visible ? 1 : 0; }
  get target() { return impl.target; }
});
