// https://drafts.csswg.org/resize-observer/
// AD-HOC: there is no layout. A target's size is what getBoundingClientRect says when it is first observed; it is reported once.
define(`
enum ResizeObserverBoxOptions { "border-box", "content-box", "device-pixel-content-box" };
dictionary ResizeObserverOptions { ResizeObserverBoxOptions box = "content-box"; };
callback ResizeObserverCallback = undefined (any entries, ResizeObserver observer);
[Exposed=Window]
interface ResizeObserver {
  constructor(ResizeObserverCallback callback);
  undefined observe(Element target, optional ResizeObserverOptions options = {});
  undefined unobserve(Element target);
  undefined disconnect();
};`, class {
  construct(callback) { Object.assign(impl, { callback, object: this, targets: new Set(), pending: [], scheduled: false }); }
  observe(target, options) {
    impl.targets.add(target);
    $.observeOnce(impl, target, (each) => {
      const contentRect = $.boxOf(each);
      const size = $.create("ResizeObserverSize", { inlineSize: contentRect.width, blockSize: contentRect.height });
      return $.create("ResizeObserverEntry", { target: each, contentRect, size: Object.freeze([size]) });
    });
  }
  unobserve(target) { impl.targets.delete(target); }
  disconnect() { impl.targets.clear(); }
});
define(`
[Exposed=Window]
interface ResizeObserverEntry {
  readonly attribute Element target;
  readonly attribute DOMRectReadOnly contentRect;
  readonly attribute any borderBoxSize;
  readonly attribute any contentBoxSize;
  readonly attribute any devicePixelContentBoxSize;
};`, class {
  get target() { return impl.target; }
  get contentRect() { return impl.contentRect; }
  get borderBoxSize() { return impl.size; }
  get contentBoxSize() { return impl.size; }
  get devicePixelContentBoxSize() { return impl.size; }
});
define(`
[Exposed=Window]
interface ResizeObserverSize {
  readonly attribute unrestricted double inlineSize;
  readonly attribute unrestricted double blockSize;
};`, class {
  get inlineSize() { return impl.inlineSize; }
  get blockSize() { return impl.blockSize; }
});
