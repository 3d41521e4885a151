// Loading images: the host is told when one has a new source, and says how it went.
// https://html.spec.whatwg.org/#updating-the-image-data
library({
  // the host calls this when the src attribute of an img element was set or removed
  imageSourceChanged(id) {
    const impl = $.impl($.wrap(id));
    const src = $.h.get_attribute(id, "src");
    for (const [, reject] of impl.decodes?.splice(0) ?? [])
      reject(new $.DOMException("The image has another source now.", "EncodingError"));
    Object.assign(impl, { naturalWidth: 0, naturalHeight: 0, currentSrc: "", loadState: "unavailable" });
    if (src === null) return;
    const url = src === "" ? null : $.h.resolve_url(src);
    impl.currentSrc = url ?? src;
    if (url === null) return $.queueTask(() => $.imageLoaded(id, false, 0, 0));
    $.h.load_image(id);
  },
  // the host has loaded the image (its size in pixels) or failed to
  imageLoaded(id, ok, width, height) {
    const element = $.wrap(id);
    const impl = $.impl(element);
    Object.assign(impl, { loadState: ok ? "complete" : "broken", naturalWidth: ok ? width : 0, naturalHeight: ok ? height : 0 });
    for (const [resolve, reject] of impl.decodes?.splice(0) ?? [])
      if (ok) resolve();
      else reject(new $.DOMException("The source image cannot be decoded.", "EncodingError"));
    $.fire(element, ok ? "load" : "error", {}, "Event");
  },
});
